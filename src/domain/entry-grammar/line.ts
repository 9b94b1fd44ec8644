import { type Match, matchAll, matchAt, type PhraseIndex } from '../phrase.ts'
import type { Reading } from '../quantity-text.ts'
import { type Token, tokenise } from '../text.ts'
import type { EntrySpan } from './outcome.ts'

/** What a stretch of a line was read as. */
export type Field =
  | 'kind'
  | 'method'
  | 'scope'
  | 'quantity'
  | 'substance'
  | 'form'
  | 'place'
  | 'date'
  | 'agency'
  | 'country'
  | 'source'
  | 'benchmark'
  | 'mark'
  | 'note'

/** A line being read: what is read is claimed, so that nothing is read twice and nothing is lost unseen. */
export interface Line {
  text: string
  tokens: readonly Token[]
  claims: (Field | undefined)[]
}

/** Why a line cannot be recorded as it stands: a question with its answers as whole lines, or what to mend. */
export type Stop =
  | { ask: string; readings: Reading[] }
  /** `several`: the line tells of more than one event. */
  | { problem: string; nearest?: string; several?: true; unknown?: Unknown }

/** Words that should name a substance and are not known, with the name nearest to them. */
export interface Unknown {
  words: string
  nearest?: string
}

export function makeLine(text: string): Line {
  const tokens = tokenise(text)
  return { text, tokens, claims: tokens.map(() => undefined) }
}

/** The folded word of a token that nothing has claimed yet; empty for any other. */
export function freeWord(line: Line, at: number): string {
  return line.claims[at] === undefined ? (line.tokens[at]?.word ?? '') : ''
}

/** The tokens with those already claimed made blank, so that nothing is read across them. */
export function openTokens({ tokens, claims }: Line): Token[] {
  return tokens.map((token, at) => (claims[at] === undefined ? token : blankToken(token)))
}

export function blankToken(token: Token): Token {
  return { ...token, text: '', word: '' }
}

/** Claims tokens `from` to `until`, exclusive. */
export function claim(line: Line, field: Field, from: number, until: number): void {
  line.claims.fill(field, from, until)
}

/** The line's own text from a token to another, exclusive. */
export function textOf(line: Line, from: number, until: number): string {
  const [first, last] = [line.tokens[from], line.tokens[until - 1]]
  return first && last ? line.text.slice(first.start, last.end) : ''
}

/** The whole line with the tokens from one to another (exclusive) typed differently. */
export function rewrite(line: Line, from: number, until: number, text: string): string {
  const [first, last] = [line.tokens[from], line.tokens[until - 1]]
  return first && last ? line.text.slice(0, first.start) + text + line.text.slice(last.end) : line.text
}

/** Phrases among the words nothing has claimed, or of those for which `open` holds; nothing is claimed by looking. */
export function findPhrases<T>(line: Line, index: PhraseIndex<T>, open = isFree): Match<T>[] {
  return matchAll(line.tokens, index, (at) => open(line.claims[at]))
}

/** The phrase that begins at a token nothing has claimed. */
export function phraseAt<T>(line: Line, at: number, index: PhraseIndex<T>): Match<T> | undefined {
  return matchAt(line.tokens, at, index, (each) => isFree(line.claims[each]))
}

function isFree(field: Field | undefined): boolean {
  return field === undefined
}

const joints =
  'of the a an in at on by with and or were was is are has have had been from to for its their near this that which pure as into'
const joining = new Set(joints.split(' '))

/** Words and signs that join the others and say nothing by themselves. */
export function isJoining(word: string): boolean {
  return joining.has(word) || /^[\p{P}+]$/u.test(word)
}

const keywords = new Set(['at', 'on', 'by', 'src', 'source', 'bm', 'mark', 'note', 'country'])

export function isKeyword(word: string): boolean {
  return keywords.has(word)
}

/** Names that may stand inside what a line says happened: "strikes closed the Aguaytía road". */
const inner = new Set<Field | undefined>(['place', 'country', 'agency', 'substance'])

/**
 * Stretches of unclaimed words that say something, without the joining words at their ends; with `overNames`, a name that
 * was read stays inside the stretch it stands in.
 */
export function unreadRuns(line: Line, overNames = false): { from: number; until: number }[] {
  const runs: { from: number; until: number }[] = []
  let run: { from: number; until: number } | undefined
  line.tokens.forEach(({ word }, index) => {
    const field = line.claims[index]
    if (field !== undefined && !(overNames && inner.has(field))) run = undefined
    if (field !== undefined || isJoining(word)) return
    if (run) run.until = index + 1
    else {
      run = { from: index, until: index + 1 }
      runs.push(run)
    }
  })
  return runs
}

export function isStop(value: object): value is Stop {
  return 'problem' in value || 'ask' in value
}

/** What was claimed, stretch by stretch; neighbours of one field are one. */
export function spansOf(line: Line): EntrySpan[] {
  const spans: EntrySpan[] = []
  let last: Field | undefined
  line.tokens.forEach(({ start, end }, index) => {
    const field = line.claims[index]
    const open = spans.at(-1)
    if (field && field === last && open) {
      open.end = end
      open.text = line.text.slice(open.start, end)
    } else if (field) spans.push({ field, text: line.text.slice(start, end), start, end })
    last = field
  })
  return spans
}
