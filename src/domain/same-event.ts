import { daysBetween, type Instant } from './date.ts'
import { counts, type Entry, evidenceGrades } from './entry.ts'
import { kindRules } from './kinds.ts'
import { isOfOneUnit, type Quantity } from './quantity.ts'
import { foldText } from './text.ts'

/** What somebody said of two entries: one event told twice, or two events. `first` has the lower number. */
export interface Pair {
  first: string
  second: string
  version: number
  state: 'merged' | 'both' | 'unmerged'
  changedBy: string
  changedAt: Instant
  reason?: string
  restatement?: string
}

/** What keeps two entries from being one event, as a phrase about both. `hard` ones no reason overrides. */
export interface Difference {
  clause:
    | 'country'
    | 'kind'
    | 'scope'
    | 'substance'
    | 'form'
    | 'method'
    | 'unit'
    | 'place'
    | 'days'
    | 'quantity'
  phrase: string
  hard: boolean
}

/** Days between two tellings of one event, at most. */
export const nearDays = 3

/** How far two amounts of one event may lie apart, in hundredths of the larger. */
const nearPercent = 10

/**
 * Why two entries are not told as one event; empty when they may be. They must be events of one kind, substance and place;
 * their days at most three apart, their quantities within 10 % of the larger. A method or form that one of them leaves out
 * differs from none; a place that one leaves out does.
 */
export function eventDifferences(one: Entry, other: Entry): Difference[] {
  const differences: Difference[] = []
  const differ = (clause: Difference['clause'], phrase: string, hard = false) =>
    differences.push({ clause, phrase, hard })
  if (one.country !== other.country) differ('country', 'two countries', true)
  if (one.kind !== other.kind) differ('kind', `${one.kind}, and ${other.kind}`, true)
  if (one.scope === 'total' || other.scope === 'total' || kindRules[one.kind].stock) {
    differ('scope', 'totals and levels are never added up', true)
  }
  if (one.substance !== other.substance) differ('substance', 'two substances', true)
  if (differsWhereStated(one.form, other.form)) differ('form', `${one.form}, and ${other.form}`, true)
  if (differsWhereStated(one.method, other.method))
    differ('method', `${one.method}, and ${other.method}`, true)
  const [quantity, otherQuantity] = [one.quantity, other.quantity]
  const units = quantity && otherQuantity && unitsDiffer(quantity, otherQuantity)
  if (units) differ('unit', units, true)
  if (placeOf(one) !== placeOf(other)) differ('place', placePhrase(one, other))
  const apart = daysApart(one, other)
  if (apart > nearDays) differ('days', `${apart} days apart`)
  if ((quantity === undefined) !== (otherQuantity === undefined)) {
    differ('quantity', 'one states no quantity')
  } else if (quantity && otherQuantity && !units && !isNear(quantity, otherQuantity)) {
    differ('quantity', `quantities more than ${nearPercent} % apart`)
  }
  return differences
}

function differsWhereStated(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other
}

function unitsDiffer(one: Quantity, other: Quantity): string | undefined {
  if (one.dimension !== other.dimension) return `given as ${one.dimension}, and as ${other.dimension}`
  return isOfOneUnit(one.dimension) && one.unit !== other.unit
    ? `counted in ${one.unit}, and in ${other.unit}`
    : undefined
}

const placeOf = ({ place, placeText }: Entry): string | undefined =>
  place ?? (placeText === undefined ? undefined : foldText(placeText))

function placePhrase(one: Entry, other: Entry): string {
  if (placeOf(one) === undefined || placeOf(other) === undefined) return 'one states no place'
  return `${one.placeText ?? one.place}, and ${other.placeText ?? other.place}`
}

/** Whole days between the two: 0 when they share one, 1 from one day to the next. */
function daysApart(one: Entry, other: Entry): number {
  const [earlier, later] = one.from <= other.from ? [one, other] : [other, one]
  return Math.max(0, daysBetween(earlier.until, later.from) + 1)
}

/** Of ranges the nearest ends are compared, of a bound the figure that is stated: "at least 5 kg" is near 5 kg, not 500 kg. */
function isNear(one: Quantity, other: Quantity): boolean {
  const near = nearRange(one)
  const { low, high } = statedRange(other)
  return low <= near.high && high >= near.low
}

/** Between which figures a quantity of the same event may lie, both inclusive, in the quantity's own dimension. */
export function nearRange(quantity: Quantity): { low: number; high: number } {
  const { low, high } = statedRange(quantity)
  return { low: (low * (100 - nearPercent)) / 100, high: (high * 100) / (100 - nearPercent) }
}

function statedRange({ low, high = low }: Quantity): { low: number; high: number } {
  return { low: low === 0 ? high : low, high }
}

/** The pair's key, in the order of the entries' numbers: both ways of naming two entries mean one pair. */
export function pairOf(one: string, other: string): Pick<Pair, 'first' | 'second'> {
  return Number(one.slice(2)) <= Number(other.slice(2))
    ? { first: one, second: other }
    : { first: other, second: one }
}

/** One event as it counts: what its speaker says, and the other claims of it. */
export interface Event {
  entry: Entry
  others: Entry[]
}

/**
 * Entries as events. Merged ones, and those merged with them, are one, told by the claim of the best evidence, of equals
 * the first recorded; benchmarks named by hand on any claim stand. Entries that do not count are left out.
 */
export function eventsOf(entries: readonly Entry[], pairs: readonly Pair[]): Event[] {
  const headOf = headsOf(pairs)
  const groups = new Map<string, Entry[]>()
  const events: Event[] = []
  for (const entry of entries.filter(counts)) {
    const head = headOf(entry.id)
    const group = head === undefined ? undefined : groups.get(head)
    if (head === undefined) events.push({ entry, others: [] })
    else if (group) group.push(entry)
    else groups.set(head, [entry])
  }
  for (const claims of groups.values()) {
    const [speaker, ...others] = claims.sort(bySay)
    if (speaker === undefined) continue
    const benchmarks = [...new Set(claims.flatMap((claim) => claim.benchmarks))]
    events.push({ entry: others.length === 0 ? speaker : { ...speaker, benchmarks }, others })
  }
  return events
}

/** Names each merged entry's group by one of its entries; a claim that no longer counts still joins the two beside it. */
function headsOf(pairs: readonly Pair[]): (id: string) => string | undefined {
  const above = new Map<string, string>()
  const headOf = (id: string): string => {
    let head = id
    for (let next = above.get(head); next !== undefined && next !== head; next = above.get(head)) head = next
    return head
  }
  for (const { first, second, state } of pairs) {
    if (state !== 'merged') continue
    const [one, other] = [headOf(first), headOf(second)]
    above.set(one, one)
    above.set(other, one)
  }
  return (id) => (above.has(id) ? headOf(id) : undefined)
}

/** The ids of every other entry that is merged with one, directly or through others. */
export function mergedIds(id: string, pairs: readonly Pair[]): string[] {
  const headOf = headsOf(pairs)
  const head = headOf(id)
  if (head === undefined) return []
  const named = new Set(
    pairs.filter(({ state }) => state === 'merged').flatMap(({ first, second }) => [first, second]),
  )
  return [...named].filter((other) => other !== id && headOf(other) === head)
}

function bySay(one: Entry, other: Entry): number {
  const grade = evidenceGrades.indexOf(one.grade) - evidenceGrades.indexOf(other.grade)
  return grade === 0 ? Number(one.id.slice(2)) - Number(other.id.slice(2)) : grade
}
