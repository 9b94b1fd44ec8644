import { type Line, longestCall, type Part, type Span } from '../../commands/reply.ts'
import { plainLines, plainSpan, spans } from '../plain-text.ts'
import { visibleText } from '../visible-text.ts'

/** How much of an answer a place takes. `characters` are counted with the measure given beside it. */
interface Room {
  characters: number
  parts: number
  /** Of one table. */
  rows: number
}

/** What a string takes up: its length, or its length once escaped. Adds up over the characters of the string. */
type Measure = (text: string) => number

/** A sentence shorter than this is left out whole rather than begun. */
const worthBeginning = 80

/**
 * As much of the front of an answer as fits, cut only between items (facts, list items, rows) and, where nothing else can
 * be done, inside a paragraph. `left` counts the items that are missing or unfinished.
 */
export function fitParts(
  parts: readonly Part[],
  room: Room,
  measure: Measure,
): { shown: Part[]; left: number } {
  const shown: Part[] = []
  let space = room.characters
  let left = 0
  for (const part of parts) {
    if (left > 0 || shown.length === room.parts) {
      left += countItems(part)
      continue
    }
    const fit = fitPart(part, space, room.rows, measure)
    if (fit.part) {
      shown.push(fit.part)
      space -= sizeOf(fit.part, measure)
    }
    left += fit.left
  }
  return { shown, left }
}

/** `12 more: /reportcard peru all`: the call is that of the button that shows the rest, where the answer has one. */
export function moreLine(left: number, parts: readonly Part[]): string {
  const rest = parts
    .flatMap((part) => (part.part === 'buttons' ? part.buttons : []))
    .find((button) => button.rest && button.call.length <= longestCall)
  return rest ? `${left} more: /${visibleText(rest.call)}` : `${left} more, not shown here`
}

function sizeOf(part: Part, measure: Measure): number {
  return plainLines(part).reduce((sum, line) => sum + measure(line) + 1, headSize(part, measure))
}

/** The head of a table's columns is shown beside its lines. */
function headSize(part: Part, measure: Measure): number {
  return part.part === 'table' ? measure(part.columns.join(' ')) : 0
}

function countItems(part: Part): number {
  return part.part === 'table' ? part.rows.length : plainLines(part).length
}

function fitPart(part: Part, space: number, rows: number, measure: Measure): { part?: Part; left: number } {
  const small =
    part.part === 'table' && part.rows.length > rows ? { ...part, rows: part.rows.slice(0, rows) } : part
  const left = countItems(part) - countItems(small)
  if (sizeOf(small, measure) <= space) return { part: small, left }
  const [begun, missing] = beginPart(small, space, measure)
  return { ...(begun && { part: begun }), left: left + missing }
}

/** The beginning of a part that is too long as a whole, and how many of its items are then missing. */
function beginPart(part: Part, space: number, measure: Measure): [Part | undefined, number] {
  const lines = plainLines(part)
  let taken = 0
  for (let used = headSize(part, measure); taken < lines.length; taken++) {
    used += measure(lines[taken] ?? '') + 1
    if (used > space) break
  }
  switch (part.part) {
    case 'facts':
      return [
        taken > 0 ? { ...part, facts: part.facts.slice(0, taken) } : undefined,
        part.facts.length - taken,
      ]
    case 'list':
      return [
        taken > 0 ? { ...part, items: part.items.slice(0, taken) } : undefined,
        part.items.length - taken,
      ]
    case 'buttons':
      return [
        taken > 0 ? { ...part, buttons: part.buttons.slice(0, taken) } : undefined,
        part.buttons.length - taken,
      ]
    case 'table': {
      const rows = part.rows.slice(0, Math.max(taken - 1, 0))
      // One without rows is missing too where its caption does not fit.
      return [rows.length > 0 ? { ...part, rows } : undefined, Math.max(1, part.rows.length - rows.length)]
    }
    case 'paragraph':
    case 'note':
      return [
        space > worthBeginning ? { ...part, text: beginLine(part.text, space - 3, measure) } : undefined,
        1,
      ]
    // A heading without what it heads says nothing, and a quotation is never cut.
    case 'heading':
    case 'quote':
    case 'file':
    case 'form':
    case 'chart':
      return [undefined, 1]
  }
}

function beginLine(line: Line, space: number, measure: Measure): Line {
  const begun: Span[] = []
  for (const span of spans(line)) {
    const size = measure(plainSpan(span))
    if (size > space) return [...begun, `${beginText(plainSpan(span), space, measure)}…`]
    begun.push(span)
    space -= size
  }
  return begun
}

function beginText(text: string, space: number, measure: Measure): string {
  let begun = ''
  for (const sign of text) {
    space -= measure(sign)
    if (space < 0) break
    begun += sign
  }
  return begun
}
