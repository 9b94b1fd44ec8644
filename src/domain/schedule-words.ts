import { makeDate, monthNames, weekdayNames } from './date.ts'

/** The days of the week by their signs in an iCalendar rule, `MO` to `SU`. */
export const weekdaysOfRules: Readonly<Record<string, string>> = Object.fromEntries(
  weekdayNames.map((name) => [name.slice(0, 2).toUpperCase(), name]),
)

/** `monday`, `Mon`, `mondays` as `MO`; undefined for anything else. */
export function readWeekday(word: string): string | undefined {
  const wanted = word.trim().replace(/^on /, '').replace(/s$/, '')
  if (wanted.length < 3) return undefined
  return Object.entries(weekdaysOfRules).find(([, name]) => name.toLowerCase().startsWith(wanted))?.[0]
}

/** A day of the month: its rule; `number` for one by number, `only` where months that lack it are left out on purpose. */
interface DayOfMonth {
  rule: string
  number?: number
  only?: true
}

const positions: Readonly<Record<string, string>> = {
  first: '1',
  '1st': '1',
  second: '2',
  '2nd': '2',
  third: '3',
  '3rd': '3',
  fourth: '4',
  '4th': '4',
  last: '-1',
}

/** `the 5th`, `last day`, `first monday`, `last weekday`, `only on the 31st`. */
export function readDayOfMonth(words: string): DayOfMonth | undefined {
  const text = words.trim().replace(/^(?:on )?(?:the )?/, '')
  if (text === 'last day') return { rule: 'BYMONTHDAY=-1' }
  if (/^last (?:weekday|working day)$/.test(text)) return { rule: 'BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1' }
  const [, only, number] = /^(only on the |only the )?(\d{1,2})(?:st|nd|rd|th)?$/.exec(text) ?? []
  if (number !== undefined && Number(number) >= 1)
    return {
      rule: `BYMONTHDAY=${Number(number)}`,
      number: Number(number),
      ...(only && { only: true as const }),
    }
  const [position = '', day = '', ...rest] = text.split(' ')
  const which = positions[position]
  const weekday = readWeekday(day)
  return which !== undefined && weekday !== undefined && rest.length === 0
    ? { rule: `BYDAY=${which}${weekday}` }
    : undefined
}

/** `1 march`, `march 1st` as `03-01`; undefined when no year has the day. */
export function yearDay(words: string): string | undefined {
  const text = words.trim().replace(/^(?:on )?(?:the )?/, '')
  const [, day, after] = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})$/.exec(text) ?? []
  const [, before, late] = /^([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?$/.exec(text) ?? []
  const named = (after ?? before ?? '').slice(0, 3)
  const month = monthNames.findIndex((name) => name.slice(0, 3).toLowerCase() === named) + 1
  if (month === 0) return undefined
  // A leap year: 29 February is a day of the year.
  return makeDate(2000, month, Number(day ?? late))?.slice(5)
}
