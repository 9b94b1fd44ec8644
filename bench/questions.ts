import { makeLibrary } from '../src/knowledge/library.ts'
import { type Part, readCables, type Score, scoreQuestions } from '../test/knowledge/questions.ts'
import { shippedKnowledge } from './desk.ts'

/** In per cent. */
const goals = { right: 92, rightlyDeclined: 95, wronglyDeclined: 5 }

/** The questions of our own, asked of the data folder alone and, where they are at hand, of the two cables too. */
export async function describeQuestions(): Promise<string[]> {
  const knowledge = shippedKnowledge()
  const cables = await readCables(knowledge)
  return [
    `\nQuestions of our own (goals: right on the first screen ${goals.right} %, declined rightly ${goals.rightlyDeclined} %, wrongly at most ${goals.wronglyDeclined} %)`,
    ...scoreQuestions(makeLibrary(knowledge)).map((score) => describeScore('data alone', score)),
    ...(cables
      ? scoreQuestions(makeLibrary(knowledge, cables)).map((score) => describeScore('with the cables', score))
      : ['  with the cables: skipped, ../shared/seeds is not there']),
  ]
}

const parts: Readonly<Record<Part, string>> = {
  tuned: 'half tuned on',
  held: 'half held back',
  blind: 'asked blind',
}

function describeScore(of: string, score: Score): string {
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1).padStart(5)} %`
  return [
    `  ${`${of}, ${parts[score.part]}`.padEnd(34)}`,
    `right ${share(score.right, score.answerable)} of ${score.answerable}`,
    `declined rightly ${share(score.rightlyDeclined, score.unanswerable)} of ${score.unanswerable}`,
    `wrongly ${share(score.wronglyDeclined, score.answerable)}`,
  ].join('   ')
}
