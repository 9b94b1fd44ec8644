import { inserted, numberStart } from './inserted-numbers.ts'

/** What the lines above a line tell of it. */
export interface Above {
  /** The letter of the item that a line above begins; `(C)` after `(B)` is an item and no marking. */
  item?: string
  /** The last letter of `(A)`, `(B)` … inside the lines just above. */
  run?: string
  /** The last word of the line just above, where its sentence goes on. */
  last?: string
}

/** `(C)`, `[S]`, and `(S/CT)`, an office of the Secretary of State's where it is no caveat. */
const letterMark =
  /[([]\s*([CS])(?<office>\/(?!NF|NOFORN|REL|OC|ORCON|FGI|SI|TK|HCS|\w*DIS\b)[A-Z-]{1,5})?\s*[)\]]/g
/** What stands before `(C)` where it names a part of a text and is no marking: `9(C)`, `489(a)(1) (C)`, `section (C)`. */
const beforePart =
  /(?:[\w¶]|\((?:\d+|[a-z]+)\) ?|¶\d+ |\b(?:and|or|through|to|(?:sub)?sections?|para(?:graph)?s?|parts?|items?|articles?|clauses?|annex|options?|copyright)\s+)$/i
/** Where a paragraph begins, its number included: there `(C)` marks it. */
const beginning = new RegExp(`^[\\s>#*•-]*(?:¶?\\s*\\d+(?:${inserted}(?=[.)]))?[.)]?|\\(\\d+\\))?\\s*$`)
const numbered = new RegExp(numberStart)
const rights = /\b(?:rights reserved|derechos reservados)\b/i

/** Leaves out `(C)` and `(S)` where they name a part: `9(C)`, `(A), (B) and (C)`, or the item after `(B)`. */
export function withoutParts(line: string, above: Above): string {
  if (!line.includes('C') && !line.includes('S')) return line
  const { item, run } = numbered.test(line) ? {} : above
  let last = run
  let read = 0
  return line.replace(letterMark, (mark, letter: string, office: string | undefined, at: number) => {
    last = runAfter(line.slice(read, at), last)
    read = at
    const start = line.slice(Math.max(0, at - 400), at)
    const previous = before(letter)
    const follows = item === previous || last === previous
    const names = beginning.test(start)
      ? (follows && !/\d/.test(start)) || (letter === 'C' && rights.test(line))
      : follows || start.includes(`(${previous})`) || beforePart.test(start)
    const isOffice = office !== undefined && /\p{L} $/u.test(start)
    return names || isOffice || isInSentence(start, line.slice(at + mark.length, at + mark.length + 4))
      ? ''
      : mark
  })
}

/** A mark stands where a sentence begins or ends, never between the words of one: `vitamin (C) is`, `at 35 (C) was`. */
function isInSentence(start: string, rest: string): boolean {
  return /\p{L}(?:.* [\d.,]+ ?°?)?,? $/u.test(start) && /^(?:,? \p{Ll}|, \p{Lu})/u.test(rest)
}

/** What a line tells of the one below it. */
export function aboveNext(text: string, above: Above): Above {
  const line = text.trim()
  const { item, run } = numbered.test(line) ? { item: '' } : above
  if (line === '') return item === undefined ? {} : { item }
  const begun = /^[\s>#*•-]*\(?([A-Z])[.)]/.exec(line)?.[1] ?? item
  const going = runAfter(line, run ?? item)
  const last = /^\S+\s+\S+\s+\S/.test(line) ? /[\p{L}\d]+,?$/u.exec(line.slice(-40))?.[0] : undefined
  return {
    ...(begun !== undefined && { item: begun }),
    ...(going !== undefined && { run: going }),
    ...(last !== undefined && { last }),
  }
}

/** The last letter of a run of `(A)`, `(B)` … after these words; a letter that does not follow tells nothing. */
function runAfter(text: string, run: string | undefined): string | undefined {
  let last = run
  for (const [, letter = ''] of text.matchAll(/[([]\s*([A-Z])\s*[)\]]/g))
    if (letter === 'A' || last === before(letter)) last = letter
  return last
}

function before(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) - 1)
}
