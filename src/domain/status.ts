import { type IsoDate, printDate } from './date.ts'
import type { Level } from './finding.ts'
import type { Amount } from './series.ts'

/** The one list. Those of `adverse` never print without the conditions that the source states. */
export const statuses = [
  'met',
  'on track',
  'behind',
  'in progress',
  'not met',
  'not assessable',
  'not applicable',
] as const
export type Status = (typeof statuses)[number]

/** A status with the sentence of its rule; printed `status: why`. */
export interface Verdict {
  status: Status
  why: string
}

export function isAdverse(status: Status): boolean {
  return status === 'behind' || status === 'not met'
}

/** All that decides a verdict where an actual can be compared with a target. */
export interface Case {
  direction: 'higher' | 'lower'
  period: { name: string; elapsed: number; length: number; ended: boolean }
  actual: Amount
  /** For the whole period. */
  target: Amount
  /** A rate only: the period it is the rate of, and the target pro-rated to the days elapsed. */
  rate?: { of: string; expected: Amount } | undefined
  endState: boolean
}

/**
 * On track and behind are for rates alone, before the period ends; anything else is in progress until then, and met or not
 * met after. A range or bound that lies on both sides of the target cannot be judged.
 */
export function judge({ direction, period, actual, target, rate, endState }: Case): Verdict {
  const days = `${period.elapsed} of ${period.length} days`
  if (!period.ended && !rate) return { status: 'in progress', why: `${days} of ${period.name} elapsed` }
  const reached = reaches(actual, period.ended || !rate ? target : rate.expected, direction)
  const side = direction === 'higher' ? ['at or above', 'below'] : ['at or below', 'above']
  if (reached === undefined) {
    return {
      status: 'not assessable',
      why: 'the actual is a range or bound that lies on both sides of the target',
    }
  }
  const where = reached ? side[0] : side[1]
  if (!period.ended && rate) {
    const why = `${where} the ${rate.of} rate, pro-rated to ${days} of ${period.name}`
    return { status: reached ? 'on track' : 'behind', why }
  }
  if (!reached && endState) {
    return {
      status: 'in progress',
      why: `${where} a level that is to be reached some day after ${period.name}`,
    }
  }
  return {
    status: reached ? 'met' : 'not met',
    why: `${period.name} is over, the actual is ${where} the target`,
  }
}

/** What decides a verdict where a person judges. `due` is the day a milestone is dated for, inclusive. */
export interface JudgedCase {
  level: Level
  period: Case['period']
  due?: IsoDate | undefined
  asOf: IsoDate
}

/**
 * A level is met or it is not: before the period ends anything less is in progress, after it not met. A milestone with a day
 * of its own is on track until then once begun, and behind from the day after.
 */
export function judgeLevel({ level, period, due, asOf }: JudgedCase): Verdict {
  const judged = `assessed ${level}`
  if (level === 'met') return { status: 'met', why: judged }
  if (period.ended) return { status: 'not met', why: `${period.name} is over, ${judged}` }
  if (due !== undefined && asOf > due) return { status: 'behind', why: `due on ${printDate(due)}, ${judged}` }
  if (due !== undefined && level !== 'none')
    return { status: 'on track', why: `due on ${printDate(due)}, ${judged}` }
  return {
    status: 'in progress',
    why: `${judged}, ${period.elapsed} of ${period.length} days of ${period.name} elapsed`,
  }
}

/** True when all of the actual's range reaches all of the target's, false when none of it does, else undefined. */
function reaches(actual: Amount, target: Amount, direction: 'higher' | 'lower'): boolean | undefined {
  const top = (amount: Amount) => amount.high ?? Number.POSITIVE_INFINITY
  if (direction === 'higher') {
    if (actual.low >= top(target)) return true
    return top(actual) < target.low ? false : undefined
  }
  if (top(actual) <= target.low) return true
  return actual.low > top(target) ? false : undefined
}

const gravest: readonly Status[] = [
  'not met',
  'behind',
  'not assessable',
  'in progress',
  'on track',
  'met',
  'not applicable',
]

/** Of several verdicts the gravest, and the first of its kind; met only when all are met or do not apply. */
export function gravestVerdict<T extends Verdict>(verdicts: readonly T[]): T | undefined {
  for (const status of gravest) {
    const found = verdicts.find((verdict) => verdict.status === status)
    if (found) return found
  }
  return undefined
}
