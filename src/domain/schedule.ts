import { addDays, addMonths, type IsoDate, makeDate, printDate, printDay } from './date.ts'
import { type DateReading, parseDateText } from './date-text.ts'
import type { Due } from './deadline.ts'
import { readDayOfMonth, readWeekday, weekdaysOfRules, yearDay } from './schedule-words.ts'

/** A reading of when something is due; or what to ask; or why it cannot be. `notes` say what the words left open. */
export type ScheduleReading =
  | { due: Due; notes: string[] }
  | { ask: string; readings: { label: string; text: string }[] }
  | { problem: string }

/** Three dates are what a person checks a rule by; more often than this, nobody would. */
const often = /\b(?:second|minute|hour|day|daily|hourly|working day|weekday)s?$/

/**
 * Reads when something is due, once or again and again, from ordinary words: `on 25 April`, `from 1 June to 30 June`,
 * `in 10 days`, `every month on the 5th`, `every other Friday`, `quarterly on the 10th starting 10 Jan 2010`, or
 * `rrule FREQ=…`. A year left out is the next that comes; a rule begins today unless it says `starting`.
 */
export function parseSchedule(words: string, today: IsoDate): ScheduleReading {
  const text = words
    .trim()
    .toLowerCase()
    .replace(/[.,](?= |$)/g, '')
    .replace(/\s+/g, ' ')
  const rule = /^rrule[: ](.+)$/.exec(text)
  if (rule) return parseRule(rule[1] ?? '', today)
  const [, bare = text, from] = /^(.+?) (?:starting|beginning|from)(?: on)? (.+)$/.exec(text) ?? []
  if (!isRepeated(bare)) return parseOnce(text, today)
  if (from === undefined) return parseRepeated(bare, today)
  const start = parseOnce(from, today)
  if (!('due' in start)) return start
  return 'on' in start.due
    ? parseRepeated(bare, start.due.on)
    : { problem: `"${from}" is more than one day; a rule starts on one.` }
}

function isRepeated(text: string): boolean {
  return /^(?:\w+days$|every|each|daily|hourly|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually)\b| (?:of )?(?:every|each) /.test(
    text,
  )
}

/** `every month on the 5th` and its like, as a rule whose first day is `start` or after. */
function parseRepeated(text: string, start: IsoDate): ScheduleReading {
  const turned = /^(?:on )?(.+?)(?: of| in)? (?:every|each) (.+)$/.exec(text)
  const [, named = '', on = ''] = turned
    ? ['', `every ${turned[2]}`, turned[1] ?? '']
    : (/^(.+?) ((?:only )?(?:on|in) .+)$/.exec(text) ?? ['', text, ''])
  const every = named
    .replace(/^each\b/, 'every')
    .replace(/^(\w+day)s$/, 'every $1')
    .replace(/^weekly$/, 'every week')
    .replace(/^(?:biweekly|fortnightly|every fortnight)$/, 'every 2 weeks')
    .replace(/^monthly$/, 'every month')
    .replace(/^(?:quarterly|every quarter)$/, 'every 3 months')
    .replace(/^(?:yearly|annually)$/, 'every year')
    .replace(/^every (?:other|second) (?=[a-z])/, 'every 2 ')
    .replace(/^every (\d+)(?:nd|rd|th) (?=week|month|year|\w+day)/, 'every $1 ')
  if (often.test(every) && readWeekday(every.replace(/^every /, '')) === undefined)
    return { problem: 'more often than weekly is not reckoned; a ladder of nudges for each would never end.' }
  const [, count, unit] = /^every (?:(\d{1,2}) )?(week|month|year)s?$/.exec(every) ?? []
  const interval = Number(count ?? 1)
  if (interval < 1) return { problem: 'it would never fall due.' }
  if (unit === 'week') return weekly(on, interval, start)
  if (unit === 'month') return monthly(on, interval, start)
  if (unit === 'year' && interval === 1) return yearly(on, start)
  const date = every.replace(/^every /, '')
  if (yearDay(date) && on === '') return yearly(date, start)
  const [, days, day = ''] = /^every (?:(\d{1,2}) )?(.+)$/.exec(every) ?? []
  if (readWeekday(day) !== undefined && on === '') return weekly(day, Number(days ?? 1), start)
  if (days === undefined && readDayOfMonth(day) !== undefined && on === '') return monthly(day, 1, start)
  return unread(text)
}

function weekly(on: string, interval: number, start: IsoDate): ScheduleReading {
  const day = readWeekday(on)
  if (day === undefined) return { problem: 'which day of the week? Write it: every week on Monday.' }
  return asRule(`FREQ=WEEKLY;${every(interval)}BYDAY=${day}`, start)
}

function monthly(on: string, interval: number, start: IsoDate): ScheduleReading {
  const day = readDayOfMonth(on)
  if (day === undefined) return { problem: 'which day of the month? Write it: every month on the 5th.' }
  if (day.number === undefined || day.number <= 28 || day.only)
    return asRule(`FREQ=MONTHLY;${every(interval)}${day.rule}`, start)
  if (day.number > 31) return { problem: `no month has a ${ordinal(day.number)}.` }
  const each = interval === 1 ? 'every month' : `every ${interval} months`
  return {
    ask: `Not every month has a ${ordinal(day.number)}. Which is meant?`,
    readings: [
      { label: 'The Last Day', text: `${each} on the last day` },
      { label: `Only Where There Is One`, text: `${each} only on the ${ordinal(day.number)}` },
    ],
  }
}

function yearly(on: string, start: IsoDate): ScheduleReading {
  const day = yearDay(on)
  if (day === undefined)
    return { problem: 'which day of the year? Write one there is: every year on 1 March.' }
  const year = Number(start.slice(0, 4))
  const passed = day < start.slice(5)
  return { due: { every: day, since: passed ? year + 1 : year }, notes: [] }
}

function asRule(rule: string, since: IsoDate): ScheduleReading {
  return { due: { rule, since }, notes: [] }
}

function every(interval: number): string {
  return interval === 1 ? '' : `INTERVAL=${interval};`
}

/** An RRULE as calendar programs write it, where it repeats by weeks, months or years and is of whole days. */
function parseRule(text: string, since: IsoDate): ScheduleReading {
  const rule = text.toUpperCase().replace(/^RRULE:/, '')
  const parts = rule.split(';').map((part) => part.split('='))
  const unknown = parts.find(([name = '', value = '']) => ruleParts[name]?.test(value) !== true)
  if (unknown) return { problem: `the rule's "${unknown.join('=')}" is not one for whole days.` }
  if (!/^FREQ=(?:YEARLY|MONTHLY|WEEKLY)(?:;|$)/.test(rule))
    return { problem: 'a rule begins with FREQ=YEARLY, FREQ=MONTHLY or FREQ=WEEKLY; not more often.' }
  return asRule(rule, since)
}

const numbers = /^[1-9]\d{0,2}$/
const monthDays = /^-?(?:[1-9]|[12]\d|3[01])(?:,-?(?:[1-9]|[12]\d|3[01]))*$/
const weekdays = /^[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU)(?:,[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU))*$/

/** The parts of a rule of whole days, each with what it may hold. */
const ruleParts: Readonly<Record<string, RegExp>> = {
  FREQ: /^[A-Z]+$/,
  INTERVAL: numbers,
  COUNT: numbers,
  UNTIL: /^\d{8}$/,
  BYDAY: weekdays,
  BYMONTH: /^(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*$/,
  BYMONTHDAY: monthDays,
  BYSETPOS: /^-?[1-9]\d?$/,
  WKST: /^(?:MO|TU|WE|TH|FR|SA|SU)$/,
}

/** One day or one window; a year left out is the next that comes. */
function parseOnce(words: string, today: IsoDate): ScheduleReading {
  const text = words
    .replace(/^(?:on|by|due|before|no later than) (?:the )?/, '')
    .replace(/^in (?=[a-z]{3,} ?\d{4}$|[a-z]{3,}$)/, '')
  const ahead = parseAhead(text, today)
  if (ahead !== undefined) return { due: { on: ahead }, notes: [] }
  const past = parseDateText(text, today)
  const reading = isYearless(past) ? parseDateText(text, addDays(addMonths(today, 12), -1)) : past
  if (reading === undefined) return unread(words)
  if ('problem' in reading) return reading
  if ('ask' in reading) return { ask: reading.ask, readings: reading.readings }
  const last = addDays(reading.until, -1)
  const notes = isYearless(past) ? [`no year given: ${reading.from.slice(0, 4)}, the next that comes`] : []
  return { due: reading.from === last ? { on: last } : { from: reading.from, until: last }, notes }
}

function isYearless(reading: DateReading | undefined): boolean {
  return (
    reading !== undefined && 'assumed' in reading && reading.assumed?.startsWith('no year given') === true
  )
}

/** `tomorrow`, `in 10 days`, `in 2 weeks`, `next Friday`, `Friday`: always after today. */
function parseAhead(text: string, today: IsoDate): IsoDate | undefined {
  if (text === 'tomorrow') return addDays(today, 1)
  const [, count, unit] = /^in (\d{1,3}) (day|week|month)s?$/.exec(text) ?? []
  if (count !== undefined) {
    const number = Number(count)
    return unit === 'month' ? addMonths(today, number) : addDays(today, number * (unit === 'week' ? 7 : 1))
  }
  const wanted = readWeekday(text.replace(/^(?:next|this|coming) /, ''))
  if (wanted === undefined || wanted.length !== 2) return undefined
  for (let days = 1; days <= 7; days++) {
    const day = addDays(today, days)
    if (printDay(day).slice(0, 2).toUpperCase() === wanted) return day
  }
  return undefined
}

function unread(words: string): ScheduleReading {
  return { problem: `"${words.trim()}" was not understood as a day, a window or a rule.` }
}

/** A rule in words, as it is echoed: `every month on the 5th`; an unusual rule as it is written. */
export function printSchedule(due: Due): string {
  if ('none' in due) return due.none
  if ('on' in due) return printDay(due.on)
  if ('from' in due) return `${printDay(due.from)} to ${printDay(due.until)}`
  if ('every' in due) {
    const [month, day] = due.every.split('-').map(Number)
    const date = makeDate(2000, month ?? 1, day ?? 1) ?? '2000-01-01'
    return `every ${printDate(date).replace(/ \d{4}$/, '')}, since ${due.since}`
  }
  return printRule(due.rule)
}

function printRule(rule: string): string {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const interval = parts.get('INTERVAL') ?? '1'
  const day = parts.get('BYDAY')
  const monthDay = parts.get('BYMONTHDAY')
  const each = (unit: string) => (interval === '1' ? `every ${unit}` : `every ${interval} ${unit}s`)
  const known = rule.replace(/^FREQ=(\w+);(?:INTERVAL=\d+;)?/, '')
  if (parts.get('FREQ') === 'WEEKLY' && known === `BYDAY=${day}` && day && weekdaysOfRules[day])
    return `${each('week')} on ${weekdaysOfRules[day]}`
  if (parts.get('FREQ') !== 'MONTHLY') return `by the rule ${rule}`
  if (known === `BYMONTHDAY=${monthDay}`)
    return `${each('month')} on the ${monthDay === '-1' ? 'last day' : ordinal(Number(monthDay))}`
  if (known === 'BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1') return `${each('month')} on the last weekday`
  const [, which, name] = /^BYDAY=(-1|[1-4])([A-Z]{2})$/.exec(known) ?? []
  if (which !== undefined && name !== undefined)
    return `${each('month')} on the ${which === '-1' ? 'last' : ordinal(Number(which))} ${weekdaysOfRules[name]}`
  return `by the rule ${rule}`
}

function ordinal(number: number): string {
  const ending =
    number % 100 >= 11 && number % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')
  return `${number}${ending}`
}
