import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { findCountry } from '../../domain/country.ts'
import { measuredPeriods } from '../../domain/counts-toward.ts'
import type { IsoDate } from '../../domain/date.ts'
import { foldText, nearestWord } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Country } from '../../knowledge/schema.ts'
import { UserError } from '../user-error.ts'

/** The cycle of a country that a name means: `2010` is `FY2010`; `2005` is itself. */
export function findCycle(name: string, cycles: readonly Cycle[]): Cycle | undefined {
  const year = name.toUpperCase().replace(/^FY/, '')
  return cycles.find(({ cycle }) => cycle.replace(/^FY/, '') === year)
}

/** The cycle that measures a day, else the latest held; undefined when none is held. */
function cycleFor(date: IsoDate, cycles: readonly Cycle[]): Cycle | undefined {
  const latestFirst = [...cycles].sort((a, b) => lastDay(b).localeCompare(lastDay(a)))
  const measuring = latestFirst.find((cycle) =>
    measuredPeriods(cycle).some(({ from, until }) => from <= date && date < until),
  )
  return measuring ?? latestFirst[0]
}

/** The first day after everything the cycle measures. */
function lastDay(cycle: Cycle): IsoDate {
  return (
    measuredPeriods(cycle)
      .map(({ until }) => until)
      .sort()
      .at(-1) ?? ''
  )
}

/** A benchmark by its id, its key (`FY2010/PE-CC-1`) or the id of one of its indicators; `on` settles the cycle of a short form. */
export function findBenchmark(
  text: string,
  cycles: readonly Cycle[],
  on: IsoDate,
): { cycle: Cycle; benchmark: Benchmark } | undefined {
  const [id = '', name] = text.toUpperCase().split('/').reverse()
  const named =
    name === undefined
      ? cycles
      : cycles.filter(({ cycle }) => cycle.replace(/^FY/, '') === name.replace(/^FY/, ''))
  const having = named.filter((cycle) => benchmarkIn(cycle, id))
  const cycle = cycleFor(on, having)
  const benchmark = cycle && benchmarkIn(cycle, id)
  return cycle && benchmark && { cycle, benchmark }
}

function benchmarkIn(cycle: Cycle, id: string): Benchmark | undefined {
  return cycle.benchmarks.find((benchmark) =>
    [benchmark, ...benchmark.indicators].some((named) => named.id.toUpperCase() === id),
  )
}

/** What a line about a country's cycle asks for; `rest` is what followed country and cycle. */
export interface Asked {
  country: Country
  cycle: Cycle
  rest: string
}

/**
 * Reads `peru`, `peru 2005`, `peru FY2010 interdiction`; without a country, the channel's only watched one. Throws a
 * `UserError` for a country or cycle that is not held, naming what is.
 */
export function readCountryAndCycle(
  text: string,
  command: string,
  { knowledge, watches, today }: { knowledge: Knowledge; watches: readonly string[]; today: IsoDate },
): Asked {
  const words = text.split(' ').filter((word) => word !== '')
  const { country, used } = leadingCountry(words, knowledge.countries) ??
    only(watches, knowledge) ?? { country: undefined, used: 0 }
  if (!country) throw noCountry(text, command, knowledge)
  const held = knowledge.cycles.filter((cycle) => cycle.country === country.id)
  const rest = words.slice(used)
  const named = /^(?:fy)?(?:19|2\d)\d\d$/i.test(rest[0] ?? '') ? rest.shift() : undefined
  const cycle = named === undefined ? cycleFor(today, held) : findCycle(named, held)
  if (cycle) return { country, cycle, rest: rest.join(' ') }
  if (held.length === 0) {
    throw new UserError(
      `${country.name} is known, but no benchmarks are held for it. To add them, write data/benchmarks/${country.id}-<cycle>.yaml (CONTRIBUTING.md says how); deadlines and articles work meanwhile.`,
      { example: `/${command} peru` },
    )
  }
  throw new UserError(
    `No cycle ${named} is held for ${country.name}. Held: ${held.map((one) => one.cycle).join(', ')}.`,
    {
      example: `/${command} ${country.name.toLowerCase()} ${held[0]?.cycle}`,
    },
  )
}

/** The longest run of words at the front that names a country: "dominican republic 2010". */
function leadingCountry(
  words: readonly string[],
  countries: readonly Country[],
): { country: Country; used: number } | undefined {
  for (let used = Math.min(words.length, 4); used > 0; used--) {
    const country = findCountry(words.slice(0, used).join(' '), countries)
    if (country) return { country, used }
  }
  return undefined
}

function only(
  watches: readonly string[],
  { countries }: Knowledge,
): { country: Country; used: number } | undefined {
  const [id, ...others] = watches
  const country = others.length === 0 ? countries.find((known) => known.id === id) : undefined
  return country && { country, used: 0 }
}

function noCountry(text: string, command: string, knowledge: Knowledge): UserError {
  const [word = ''] = text.split(' ')
  const held = knowledge.countries.filter(({ id }) => knowledge.cycles.some(({ country }) => country === id))
  const names = held.map(({ name }) => name).join(', ')
  const nearest = nearestWord(
    word,
    knowledge.countries.flatMap(({ name, aliases }) => [name, ...aliases]),
  )
  return new UserError(
    text === ''
      ? `Name a country; benchmarks are held for ${names}.`
      : `"${text}" names no country that is held. Benchmarks are held for ${names}.`,
    {
      example: `/${command} peru`,
      ...(nearest !== undefined && { nearest: `/${command} ${foldText(nearest)}` }),
    },
  )
}
