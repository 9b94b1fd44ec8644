import type { IsoDate } from './date.ts'

/** A working calendar as a plain value: closed days with their names over a span of years, and the weekend. */
export interface Calendar {
  id: string
  name: string
  /** ISO weekdays without work: 6 is Saturday, 7 is Sunday. */
  weekend: readonly number[]
  closed: Readonly<Record<IsoDate, string>>
}
