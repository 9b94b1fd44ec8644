import { addDays } from '../date.ts'
import type { Happening } from '../entry.ts'
import { kindRules } from '../kinds.ts'
import { matchAll } from '../phrase.ts'
import type { Quantity } from '../quantity.ts'
import { parseQuantity, readQuantity } from '../quantity-text.ts'
import { sizeWarning } from '../size-warning.ts'
import { nearestWord } from '../text.ts'
import type { Deed } from './actions.ts'
import { type Clauses, countryOf } from './clauses.ts'
import type { Ask, Draft, MarkSpan, Writing } from './draft.ts'
import { countedUnit } from './events.ts'
import { type Governed, govern } from './govern.ts'
import { type Line, rewrite, textOf } from './line.ts'
import { actorOf, methodIndex } from './names.ts'
import type { EntryReader, EntrySpan } from './outcome.ts'
import { isSpanish, type Told } from './sentences.ts'
import { substanceNear, withoutWholes } from './substances.ts'
import { dateOf } from './told-date.ts'
import { agenciesOf, countryOfSentence, placeOf } from './told-names.ts'
import { askCrop } from './what.ts'
import { type DateMention, spanRead } from './when.ts'

/** No text records more events than can be shown, each with its own buttons: half of a paste would be worse than none. */
export const mostEvents = 12

/**
 * The events of the sentences, in order, each a draft with its spans, notes and open questions; only their number when they
 * are more than are recorded at once.
 */
export function writeDrafts(
  line: Line,
  sentences: readonly Told[],
  clauses: Clauses,
  reader: EntryReader,
): Draft[] | number {
  const all = sentences.map((told) => ({ told, governed: withoutWholes(told, govern(told)) }))
  const count = all.reduce((sum, { governed }) => sum + governed.length, 0)
  if (count > mostEvents) return count
  let date: DateMention | undefined
  return all.flatMap(({ told, governed }) => {
    const drafts = governed.map((one, index) =>
      writeDraft(one, governed[index + 1], { line, told, clauses, reader, date }),
    )
    if (governed.length > 0) date = told.dates.at(0) ?? date
    return drafts
  })
}

function writeDraft(one: Governed, next: Governed | undefined, writing: Writing): Draft {
  const { line, told, clauses, reader } = writing
  const { amount, deed, event } = one
  const asks: Draft['asks'] = []
  const notes: string[] = []
  const spans: EntrySpan[] = []
  const span: MarkSpan = (field, from, until) => {
    const [first, last] = [line.tokens[from], line.tokens[until - 1]]
    if (first && last)
      spans.push({ field, text: textOf(line, from, until), start: first.start, end: last.end })
  }
  const ask: Ask = (stop) => {
    if ('ask' in stop) asks.push(stop)
  }

  span('kind', deed.from, deed.until)
  span('quantity', amount.from, amount.until)
  const quantity = readAmount(one, writing, asks)

  const rule = kindRules[event.kind]
  const takesSubstance =
    rule.substance === 'required' || rule.substance === 'crop' || event.method === 'disposal'
  const found = takesSubstance && quantity ? substanceNear(told, one, quantity) : undefined
  if (found) span('substance', found.from, found.until)
  else if (takesSubstance && event.kind !== 'context') asks.push(missing(one, writing))
  const substance = found?.substance
  const kind =
    event.kind === 'eradication' && substance?.id === 'opium-poppy' ? 'poppy eradicated' : event.kind
  if (event.doubt) asks.push(doubtful(one, event.doubt, writing, quantity, substance?.name))

  const named = clauses.country === undefined ? countryOfSentence(told, amount.from) : undefined
  if (named) span('country', named.from, named.until)
  const countryWord = clauses.country ?? named?.country.id
  const said = countryOf(clauses.benchmarks) ?? countryWord
  const placed = placeOf(one, writing, said ?? reader.country, ask, notes)
  if (placed) span('place', placed.from, placed.until)
  const agencies = agenciesOf(one, writing, said ?? placed?.country ?? reader.country, ask, span)
  const actor = actorOf(agencies)

  const when = dateOf(one, next, writing, notes, ask, span)
  const method = event.method ?? methodOf(told, kind, deed)
  const warning =
    quantity && when.scope === 'event' ? sizeWarning(kind, quantity, substance?.class) : undefined
  if (rule.asksMethod && !method)
    notes.push(`method not stated: ${rule.methods.map(({ id }) => id).join(', ')}`)
  if (warning) notes.push(warning)
  const { mark, country: _, ...rest } = clauses
  if (!rest.source) notes.push('no source given: evidence D')
  const parsed: Happening = {
    kind,
    ...(method && { method }),
    scope: when.scope,
    ...(quantity && { quantity }),
    ...(substance && { substance: substance.id }),
    ...(found?.form && { form: found.form }),
    ...(event.method === 'disposal' && { what: 'seized drugs destroyed' }),
    ...(placed?.place && { place: placed.place }),
    ...(placed && { placeText: placed.text }),
    from: when.from,
    until: when.until,
    agencies: agencies.map(({ id }) => id),
    ...(actor && { actor }),
    ...rest,
  }
  return {
    parsed,
    ...(mark && { mark }),
    ...(countryWord && { countryWord }),
    notes,
    spans: spans.toSorted((a, b) => a.start - b.start),
    asks,
  }
}

/** The quantity as read, or its likeliest reading with the question. */
function readAmount(
  { amount, deed }: Governed,
  { line, told, reader }: Writing,
  asks: Draft['asks'],
): Quantity | undefined {
  const { units } = reader.lexicon
  if (amount.bare) {
    const unit = countedUnit(deed.action, units)
    const person =
      deed.action === 'convict' || deed.action === 'prosecute'
        ? units.find(({ id }) => id === 'person')
        : unit
    const found = person && readQuantity(told.tokens.slice(amount.from, amount.numberEnd), 0, units, person)
    const follows = told.tokens[amount.until]?.word ?? ''
    const isDeed =
      told.deeds.some(({ from }) => from === amount.until) ||
      told.described.some(({ from }) => from === amount.until)
    const isNamed = /^\p{L}/u.test(follows) && !ending.test(follows) && !isDeed && deed.from < amount.from
    if (isNamed)
      asks.push({
        ask: `Are the ${textOf(line, amount.from, amount.until + 1)} people?`,
        readings: [{ label: 'Yes', text: rewrite(line, amount.until, amount.until + 1, 'people') }],
      })
    return found && 'quantity' in found.reading ? found.reading.quantity : undefined
  }
  if (!amount.ask) return amount.quantity
  const { ask, readings, likely } = amount.ask
  const figure = /\d+(?:[.,]\d+)+/.exec(textOf(line, amount.from, amount.until))?.[0] ?? ''
  const inSpanish = isSpanish(told)
  if (inSpanish && /^\d+,\d{1,2}$/.test(figure)) return amount.quantity
  const isCounted = amount.numberEnd < amount.until
  const until = isCounted ? amount.numberEnd : amount.until
  asks.push({
    ask,
    readings: readings.map(({ label, text }) => ({ label, text: rewrite(line, amount.from, until, text) })),
  })
  const thousands = inSpanish && /^\d{1,3}\.\d{3}$/.test(figure) ? readings[1] : undefined
  const read = thousands && parseQuantity(thousands.text, units)
  return read && 'quantity' in read ? read.quantity : (likely ?? amount.quantity)
}

const ending =
  /^(?:in|at|on|by|from|for|with|during|near|after|and|or|of|en|por|con|durante|tras|y|de|were|was|have|has|fueron|held|this|last|yesterday|today|ayer|hoy)$/

/** "30 kg of tusi": the words after "of" should name what it was, and nobody here knows them. */
function unknownOf(
  at: number,
  { line, told, reader }: Pick<Writing, 'line' | 'told' | 'reader'>,
  typed: string,
): Draft['asks'][number] {
  const { tokens, until } = told
  const from = at + 1
  let end = from
  while (
    end < until &&
    end - from < 3 &&
    /^\p{L}/u.test(tokens[end]?.word ?? '') &&
    !ending.test(tokens[end]?.word ?? '')
  )
    end += 1
  if (!/^(?:of|de)$/.test(tokens[at]?.word ?? '') || end === from)
    return { ask: `${typed} of what? No substance is named that is known.`, readings: [] }
  const words = textOf(line, from, end)
  const names = reader.lexicon.substances.flatMap(({ name, aliases }) => [name, ...aliases])
  const nearest = nearestWord(words, names)
  return {
    ask: `No substance is known as "${words}".${nearest ? ` Is it ${nearest}?` : ''}`,
    readings: nearest ? [{ label: `It Is ${nearest}`, text: rewrite(line, from, end, nearest) }] : [],
    unknown: { words, ...(nearest && { nearest }) },
  }
}

function missing({ amount, event }: Governed, { line, told, reader }: Writing): Draft['asks'][number] {
  const typed = textOf(line, amount.from, amount.until)
  if (kindRules[event.kind].substance !== 'crop')
    return unknownOf(amount.until, { line, told, reader }, typed)
  return askCrop(line, amount.from, amount.until, isSpanish(told) ? 'de' : 'of')
}

/** What was found or handed over may have been seized; what is estimated may be recorded as an estimate. */
function doubtful(
  { amount, deed, event }: Governed,
  doubt: string,
  { line, told, reader }: Writing,
  quantity: Quantity | undefined,
  substance: string | undefined,
): Draft['asks'][number] {
  const typed = textOf(line, amount.from, amount.until)
  if (event.kind === 'estimate') {
    const date = told.dates[0] && spanRead(told.dates[0].reading, reader.today, false, true)
    const when = date ? ` ${date.from}..${addDays(date.until, -1)}` : ''
    const text = `estimate ${quantity?.typed ?? typed} ${substance ?? ''}${when}`.trim()
    return {
      ask: `${typed} is ${doubt}. Record it as an estimate?`,
      readings: [{ label: 'As an Estimate', text }],
    }
  }
  const [english, active, passive] =
    event.kind === 'lab destruction'
      ? ['destroyed', 'destruyeron', 'destruidos']
      : ['seized', 'incautaron', 'incautados']
  const word = !isSpanish(told) ? english : deed.form === 'participle' ? passive : active
  const label = event.kind === 'lab destruction' ? 'Destroyed' : 'Seized'
  return {
    ask: `${typed}: ${doubt}. Was it ${label.toLowerCase()}?`,
    readings: [{ label, text: rewrite(line, deed.from, deed.until, word ?? '') }],
  }
}

const toldMethods: readonly Happening['kind'][] = [
  'eradication',
  'poppy eradicated',
  'seizure',
  'operation',
  'asset',
  'extradition',
]

/** How it was done, by the words near; whoever "was extradited" was, while "extradition" alone says neither asked nor granted. */
function methodOf({ tokens, from, until }: Told, kind: Happening['kind'], deed: Deed): string | undefined {
  if (!toldMethods.includes(kind)) return undefined
  const window = tokens.slice(Math.max(from, deed.from - 6), Math.min(until, deed.from + 7))
  const named = matchAll(window, methodIndex(kindRules[kind]))[0]?.meanings[0]
  return named ?? (deed.action === 'extradite' && deed.form !== 'noun' ? 'granted' : undefined)
}
