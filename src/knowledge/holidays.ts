import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type HolidaysLibrary from 'date-holidays'
import { addDays, type IsoDate } from '../domain/date.ts'

/** Closed days by name. */
export type Closed = Record<IsoDate, string>

/** By what the holiday library calls the country, then by year. */
type KeptHolidays = Record<string, Record<string, Closed>>

/** Names in English; American where the library has them, for its `en` calls Labor Day Labour Day. */
const languages = ['en-us', 'en']

/** From the demarche's own years on; any other year is reckoned when it is asked for. */
const [firstKept, lastKept] = [2005, 2035]

let kept: KeptHolidays | undefined

/**
 * The public holidays of a year and the days observed for them, as the build kept them, else as the library reckons them. Throws
 * for a country that the library does not know.
 */
export function holidaysOf(country: string, year: number): Closed {
  kept ??= readHolidays()
  return kept[country]?.[year] ?? reckonHolidays(country, year)
}

/** What the build keeps beside the program: the library takes longer to load than most lines take to answer. */
export function keepHolidays(countries: readonly string[]): KeptHolidays {
  const years = Array.from({ length: lastKept - firstKept + 1 }, (_, at) => firstKept + at)
  const yearsOf = (country: string) => years.map((year) => [year, reckonHolidays(country, year)])
  return Object.fromEntries(countries.map((country) => [country, Object.fromEntries(yearsOf(country))]))
}

function readHolidays(): KeptHolidays {
  try {
    return JSON.parse(readFileSync(new URL('holidays.json', import.meta.url), 'utf8')) as KeptHolidays
  } catch {
    return {}
  }
}

/** By the library alone. Throws for a country that it does not know. */
function reckonHolidays(country: string, year: number): Closed {
  const Holidays: typeof HolidaysLibrary = createRequire(import.meta.url)('date-holidays')
  const found = new Holidays(country, { languages }).getHolidays(year)
  if (found.length === 0) {
    throw new Error(
      `date-holidays knows no holidays of "${country}" in ${year}; correct "library" in calendars.yaml, or leave it out`,
    )
  }
  const closed: Closed = {}
  for (const { type, substitute, date, start, end, name } of found) {
    // A substitute counts whatever its type: that of Veterans Day is filed under banks.
    if (type !== 'public' && !substitute) continue
    // `2009-12-24 12:00:00`, from noon or later on: the morning, when nudges are posted, is worked.
    if (!date.includes(' 00:00:00')) continue
    const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000))
    for (let day = 0; day < days; day++) closed[addDays(date.slice(0, 10), day)] ??= printName(name)
  }
  return closed
}

/** The library's `Independence Day (substitute day)` is the day it is observed. */
function printName(name: string): string {
  return name.replace(/ \(substitutes?(?: day)?\)$/, ', observed')
}
