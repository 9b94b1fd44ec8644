import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { closedBecause, isWorkingDay } from '../../src/domain/calendar.ts'
import { addDays } from '../../src/domain/date.ts'
import { makeCalendars } from '../../src/knowledge/calendars.ts'
import { DataFile } from '../../src/knowledge/data-file.ts'
import { readKnowledge } from '../../src/knowledge/load.ts'
import { type CalendarRecord, calendarSchema } from '../../src/knowledge/schema.ts'
import { peru, unitedStates } from '../domain/calendars-2009.ts'
import { temporaryFolder } from '../folder.ts'

const file = new DataFile('calendars.yaml', readFileSync('data/calendars.yaml', 'utf8'))
const held = file.records('calendars', calendarSchema) as CalendarRecord[]

const closedDays = (id: string, from: string, until: string): string[] => {
  const calendars = makeCalendars(held, [id], from, until)
  const days: string[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) if (!isWorkingDay(day, calendars)) days.push(day)
  return days
}

describe('the calendars held', () => {
  it('are read without a problem', () => {
    expect(file.problems).toEqual([])
  })

  it.each([peru, unitedStates])('have the season of 2009 as written by hand: $id', (byHand) => {
    const [calendar] = makeCalendars(held, [byHand.id], '2009-04-06', '2010-03-31')
    const inSeason = Object.entries(calendar?.closed ?? {}).filter(
      ([date]) => '2009-04-06' <= date && date <= '2010-03-31' && date !== '2009-04-12',
    )
    expect(Object.fromEntries(inSeason)).toEqual(byHand.closed)
    expect(calendar?.name).toBe(byHand.name)
  })

  it.each([
    ['PE', '2009-06-07', '2024-06-07'],
    ['PE', '2009-07-23', '2024-07-23'],
    ['PE', '2009-08-06', '2024-08-06'],
    ['PE', '2009-12-09', '2024-12-09'],
    ['US', '2009-06-19', '2024-06-19'],
  ])('%s: a younger holiday is not on %s, and is on %s', (id, before, since) => {
    const [calendar] = makeCalendars(held, [id], before, since)
    expect(calendar?.closed[before]).toBeUndefined()
    expect(calendar?.closed[since]).toBeDefined()
  })

  it.each([
    ['US', '2010-12-31', "New Year's Day, observed (US federal)"],
    ['US', '2012-11-12', 'Veterans Day, observed (US federal)'],
    ['US', '2017-11-10', 'Veterans Day, observed (US federal)'],
    ['US', '2021-06-18', 'Juneteenth, observed (US federal)'],
    ['US', '2018-12-05', 'Day of mourning for President Bush (US federal)'],
    ['US', '2008-12-26', 'Day after Christmas, by executive order (US federal)'],
    ['US', '2009-11-27', undefined],
    ['GT', '2009-12-24', undefined],
    ['NG', '2009-11-28', 'Saturday'],
    ['PK', '2009-09-22', 'End of Ramadan (Eid al-Fitr) (Pakistan)'],
  ])('%s on %s: %s', (id, date, reason) => {
    expect(closedBecause(date, makeCalendars(held, [id], date, date))).toBe(reason)
  })

  it('are there for each of the twenty listed countries and the United States', () => {
    const listed = 'AF BO BR BS CO DO EC GT HT IN JM LA MM MX NG PA PE PK PY US VE'.split(' ')
    expect(held.map(({ id }) => id).sort()).toEqual(listed)
    for (const id of listed) expect(closedDays(id, '2009-01-01', '2009-12-31').length).toBeGreaterThan(51)
  })
})

describe('making a calendar', () => {
  const override = (date: string, is: 'closed' | 'open', name: string) => ({
    date,
    is,
    name,
    marking: 'U',
    actor: 'none',
    cite: 'unverified',
  })
  const record = (changes: object): CalendarRecord =>
    calendarSchema.parse({
      id: 'XX',
      name: 'Somewhere',
      library: 'PE',
      weekend: [6, 7],
      marking: 'U',
      actor: 'none',
      cite: 'unverified',
      ...changes,
    })

  it('lets overrides close and open days', () => {
    const records = [
      record({
        overrides: [override('2009-04-09', 'open', 'worked'), override('2009-04-30', 'closed', 'Bridge day')],
      }),
    ]
    const calendars = makeCalendars(records, ['XX'], '2009-04-01', '2009-04-30')
    expect(closedBecause('2009-04-09', calendars)).toBeUndefined()
    expect(closedBecause('2009-04-10', calendars)).toBe('Good Friday (Somewhere)')
    expect(closedBecause('2009-04-30', calendars)).toBe('Bridge day (Somewhere)')
  })

  it('keeps the days that weekends and decrees of a data folder say', () => {
    const folder = temporaryFolder()
    cpSync('data', folder, { recursive: true })
    const decrees = (calendar: string) => `
defaults: { marking: U, actor: none, cite: unverified }
decrees:
  - { calendar: ${calendar}, date: "2009-07-27", is: closed, name: Bridging day }
  - { calendar: ${calendar}, date: "2009-05-01", is: open, name: worked }
`
    writeFileSync(join(folder, 'decrees.yaml'), decrees('PE'))
    const calendars = readFileSync('data/calendars.yaml', 'utf8')
    writeFileSync(
      join(folder, 'calendars.yaml'),
      calendars.replace(
        'name: Peru\n    library: PE\n    weekend: [6, 7]',
        'name: Peru\n    library: PE\n    weekend: [5]',
      ),
    )
    const { knowledge, problems } = readKnowledge(folder)
    expect(problems).toEqual([])
    const peruOnly = makeCalendars(knowledge?.calendars ?? [], ['PE'], '2009-04-01', '2009-12-31')
    expect(closedBecause('2009-07-27', peruOnly)).toBe('Bridging day (Peru)')
    expect(closedBecause('2009-05-04', peruOnly)).toBeUndefined()
    expect(closedBecause('2009-05-03', peruOnly)).toBeUndefined()
    expect(closedBecause('2009-05-08', peruOnly)).toBe('Friday')
    // A Friday, which the new weekend closes whatever the decree says of the holiday.
    expect(closedBecause('2009-05-01', peruOnly)).toBe('Friday')
    writeFileSync(join(folder, 'decrees.yaml'), decrees('XX'))
    expect(readKnowledge(folder).problems.map(({ file, line, what }) => `${file}:${line}: ${what}`)).toEqual([
      expect.stringMatching(/^decrees\.yaml:4: .*"XX"/),
      expect.stringMatching(/^decrees\.yaml:5: .*"XX"/),
    ])
  })

  it('refuses a deadline whose rule never falls due, with its line', () => {
    const folder = temporaryFolder()
    cpSync('data', folder, { recursive: true })
    const file = join(folder, 'regimes', 'majors-list.yaml')
    const written = readFileSync(file, 'utf8')
    const due = (rule: string) => `due: { rule: "${rule}", since: 2010-03-01 }`
    const withRule = (rule: string) =>
      writeFileSync(file, written.replace('due: { every: 03-01, since: 2010 }', due(rule)))
    withRule('FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1')
    expect(readKnowledge(folder).problems).toEqual([])
    for (const rule of ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31', 'FREQ=SECONDLY']) {
      withRule(rule)
      expect(readKnowledge(folder).problems).toMatchObject([{ file: 'regimes/majors-list.yaml' }])
    }
  })

  it('does not mix up two records of one id', () => {
    const [first] = makeCalendars([record({})], ['XX'], '2009-04-01', '2009-04-01')
    const [second] = makeCalendars([record({ library: 'US' })], ['XX'], '2009-04-01', '2009-04-01')
    expect(first?.closed['2009-07-28']).toBe('Independence Day')
    expect(second?.closed['2009-07-28']).toBeUndefined()
  })

  it('fills the year before and after when the span ends near it', () => {
    const [calendar] = makeCalendars(held, ['PE'], '2009-02-01', '2009-12-15')
    expect(calendar?.closed['2008-12-25']).toBe('Christmas Day')
    expect(calendar?.closed['2010-01-01']).toBe("New Year's Day")
    expect(calendar?.closed['2011-01-01']).toBeUndefined()
  })

  it('refuses an id or a country that it does not know', () => {
    expect(() => makeCalendars(held, ['ZZ'], '2009-01-01', '2009-01-01')).toThrow(/no calendar "ZZ"/)
    expect(() => makeCalendars([record({ library: 'ZZ' })], ['XX'], '2009-01-01', '2009-01-01')).toThrow(
      /no holidays of "ZZ"/,
    )
  })

  it('holds only the weekend where there is no library', () => {
    const [calendar] = makeCalendars([record({ library: undefined })], ['XX'], '2009-01-01', '2009-12-31')
    expect(calendar?.closed).toEqual({})
  })
})
