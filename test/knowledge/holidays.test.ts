import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { reckonHolidays } from '../../src/knowledge/holidays.ts'
import { shippedKnowledge } from '../desk.ts'

const kept = JSON.parse(readFileSync('dist/holidays.json', 'utf8')) as Record<string, Record<string, unknown>>
const held = shippedKnowledge().calendars.flatMap(({ library }) => library ?? [])

it.each(['PE', 'US', 'CO'])('what the build keeps of %s is what the library reckons', (country) => {
  for (const year of [2009, 2026]) expect(kept[country]?.[year]).toEqual(reckonHolidays(country, year))
})

it('the build keeps every calendar held, from the first cycle held to years to come', () => {
  expect(Object.keys(kept)).toEqual(held)
  for (const years of Object.values(kept)) {
    expect(Object.keys(years)).toContain('2005')
    expect(Object.keys(years)).toContain('2035')
  }
})
