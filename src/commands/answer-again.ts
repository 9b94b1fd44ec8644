import type { Cycle } from '../domain/benchmark.ts'
import type { IsoDate } from '../domain/date.ts'
import { isMarkedAbove, type Marking } from '../domain/marking.ts'
import type { Library } from '../knowledge/library.ts'

/** All that the answer to a question follows from, besides what is held. */
export interface Question {
  text: string
  ceiling: Marking
  /** The only country that the channel follows. */
  country: string | undefined
  cycle: Pick<Cycle, 'country' | 'cycle'> | undefined
  today: IsoDate
}

/** Questions whose answers are kept: examples and prompts are asked again and again, and *Share* asks once more. */
const mostKept = 50

/** A library is another value as soon as anything held changes, so what is kept of one holds as long as it does. */
const kept = new WeakMap<Library, Map<string, unknown>>()

/**
 * What `answer` made of the same question and library before, else what it makes now; `answer` must look at nothing else, and
 * its answers are shared. A question that marks itself above the ceiling is kept nowhere, so not here.
 */
export function answerAgain<Answer>(
  library: Library,
  question: Question,
  answer: (library: Library, question: Question) => Answer,
): Answer {
  const { text, ceiling, country, cycle, today } = question
  if (isMarkedAbove(text, ceiling)) return answer(library, question)
  const answers = kept.get(library) ?? new Map<string, unknown>()
  kept.set(library, answers)
  const name = JSON.stringify([text, ceiling, country, cycle?.country, cycle?.cycle, today])
  const known = answers.get(name) as Answer | undefined
  if (known !== undefined) return known
  const made = answer(library, question)
  if (answers.size >= mostKept) answers.clear()
  answers.set(name, made)
  return made
}
