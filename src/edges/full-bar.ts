import type { Part } from '../commands/reply.ts'

/** What the longest bar of a chart stands for: the largest figure, and no less than the whole where they are shares. */
export function fullBar({ unit, bars }: Part & { part: 'chart' }): number {
  const values = bars.map(({ value }) => value).filter(Number.isFinite)
  return Math.max(...values, unit === '%' ? 100 : 0)
}
