import * as z from 'zod'
import { actors, type Happening, kinds } from './entry.ts'
import { kindRules } from './kinds.ts'
import type { Lexicon, PlaceTerm, SubstanceTerm } from './lexicon.ts'

/**
 * One way for an entry to count, held as data: every clause given must hold, and a clause holds when the entry has one of
 * its values. Which periods count is the cycle's and the indicator's business, not written here.
 */
export const clausesSchema = z.strictObject({
  kind: z.array(z.enum(kinds)).min(1),
  method: z.array(z.string()).min(1).optional(),
  /** Substance class: `drug`, `precursor`, `leaf`, `crop`. */
  class: z.array(z.string()).min(1).optional(),
  /** Substance id. */
  substance: z.array(z.string()).min(1).optional(),
  /** Place id. */
  place: z.array(z.string()).min(1).optional(),
  /** `coca production zone`, `port`, `airport` … */
  placeClass: z.array(z.string()).min(1).optional(),
  actor: z.array(z.enum(actors)).min(1).optional(),
  scope: z
    .array(z.enum(['event', 'total']))
    .min(1)
    .optional(),
  /** `mass`, `volume`, `area`, `piece`, `money`. */
  dimension: z.array(z.string()).min(1).optional(),
})
export type Clauses = z.infer<typeof clausesSchema>

/** A clause that does not hold, and why, as a phrase about the entry: "Callao is a port, not a coca production zone". */
export interface Failure {
  clause: Exclude<keyof Clauses, 'kind'> | 'quantity' | 'period'
  phrase: string
}

/** An entry with what the lexicon knows of its substance and place, looked up once. */
export interface Resolved<T extends Happening = Happening> {
  entry: T
  substance: SubstanceTerm | undefined
  place: PlaceTerm | undefined
  lexicon: Pick<Lexicon, 'substances' | 'places'>
}

/** A kind that names its substance itself, such as poppy located, says it for entries that do not. */
export function resolveEntry<T extends Happening>(entry: T, lexicon: Resolved['lexicon']): Resolved<T> {
  const substance = entry.substance ?? kindRules[entry.kind].assumes
  return {
    entry,
    substance: lexicon.substances.find(({ id }) => id === substance),
    place: lexicon.places.find(({ id }) => id === entry.place),
    lexicon,
  }
}

/**
 * The clauses the entry fails, in a fixed order; empty when all hold, undefined when it is not of the kind at all. `scope` holds
 * where the clauses name none.
 */
export function failedClauses(
  clauses: Clauses,
  resolved: Resolved,
  scope?: Clauses['scope'],
): Failure[] | undefined {
  if (!clauses.kind.includes(resolved.entry.kind)) return undefined
  const failures: Failure[] = []
  for (const clause of order) {
    const allowed: readonly string[] | undefined = clauses[clause] ?? (clause === 'scope' ? scope : undefined)
    const phrase = allowed && phrases[clause](allowed, resolved)
    if (phrase !== undefined) failures.push({ clause, phrase })
  }
  return failures
}

const order = ['method', 'class', 'substance', 'dimension', 'place', 'placeClass', 'actor', 'scope'] as const

/** Why the clause fails, or undefined when it holds. */
type Phrase = (allowed: readonly string[], resolved: Resolved) => string | undefined

const phrases: Record<(typeof order)[number], Phrase> = {
  method: (allowed, { entry }) => {
    if (entry.method === undefined) return `method not stated, ${not(allowed)}`
    return allowed.includes(entry.method) ? undefined : `${entry.method}, ${not(allowed)}`
  },
  class: (allowed, { substance }) => {
    const classes =
      allowed.length > 1 ? allowed : allowed.map((name) => (name === 'leaf' ? name : withArticle(name)))
    if (substance === undefined) return 'substance not stated'
    return allowed.includes(substance.class) ? undefined : `${substance.name} is ${not(classes)}`
  },
  substance: (allowed, { substance, lexicon }) => {
    const names = allowed.map((id) => nameOf(lexicon.substances, id))
    if (substance === undefined) return 'substance not stated'
    return allowed.includes(substance.id) ? undefined : `${substance.name} is ${not(names)}`
  },
  dimension: (allowed, { entry }) => {
    if (entry.quantity === undefined || allowed.includes(entry.quantity.dimension)) return undefined
    return `given as ${entry.quantity.dimension}, ${not(allowed)}`
  },
  place: (allowed, { entry, place, lexicon }) => {
    if (place && allowed.includes(place.id)) return undefined
    const names = allowed.map((id) => nameOf(lexicon.places, id))
    const name = place?.name ?? entry.placeText
    return name === undefined ? 'place not stated' : `${name} is ${not(names)}`
  },
  placeClass: (allowed, { entry, place }) => {
    if (place && allowed.includes(place.class)) return undefined
    const name = place?.name ?? entry.placeText
    const classes = allowed.map(withArticle)
    if (name === undefined) return 'place not stated'
    if (!place || place.class === 'unverified') return `not known whether ${name} is ${classes.join(' or ')}`
    return `${name} is ${withArticle(place.class)}, ${not(classes)}`
  },
  actor: (allowed, { entry }) => {
    if (entry.actor === undefined) return 'actor not stated'
    if (allowed.includes(entry.actor)) return undefined
    const wanted = allowed.filter((actor) => actor !== 'both').map((actor) => `the ${actor}`)
    return `done by ${entry.actor === 'US mission' ? 'the US mission' : entry.actor}, ${not(wanted)}`
  },
  scope: (allowed, { entry }) => {
    if (allowed.includes(entry.scope)) return undefined
    return entry.scope === 'total' ? 'a total, not an event' : 'an event, not a total'
  },
}

const withArticle = (word: string): string => `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`
const nameOf = (terms: readonly { id: string; name: string }[], id: string): string =>
  terms.find((term) => term.id === id)?.name ?? id

/** "not forced", "neither leaf nor precursor", "none of a, b or c". */
function not(words: readonly string[]): string {
  if (words.length === 1) return `not ${words[0]}`
  const last = words.at(-1)
  return words.length === 2
    ? `neither ${words[0]} nor ${last}`
    : `none of ${words.slice(0, -1).join(', ')} or ${last}`
}
