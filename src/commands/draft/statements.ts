import { isJudged } from '../../domain/benchmark.ts'
import { printCitation } from '../../domain/citation.ts'
import { printDate } from '../../domain/date.ts'
import { counts, type Entry } from '../../domain/entry.ts'
import { highestMarking } from '../../domain/marking.ts'
import type { PaperKind, Statement } from '../../domain/paper.ts'
import { printSpan } from '../../domain/period.ts'
import type { IndicatorProgress } from '../../domain/progress.ts'
import { type CardBenchmark, findingsOf } from '../../domain/report-card.ts'
import { plural, sentence } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Release } from '../../store/releases.ts'
import { headingName } from '../benchmark/one-benchmark.ts'
import { printAmountOf, printExpected, printTarget } from '../benchmark/progress-lines.ts'
import { entryPhrase } from '../log/entry-lines.ts'
import type { CardMade } from '../reportcard/card.ts'
import { actorName, printVerdicts } from '../reportcard/card-lines.ts'
import { lineMarkings } from '../reportcard/line-markings.ts'

/** What could stand in a paper of this kind; `draftPaper` says what may. `delivered` is the non-paper released last. */
export function statementsFor(
  kind: PaperKind,
  made: CardMade,
  knowledge: Knowledge,
  delivered?: Release,
): Statement[] {
  switch (kind) {
    case 'non-paper':
      return [...guidance(made), ...asks(made, knowledge), ...readings(made)]
    case 'talking-points':
      return [...guidance(made), ...noted(made, knowledge), ...asks(made, knowledge), ...readings(made)]
    case 'cable':
      return [...verdicts(made), ...figures(made, knowledge), ...views(made), ...deliveredText(delivered)]
  }
}

/** What the cycle's file notes of its source is told to post, or said by us: none of it is text to deliver. */
function guidance({ cycle }: CardMade): Statement[] {
  return cycle.notes.map(({ text, cite }) => ({
    section: 'Purpose',
    text,
    cite: printCitation(cite),
    marking: cycle.marking,
    what: `note at ${printCitation(cite)}: ${text}`,
    internal: 'guidance to post, not text to deliver (our reading)',
  }))
}

/** Each benchmark of the host government, with what the source makes conditional. */
function asks({ cycle }: CardMade, knowledge: Knowledge): Statement[] {
  return cycle.headings.flatMap((heading) =>
    cycle.benchmarks
      .filter((benchmark) => benchmark.heading === heading)
      .flatMap(({ id, statement, cite, marking, actor, conditions }): Statement[] => {
        const isTheirs = actor === 'host government' || actor === 'both'
        const common = {
          section: headingName(heading, knowledge),
          marking,
          ...(!isTheirs && { internal: `owed by the ${actor}, not by the host government` }),
        }
        return [
          { ...common, text: statement, cite: printCitation(cite), what: id },
          ...conditions.map((condition) => ({
            ...common,
            text: condition.text,
            cite: printCitation(condition.cite),
            what: `condition of ${id}`,
          })),
        ]
      }),
  )
}

/** What a source leaves open is our reading of it, and stays here. */
function readings({ cycle }: CardMade): Statement[] {
  return cycle.benchmarks.flatMap(({ id, open, marking, cite }) =>
    open.map((text) => ({
      section: 'Left open',
      text,
      cite: printCitation(cite),
      marking,
      what: `left open at ${id}: ${text}`,
      internal: 'our reading of the source, for our own use',
    })),
  )
}

/** Recorded events that the host government's own record or word stands behind. */
function noted({ card, entries }: CardMade, knowledge: Knowledge): Statement[] {
  const used = new Set(card.entries)
  return entries
    .filter(({ id }) => used.has(id))
    .map((entry): Statement => {
      const internal = whyNotNoted(entry)
      return {
        section: 'What is noted',
        text: sentence(entryPhrase(entry, knowledge)),
        cite: citeEntry(entry),
        marking: entry.marking,
        what: `entry ${entry.id}`,
        ...(internal !== undefined && { internal }),
      }
    })
}

function whyNotNoted({ grade, actor, state }: Entry): string | undefined {
  if (grade === 'C' || grade === 'D') return `evidence ${grade}: no official record or statement behind it`
  if (state !== 'accepted') return 'not yet reviewed'
  if (actor !== 'host government' && actor !== 'both') return "not said to be the host government's own doing"
  return undefined
}

function verdicts({ card, asOf }: CardMade): Statement[] {
  const missing = card.missing.length
  const common = {
    section: 'SUMMARY',
    cite: `report card ${card.cycle} as of ${printDate(asOf)}`,
    marking: card.marking,
  }
  return [
    ...card.parts.map((part) => ({
      ...common,
      text: sentence(`${actorName(part)}: ${printVerdicts(part)}`),
      what: `the verdict on ${part.actor}`,
    })),
    {
      ...common,
      text:
        missing === 0
          ? 'Nothing is missing.'
          : `${missing} cannot be assessed for what is missing; each is said below.`,
      what: 'what is missing',
    },
  ]
}

/** A paragraph a benchmark: what was asked, then each indicator's status with its figures. */
function figures(made: CardMade, knowledge: Knowledge): Statement[] {
  const markOf = lineMarkings(made)
  return made.card.parts.flatMap((part) =>
    part.headings.flatMap(({ heading, benchmarks }) => {
      const name = headingName(heading, knowledge).toUpperCase()
      const section = made.card.parts.length > 1 ? `${name} (${part.actor})` : name
      return benchmarks.map((benchmark): Statement => {
        const { id, statement, indicators, supports, cite, conditions } = benchmark
        const used = new Set([
          ...indicators.flatMap(({ entries }) => entries),
          ...supports.map(({ entry }) => entry),
        ])
        // The gross of merged events is of every claim.
        const claims = (made.card.merged ?? []).flatMap(({ entry, claims }) =>
          used.has(entry) ? claims : [],
        )
        return {
          section,
          text: [
            `Benchmark: ${statement}`,
            ...indicators.map((one) => indicatorWords(one, benchmark, knowledge)),
            ...conditions.map(({ text }) => `Condition: ${text}`),
          ].join(' '),
          cite: [id, printCitation(cite), ...used, ...claims, ...findingsOf(benchmark)].join('; '),
          marking: highestMarking(indicators.map((one) => markOf(benchmark, one))),
          what: id,
        }
      })
    }),
  )
}

function indicatorWords(
  progress: IndicatorProgress,
  { supports }: CardBenchmark,
  { units }: Knowledge,
): string {
  const { name, status, why, series, target, direction, evidence } = progress
  const told = series.flatMap(({ series: one, actual, gross, target: goal, expected }) => {
    if (!actual) return []
    const of = goal && !(target && 'at' in target) ? ` of ${printAmountOf(goal, one, units)}` : ''
    const due = expected ? ` (${printExpected(expected, one, units)})` : ''
    const claimed = gross
      ? `, each event once (${printAmountOf(gross.amount, one, units)} in ${gross.claims} claims)`
      : ''
    return [`${one.name} ${printAmountOf(actual, one, units)}${claimed}${of}${due}`]
  })
  const grades = Object.entries(evidence.grades).filter(([, count]) => count > 0)
  const mix = grades.map(([grade, count]) => `${grade} ${count}`).join(', ')
  const unreviewed = evidence.unreviewed > 0 ? `, ${evidence.unreviewed} not yet reviewed` : ''
  const beside = `${plural(supports.length, 'event is', 'events are')} evidence beside it.`
  return [
    `${name}: ${status} (${why}).`,
    ...(target ? [`Target ${printTarget({ target, direction })}.`] : []),
    ...(told.length > 0 ? [`Recorded: ${told.join('; ')}.`] : []),
    ...(isJudged(progress) && supports.length > 0 ? [beside] : []),
    ...(grades.length > 0 ? [`Evidence ${mix}${unreviewed}.`] : []),
  ].join(' ')
}

/** What was said to the host government and what it said: engagements of the cycle's days. */
function views({ entries, card }: CardMade): Statement[] {
  const section = 'HOST-GOVERNMENT VIEWS'
  const said = entries.filter(
    (entry) => entry.kind === 'engagement' && counts(entry) && entry.country === card.country,
  )
  if (said.length === 0) {
    const text = 'No reply or view of the host government is recorded at this marking.'
    return [{ section, text, cite: 'nothing logged', marking: 'U', what: 'views' }]
  }
  return said.map((entry) => ({
    section,
    text: [engagementWords(entry), entry.note ?? '']
      .filter((text) => text !== '')
      .map(sentence)
      .join(' '),
    cite: citeEntry(entry),
    marking: entry.marking,
    what: `entry ${entry.id}`,
  }))
}

/** `Reply, foreign ministry, 5 Apr 2009`: read aloud, and by somebody who never saw a logged line. */
function engagementWords({ method, what, from, until }: Entry): string {
  const about = { delivered: 'Delivered', reply: 'Reply', views: 'Views' }[method ?? ''] ?? 'Engagement'
  return [about, what, printSpan({ from, until })].filter((piece) => piece !== undefined).join(', ')
}

function deliveredText(delivered: Release | undefined): Statement[] {
  const section = 'TEXT OF WHAT WAS DELIVERED'
  if (!delivered?.paper) {
    const text = 'No non-paper is recorded as released; none is attached.'
    return [{ section, text, cite: 'no release recorded', marking: 'U', what: 'text delivered' }]
  }
  return delivered.paper.sections.flatMap(({ heading, statements }) =>
    statements.map(({ text, marking, cite }, index) => ({
      section,
      text: index === 0 ? `${heading}: ${text}` : text,
      cite: `${delivered.id}; ${cite}`,
      marking: highestMarking([marking, delivered.marking]),
      what: `text of ${delivered.id}`,
    })),
  )
}

function citeEntry({ id, source }: Entry): string {
  return source ? `${id}, ${source.text}` : `${id}, no source given`
}
