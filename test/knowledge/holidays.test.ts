import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { keepHolidays } from '../../src/knowledge/holidays.ts'
import { shippedKnowledge } from '../desk.ts'

const kept = JSON.parse(readFileSync('dist/holidays.json', 'utf8')) as Record<string, Record<string, unknown>>
const held = shippedKnowledge().calendars.flatMap(({ library }) => library ?? [])

it.each(['PE', 'US'])('what the build keeps of %s is what the library reckons', (country) => {
  expect(kept[country]).toEqual(keepHolidays([country])[country])
})

it('the build keeps every calendar held, from the first cycle held to years to come', () => {
  expect(Object.keys(kept)).toEqual(held)
  for (const years of Object.values(kept)) {
    expect(Object.keys(years)).toContain('2005')
    expect(Object.keys(years)).toContain('2035')
  }
})
