import { createHash } from 'node:crypto'
import type { Benchmark, Cycle, Indicator } from '../../domain/benchmark.ts'
import { printCitation } from '../../domain/citation.ts'
import type { KeptKnowledge } from '../../domain/frozen-card.ts'
import { nameSome } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { printTarget } from '../benchmark/progress-lines.ts'
import type { Line } from '../reply.ts'

/** What a card hangs on of the data folder: its cycle as it may be shown, and a hash of every record that entries are read with. */
export function keepKnowledge(cycle: Cycle, { substances, units, places, agencies }: Knowledge): Kept {
  const lists = { substance: substances, unit: units, place: places, agency: agencies }
  return {
    cycle,
    words: Object.fromEntries(
      Object.entries(lists).flatMap(([noun, records]) =>
        records.map((record) => [`${noun} ${record.id}`, hashOf(record)]),
      ),
    ),
  }
}

/** Twelve hex digits: a change must show, and nobody attacks it. */
function hashOf(record: unknown): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 12)
}

type Kept = Omit<KeptKnowledge, 'versions'>

/** Records named in one line; of more the number is said. */
const mostNamed = 8

/** Which records of a data folder differ between two cards, and of the cycle's own what became of each field, in words. */
export function dataChanges(was: Kept, is: Kept): Line[] {
  const words = [...new Set([...Object.keys(was.words), ...Object.keys(is.words)])].filter(
    (name) => was.words[name] !== is.words[name],
  )
  const named = words.map(
    (name) => `${name} ${!was.words[name] ? 'new' : is.words[name] ? 'changed' : 'gone'}`,
  )
  return [
    ...fieldLines(`Cycle ${is.cycle.cycle}`, cycleFields(was.cycle), cycleFields(is.cycle)),
    ...benchmarkLines(was.cycle, is.cycle),
    ...(words.length === 0 ? [] : [`Records that entries are read with: ${nameSome(named, mostNamed)}.`]),
  ]
}

function benchmarkLines(was: Cycle, is: Cycle): Line[] {
  const [before, after] = [was, is].map(
    ({ benchmarks }) => new Map(benchmarks.map((benchmark) => [benchmark.id, benchmark])),
  )
  return [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].flatMap((id): Line[] => {
    const [earlier, later] = [before?.get(id), after?.get(id)]
    if (!earlier) return [[{ bold: id }, ' was not in it then']]
    if (!later) return [[{ bold: id }, ' is not in it now']]
    return fieldLines(id, benchmarkFields(earlier), benchmarkFields(later))
  })
}

/** Fields by the name they are told by, each in words; what is not stated is left out. */
type Fields = ReadonlyMap<string, string>

function fieldLines(name: string, was: Fields, is: Fields): Line[] {
  const changes = [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const [before = 'nothing', after = 'nothing'] = [was.get(field), is.get(field)]
    return before === after ? [] : [`${field}: ${shorten(before)} → ${shorten(after)}`]
  })
  return changes.length === 0 ? [] : [[{ bold: name }, ` in the data folder: ${changes.join('; ')}`]]
}

const longestShown = 160

function shorten(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text
}

function cycleFields({ title, measures, against, basis, unconfirmed, actor, marking, notes }: Cycle): Fields {
  return fields({
    title,
    measures: measures.join(', '),
    against: against.join(', '),
    periods: basis,
    unconfirmed,
    actor,
    marking,
    notes: notes.map(({ text }) => text).join(' | '),
  })
}

function benchmarkFields(benchmark: Benchmark): Fields {
  const { statement, marking, actor, cite, continues, horizon, articles, categories, areas } = benchmark
  const own = fields({
    wording: statement,
    ...{ marking, actor, continues, horizon },
    source: printCitation(cite),
    heading: benchmark.heading,
    articles: articles.map(({ ref, basis }) => `${ref} (${basis})`).join(', '),
    categories: categories.map(({ number, basis }) => `${number} (${basis})`).join(', '),
    areas: areas.map(({ id, basis }) => `${id} (${basis})`).join(', '),
    conditions: benchmark.conditions.map(({ text }) => text).join(' | '),
    'left open': benchmark.open.join(' | '),
    'supported by': printAlternatives(benchmark.supports),
  })
  return new Map([...own, ...benchmark.indicators.flatMap((one) => [...indicatorFields(one, benchmark)])])
}

function indicatorFields(indicator: Indicator, { indicators }: Benchmark): Fields {
  const { name, basis, measure, direction, period, due, targetGap, endState, baselines } = indicator
  const lead = indicators.length > 1 ? `${indicator.id} ` : ''
  const told = fields({
    indicator: name,
    measure,
    'better when': direction,
    period,
    target: printTarget(indicator),
    due,
    'no target because': targetGap,
    'to be reached': endState ? 'some day after the cycle' : 'in the cycle',
    baselines: baselines
      .map((one) => [one.period, one.quantity, one.substance, one.form].filter(Boolean).join(' '))
      .join(', '),
    counts: printAlternatives(indicator.counts),
    over: printAlternatives(indicator.over),
    reading: basis,
  })
  return new Map([...told].map(([field, text]) => [`${lead}${field}`, text]))
}

/** `kind seizure, place callao or paita | kind inspection`. */
function printAlternatives(alternatives: Benchmark['supports']): string {
  return alternatives
    .map((clauses) =>
      Object.entries(clauses)
        .map(([clause, values]) => `${clause} ${(values ?? []).join(' or ')}`)
        .join(', '),
    )
    .join(' | ')
}

function fields(values: Readonly<Record<string, string | undefined>>): Fields {
  return new Map(
    Object.entries(values).flatMap(([field, text]) =>
      text === undefined || text === '' ? [] : [[field, text]],
    ),
  )
}
