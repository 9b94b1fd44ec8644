import type { Cycle } from '../domain/benchmark.ts'
import { findCountry, onlyWatched } from '../domain/country.ts'
import { cycleFor, findCycle } from '../domain/cycle.ts'
import type { IsoDate } from '../domain/date.ts'
import { foldText, nearestWord } from '../domain/text.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Country } from '../knowledge/schema.ts'
import { UserError } from './user-error.ts'

/** "There is no country …", with the nearest name held and a line that works. */
export function unknownCountry(text: string, knowledge: Knowledge, command: string): UserError {
  return new UserError(
    `"${text}" is no country that is held. Held are the ${knowledge.countries.length} of data/countries.yaml.`,
    { example: `/${command} peru`, ...nearestLine(text, knowledge, command) },
  )
}

/** The line with the name of a country that comes nearest to a word, where one is near. */
export function nearestLine(word: string, { countries }: Knowledge, command: string): { nearest?: string } {
  const nearest = nearestWord(
    word,
    countries.flatMap(({ name, aliases }) => [name, ...aliases]),
  )
  return nearest === undefined ? {} : { nearest: `/${command} ${foldText(nearest)}` }
}

/** The countries that a list is of: those the channel watches, else all that have a cycle; ISO codes. */
export function countriesListed({
  channel,
  knowledge,
}: {
  channel: { watches: readonly string[] }
  knowledge: Knowledge
}): readonly string[] {
  if (channel.watches.length > 0) return channel.watches
  return [...new Set(knowledge.cycles.map(({ country }) => country))]
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
  const cycle = named === undefined ? cycleFor(held, today) : findCycle(named, held)
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
  const country = countries.find(({ id }) => id === onlyWatched(watches))
  return country && { country, used: 0 }
}

function noCountry(text: string, command: string, knowledge: Knowledge): UserError {
  const [word = ''] = text.split(' ')
  const held = knowledge.countries.filter(({ id }) => knowledge.cycles.some(({ country }) => country === id))
  const names = held.map(({ name }) => name).join(', ')
  return new UserError(
    text === ''
      ? `Name a country; benchmarks are held for ${names}.`
      : `"${text}" names no country that is held. Benchmarks are held for ${names}.`,
    { example: `/${command} peru`, ...nearestLine(word, knowledge, command) },
  )
}
