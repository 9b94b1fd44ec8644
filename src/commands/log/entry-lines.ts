import { printWithin } from '../../domain/citation.ts'
import { type CountsToward, countsToward } from '../../domain/counts-toward.ts'
import { daysBetween } from '../../domain/date.ts'
import type { Entry } from '../../domain/entry.ts'
import { highestMarking, type Marking, withinCeiling } from '../../domain/marking.ts'
import { printSpan } from '../../domain/period.ts'
import { printQuantity } from '../../domain/quantity.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { facts, type Line, list, note, type Part, paragraph } from '../reply.ts'

/** `seizure 250 kg cocaine hydrochloride at Callao on 6 Apr 2009`: an entry in one line; `removed` where its text is gone. */
export function entryPhrase(entry: Entry, knowledge: Knowledge): string {
  if (entry.purgedAt !== undefined) return 'removed'
  const { kind, method, scope, quantity, form, what, placeText } = entry
  const place = knowledge.places.find(({ id }) => id === entry.place)?.name ?? placeText
  return [
    scope === 'total' ? 'total' : undefined,
    kind,
    method,
    quantity && printQuantity(quantity, knowledge.units),
    substanceName(entry, knowledge),
    form,
    what,
    place && `at ${place}`,
    `${daysBetween(entry.from, entry.until) > 1 ? 'over' : 'on'} ${printSpan(entry)}`,
  ]
    .filter((piece) => piece !== undefined)
    .join(' ')
}

/**
 * What an entry counts toward, as far as the ceiling lets a channel know; `withheld` counts what that left out, `marking`
 * is the entry's or that of a cycle named.
 */
export function towardWithin(
  entry: Entry,
  knowledge: Knowledge,
  ceiling: Marking,
): { toward: CountsToward; known: Knowledge; withheld: number; marking: Marking } {
  const known = knownWithin(knowledge, ceiling)
  const all = countsToward(entry, knowledge.cycles, knowledge)
  const { outside: _, ...toward } = known === knowledge ? all : countsToward(entry, known.cycles, known)
  const named = namedIn(toward).map(({ cycle }) => cycle)
  const shown = known.cycles.filter(
    ({ country, cycle }) => country === entry.country && named.includes(cycle),
  )
  return {
    toward: { ...toward, unknown: all.unknown, ...(all.outside && { outside: true }) },
    known,
    withheld: namedIn(all).length - named.length,
    marking: highestMarking([entry, ...shown]),
  }
}

function knownWithin(knowledge: Knowledge, ceiling: Marking): Knowledge {
  // Nothing is above SBU.
  if (ceiling === 'SBU') return knowledge
  const cycles = withinCeiling(knowledge.cycles, ceiling).shown.map((cycle) => ({
    ...cycle,
    benchmarks: withinCeiling(cycle.benchmarks, ceiling).shown,
  }))
  return { ...knowledge, cycles }
}

function namedIn({ measures, supports, nearMisses }: CountsToward): { cycle: string }[] {
  return [...measures, ...supports, ...nearMisses]
}

/** What the entry is, what it measures and supports, and each near miss with the clause that failed. */
export function describeEntry(entry: Entry, toward: CountsToward, knowledge: Knowledge): Part[] {
  return [
    paragraph(
      { bold: entryPhrase(entry, knowledge) },
      `, evidence ${entry.grade} (${grades[entry.grade]}), ${entry.state}.`,
    ),
    facts(
      ['Measures', joined(toward.measures.map((one) => measured(one, knowledge))) ?? 'no indicator'],
      [
        'Supports',
        joined(
          toward.supports.map(
            ({ cycle, benchmark, byHand }) => `${cycle}/${benchmark}${byHand ? ' (by hand)' : ''}`,
          ),
        ) ?? 'no benchmark',
      ],
    ),
    ...(toward.nearMisses.length > 0
      ? [
          paragraph('Near misses:'),
          list(
            toward.nearMisses.map(
              ({ cycle, id, failed }): Line => [{ bold: `${cycle}/${id}` }, `: ${failed}`],
            ),
          ),
        ]
      : []),
    ...sourcesNote(toward, knowledge),
    ...(toward.unknown.length > 0 ? [note(`No benchmark held is called ${toward.unknown.join(', ')}.`)] : []),
    ...(toward.outside ? [outsideNote(entry, knowledge)] : []),
  ]
}

/** The same in one line, for an entry among several. */
export function towardText({ measures, supports, nearMisses }: CountsToward, knowledge: Knowledge): string {
  const near = nearMisses.map(({ cycle, id, failed }) => `${cycle}/${id} (${failed})`)
  const measuring = measures.map((one) => measured(one, knowledge))
  return [
    `Measures ${joined(measuring) ?? 'no indicator'}.`,
    `Supports ${joined(supports.map(({ cycle, benchmark }) => `${cycle}/${benchmark}`)) ?? 'no benchmark'}.`,
    ...(near.length > 0 ? [`Near misses: ${joined(near)}.`] : []),
  ].join(' ')
}

const grades: Readonly<Record<Entry['grade'], string>> = {
  A: 'official record',
  B: 'official statement',
  C: 'press or secondary',
  D: 'verbal or none',
}

/** Where each benchmark named is stated, each source once. */
function sourcesNote(toward: CountsToward, { cycles }: Knowledge): Part[] {
  const ids = [
    ...toward.measures.map(({ cycle, indicator }) => ({ cycle, id: indicator })),
    ...toward.supports.map(({ cycle, benchmark }) => ({ cycle, id: benchmark })),
    ...toward.nearMisses,
  ]
  const places = new Map<string, Set<string>>()
  for (const { cycle, id } of ids) {
    const stated = cycles
      .find((one) => one.cycle === cycle)
      ?.benchmarks.find((one) => one.id === id || one.indicators.some((indicator) => indicator.id === id))
    if (!stated) continue
    const { source } = stated.cite
    places.set(
      source,
      (places.get(source) ?? new Set()).add(`${stated.id} ${printWithin(stated.cite, source)}`),
    )
  }
  return [...places].map(([source, stated]) => note(`Source ${source}: ${[...stated].join('; ')}.`))
}

/** The indicator, the series it adds to, and what keeps that series from being assessed. */
function measured(
  { cycle, indicator, series, period }: CountsToward['measures'][number],
  { cycles }: Knowledge,
): string {
  const target = cycles
    .find((one) => one.cycle === cycle)
    ?.benchmarks.flatMap(({ indicators }) => indicators)
    .find(({ id }) => id === indicator)
  const earlier =
    target?.target &&
    ('of' in target.target ? target.target.of : 'rateOf' in target.target ? target.target.rateOf : undefined)
  const missing =
    earlier !== undefined && target?.baselines.length === 0
      ? ` (not assessable: ${earlier} value missing)`
      : ''
  return `${cycle}/${indicator}, ${period}, ${series.name}${missing}`
}

function outsideNote(entry: Entry, { cycles, countries }: Knowledge): Part {
  const name = countries.find(({ id }) => id === entry.country)?.name ?? entry.country
  const held = cycles
    .filter(({ country }) => country === entry.country)
    .map(({ cycle, measures }) => `${cycle} (${measures.join(', ')})`)
  if (held.length === 0)
    return note(`It is recorded. No benchmarks are held for ${name}, so it counts toward none.`)
  const next = `FY${Number(entry.from.slice(0, 4)) + (entry.from.slice(5) >= '10-01' ? 2 : 1)}`
  const latest = cycles.filter(({ country }) => country === entry.country).at(-1)
  return note(
    `It is recorded, and lies outside every period held for ${name}: ${held.join(', ')}. `,
    'To count it, an administrator writes a cycle that measures it: ',
    { code: `attache roll ${name.toLowerCase()} ${next} --from ${latest?.cycle ?? 'FY2010'}` },
  )
}

function substanceName(entry: Entry, { substances }: Knowledge): string | undefined {
  return substances.find(({ id }) => id === entry.substance)?.name ?? entry.substance
}

function joined(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : texts.join('; ')
}
