import { unverified } from '../domain/citation.ts'
import { isTombstone } from '../domain/document.ts'
import { isWithin, type Marking } from '../domain/marking.ts'
import { capitalise } from '../domain/text.ts'
import { isSamePlace, type Passage, printFault } from './passage.ts'

const monthName = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*'
const notFigures = new RegExp(
  `\\b\\d{1,2}(?: to \\d{1,2})? ${monthName}\\b|\\b(?:FY|CY)?(?:19|20)\\d\\d\\b|\\bs\\. ?\\d+|\\([^()]*\\)|¶\\d+|\\b[A-Z]{2}-[A-Z]{1,2}-\\d+\\w?`,
  'g',
)

/** Records whose chief line speaks of more than the one paragraph they cite. */
const wider = /^(?:fault|note|source|cycle|category|area|overlay|acronym|agency|place|substance)\//

/**
 * What a record of ours says of the very place it cites, and the text held there does not: figures, a change in percent, and the
 * words that it, or a known fault beside it, quotes. Empty where they agree, where the text is of another place, and where it was
 * taken away.
 */
export function differencesFrom(
  record: Pick<Passage, 'cite' | 'id' | 'lines' | 'faults'>,
  written: Pick<Passage, 'cite' | 'lines'> | undefined,
): string[] {
  const { cite, id, lines, faults } = record
  if (!written || cite === unverified || written.cite === unverified || !isSamePlace(cite, written.cite))
    return []
  const text = written.lines.join(' ')
  if (isTombstone(text)) return []
  const figures = wider.test(id)
    ? []
    : [...figuresBeyond(lines[0] ?? '', text), ...changesBeyond(lines, text)]
  return [...new Set([...figures, ...quotesBeyond([...lines, ...faults], text)])]
}

/** `Ours and the paragraph differ: 14.1, "para 8" stand in ours only.` */
export function printDifferences(differing: readonly string[]): string {
  return `Ours and the paragraph differ: ${differing.join(', ')} ${differing.length === 1 ? 'stands' : 'stand'} in ours only.`
}

/**
 * A known fault as it stands beside the text held of its place. The fault is of the copy that `data/` was written from: another
 * version may be held, which does not print the words any more.
 */
export function printFaultBeside(fault: string, text: string): string {
  return isOfText(fault, text) ? printFault(fault) : printFault(fault, inCopyAlone)
}

export const inCopyAlone = 'in the copy we read, and not in the text held'

/** Known faults, as described, whose words the text held of their place does not print, each with the marking of that text. */
export type FaultsOfCopy = ReadonlyMap<string, Marking>

/** True for a fault of our copy alone, where the text that shows it may be known. */
export function isOfCopy(fault: string, ofCopy: FaultsOfCopy, ceiling: Marking): boolean {
  const marking = ofCopy.get(fault)
  return marking !== undefined && isWithin(marking, ceiling)
}

/** A fault as it stands in a list of them. */
export function listFault(fault: string, ofCopy: FaultsOfCopy, ceiling: Marking): string {
  return isOfCopy(fault, ofCopy, ceiling) ? `${capitalise(inCopyAlone)}: ${fault}` : fault
}

/** True for a fault that the text held may have: it prints the words, or was taken away. */
export function isOfText(fault: string, text: string): boolean {
  return isTombstone(text) || quotesBeyond([fault], text).length === 0
}

/**
 * Days, years, sections, ids and what stands in brackets are passed over: they are where our words say more than the source, and
 * say so.
 */
function figuresBeyond(chief: string, text: string): string[] {
  if (chief.includes(': our reading.')) return []
  const held = figuresOf(text).map(Number)
  return figuresOf(chief.replace(notFigures, ' ')).filter((figure) => !isReckoned(Number(figure), held))
}

/** True for a figure that is held, or the sum or difference of two that are. */
function isReckoned(figure: number, held: readonly number[]): boolean {
  const isSame = (other: number) => Math.abs(other - figure) < 1e-9
  return (
    held.some(isSame) || held.some((one) => held.some((other) => isSame(one + other) || isSame(one - other)))
  )
}

function figuresOf(text: string): string[] {
  return text.replace(/(?<=\d),(?=\d{3})/g, '').match(/(?<![\w.])\d+(?:\.\d+)?/g) ?? []
}

/** `1.10 × FY2008`, held against a text that says percentages in figures, none of which it is. */
function changesBeyond(lines: readonly string[], text: string): string[] {
  const said = [...text.matchAll(/(\d+(?:\.\d+)?) ?(?:%|per ?cent\b)/gi)].map(([, figure]) => Number(figure))
  if (said.length === 0) return []
  return lines.flatMap((line) =>
    [...line.matchAll(/\b(\d+\.\d+) × \w+/g)].flatMap(([change, factor]) =>
      said.some((percent) => Math.abs(Math.abs(Number(factor) - 1) * 100 - percent) < 1e-9) ? [] : [change],
    ),
  )
}

/** Words quoted as those of the source: `as written: "no later than April 25"`, `prints "Section 760"`. Several are parted by commas. */
function quotesBeyond(lines: readonly string[], text: string): string[] {
  const held = plain(text)
  return lines.flatMap((line) =>
    [...line.matchAll(/\b(?:as written: |prints )"([^"]+)"/g)].flatMap(([, quoted = '']) => {
      const words = [quoted, ...quoted.split(/, |\s{2,}/)].filter((one) => /^\P{P}*\p{L}{2}/u.test(one))
      return words.length === 0 || words.some((one) => held.includes(plain(one))) ? [] : [`"${quoted}"`]
    }),
  )
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim()
}
