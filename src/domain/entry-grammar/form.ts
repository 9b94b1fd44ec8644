import type { Happening, Kind } from '../entry.ts'
import { type KindRule, kindRules } from '../kinds.ts'
import type { CountryTerm, PlaceTerm } from '../lexicon.ts'
import { indexPhrases, makePhrases, oncePer } from '../phrase.ts'
import { sizeWarning } from '../size-warning.ts'
import { type Clauses, countryOf } from './clauses.ts'
import { readHowMuch } from './how-much.ts'
import {
  claim,
  type Field,
  findPhrases,
  isStop,
  type Line,
  type Stop,
  spansOf,
  textOf,
  unreadRuns,
} from './line.ts'
import { actorOf, findMethod, readAgencies, readCountryWord, readPlace, readUnknownPlace } from './names.ts'
import type { EntryReader, ParsedEntry } from './outcome.ts'
import { missingSubstance, readSubstance } from './what.ts'
import { readWhen } from './when.ts'

/**
 * Reads the typed form, a kind and its parts in any order, as one event. No word is dropped unseen: what is not understood
 * is kept in `what` or named in `notes`, and `unread` counts it.
 */
export function readForm(
  line: Line,
  kind: Kind,
  clauses: Clauses,
  reader: EntryReader,
): Stop | (ParsedEntry & { unread: number }) {
  const country = countryOf(clauses.benchmarks) ?? reader.country
  const happening = readHappening(line, kind, { ...reader, ...(country && { country }) })
  if (isStop(happening)) return happening
  const { mark, ...rest } = clauses
  const { parsed, countryWord, notes, unread } = happening
  return {
    parsed: { ...parsed, ...rest },
    ...(mark && { mark }),
    ...(countryWord && { countryWord }),
    notes: rest.source ? notes : [...notes, 'no source given: evidence D'],
    spans: spansOf(line),
    unread,
  }
}

function readHappening(
  line: Line,
  typedKind: Kind,
  { lexicon, today, country, isTried }: EntryReader,
):
  | Stop
  | {
      parsed: Omit<Happening, 'grade' | 'benchmarks'>
      countryWord?: string
      notes: string[]
      unread: number
    } {
  const rule = kindRules[typedKind]
  const when = readWhen(line, today, rule.stock === true)
  if (isStop(when)) return when
  const done = findMethod(line, typedKind)
  const method = done?.meanings[0]
  const howMuch = readHowMuch(line, typedKind, method, lexicon.units)
  if (isStop(howMuch)) return howMuch
  if (done) claimUnread(line, 'method', done.from, done.until)
  const { quantity } = howMuch
  const what = readSubstance(line, typedKind, quantity, lexicon.substances)
  if (isStop(what)) return what
  const kind =
    typedKind === 'eradication' && what.substance?.id === 'opium-poppy' ? 'poppy eradicated' : typedKind

  const countryTerm = readCountryWord(line, lexicon)
  if (countryTerm && isStop(countryTerm)) return countryTerm
  const placed = readPlace(line, lexicon, countryTerm?.id ?? country)
  if (placed && isStop(placed)) return placed
  const agencies = readAgencies(line, lexicon, countryTerm?.id ?? placed?.place?.country ?? country)
  if (isStop(agencies)) return agencies
  const where = placed ?? readUnknownPlace(line, lexicon.places)
  const missing = what.substance
    ? undefined
    : missingSubstance(line, typedKind, isTried ? [] : lexicon.substances)
  if (missing) return missing

  const keepsWords = rule.substance === 'none' || rule.substance === 'optional'
  if (!keepsWords) claimRepeats(line, rule)
  const unread = unreadRuns(line, keepsWords).map(({ from, until }) => textOf(line, from, until))
  const object = [...(howMuch.uncounted ? [howMuch.uncounted] : []), ...(keepsWords ? unread : [])].join(' ')
  const actor = actorOf(agencies.agencies)
  const warning =
    quantity && when.scope === 'event' ? sizeWarning(kind, quantity, what.substance?.class) : undefined
  const { from, until, scope } = when
  return {
    parsed: {
      kind,
      ...(method && { method }),
      scope,
      ...(quantity && { quantity }),
      ...(what.substance && { substance: what.substance.id }),
      ...(what.form && { form: what.form }),
      ...(object && { what: object }),
      ...(where?.place && { place: where.place.id }),
      ...(where && { placeText: where.text }),
      from,
      until,
      agencies: agencies.agencies.map(({ id }) => id),
      ...(actor && { actor }),
    },
    ...(countryTerm && { countryWord: countryTerm.id }),
    unread: unread.length,
    notes: [
      ...when.notes,
      ...howMuch.notes,
      ...what.notes,
      ...(where?.notes ?? []),
      ...countryConflict(countryTerm, placed?.place),
      ...agencies.notes,
      ...(rule.asksMethod && !method
        ? [`method not stated: ${rule.methods.map(({ id }) => id).join(', ')}`]
        : []),
      ...(kind === typedKind ? [] : [`recorded as ${kind}`]),
      ...(warning ? [warning] : []),
      ...(!keepsWords && unread.length > 0 ? [`not understood: ${unread.join(', ')}`] : []),
    ],
  }
}

function countryConflict(said: CountryTerm | undefined, place: PlaceTerm | undefined): string[] {
  if (!said || !place || place.country === said.id) return []
  return [`the line says ${said.name}, but ${place.name} is elsewhere: the place decides`]
}

function claimUnread(line: Line, field: Field, from: number, until: number): void {
  for (let index = from; index < until; index++) line.claims[index] ??= field
}

/** "seizure: 250 kg cocaine seized at Callao" says its kind twice. */
function claimRepeats(line: Line, rule: KindRule): void {
  for (const { from, until } of findPhrases(line, wordIndex(rule))) claim(line, 'kind', from, until)
}

const wordIndex = oncePer(({ words }: KindRule) => indexPhrases(makePhrases(words, 'kind')))
