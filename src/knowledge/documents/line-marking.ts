import { claimedMarking, isWithin, type Marking } from '../../domain/marking.ts'
import { cleanLine, isDebris } from './clean-line.ts'
import type { FileText, Refusal } from './line.ts'

/** A line that is nothing but a classification, in English or Spanish, however it is written. */
const banner =
  /^(?:classification|clasificación)?[\s:*_#=-]*(?:top secret|secret|confidential|restricted|estrictamente secreto|secreto|confidencial|reservado)(?:\s*\/\/?.*)?[\s*_#=.-]*$/i
const classifiedBy = /^\W*(?:classified by|declassify on)\s*:|\bDECL\s*:\s*\S/i
/** Caveats of who may not see it, behind any marking: `(SBU//NF)`. */
const caveat = /\([A-Z]{1,4}\s*\/\/?[^()]{0,60}\b(?:NF|NOFORN|OC|ORCON|FGI|SI|TK|HCS)\b[^()]{0,60}\)/
/** Other words of the trade for what is sensitive but unclassified: our reading. */
const sensitive =
  /\((?:FOUO|LOU|CUI|U\s*\/\/?\s*FOUO)\)|^\W*(?:SENSITIVE|FOR OFFICIAL USE ONLY|LIMITED OFFICIAL USE|CUI|FOUO)\b[A-Z/ ]{0,80}\W{0,20}$/
const spacedWord = /\b(?:[A-Z] ){3,}[A-Z]\b/g
/** What stands before `(C)` where it names a part of a text and is no marking: `9(C)`, `489(a)(1) (C)`, `section (C)`. */
const beforePart =
  /(?:[\w¶]|\((?:\d+|[a-z]+)\) ?|¶\d+ |\b(?:and|or|through|to|(?:sub)?sections?|para(?:graph)?s?|parts?|items?|articles?|clauses?|annex|options?|copyright)\s+)$/i
/** Where a paragraph begins, its number included: there `(C)` marks it. */
const beginning = /^[\s>#*•-]*(?:¶?\s*\d+[.)]?|\(\d+\))?\s*$/

/** What a line claims for itself. `before` is the letter of the item before it, since `(C)` after `(B)` is an item and no marking. */
export function lineMarking(text: string, before?: string): Marking | 'above' {
  const line = text.replace(/\s+/g, ' ').replace(spacedWord, (word) => word.replaceAll(' ', ''))
  if (banner.test(line) || classifiedBy.test(line) || caveat.test(line)) return 'above'
  const claimed = claimedMarking(/\([CS]\)/.test(line) ? withoutParts(line, before) : line)
  return claimed === 'U' && sensitive.test(line) ? 'SBU' : claimed
}

/** Leaves out `(C)` and `(S)` where they name a part: `9(C)`, `(A), (B) and (C)`, or the item after `(B)`. */
function withoutParts(line: string, before: string | undefined): string {
  return line.replace(/\(([CS])\)/g, (mark, letter: string, at: number) => {
    const start = line.slice(Math.max(0, at - 400), at)
    const previous = String.fromCharCode(letter.charCodeAt(0) - 1)
    const names = beginning.test(start)
      ? before === previous && !/\d/.test(start)
      : start.includes(`(${previous})`) || beforePart.test(start)
    return names ? '' : mark
  })
}

/**
 * Looks at every line of a file for its marking, also at what is not read; refuses it whole for one above the ceiling. Gives the
 * marking of what bears none: SBU where the head (the lines before `start`), a banner or a running head says so.
 */
export function markUnmarked({ lines, aside }: FileText, start: number, ceiling: Marking): Marking | Refusal {
  let unmarked: Marking = 'U'
  let item: string | undefined
  for (const [index, line] of [...lines, ...aside].entries()) {
    const marking = lineMarking(line.text, item)
    item = itemLetter(line.text) ?? item
    if (marking === 'above' || !isWithin(marking, ceiling)) {
      return refuseAbove(marking, ceiling, line.at)
    }
    if (marking === 'U') continue
    const inHead = index < start || index >= lines.length
    if (inHead || line.running || isDebris(cleanLine(line.text))) unmarked = 'SBU'
  }
  return unmarked
}

/** Names the line, and none of its words; of SBU, the setting that would let it in. */
export function refuseAbove(claimed: Marking | 'above', ceiling: Marking, line: number): Refusal {
  const [marked, setting] = claimed === 'above' ? ['', ''] : [`${claimed}, `, ' (ATTACHE_CEILING)']
  const what = `is marked ${marked}above ${ceiling}, the highest marking that may be held here${setting}; nothing of it is kept`
  return { refused: { line, what, isAbove: true } }
}

/** The letter of the item that a line begins; '' for a numbered paragraph, where letters begin again. */
function itemLetter(text: string): string | undefined {
  if (/^[\s>#*]*(?:¶\s*)?\d+[.)]/.test(text)) return ''
  return /^[\s>#*•-]*\(?([A-Z])[.)]/.exec(text)?.[1]
}
