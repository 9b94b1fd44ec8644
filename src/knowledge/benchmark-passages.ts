import type { Benchmark, Cycle, Indicator } from '../domain/benchmark.ts'
import { printCitation } from '../domain/citation.ts'
import { printDate, printDay } from '../domain/date.ts'
import type { Deadline } from '../domain/deadline.ts'
import type { Knowledge } from './knowledge.ts'
import { countryWords, type PassageDraft, printBasis } from './passage.ts'

/** The deadlines, the cycles with their notes, and the benchmarks with their indicators. */
export function benchmarkPassages(knowledge: Knowledge): PassageDraft[] {
  return [
    ...knowledge.deadlines.map(deadlinePassage),
    ...knowledge.cycles.flatMap((cycle) => [
      ...fromCycle(cycle, knowledge),
      ...cycle.benchmarks.map((benchmark) => benchmarkPassage(benchmark, cycle, knowledge)),
    ]),
  ]
}

/** How a target reads: `8,000 ha`, `1.10 × FY2008`, `the same rate as CY2008 or better`, or why there is none. */
function describeTarget({ target, targetGap }: Pick<Indicator, 'target' | 'targetGap'>): string {
  if (!target) return targetGap ?? 'no target figure in the source'
  if ('at' in target) return target.at
  if ('times' in target) return `${target.times} × ${target.of}`
  return 'rateOf' in target ? `the same rate as ${target.rateOf} or better` : 'all found'
}

/** How a due day reads: `Sat 25 Apr 2009`, `from 1 Jun 2009 to 30 Jun 2009`, `every 15 Sep, since 2009`. */
function describeDue(due: Deadline['due']): string {
  if ('on' in due) return printDay(due.on)
  if ('from' in due) return `from ${printDate(due.from)} to ${printDate(due.until)}`
  if ('every' in due)
    return `every ${printDate(`${due.since}-${due.every}`).replace(/ \d+$/, '')}, since ${due.since}`
  return 'rule' in due ? `by a rule, since ${printDate(due.since)}` : due.none
}

export function deadlinePassage(deadline: Deadline): PassageDraft {
  const { id, title, country, due, asWritten, owedBy, owedTo, strength, basis, owner, notes } = deadline
  const undated = 'none' in due
  return {
    cite: deadline.cite,
    marking: deadline.marking,
    ...(country && { country }),
    id: `deadline/${id}`,
    title,
    lines: [
      `${title}: ${undated ? '' : 'due '}${describeDue(due)} (as written: "${asWritten}"; ${printBasis(basis)})`,
      `${strength}; owed by ${owedBy} to ${owedTo}; owner: ${owner ?? 'nobody named'}`,
      ...notes,
    ],
    keywords: undated ? 'deadline' : 'deadline due date',
  }
}

function fromCycle(cycle: Cycle, knowledge: Knowledge): PassageDraft[] {
  const { cycle: name, country, title, measures, against, basis, notes } = cycle
  const keywords = countryWords(country, knowledge)
  const compared = against.length > 0 ? `, against ${against.join(' and ')}` : ''
  return [
    {
      cite: cycle.cite,
      marking: cycle.marking,
      country,
      ...followed(cycle, knowledge),
      id: `cycle/${country}/${name}`,
      title,
      lines: [
        `Cycle ${name} measures ${measures.join(' and ')}${compared} (${printBasis(basis)})`,
        `${cycle.benchmarks.length} benchmarks held`,
      ],
      keywords,
    },
    ...notes.map(({ text, cite }, index) => ({
      cite,
      marking: cycle.marking,
      country,
      standing: 0.6,
      id: `note/${country}/${name}/${index + 1}`,
      title: `${title}, note`,
      lines: [text],
      keywords,
    })),
  ]
}

/** One benchmark of a cycle, with its indicators. */
export function benchmarkPassage(benchmark: Benchmark, cycle: Cycle, knowledge: Knowledge): PassageDraft {
  const { id, statement, horizon, conditions, open, indicators, articles, categories } = benchmark
  const heading = knowledge.headings.find((candidate) => candidate.id === benchmark.heading)
  return {
    cite: benchmark.cite,
    marking: benchmark.marking,
    country: cycle.country,
    ...followed(cycle, knowledge),
    id: `benchmark/${cycle.cycle}/${id}`,
    title: `${id} (${cycle.cycle}): ${heading?.name ?? benchmark.heading}`,
    lines: [
      horizon ? `${statement} (horizon: ${horizon})` : statement,
      ...indicators.map(describeIndicator),
      ...conditions.map(({ text, cite }) => `Condition: ${text} (${printCitation(cite)})`),
      ...open.map((text) => `Left open by the source: ${text}`),
    ],
    keywords: [
      'benchmark objective serves',
      ...articles.map(({ ref }) => `article ${ref}`),
      ...categories.map(({ number }) => `category ${number}`),
      benchmark.actor,
      cycle.title,
      heading?.aliases.join(' ') ?? '',
      countryWords(cycle.country, knowledge),
    ].join(' '),
    asked: 'asked requested expected wanted',
  }
}

function followed(cycle: Cycle, { cycles }: Knowledge): { standing?: number } {
  const year = ({ cycle: name }: Cycle) => name.replace(/\D/g, '')
  const isFollowed = cycles.some((other) => other.country === cycle.country && year(other) > year(cycle))
  return isFollowed ? { standing: 0.8 } : {}
}

function describeIndicator(indicator: Indicator): string {
  const { id, name, period, baselines, direction, measure, basis } = indicator
  const known = baselines.map(
    ({ period: of, quantity, cite }) => `${quantity} in ${of} (${printCitation(cite)})`,
  )
  const baseline = known.length > 0 ? known.join(', ') : 'not recorded'
  const figures =
    measure === 'rubric' || measure === 'milestone'
      ? `${measure} over ${period}`
      : `target over ${period}: ${describeTarget(indicator)}; ${direction} is better; baseline ${baseline}`
  return `${id}, ${name}: ${figures} (${printBasis(basis)})`
}
