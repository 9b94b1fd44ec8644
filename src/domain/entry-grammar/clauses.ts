import type { EvidenceGrade, Happening } from '../entry.ts'
import { badMark, levelNamed, type Marking, takeMark } from '../marking.ts'
import { claim, freeWord, isKeyword, type Line, type Stop, textOf } from './line.ts'

export interface Clauses {
  source?: NonNullable<Happening['source']>
  grade: EvidenceGrade
  benchmarks: string[]
  mark?: Marking
  note?: string
  /** ISO code of the country that a text opens with: "country Peru …". It decides, whatever other country the text names. */
  country?: string
}

const longestNote = 1_000

/**
 * Reads and claims the parts of a line that begin with a word of their own: `note`, `src`, `bm`, `mark`. In a sentence
 * (`told`) the English words among them need their colon: "officials note that", "a source said".
 */
export function readClauses(line: Line, told = false): Clauses | Stop {
  const note = readNote(line, told)
  if (note !== undefined && note.length > longestNote) {
    return {
      problem: `The note has ${note.length.toLocaleString('en-US')} characters; keep it under 1,000 and cite the rest with src.`,
    }
  }
  const source = readSource(line, told) ?? readBareUrl(line)
  const benchmarks = readBenchmarks(line)
  if ('problem' in benchmarks) return benchmarks
  const mark = readMark(line, told)
  if (mark && typeof mark === 'object') return mark
  return {
    ...(source && { source }),
    grade: evidenceGrade(source),
    benchmarks: benchmarks.ids,
    ...(mark && { mark }),
    ...(note !== undefined && { note }),
  }
}

function findWord(line: Line, ...words: string[]): number {
  return line.tokens.findIndex((_, index) => words.includes(freeWord(line, index)))
}

function readNote(line: Line, told: boolean): string | undefined {
  const at = line.tokens.findIndex((_, index) => {
    const isDiplomatic = line.tokens[index - 1]?.word === 'diplomatic'
    const next = line.tokens[index + 1]
    return (
      freeWord(line, index) === 'note' && !isDiplomatic && next !== undefined && (!told || next.text === ':')
    )
  })
  if (at < 0) return undefined
  const begin = line.tokens[at + 1]?.text === ':' ? at + 2 : at + 1
  const quoted = line.tokens[begin]?.text.startsWith('"') && line.tokens[begin]?.text !== '"'
  const end = quoted ? begin + 1 : line.tokens.length
  claim(line, 'note', at, end)
  return unquote(textOf(line, begin, end))
}

const cableForm =
  /^(?:\d\d [A-Za-z]+(?: [A-Za-z]+){0,2} \d{1,6}|[A-Z]{3,}(?: [A-Z]{3,})* \d{1,6})(?: ?(?:¶|para(?:graph)?\.? )\d+(?:\([A-Za-z0-9]+\))*)?(?![\p{L}\p{N}])/u

function readSource(line: Line, told: boolean): Happening['source'] {
  const at = findWord(line, 'src', 'source')
  if (at < 0 || (told && line.tokens[at]?.word === 'source' && line.tokens[at + 1]?.text !== ':'))
    return undefined
  const begin = line.tokens[at + 1]?.text === ':' ? at + 2 : at + 1
  const first = line.tokens[begin]
  if (!first) return undefined
  const take = (kind: 'url' | 'cable' | 'words', end: number) => {
    const text = unquote(textOf(line, begin, end))
    claim(line, 'source', at, end)
    return { kind, text }
  }
  if (first.text.startsWith('"')) return take('words', begin + 1)
  if (isUrl(first.text)) return take('url', begin + 1)
  const cable = cableForm.exec(line.text.slice(first.start))?.[0]
  if (cable !== undefined) {
    const stop = first.start + cable.length
    return take('cable', line.tokens.findLastIndex(({ end }) => end <= stop) + 1)
  }
  let end = begin
  while (line.tokens[end] && !isKeyword(freeWord(line, end)) && line.claims[end] === undefined) end += 1
  return end > begin ? take('words', end) : undefined
}

function readBareUrl(line: Line): Happening['source'] {
  const at = line.tokens.findIndex(({ text }, index) => line.claims[index] === undefined && isUrl(text))
  const token = line.tokens[at]
  if (!token) return undefined
  claim(line, 'source', at, at + 1)
  return { kind: 'url', text: token.text }
}

function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text)
}

const officialHost = /(?:^|\.)(?:gob|gov|mil|gouv|govt)(?:\.[a-z]{2})?$|(?:^|\.)go\.[a-z]{2}$/

/** A: a cable, as official record. B: a page of a government's own host. C: any other page. D: words, or nothing. */
function evidenceGrade(source: Happening['source']): EvidenceGrade {
  if (source === undefined || source.kind === 'words') return 'D'
  if (source.kind === 'cable') return 'A'
  const host = /^https?:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(source.text)?.[1]?.toLowerCase() ?? ''
  return officialHost.test(host) ? 'B' : 'C'
}

const benchmarkForm = /^(?:(?:FY)?\d{4}\/)?[A-Z]{2}-[A-Z]{1,2}-\d+[a-z]?$/i

function readBenchmarks(line: Line): { ids: string[] } | { problem: string } {
  const ids: string[] = []
  for (let at = findWord(line, 'bm'); at >= 0; at = findWord(line, 'bm')) {
    let end = at + 1
    for (let token = line.tokens[end]; token && benchmarkForm.test(token.text); token = line.tokens[end]) {
      ids.push(benchmarkId(token.text))
      end += /^[+,&]$/.test(line.tokens[end + 1]?.text ?? '') ? 2 : 1
    }
    if (end === at + 1) {
      return {
        problem: `bm wants a benchmark's id, e.g. bm PE-IL-4; "${line.tokens[end]?.text ?? ''}" is none.`,
      }
    }
    claim(line, 'benchmark', at, end)
  }
  return { ids: [...new Set(ids)] }
}

/** `fy2010/pe-il-3B` → `FY2010/PE-IL-3b` */
function benchmarkId(typed: string): string {
  return typed.toUpperCase().replace(/\d[A-Z]$/, (end) => end.toLowerCase())
}

function readMark(line: Line, told: boolean): Marking | Stop | undefined {
  const at = findWord(line, 'mark')
  if (at >= 0) {
    const level = levelNamed(line.tokens[at + 1]?.text ?? '')
    const isMarking = level === 'U' || level === 'SBU'
    if (!isMarking && (!told || 'problem' in takeMark(line.text))) return { problem: badMark }
    if (isMarking) {
      claim(line, 'mark', at, at + 2)
      return level
    }
  }
  const portion = line.tokens.findIndex(
    ({ text }, index) =>
      text === '(' &&
      /^(?:U|SBU)$/.test(line.tokens[index + 1]?.text ?? '') &&
      line.tokens[index + 2]?.text === ')',
  )
  if (portion < 0 || line.claims[portion] !== undefined) return undefined
  claim(line, 'mark', portion, portion + 3)
  return line.tokens[portion + 1]?.text === 'SBU' ? 'SBU' : 'U'
}

function unquote(text: string): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1).trim() : text
}

/** `FY2010/PE-IL-4` is of PE. */
export function countryOf(benchmarks: readonly string[]): string | undefined {
  return /(?:^|\/)([A-Z]{2})-/.exec(benchmarks[0] ?? '')?.[1]
}
