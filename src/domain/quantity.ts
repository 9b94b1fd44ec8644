/** What can be added up. Amounts are whole numbers of the small unit: mg, mL, m², cent, piece. */
export type Dimension = 'mass' | 'volume' | 'area' | 'money' | 'piece'

/**
 * An amount as typed and as counted. `low` and `high` are equal unless a range or bound was given (`200-250 kg`, `>= 5 t`:
 * then `high` is absent). Both are safe integers of the dimension's small unit, rounded once, half to even.
 */
export interface Quantity {
  dimension: Dimension
  low: number
  high?: number
  /** As typed, e.g. `two hundred kg`. */
  typed: string
  /** The id of the unit typed (`kilogram`, `acre`, `plant`, `US dollar`); counts and money of different units are never added. */
  unit: string
  /** `~250 kg`, "about". */
  approximate?: boolean
}
