import { whoseCountry } from '../../domain/country.ts'
import { findBenchmark } from '../../domain/cycle.ts'
import type { Entry } from '../../domain/entry.ts'
import { type FixField, fixFields, readFix, readFixField } from '../../domain/fix-entry.ts'
import { claimedMarking, highestMarking, isWithin } from '../../domain/marking.ts'
import { capitalise } from '../../domain/text.ts'
import { findEntry, recordingInstant } from '../../store/entries.ts'
import { type Db, writing } from '../../store/open.ts'
import { adoptedSpans } from '../benchmark/record-finding.ts'
import type { Call, Context } from '../call.ts'
import { buttons, facts, heading, type Line, note, paragraph, type Reply } from '../reply.ts'
import { aboveCeiling, UserError } from '../user-error.ts'
import { ask } from './draft.ts'
import { changedFields } from './entry-fields.ts'
import {
  assertMayChange,
  entryToChange,
  noEntry,
  readId,
  splitReason,
  withheldUnchanged,
} from './entry-id.ts'
import { entryPhrase } from './entry-lines.ts'
import { fixForm, readFixForm } from './fix-form.ts'
import { describeWaiting, type Made, makeChange } from './make-change.ts'
import { describeMoved } from './moved.ts'
import { describeApart } from './same-event-lines.ts'
import { describeTaken } from './taken.ts'

/** `/log fix L-142 qty 205 kg because lab weight`: a new version with one field changed. */
export async function fixEntry(text: string, call: Call, context: Context): Promise<Reply> {
  const { what, reason } = splitReason(text)
  const [typedId = '', word = '', ...rest] = what.split(' ')
  const id = readId(typedId, 'fix L-1 qty 205 kg because lab weight')
  const value = rest.join(' ')
  const held = await findEntry(context.db, id)
  if (!held) throw noEntry(id)
  if (!isWithin(held.marking, context.channel.ceiling)) return withheldUnchanged()
  const taken = await describeTaken(call, context)
  if (taken) return taken
  assertFixable(held, call, context)
  if (call.fields) return fixAsFilled(held, word, call.fields, call, context)
  if (word === '' || (versionForm.test(word) && value === '')) return describeFields(held, context)
  const named = readFixField(word)
  if (!('field' in named)) throw noField(id, word, what, reason, named.nearest)
  if (value === '' || reason === '') {
    throw new UserError(
      value === ''
        ? `Say what ${named.field} is to be. Nothing was changed.`
        : 'Say why: a fix keeps its reason. Nothing was changed.',
      { example: `/log fix ${id} ${named.field} ${value || '205 kg'} because lab weight` },
    )
  }
  const reading = readFix(held, named.field, value, { lexicon: context.knowledge, today: context.today })
  if ('problem' in reading) {
    throw new UserError(`${reading.problem} Nothing was changed.`, { example: `/log fix ${id}` })
  }
  if ('ask' in reading) {
    const choices = reading.readings.map(({ label, value }) => ({
      label,
      text: `fix ${id} ${named.field} ${value} because ${reason}`,
    }))
    return ask(reading.ask, choices, call, context)
  }
  const fixed = settle(reading.fixed, held, [named.field], call, context)
  return writeFix({ fixed, held, reason, notes: reading.notes }, call, context)
}

/** The version that a form was filled in from: `v2`. */
const versionForm = /^v(\d+)$/i

/** A form that was sent: every field that it changes, in one version. */
function fixAsFilled(
  held: Entry,
  word: string,
  fields: Readonly<Record<string, string>>,
  call: Call,
  context: Context,
): Promise<Reply> {
  const [, version = ''] = versionForm.exec(word) ?? []
  if (Number(version) !== held.version) throw changedMeanwhile(held.id)
  const { fixed, reason, changed, notes } = readFixForm(held, fields, context)
  return writeFix({ fixed: settle(fixed, held, changed, call, context), held, reason, notes }, call, context)
}

async function writeFix(
  { fixed, held, reason, notes }: { fixed: Entry; held: Entry; reason: string; notes: readonly string[] },
  call: Call,
  context: Context,
): Promise<Reply> {
  if (changedFields(held, fixed, context.knowledge).length === 0) return describeSame(held, context)
  const outcome = await writing(context.db, async (db) => {
    const entry = await entryToChange(db, held.id, context)
    if (!entry || entry.version !== held.version) return undefined
    return changeEntry(db, { ...fixed, state: 'submitted', reason }, held, call, context)
  })
  if (!outcome) throw changedMeanwhile(held.id)
  return describeFixed(outcome, held, notes, context)
}

function changedMeanwhile(id: string): UserError {
  return new UserError(`${id} was changed by somebody else just now. Look at it, then fix it again.`, {
    example: `/log show ${id}`,
  })
}

function assertFixable(entry: Entry, call: Call, context: Context): void {
  if (entry.purgedAt)
    throw new UserError(`The text of ${entry.id} was removed; there is nothing to fix.`, {
      example: '/log list',
    })
  assertMayChange(entry, call.member, context, 'fix')
  if (entry.state === 'void') {
    throw new UserError(
      `${entry.id} is void${entry.reason ? `, because ${entry.reason}` : ''}, and is not fixed. Log it anew.`,
      { example: `/log show ${entry.id}` },
    )
  }
}

function noField(id: string, word: string, what: string, reason: string, nearest?: FixField): UserError {
  const rest = what.split(' ').slice(2).join(' ')
  return new UserError(`"${word}" is no field of an entry. Fields: ${fixFields.join(', ')}.`, {
    example: `/log fix ${id} qty 205 kg because lab weight`,
    ...(nearest && { nearest: `/log fix ${id} ${nearest} ${rest}${reason ? ` because ${reason}` : ''}` }),
  })
}

/** What follows from a fixed field: the country of a place, agency or benchmark; the marking that the new text claims. */
function settle(fixed: Entry, held: Entry, fields: readonly FixField[], call: Call, context: Context): Entry {
  const { knowledge, channel, today } = context
  for (const id of fixed.benchmarks) {
    if (!findBenchmark(id, knowledge.cycles, today))
      throw new UserError(`There is no benchmark ${id}; nothing was changed.`, { example: '/benchmark peru' })
  }
  const [id] = fixed.benchmarks
  const found = id === undefined ? undefined : findBenchmark(id, knowledge.cycles, today)
  const moves = fields.some((field) => field === 'place' || field === 'by' || field === 'bm')
  const whose = moves
    ? whoseCountry(
        {
          benchmark: id !== undefined && found ? { id, country: found.cycle.country } : undefined,
          place: knowledge.places.find((place) => place.id === fixed.place),
          agencies: knowledge.agencies.filter((agency) => fixed.agencies.includes(agency.id)),
        },
        [held.country],
      )
    : undefined
  const claimed = claimedMarking([call.text, ...Object.values(call.fields ?? {})].join(' '))
  const marking = highestMarking([fixed.marking, claimed === 'SBU' && !fields.includes('mark') ? 'SBU' : 'U'])
  if (!isWithin(marking, channel.ceiling)) throw aboveCeiling(marking, channel.ceiling)
  return { ...fixed, country: whose?.country ?? fixed.country, marking }
}

/** Writes an entry's next version, or keeps it waiting where a lock lies over its days. Call it inside `writing`. */
export async function changeEntry(
  db: Db,
  next: Entry,
  held: Entry,
  call: Call,
  context: Context,
): Promise<{ made: Made; entry: Entry }> {
  const changedAt = await recordingInstant(db, context.now)
  const { restatement: _, ...content } = next
  const entry = { ...content, version: held.version + 1, changedBy: call.member, changedAt }
  const made = await makeChange(db, {
    change: { of: 'entry', entry },
    country: entry.country,
    marking: highestMarking([held, entry]),
    spans: [held, entry, ...(await adoptedSpans(db, held, context))],
    callKey: call.key,
  })
  return { made, entry }
}

async function describeFixed(
  { made, entry }: { made: Made; entry: Entry },
  held: Entry,
  notes: readonly string[],
  context: Context,
): Promise<Reply> {
  const { knowledge } = context
  const [was, is] = [entryPhrase(held, knowledge), entryPhrase(entry, knowledge)]
  if ('waits' in made) return describeWaiting(made.waits, [`${entry.id}: ${was} would become ${is}.`])
  return {
    to: 'channel',
    marking: highestMarking([held, entry]),
    replaces: true,
    parts: [
      heading(`Fixed ${entry.id}, version ${entry.version}`),
      paragraph({ bold: is }, `, because ${entry.reason ?? 'no reason was kept'}.`),
      facts(
        ...changedFields(held, entry, knowledge).map(({ label, was, is }): [string, Line] => [
          label,
          `${was} → ${is}`,
        ]),
      ),
      ...(await describeMoved({ before: [held], after: [entry] }, context)),
      ...notes.map((text) => note(`${capitalise(text)}.`)),
      ...(await describeApart(entry, context)),
      ...(held.state === 'submitted' ? [] : [note(`It was ${held.state}, and is to be reviewed again.`)]),
      buttons({ label: 'Fix', call: `log fix ${entry.id}` }, { label: 'Show', call: `log show ${entry.id}` }),
    ],
  }
}

function describeSame(entry: Entry, { knowledge }: Context): Reply {
  return {
    to: 'member',
    marking: entry.marking,
    parts: [
      paragraph({ bold: `${entry.id} says that already` }, `: ${entryPhrase(entry, knowledge)}.`),
      note('Nothing was changed.'),
    ],
  }
}

/** What can be fixed and how it stands, for someone who typed no field. */
function describeFields(entry: Entry, context: Context): Reply {
  const { knowledge } = context
  return {
    to: 'member',
    marking: entry.marking,
    parts: [
      heading(`Fix ${entry.id}`),
      paragraph(`${entryPhrase(entry, knowledge)}, evidence ${entry.grade}, ${entry.marking}.`),
      paragraph('Type the field, what it is to be, and why; ', { code: 'none' }, ' takes a value out.'),
      facts(
        ...[
          ['Quantity', 'qty 205 kg because lab weight'],
          ['Place', 'place Paita because the report named the wrong port'],
          ['Date', 'date 3 Apr 2009 because the cable gives the day'],
          ['Source', 'src 09 LIMA 412 because the cable came'],
        ].map(([label = '', form]): [string, Line] => [label, [{ code: `/log fix ${entry.id} ${form}` }]]),
      ),
      note(`Fields: ${fixFields.join(', ')}.`),
      fixForm(entry, context),
    ],
  }
}

/** `/log void L-1 because …`: a new version that no longer counts. */
export async function voidEntry(text: string, call: Call, context: Context): Promise<Reply> {
  const { what, reason } = splitReason(text)
  const id = readId(what.split(' ')[0] ?? '', 'void L-1 because duplicate of L-2')
  if (reason === '') {
    throw new UserError('Say why: a void keeps its reason. Nothing was changed.', {
      example: `/log void ${id} because recorded in error`,
    })
  }
  const outcome = await writing(context.db, async (db) => {
    const held = await entryToChange(db, id, context)
    if (!held) return undefined
    if (held.state === 'void') return { held }
    assertMayChange(held, call.member, context, 'void')
    return { held, ...(await changeEntry(db, { ...held, state: 'void', reason }, held, call, context)) }
  })
  if (!outcome) return withheldUnchanged()
  const { held } = outcome
  const phrase = entryPhrase(held, context.knowledge)
  if ('made' in outcome && 'waits' in outcome.made)
    return describeWaiting(outcome.made.waits, [`${id} would be void: ${phrase}.`])
  const entry = 'entry' in outcome ? outcome.entry : held
  const done = 'entry' in outcome
  return {
    to: done ? 'channel' : 'member',
    marking: entry.marking,
    replaces: true,
    parts: [
      paragraph({ bold: done ? `Voided ${id}` : `${id} is void already` }, `: ${phrase}.`),
      paragraph('By ', { member: entry.changedBy }, `, because ${entry.reason ?? 'no reason was kept'}.`),
      ...(done ? await describeMoved({ before: [held], after: [entry] }, context) : []),
      note('It no longer counts; its versions stay: ', { code: `/log show ${id}` }),
    ],
  }
}
