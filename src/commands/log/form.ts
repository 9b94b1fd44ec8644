import { addDays, dateIn, type Instant, type IsoDate, printDate, toInstant } from '../../domain/date.ts'
import { parseDateText } from '../../domain/date-text.ts'
import type { CapturedMessage } from '../../domain/entry.ts'
import { type ParsedEntry, readEntries } from '../../domain/entry-text.ts'
import { lineOfRow } from '../../domain/import-row.ts'
import { claimedMarking, isWithin } from '../../domain/marking.ts'
import { parseQuantity, type Reading } from '../../domain/quantity-text.ts'
import { cleanText } from '../../domain/text.ts'
import { findDraft, keepDraft } from '../../store/drafts.ts'
import { writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import type { FormField, Reply } from '../reply.ts'
import { aboveCeiling, assertWithin, UserError } from '../user-error.ts'
import { readId } from './entry-id.ts'

/** A field of the entry form; its name is the column of `import-row.ts` that puts it in its place in a typed line. */
type EntryField = FormField & { name: 'kind' | 'quantity' | 'place' | 'date' | 'source' | 'note' }
type Filled = Partial<Record<EntryField['name'], string>>

const entryFields: readonly EntryField[] = [
  {
    name: 'kind',
    label: 'What happened',
    hint: 'In your words: seizure cocaine; forced eradication coca; arrest 12 persons by DIRANDRO.',
    limit: 1_000,
    isNeeded: true,
  },
  { name: 'quantity', label: 'How much', hint: 'A number and its unit: 250 kg, 120 ha.', limit: 100 },
  { name: 'place', label: 'Where', hint: 'Callao, VRAE, Huallaga.', limit: 100 },
  {
    name: 'date',
    label: 'When',
    hint: '2009-04-03, 3 Apr 2009, yesterday. Left empty, it is today.',
    limit: 100,
  },
  {
    name: 'source',
    label: 'Source',
    hint: 'An address, a cable (09 LIMA 412), or who said it.',
    limit: 300,
  },
  { name: 'note', label: 'Note', hint: 'Anything a reader should know.', limit: 300, isLong: true },
]

/** A line may be no longer, filled in or typed. */
const longestLine = 2_000

/**
 * What bare `/log` shows. With a captured message the form holds what was understood of it, and the message is kept as a
 * draft until the form is sent.
 */
export async function showEntryForm(call: Call, context: Context): Promise<Reply> {
  const { evidence } = call
  if (!evidence) return describeForm('log', {})
  assertWithin(cleanText(evidence.text), context.channel.ceiling)
  const draft = await writing(context.db, (db) =>
    keepDraft(
      db,
      {
        typed: '',
        ask: 'Record what this message tells with the form.',
        choices: [],
        member: call.member,
        channel: call.channel,
        madeAt: context.now,
        marking: context.channel.ceiling,
        evidence,
      },
      call.key,
    ),
  )
  return describeForm(`log form ${draft.id}`, prefill(evidence, context))
}

/** `/log form D-7`: the form of a captured message once more. */
export async function showFormAgain(text: string, call: Call, context: Context): Promise<Reply> {
  const evidence = await evidenceOf(`form ${text}`, call, context)
  const opens = `log form ${readId(text, 'form D-1', 'D')}`
  return describeForm(opens, evidence ? prefill(evidence, context) : {})
}

/**
 * A form that was sent, as the line it stands for, with the message it was opened on. Throws a `UserError` that says of every
 * field at once what is wrong with it.
 */
export async function readEntryForm({ fields = {}, ...call }: Call, context: Context): Promise<Call> {
  for (const [name, text] of Object.entries(fields))
    assertWithin(cleanText(text), context.channel.ceiling, name)
  const errors = fieldErrors(fields, context)
  const wrong = entryFields.flatMap(({ name, label }) => (errors[name] ? [`${label}: ${errors[name]}`] : []))
  if (wrong.length > 0)
    throw new UserError(`Nothing was recorded yet. ${wrong.join(' ')}`, { fields: errors })
  const evidence = await evidenceOf(call.text, call, context)
  return { ...call, text: lineOfRow(fields), ...(evidence && { evidence }) }
}

/** What is filled in was held against the ceiling before. */
function describeForm(opens: string, filled: Filled): Reply {
  const claimed = claimedMarking(Object.values(filled).join(' '))
  return {
    to: 'member',
    marking: claimed === 'U' ? 'U' : 'SBU',
    parts: [
      {
        part: 'form',
        instead:
          opens === 'log'
            ? 'Record what happened with the form, or as one line, such as /log seizure 250 kg cocaine at Callao. Every way to write it: /log help'
            : 'Record what the message tells with the form.',
        form: {
          title: 'Log progress',
          submit: 'Record',
          call: opens,
          fields: entryFields.map((field) => {
            const initial = filled[field.name] ?? ''
            // A text that was cut would tell something else.
            return initial !== '' && initial.length <= field.limit ? { ...field, initial } : field
          }),
        },
      },
    ],
  }
}

/** The message of `form D-7`, for whoever opened it. */
async function evidenceOf(
  text: string,
  { member }: Call,
  { db, channel }: Context,
): Promise<CapturedMessage | undefined> {
  const [, typedId] = /^form (\S+)$/i.exec(text) ?? []
  if (typedId === undefined) return undefined
  const id = readId(typedId, 'form D-1', 'D')
  const draft = await findDraft(db, id)
  if (!draft || draft.member !== member)
    throw new UserError(`There is no form ${id} of yours.`, { example: '/log' })
  if (!isWithin(draft.marking, channel.ceiling)) throw aboveCeiling(draft.marking, channel.ceiling)
  return draft.evidence
}

function fieldErrors(
  fields: Readonly<Record<string, string>>,
  { knowledge, today }: Context,
): Record<string, string> {
  const errors: Record<string, string> = {}
  const given = (name: EntryField['name']) => cleanText(fields[name] ?? '')
  if (given('kind') === '' && !fields.line) errors.kind = 'Say what happened, for example: seizure cocaine.'
  const quantity = given('quantity') === '' ? undefined : parseQuantity(given('quantity'), knowledge.units)
  if (quantity && 'ask' in quantity) errors.quantity = oneOf(quantity.ask, quantity.readings)
  // A bare number may be counted in what happened: "arrest", 12.
  if (quantity && 'problem' in quantity && !/^\d+$/.test(given('quantity')))
    errors.quantity = quantity.problem
  const date = given('date') === '' ? undefined : parseDateText(given('date'), today)
  if (given('date') !== '' && !date)
    errors.date = `"${given('date')}" is no date. Write it as 2009-04-03 or 3 Apr 2009.`
  if (date && 'ask' in date) errors.date = oneOf(date.ask, date.readings)
  if (date && 'from' in date && date.from > today)
    errors.date = `${printDate(date.from)} is in the future: today is ${printDate(today)}.`
  if (date && 'problem' in date) errors.date = `${date.problem}.`
  for (const { name, limit } of entryFields)
    if (given(name).length > limit)
      errors[name] = `It has ${given(name).length} characters, and ${limit} are read.`
  if (lineOfRow(fields).length > longestLine)
    errors.kind = `All fields together have more than ${longestLine.toLocaleString('en-US')} characters; shorten them.`
  return errors
}

/** A form has no buttons beside a field: the readings are what to write. */
function oneOf(ask: string, readings: readonly Reading[]): string {
  return `${ask} Write ${readings.map(({ text }) => text).join(' or ')}.`
}

/** What was understood of a message, field by field; the whole of it where it tells several events or none that is sure. */
function prefill({ text, permalink, ts }: CapturedMessage, context: Context): Filled {
  const said = cleanText(text)
  const day = dateIn(sentAt(ts, context.now), context.channel.zone)
  const outcome = readEntries(said, { lexicon: context.knowledge, today: day })
  const [only, ...others] = outcome.action === 'none' ? [] : outcome.entries
  const source = { source: permalink }
  if (!only || others.length > 0 || outcome.action !== 'log')
    return { kind: said, ...source, ...(day !== context.today && { date: day }) }
  return { ...filledFrom(only, day, context), ...source }
}

function filledFrom({ parsed }: ParsedEntry, day: IsoDate, { knowledge, today }: Context): Filled {
  const { scope, kind, method, substance, form, what, quantity, from, until, placeText } = parsed
  const named = knowledge.substances.find(({ id }) => id === substance)?.name
  const agencies = parsed.agencies.map((id) => knowledge.agencies.find((one) => one.id === id)?.name ?? id)
  const words = [scope === 'total' ? scope : undefined, kind, method, named ?? what, form]
  const by = agencies.length === 0 ? [] : [`by ${agencies.join(' + ')}`]
  const last = addDays(until, -1)
  const days = from === last ? from : `${from} to ${last}`
  return {
    kind: [...words, ...by].filter((word) => word !== undefined).join(' '),
    ...(quantity && { quantity: quantity.typed }),
    ...(placeText !== undefined && { place: placeText }),
    ...((days !== today || day !== today) && { date: days }),
  }
}

/** Slack names a message by the second it was sent; any other name tells no time, and nothing was sent after now. */
function sentAt(ts: string, now: Instant): Instant {
  if (!/^\d{9,11}\.\d+$/.test(ts)) return now
  const sent = toInstant(Math.floor(Number(ts)) * 1_000)
  return sent < now ? sent : now
}
