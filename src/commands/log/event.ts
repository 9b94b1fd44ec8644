import { type Instant, toInstant } from '../../domain/date.ts'
import type { Entry } from '../../domain/entry.ts'
import { isWithin } from '../../domain/marking.ts'
import {
  callKeyAt,
  findEntriesOfCall,
  findEntry,
  findSameLine,
  recordingInstant,
} from '../../store/entries.ts'
import { type Db, writing } from '../../store/open.ts'
import { findRestatementOfCall } from '../../store/restatements.ts'
import type { Call, Context } from '../call.ts'
import type { Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { ask } from './draft.ts'
import { noEntry, readId, withheldOutcome } from './entry-id.ts'
import { type Made, makeChange } from './make-change.ts'
import { readEventLine } from './read-event.ts'
import { describeMade, describeSameLine } from './recorded.ts'
import { describeTaken } from './taken.ts'

/** The same line from the same person within this is taken for a slip. */
const sameLineMilliseconds = 60_000

/** Records what a line tells, or asks, or says what to mend. `again`: the same line a moment ago is no slip. */
export async function recordLine(call: Call, context: Context, again = false): Promise<Reply> {
  const reading = readEventLine(call, context)
  if ('ask' in reading) return ask(reading.ask, reading.choices, call, context)
  const { told } = reading
  const outcome = await writing(context.db, async (db) => {
    const earlier = await madeBefore(db, call)
    if (earlier.length > 0) return { earlier }
    const at = await recordingInstant(db, context.now)
    const since = toInstant(Date.parse(at) - sameLineMilliseconds)
    const same = again ? undefined : await findSameLine(db, { typed: call.text, member: call.member, since })
    // In a channel with a lower ceiling than the first one's, the line makes an entry of its own.
    if (same && isWithin(same.marking, context.channel.ceiling)) return { same }
    return {
      made: await recordEntries(
        db,
        told.map(({ entry }) => entry),
        at,
        call.key,
      ),
    }
  })
  if ('same' in outcome) return describeSameLine(outcome.same, context)
  if ('made' in outcome) return describeMade(outcome.made, told, context)
  const taken = isChosenBefore(call) ? await describeTaken(call, context) : undefined
  if (taken) return taken
  const reply = await describeMade(outcome.earlier, told, context)
  return isWithin(reply.marking, context.channel.ceiling) ? reply : withheldOutcome()
}

/** `/log again L-1`: the same line once more, as another event. */
export async function recordAgain(text: string, call: Call, context: Context): Promise<Reply> {
  const id = readId(text, 'again L-1')
  const entry = await findEntry(context.db, id)
  if (!entry || entry.purgedAt || !isWithin(entry.marking, context.channel.ceiling)) throw noEntry(id)
  if (entry.recordedBy !== call.member) {
    throw new UserError(`${id} was recorded by somebody else; log your own line.`, {
      example: '/log seizure 250 kg cocaine at Callao',
    })
  }
  return recordLine({ ...call, text: entry.typed, key: `again/${id}` }, context, true)
}

/** Records new entries at an instant, all or none; those in a locked period wait. Call it inside `writing`. */
export async function recordEntries(
  db: Db,
  entries: readonly Entry[],
  at: Instant,
  callKey?: string,
): Promise<Made[]> {
  const made: Made[] = []
  for (const [index, entry] of entries.entries()) {
    made.push(
      await makeChange(db, {
        change: { of: 'entry', entry: { ...entry, recordedAt: at, changedAt: at } },
        country: entry.country,
        marking: entry.marking,
        spans: [entry],
        callKey: callKey === undefined ? undefined : callKeyAt(callKey, index),
      }),
    )
  }
  return made
}

async function madeBefore(db: Db, { key }: Call): Promise<Made[]> {
  if (key === undefined) return []
  const entries = await findEntriesOfCall(db, key)
  const waits = await findRestatementOfCall(db, key)
  return [
    ...entries.map((entry): Made => ({ written: { of: 'entry', entry } })),
    ...(waits ? [{ waits }] : []),
  ]
}

/** A draft or a line sent again has one key whatever was pressed: another press may have asked for another reading. */
function isChosenBefore({ key }: Call): boolean {
  return /^(?:draft|again)\//.test(key ?? '')
}
