import { type Calendar, workingDayOnOrAfter, workingDayOnOrBefore } from './calendar.ts'
import { addDays, type IsoDate } from './date.ts'

/** From this one on, a snooze of the same deadline needs a reason. */
export const firstWithReason = 3

/**
 * The day on which snoozed nudges come: a working day from `wanted` on, never later than the last one before the due day.
 * `latest` is that day where `wanted` lies after it, or where no day after `today` is left.
 */
export function snoozeUntil(
  wanted: IsoDate,
  due: IsoDate,
  today: IsoDate,
  calendars: readonly Calendar[],
): { until: IsoDate } | { latest: IsoDate | undefined } {
  const latest = workingDayOnOrBefore(addDays(due, -1), calendars)
  if (latest <= today) return { latest: undefined }
  const day = workingDayOnOrAfter(wanted, calendars)
  if (wanted > latest) return { latest }
  return { until: day <= latest ? day : latest }
}
