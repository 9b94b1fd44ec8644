import { nameSome } from '../../domain/text.ts'
import { type CableHead, opensCable, readCableHead } from './cable-head.ts'
import { cleanLine } from './clean-line.ts'
import { placeWord } from './file-format.ts'
import { type Line, type Refusal, refuse } from './line.ts'

interface Begun {
  cable: CableHead
  at: number
}

const longestHead = 60
const mostNamed = 5
/** More are not looked for. */
const mostFound = 50

const subject = /^\W*SUBJ(?:ECT)?\b/i

/**
 * The refusal of a file in which the heads of other cables follow the one it begins with: as one document, their paragraphs would be
 * cited by its number.
 */
export function refuseOthers(
  name: string,
  lines: readonly Line[],
  first: CableHead,
  sayAs: (label: string) => string,
): Refusal | undefined {
  const begun: Begun[] = [{ cable: first, at: lines[0]?.at ?? 1 }]
  for (let index = first.end; index < lines.length && begun.length < mostFound; index += 1) {
    const line = lines[index]
    if (!line || !opensCable(cleanLine(line.text))) continue
    const below = lines.slice(index, index + longestHead)
    // Most such lines are no head, and reading one takes long.
    const cable = below.some(({ text }) => subject.test(text)) ? readCableHead(below) : undefined
    if (cable?.head.subject === undefined) continue
    if (begun.every((other) => isAnother(cable, other.cable))) begun.push({ cable, at: line.at })
    index += cable.end - 1
  }
  const [, second] = begun
  if (!second) return undefined
  const named = begun.map(({ cable, at }) => `${labelOf(cable)} from ${placeWord(name)} ${at}`)
  return refuse(
    `holds ${begun.length} cables, ${nameSome(named, mostNamed)}; put each in a file of its own; if all of it is one document that quotes the others: ${sayAs(first.label === undefined ? 'YY OFFICE NUMBER' : labelOf(first))}`,
    second.at,
  )
}

/** By number and year; where a head has no number, by its date-time group. */
function isAnother(one: CableHead, other: CableHead): boolean {
  const differ = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a !== b
  if (one.label === undefined || other.label === undefined) return differ(one.head.sent, other.head.sent)
  return one.label !== other.label || differ(one.year, other.year)
}

function labelOf({ label, year = 'YY', head }: CableHead): string {
  return label === undefined ? `that of ${head.sent ?? ''}` : `${year} ${label}`
}
