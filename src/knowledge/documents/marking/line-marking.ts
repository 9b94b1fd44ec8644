import { asLatin, isWithin, type Marking, printedMarking } from '../../../domain/marking.ts'
import { cleanLine, endsClause } from '../clean-line.ts'
import type { FileText, Line, Refusal } from '../line.ts'
import { type Above, aboveNext, withoutParts } from '../numbering/lettered-parts.ts'
import { readMarker } from '../numbering/marker.ts'
import { joinSpaced, spacedWords } from '../spaced-letters.ts'
import { banner, formsAbove, spoken } from './marking-forms.ts'
import {
  formsSensitive,
  isMarkedTitle,
  isSensitiveBanner,
  opensBlock,
  readPortion,
  saysOfWhole,
} from './sensitive-forms.ts'

/** A line without any of these stays as it is when its signs and spaces are made plain. */
const otherSigns = /[^ -~]| {2}/

/** What a line claims for itself, by its words and what the lines above tell. `isEdge` where a page or a file begins or ends. */
export function lineMarking(written: string, above: Above = {}, isEdge = false): Marking | 'above' {
  return readMarks(written, above, isEdge).own
}

interface Marks {
  own: Marking | 'above'
  /** It marks whatever bears no mark, too. */
  isWhole: boolean
}

function readMarks(written: string, above: Above, isEdge: boolean): Marks {
  const text = asLatin(written)
  if (spacedWords(text).some((word) => spacedLevel.test(word))) return { own: 'above', isWhole: false }
  const line = joinSpaced(otherSigns.test(text) ? text.normalize('NFKC').replace(/\s+/g, ' ') : text)
  if (isBanner(line, above, isEdge) || formsAbove.some((form) => form.test(line)))
    return { own: 'above', isWhole: false }
  const isWhole = marksWhole(line, above, isEdge)
  const own = printedMarking(withoutSpeech(withoutParts(line, above), above))
  if (own !== 'U') return { own, isWhole }
  const isSensitive = isWhole || opensBlock(line) || formsSensitive.some((form) => form.test(line))
  return { own: isSensitive ? 'SBU' : 'U', isWhole }
}

/** True of a line that marks SBU whatever bears no mark: a banner, or a sentence about the whole text. */
function marksWhole(line: string, { last }: Above, isEdge: boolean): boolean {
  const clean = cleanLine(line)
  return isSensitiveBanner(clean, { last, isEdge }) || saysOfWhole(clean)
}

const spacedLevel = /^(?:TOP)?(?:SECRET(?!AR)|CONFIDEN[TC]IAL|RESTRICTED|RESERVAD)/

/** In small letters it may be the last word of a sentence, and `Restricted` the heading of a table. */
function isBanner(line: string, { last }: Above, isEdge: boolean): boolean {
  const { field, open = '', level = '' } = banner.exec(line)?.groups ?? {}
  if (level === '') return false
  if (field !== undefined) return true
  if (level === level.toUpperCase()) return !last || !line.trim().endsWith('.')
  if (/^re/i.test(level)) return isEdge
  return !last || open !== '' || /^\p{Lu}/u.test(level)
}

/** Leaves out what merely speaks of a secret in a line all in capitals; elsewhere, only a mark is written in them. */
function withoutSpeech(line: string, { last }: Above): string {
  if (!/SECRET|CONFIDENTIAL/.test(line) || /\p{Ll}/u.test(line)) return line
  return `${last ?? ''} ${line}`.replace(spoken, '')
}

/**
 * Looks at every line of a file for its marking, also at what is not read; refuses it whole for one above the ceiling. Gives the
 * marking of what bears none: SBU where the head (the lines before `start`), a title, a banner, a running head or a sentence about
 * the whole text says so.
 */
export function markUnmarked({ lines, aside }: FileText, start: number, ceiling: Marking): Marking | Refusal {
  let unmarked: Marking = 'U'
  let above: Above = {}
  let before = ''
  let isTitle = true
  const isFull = ({ text }: Line) => text.trim() !== ''
  const [first, last] = [lines.findIndex(isFull), lines.findLastIndex(isFull)]
  for (const [index, line] of [...lines, ...aside].entries()) {
    const isAside = index >= lines.length
    const isEdge = isAside || line.running === true || index <= Math.max(start, first) || index === last
    if (index === lines.length) above = {}
    // What is put aside stands together by chance, and a running head between the lines of a sentence that it has no part in.
    const clean = cleanLine(line.text)
    const isOwn = isAside || (isTitle && endsTitle(clean, before, lines[index + 1]))
    const around = line.running ? {} : isOwn ? { ...above, last: '' } : above
    const { own, isWhole: isMark } = readMarks(line.text, around, isEdge)
    if (index >= start) isTitle &&= !beginsText(clean, line)
    const isWhole =
      isMark ||
      saysOfWhole(`${line.running ? '' : before} ${clean}`) ||
      ((isTitle || line.running) && isMarkedTitle(clean))
    if (!line.running) {
      above = aboveNext(asLatin(line.text), above)
      if (isAside || clean !== '') before = isAside ? '' : clean.slice(-200)
    }
    const marking = isWhole && own === 'U' ? 'SBU' : own
    if (marking === 'above' || !isWithin(marking, ceiling)) {
      return refuseAbove(marking, ceiling, line.at)
    }
    const isOver = index < start || isAside || line.running
    if (isWhole || (isOver && marking === 'SBU')) unmarked = 'SBU'
  }
  return unmarked
}

/** True of small letters that end a title, and neither end an item or a sentence nor go on below. */
function endsTitle(line: string, above: string, next: Line | undefined): boolean {
  const isSmall = (text: string) => /^\P{L}*\p{Ll}/u.test(text)
  return isSmall(line) && !endsClause(line) && !readMarker(above) && !isSmall(cleanLine(next?.text ?? ''))
}

/** True of the first line that is no title: it bears a number or a mark, or ends a sentence. */
function beginsText(line: string, { heading }: Line): boolean {
  if (heading || line.startsWith('#')) return false
  return (
    /^(?:¶ ?)?\(?\d{1,3}[.)]/.test(line) || readPortion(line) !== undefined || /[.:;!?]["'”’)]*$/.test(line)
  )
}

/**
 * Names the line, and none of its words; of SBU, the setting that would let it in. No option takes it in all the same: a line that
 * only looks marked is put in other words by whoever knows it.
 */
export function refuseAbove(claimed: Marking | 'above', ceiling: Marking, line: number): Refusal {
  const [marked, setting, way] =
    claimed === 'above'
      ? ['', '', '; if that line only looks marked, write it otherwise in a copy and take that in']
      : [`${claimed}, `, ' (ATTACHE_CEILING)', '']
  const what = `is marked ${marked}above ${ceiling}, the highest marking that may be held here${setting}; nothing of it is kept${way}`
  return { refused: { line, what, isAbove: true } }
}
