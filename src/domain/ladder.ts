import { type Calendar, workingDayOnOrBefore, workingDaysAfter, workingDaysBefore } from './calendar.ts'
import { addDays, type IsoDate } from './date.ts'
import type { Deadline, Occurrence } from './deadline.ts'

/** The steps of a ladder, counted back from the due day (from the start of a window), in calendar days or in working days. */
const ladders: Record<Deadline['class'], { count: 'days' | 'working days'; steps: readonly number[] }> = {
  yearly: { count: 'days', steps: [90, 60, 30, 14, 7, 3, 1, 0] },
  window: { count: 'days', steps: [45, 30, 14, 7, 3, 1, 0] },
  'short-fuse': { count: 'days', steps: [14, 7, 3, 1, 0] },
  recurring: { count: 'working days', steps: [5, 1, 0] },
  internal: { count: 'working days', steps: [3, 1, 0] },
  listed: { count: 'days', steps: [] },
}

/** After the first two, an overdue deadline is nudged weekly, this many times; then it stands in the digest only. */
const overdueWeeks = 4

/** No step or overdue day lies further from the due day than this, in days: each way a month is left for closed days. */
export const ladderReach = { before: 120, after: 60 }

/** What falls on a day: steps of the ladder, longest first, in days before; or, without any, the nth snooze. */
export interface Step {
  steps: number[]
  snooze?: number
}

/**
 * The days on which the steps of a ladder fall, each with its steps, longest first. A step on a closed day has moved to the
 * preceding working day, and may find others there.
 */
export function stepDays(
  { deadline, opens }: Occurrence,
  calendars: readonly Calendar[],
): Map<IsoDate, Step> {
  const { count, steps } = ladders[deadline.class]
  const days = new Map<IsoDate, Step>()
  for (const step of steps) {
    const day =
      count === 'days'
        ? workingDayOnOrBefore(addDays(opens, -step), calendars)
        : workingDaysBefore(opens, step, calendars)
    days.set(day, { steps: [...(days.get(day)?.steps ?? []), step] })
  }
  return days
}

/**
 * The days on which an overdue deadline is nudged: the first two working days after, then weekly from the first, moved to the
 * preceding working day when closed. At most six; fewer where a closed week would move one onto another.
 */
export function overdueDays(due: IsoDate, calendars: readonly Calendar[]): IsoDate[] {
  const first = workingDaysAfter(due, 1, calendars)
  const days = [first, workingDaysAfter(due, 2, calendars)]
  for (let week = 1; week <= overdueWeeks; week++) {
    const day = workingDayOnOrBefore(addDays(first, 7 * week), calendars)
    if (days.every((earlier) => earlier < day)) days.push(day)
  }
  return days
}
