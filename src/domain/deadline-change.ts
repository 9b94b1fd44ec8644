import type { Instant, IsoDate } from './date.ts'
import type { Deadline, Move, Moves } from './deadline.ts'

/** Who of a deadline is named: the owner is told directly, the alternate stands in, the validator accepts the evidence. */
export const duties = ['owner', 'alternate', 'validator'] as const
export type Duty = (typeof duties)[number]

/** The duty a person has already that keeps them from another: nobody validates what they own or stand in for. */
export function clashingDuty(
  duty: Duty,
  member: string,
  held: Partial<Record<Duty, string | undefined>>,
): Duty | undefined {
  const others: readonly Duty[] = duty === 'validator' ? ['owner', 'alternate'] : ['validator']
  return others.find((other) => held[other] === member)
}

/** What a person said of a deadline. `occurrence` is the id of the time it falls due that is meant. */
export type DeadlineEvent =
  | { kind: 'added'; record: Deadline }
  | { kind: 'removed' }
  | { kind: 'assigned'; duty: Duty; member?: string }
  | { kind: 'done'; occurrence: string; evidence: string }
  | { kind: 'validated' | 'returned'; occurrence: string }
  | { kind: 'snoozed'; occurrence: string; until: IsoDate }
  | { kind: 'moved'; occurrence: string; from: Span; to: Span; source?: string }

interface Span {
  opens: IsoDate
  due: IsoDate
}

/** An event as it was recorded; events are only ever added. `deadline` is the slug. */
export interface DeadlineChange {
  deadline: string
  event: DeadlineEvent
  by: string
  at: Instant
  reason?: string
}

/** Evidence that a deadline was met, and who accepted it. */
export interface Evidence {
  text: string
  by: string
  at: Instant
  validated?: { by: string; at: Instant }
}

/** Nudges that would come after `at` and before `until` come on `until`. */
export interface Snooze {
  at: Instant
  until: IsoDate
}

/** Deadlines as they stand: those of the data folder and those people added, with all that was said of them since. */
export interface DeadlineBook {
  deadlines: Deadline[]
  /** When each of those that people added was, by slug. */
  registered: ReadonlyMap<string, Instant>
  /** By occurrence id, as are the next two. Returned evidence is not there any more. */
  evidence: ReadonlyMap<string, Evidence>
  snoozes: ReadonlyMap<string, readonly Snooze[]>
  moves: Moves
  /** Evidence that was returned, as it was linked. */
  returned: ReadonlyMap<string, readonly string[]>
  /** Those that people added and took away again, by slug. */
  removed: ReadonlyMap<string, Removal>
}

interface Removal {
  deadline: Deadline
  by: string
  reason: string | undefined
}

/** What stands once all of these changes were made, in their order. Changes of a deadline that is not held any more stay unread. */
export function deadlineBook(held: readonly Deadline[], changes: readonly DeadlineChange[]): DeadlineBook {
  const deadlines = new Map(held.map((deadline) => [deadline.id, deadline]))
  const registered = new Map<string, Instant>()
  const evidence = new Map<string, Evidence>()
  const snoozes = new Map<string, Snooze[]>()
  const moves = new Map<string, Move[]>()
  const returned = new Map<string, string[]>()
  const removed = new Map<string, Removal>()
  for (const { deadline: slug, event, by, at, reason } of changes) {
    const deadline = deadlines.get(slug)
    switch (event.kind) {
      case 'added':
        deadlines.set(slug, event.record)
        registered.set(slug, at)
        removed.delete(slug)
        break
      case 'removed':
        if (deadline) removed.set(slug, { deadline, by, reason })
        deadlines.delete(slug)
        break
      case 'assigned':
        if (deadline) deadlines.set(slug, assign(deadline, event.duty, event.member))
        break
      case 'done':
        evidence.set(event.occurrence, { text: event.evidence, by, at })
        break
      case 'validated': {
        const linked = evidence.get(event.occurrence)
        if (linked) evidence.set(event.occurrence, { ...linked, validated: { by, at } })
        break
      }
      case 'returned': {
        const linked = evidence.get(event.occurrence)
        if (linked) append(returned, event.occurrence, linked.text)
        evidence.delete(event.occurrence)
        break
      }
      case 'snoozed':
        append(snoozes, event.occurrence, { at, until: event.until })
        break
      case 'moved':
        append(moves, event.occurrence, { ...event.to, at })
        // A snooze was of the day that is no more.
        snoozes.delete(event.occurrence)
        break
    }
  }
  return { deadlines: [...deadlines.values()], registered, evidence, snoozes, moves, returned, removed }
}

function assign(deadline: Deadline, duty: Duty, member: string | undefined): Deadline {
  const { [duty]: _before, ...others } = deadline
  return member === undefined ? others : { ...others, [duty]: member }
}

function append<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  map.set(key, [...(map.get(key) ?? []), item])
}
