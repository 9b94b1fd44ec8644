import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { load } from 'js-yaml'
import type { HeldDocument } from '../../src/domain/held-document.ts'
import { readDocument } from '../../src/knowledge/documents/read-document.ts'
import { findAnswers } from '../../src/knowledge/find-answers.ts'
import type { Knowledge } from '../../src/knowledge/knowledge.ts'
import type { Library } from '../../src/knowledge/library.ts'
import { type Passage, printCite } from '../../src/knowledge/passage.ts'

/** Tuned on; held back and only counted; or asked by people who knew nothing of the program, and likewise only counted. */
export type Part = 'tuned' | 'held' | 'blind'

/** A question as staff type it. */
interface Question {
  ask: string
  /** Citations, or ids of records, of which one must be on the first screen; none where nothing held answers. */
  right: string[]
  /** The cable whose text alone answers it, by the year in its label. */
  of?: string
  /** Tuned on whatever its hash says: every one of its set was looked at. */
  seen?: true
  part: Part
}

export interface Score {
  part: Part
  answerable: number
  right: number
  wronglyDeclined: number
  unanswerable: number
  rightlyDeclined: number
  /** What went wrong of the tuned half; the held half's stay unseen. */
  missed: { ask: string; shown: string[] }[]
}

const cables = ['05-LIMA-1409.txt', '09-STATE-32018.txt'].map((name) => join('../shared/seeds', name))

/** The two cables as they would be taken in; undefined where they are not at hand. */
export async function readCables({ sources }: Knowledge): Promise<HeldDocument[] | undefined> {
  if (!cables.every((path) => existsSync(path))) return undefined
  return Promise.all(
    cables.map(async (path) => {
      const file = { name: basename(path), bytes: readFileSync(path) }
      const read = await readDocument(file, { ceiling: 'SBU', sources })
      if ('refused' in read) throw new Error(`${path}: ${read.refused.what}`)
      return { document: read.document, version: 1, ingested: '2026-11-22' }
    }),
  )
}

/**
 * The whole set, split once by a hash of the question; two of its sets were looked at whole, so they are tuned on whole. Without the
 * text of the cables, the questions that it alone answers are left out; of those asked blind, one in so many may be enough.
 */
export function scoreQuestions(library: Library, { oneInOfBlind = 1 } = {}): Score[] {
  const questions = readQuestions()
    .filter(({ of }) => of === undefined || library.documents.length > 0)
    .filter(({ part, ask }) => part !== 'blind' || hashByte(ask) % oneInOfBlind === 0)
  return (['tuned', 'held', 'blind'] as const).map((part) =>
    scorePart(
      part,
      questions.filter((question) => question.part === part),
      library,
    ),
  )
}

function readQuestions(): Question[] {
  const read = (name: string) =>
    load(readFileSync(`test/knowledge/${name}`, 'utf8')) as Omit<Question, 'part'>[]
  return [
    ...read('questions.yaml').map(
      (row): Question => ({ ...row, part: !row.seen && isHeld(row.ask) ? 'held' : 'tuned' }),
    ),
    ...read('blind-questions.yaml').map((row): Question => ({ ...row, part: 'blind' })),
  ]
}

function isHeld(question: string): boolean {
  return hashByte(question) % 2 === 1
}

function hashByte(question: string): number {
  return Number.parseInt(createHash('sha256').update(question).digest('hex').slice(0, 2), 16)
}

function scorePart(part: Part, questions: readonly Question[], library: Library): Score {
  const judged = questions.map(({ ask, right }) => {
    const shown = firstScreen(ask, library)
    const isRight = right.length === 0 ? shown.length === 0 : shown.some((passage) => isOneOf(passage, right))
    return { ask, shown, isRight, isAnswerable: right.length > 0 }
  })
  const answerable = judged.filter((one) => one.isAnswerable)
  const unanswerable = judged.filter((one) => !one.isAnswerable)
  return {
    part,
    answerable: answerable.length,
    right: answerable.filter(({ isRight }) => isRight).length,
    wronglyDeclined: answerable.filter(({ shown }) => shown.length === 0).length,
    unanswerable: unanswerable.length,
    rightlyDeclined: unanswerable.filter(({ isRight }) => isRight).length,
    missed: judged
      .filter(({ isRight }) => part === 'tuned' && !isRight)
      .map(({ ask, shown }) => ({ ask, shown: shown.map(({ id }) => id) })),
  }
}

/** What `/ask` shows of a question in a channel of Peru that may see everything. */
function firstScreen(question: string, library: Library): Passage[] {
  return findAnswers(library, question, { ceiling: 'SBU', limit: 6, country: 'PE' })
    .answers.slice(0, 3)
    .flatMap(({ statements, paragraph }) => [...statements, ...(paragraph ? [paragraph] : [])])
    .map(({ passage }) => passage)
}

/** A place named is met by itself and by what lies in it: `¶9(C)` by `¶9(C) Interdiction 3`, not `¶1` by `¶10`. */
function isOneOf({ id, cite }: Passage, right: readonly string[]): boolean {
  const printed = printCite(cite)
  return right.some(
    (one) =>
      id === one ||
      id.endsWith(`/${one}`) ||
      (printed.startsWith(one) && !/^[\p{L}\p{N}]/u.test(printed.slice(one.length))),
  )
}
