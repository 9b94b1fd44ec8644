import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { addDays, dateIn, timeIn, toInstant } from '../../src/domain/date.ts'
import { hoursOf, isOpen } from '../../src/domain/opening-hours.ts'
import { both } from './calendars-2009.ts'
import { at } from './nudges-2009.ts'

/** The days on which a zone's clocks change, over two years. To look for changes where there are none is slow. */
function changes(zone: string): string[] {
  const days: string[] = []
  const offsets = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    timeZoneName: 'longOffset',
    hour: 'numeric',
  })
  const offsetAfter = (weeks: number) =>
    offsets
      .formatToParts(Date.UTC(2008, 11, 31) + weeks * 604_800_000)
      .find(({ type }) => type === 'timeZoneName')?.value
  const seen = new Set(Array.from({ length: 106 }, (_, weeks) => offsetAfter(weeks)))
  if (seen.size === 1) return days
  let moment: Temporal.ZonedDateTime | null =
    Temporal.Instant.from('2008-12-31T00:00:00Z').toZonedDateTimeISO(zone)
  const last = Temporal.Instant.from('2011-01-01T00:00:00Z').epochMilliseconds
  while (moment) {
    moment = moment.getTimeZoneTransition('next')
    if (!moment || moment.epochMilliseconds > last) break
    days.push(moment.toPlainDate().toString())
  }
  return days
}

describe('opening', () => {
  const zones = Intl.supportedValuesOf('timeZone')

  it('is at nine by the clock of each zone, on the days around each of its changes', () => {
    let seen = 0
    const wrong: string[] = []
    for (const zone of zones) {
      for (const change of changes(zone)) {
        const { openingOn, dayOf } = hoursOf({ zone, calendars: [] })
        for (const day of [-1, 0, 1].map((days) => addDays(change, days))) {
          // Samoa had no 30 December 2011, and no zone lacked a day in these years.
          const opening = openingOn(day)
          const hours = (Date.parse(opening) - Date.parse(openingOn(addDays(day, -1)))) / 3_600_000
          if (timeIn(opening, zone) !== '09:00' || dayOf(opening) !== day || hours < 20 || hours > 28)
            wrong.push(`${zone} ${day}: ${opening}, ${hours} hours after the one before`)
          seen += 1
        }
      }
    }
    expect(wrong).toEqual([])
    expect(zones.length).toBeGreaterThan(300)
    expect(seen).toBeGreaterThan(1_000)
  })

  it('is from nine to five, on days that no calendar closes, and the next such moment is found', () => {
    const lima = { zone: 'America/Lima', calendars: both }
    for (const [day, time, open, next] of [
      ['2009-04-06', '08:59', false, '2009-04-06 09:00'],
      ['2009-04-06', '09:00', true, '2009-04-06 09:00'],
      ['2009-04-06', '16:59', true, '2009-04-06 16:59'],
      ['2009-04-06', '17:00', false, '2009-04-07 09:00'],
      ['2009-04-08', '17:00', false, '2009-04-13 09:00'],
      ['2009-04-25', '10:00', false, '2009-04-27 09:00'],
      ['2009-05-25', '10:00', false, '2009-05-26 09:00'],
    ] as const) {
      const moment = at(day, time)
      expect(isOpen(moment, lima)).toBe(open)
      const found = hoursOf(lima).firstOpenFrom(moment)
      expect(`${dateIn(found, lima.zone)} ${timeIn(found, lima.zone)}`).toBe(next)
    }
  })

  it('may be later in the day, and closes at five all the same', () => {
    const late = { zone: 'America/Lima', opensAt: '10:30', calendars: both }
    expect(isOpen(at('2009-04-06', '10:29'), late)).toBe(false)
    expect(isOpen(at('2009-04-06', '10:30'), late)).toBe(true)
    expect(isOpen(at('2009-04-06', '17:00'), late)).toBe(false)
    expect(hoursOf(late).openingOn('2009-04-06')).toBe(toInstant(Date.parse(at('2009-04-06', '10:30'))))
  })
})
