import { type Calendar, isWorkingDay, workingDayOnOrAfter } from './calendar.ts'
import { addDays, dateIn, type Instant, type IsoDate, instantAt, timeIn } from './date.ts'

/** Nothing is posted before the first, or from the second on, by the clock of the watch's zone. */
export const earliestOpening = '09:00'
export const closingTime = '17:00'

/** When and where a channel may be posted to. */
export interface Opening {
  /** IANA name. */
  zone: string
  /** `HH:MM`, 09:00 unless the channel wants a later hour. */
  opensAt?: string
  calendars: readonly Calendar[]
}

export interface Hours {
  dayOf(moment: Instant): IsoDate
  openingOn(day: IsoDate): Instant
  /** The moment itself when it is in opening hours, else the next opening. */
  firstOpenFrom(moment: Instant): Instant
}

/** Opening hours, each day asked for answered once: ladders ask for the same days over and over. */
export function hoursOf(opening: Opening): Hours {
  const { zone, opensAt = earliestOpening, calendars } = opening
  const dayOf = remember((moment) => dateIn(moment, zone))
  const openingOn = remember((day) => instantAt(day, opensAt, zone))
  const firstOpenFrom = remember((moment) => {
    if (isOpen(moment, opening)) return moment
    const day = dayOf(moment)
    const next = moment < openingOn(day) ? day : addDays(day, 1)
    return openingOn(workingDayOnOrAfter(next, calendars))
  })
  return { dayOf, openingOn, firstOpenFrom }
}

export function isOpen(moment: Instant, { zone, opensAt = earliestOpening, calendars }: Opening): boolean {
  const time = timeIn(moment, zone)
  return opensAt <= time && time < closingTime && isWorkingDay(dateIn(moment, zone), calendars)
}

function remember(answer: (question: string) => string): (question: string) => string {
  const known = new Map<string, string>()
  return (question) => {
    const found = known.get(question) ?? answer(question)
    known.set(question, found)
    return found
  }
}
