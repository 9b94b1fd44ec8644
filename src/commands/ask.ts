import type { Cycle } from '../domain/benchmark.ts'
import { unverified } from '../domain/citation.ts'
import { onlyWatched } from '../domain/country.ts'
import { withinCeiling } from '../domain/marking.ts'
import { findAnswers } from '../knowledge/find-answers.ts'
import { printFreshness } from '../knowledge/freshness.ts'
import { annotationsBeside, freshnessIn, type Library } from '../knowledge/library.ts'
import type { Passage } from '../knowledge/passage.ts'
import { readFilters } from '../knowledge/question/filters.ts'
import { asFiltered } from '../knowledge/question/source-filter.ts'
import { answerAgain, type Question } from './answer-again.ts'
import type { Call, Context } from './call.ts'
import type { Command } from './command.ts'
import { withFeedback } from './conversation/feedback.ts'
import { askWhich, type Declined, decline, describeDeclined } from './decline.ts'
import { type About, describeAnswers, mostAnswers, passagesOf } from './describe-answers.ts'
import type { Reply } from './reply.ts'
import { showHead } from './source/asked-head.ts'
import { citesRetired, showAsked } from './source/asked-source.ts'
import { showLatest } from './source/latest-source.ts'
import { describeNotes } from './source/notes-beside.ts'
import { UserError } from './user-error.ts'

export const ask: Command = {
  name: 'ask',
  summary: 'Asks what is held: the best passages with their citations, or a plain "no source held for that".',
  usage: [
    '/ask question in your own words, naming a country to keep to it',
    '/ask PE-IL-3',
    '/ask 09 STATE 32018 ¶6',
    '/ask question source 09 STATE 32018',
    '/ask question dated in|since|after|before March 2009',
  ],
  examples: [
    '/ask when is the report card due?',
    '/ask what does failed demonstrably mean?',
    '/ask PE-IL-3b',
    '/ask seizures source 09 STATE 32018',
  ],
  shareable: true,
  async run(call, context) {
    return (await askAbout(call, context)).reply
  },
}

/** An answer, and the benchmark that it speaks of first. */
interface Asked {
  reply: Reply
  isDeclined: boolean
  benchmark?: { cycle: string; id: string }
}

/** Answers a question; of a `cycle`, without what belongs to another cycle of the country's. */
export async function askAbout(
  call: Call,
  context: Context,
  cycle?: Pick<Cycle, 'country' | 'cycle'>,
): Promise<Asked> {
  const { channel, library, today } = context
  const country = onlyWatched(channel.watches)
  const { text } = call
  const head = (await showHead(text, context)) ?? (await showLatest(text, context))
  if (head) return { reply: head, isDeclined: false }
  const question = { text, ceiling: channel.ceiling, country, cycle, today }
  const held = await library()
  const { asked, passages, decline, cited, isLacking } = answerAgain(held, question, answerFrom)
  const isRetired = cited !== undefined && held.standings.get(cited)?.keeping?.state === 'retired'
  const shown =
    decline || isRetired || isLacking || namesVersion.test(text) || citesRetired(text, held)
      ? await showAsked(text, context, cited)
      : undefined
  if (shown) return { reply: shown, isDeclined: false }
  const reply = decline ? await describeDeclined(text, decline, context) : asked.reply
  return { ...asked, reply: await withFeedback(reply, passages, call, context) }
}

const namesVersion = /\bversion \d/i

interface Answered {
  asked: Asked
  /** Those shown. */
  passages: readonly Passage[]
  /** The source that is named or described, where nothing else is asked. */
  cited?: string
  /** Nothing that is searched is held of something named. */
  isLacking: boolean
  /** Where nothing is shown. */
  decline?: Declined
}

/** Of a source that is named beside other words, what it says of them; where it says nothing and that is not sure, what any says. */
function answerFrom(library: Library, question: Question): Answered {
  const named = asFiltered(question.text, library, question.ceiling)
  const within = named && answerOnce(library, { ...question, text: named.text })
  return within && (named.isSure || !within.decline) ? within : answerOnce(library, question)
}

function answerOnce(library: Library, { text, ceiling, country, cycle, today }: Question): Answered {
  const filtered = readFilters(text, library, ceiling, today)
  const { question, isWanted: isFiltered, filters, choices: unclear, problem } = filtered
  if (problem !== undefined)
    throw new UserError(problem, { example: '/ask coca eradication dated since 1 April 2009' })
  const isWanted = (passage: Passage) => isFiltered(passage) && !isOfAnother(passage, cycle)
  const { answers, part, missing, choices, isCited, isDeciding, ...above } = findAnswers(library, question, {
    ceiling,
    limit: mostHits,
    only: isWanted,
    ...(country !== undefined && { country }),
  })
  const about: About = {
    question,
    ...(part !== undefined && { part }),
    filters,
    missing,
    choices,
    freshOf: (passage) => printFreshness(freshnessIn(library, passage, ceiling), today),
    notesOn: (passages) => withinCeiling(annotationsBeside(library, passages), ceiling),
    describeNotes: (annotations) => describeNotes(annotations, library),
    isCited,
    isDeciding,
  }
  const described = describeAnswers(answers, above, about)
  const either = [...withinCeiling(unclear, ceiling).shown.map(({ name }) => name), ...choices]
  const describe = (missing: readonly string[]) =>
    either.length > 0 ? askWhich(either, above) : decline(library, ceiling, above, { ...filtered, missing })
  const passages = answers.slice(0, mostAnswers).flatMap(passagesOf)
  const [first] = passages
  const benchmark = benchmarkOf(first)
  return {
    ...(isCited && first && first.cite !== unverified && { cited: first.cite.source }),
    asked: {
      reply: described ?? describe(missing),
      isDeclined: !described,
      ...(benchmark && { benchmark }),
    },
    passages,
    isLacking: missing.length > 0,
    ...(!described && { decline: { missing, describe } }),
  }
}

/** True for what the data folder says of another cycle of the same country. */
function isOfAnother({ id, country }: Passage, cycle?: Pick<Cycle, 'country' | 'cycle'>): boolean {
  if (cycle === undefined || country !== cycle.country) return false
  const named = /^benchmark\/([^/]+)\/|^(?:cycle|note)\/[^/]+\/([^/]+)/.exec(id)
  return named !== null && (named[1] ?? named[2]) !== cycle.cycle
}

function benchmarkOf(passage: Passage | undefined): { cycle: string; id: string } | undefined {
  const [, cycle, id] = /^benchmark\/([^/]+)\/(.+)$/.exec(passage?.id ?? '') ?? []
  return cycle === undefined || id === undefined ? undefined : { cycle, id }
}

/** Hits looked at for the answers of one screen: several may be one answer. */
const mostHits = 2 * mostAnswers
