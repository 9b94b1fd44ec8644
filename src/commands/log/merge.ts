import { counts, type Entry } from '../../domain/entry.ts'
import { highestMarking } from '../../domain/marking.ts'
import { eventDifferences, eventsOf, type Pair, pairOf } from '../../domain/same-event.ts'
import { recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import { listPairs } from '../../store/pairs.ts'
import type { Call, Context } from '../call.ts'
import { buttons, heading, type Line, list, note, paragraph, type Reply } from '../reply.ts'
import { assertReasonWithin, UserError } from '../user-error.ts'
import { entryToChange, readId, splitReason, withheldUnchanged } from './entry-id.ts'
import { entryPhrase } from './entry-lines.ts'
import { describeWaiting, type Made, makeChange } from './make-change.ts'
import { describeMoved } from './moved.ts'

type Verb = 'merge' | 'keep' | 'unmerge'
const states: Readonly<Record<Verb, Pair['state']>> = { merge: 'merged', keep: 'both', unmerge: 'unmerged' }

/** `/log merge L-2 L-1`, `/log keep …`, `/log unmerge …`: whether two entries tell of one event. Each can be said anew. */
export async function settlePair(verb: Verb, text: string, call: Call, context: Context): Promise<Reply> {
  const { what, reason } = splitReason(text)
  const [one = '', other = ''] = what.split(/[\s,+]+(?:(?:and|with|from)\s+)?/i)
  const form = `${verb} L-2 L-1`
  const pair = pairOf(readId(one, form), readId(other, form))
  if (pair.first === pair.second) throw new UserError('Name two entries.', { example: `/log ${form}` })
  const outcome = await writing(context.db, async (db) => {
    const first = await entryToChange(db, pair.first, context)
    const second = await entryToChange(db, pair.second, context)
    if (!first || !second) return undefined
    const marking = highestMarking([first, second])
    assertReasonWithin(reason, marking, `/log ${form}`)
    const pairs = await listPairs(db)
    const said = pairs.find(({ first, second }) => first === pair.first && second === pair.second)
    const entries = [first, second]
    if (said?.state === states[verb]) return { entries, said, pairs }
    if (verb === 'unmerge' && said?.state !== 'merged')
      throw new UserError(`${pair.first} and ${pair.second} are not merged.`, {
        example: `/log show ${pair.first}`,
      })
    if (verb === 'merge') assertMergeable(first, second, reason)
    const next: Pair = {
      ...pair,
      version: (said?.version ?? 0) + 1,
      state: states[verb],
      changedBy: call.member,
      changedAt: await recordingInstant(db, context.now),
      ...(reason !== '' && { reason }),
    }
    const made = await makeChange(db, {
      change: { of: 'pair', pair: next },
      country: first.country,
      marking,
      // To keep two events apart that nobody merged moves nothing, and waits for nobody.
      spans: verb === 'keep' && said?.state !== 'merged' ? [] : entries,
    })
    return { entries, said: next, pairs, made }
  })
  if (!outcome) return withheldUnchanged()
  return describeSettled(verb, outcome, context)
}

/** A difference in kind or substance cannot be reasoned away; one in place, days or quantity needs a reason. */
function assertMergeable(first: Entry, second: Entry, reason: string): void {
  for (const entry of [first, second]) {
    if (!counts(entry))
      throw new UserError(`${entry.id} is ${entry.state} and does not count; there is nothing to merge.`, {
        example: `/log show ${entry.id}`,
      })
  }
  const differences = eventDifferences(first, second)
  const hard = differences.find((difference) => difference.hard)
  const names = `${first.id} and ${second.id}`
  if (hard) {
    throw new UserError(`${names} cannot be one event: ${hard.phrase}. Nothing was changed.`, {
      example: `/log show ${first.id}`,
    })
  }
  if (differences.length > 0 && reason === '') {
    const phrases = differences.map(({ phrase }) => phrase).join('; ')
    throw new UserError(`${names} differ: ${phrases}. Say why they are one event all the same.`, {
      example: `/log merge ${first.id} ${second.id} because both cite one police report`,
    })
  }
}

interface Settled {
  entries: Entry[]
  said: Pair
  pairs: Pair[]
  made?: Made
}

async function describeSettled(
  verb: Verb,
  { entries, said, pairs, made }: Settled,
  context: Context,
): Promise<Reply> {
  const { first, second, changedBy, reason } = said
  const names = `${first} and ${second}`
  const marking = highestMarking(entries)
  const became = { merge: 'merged', keep: 'kept as two events', unmerge: 'two events again' }[verb]
  const by = paragraph('By ', { member: changedBy }, `${reason ? `, because ${reason}` : ''}.`)
  if (made && 'waits' in made) return describeWaiting(made.waits, [`${names} would be ${became}.`])
  if (!made) {
    const parts = [paragraph({ bold: `${names} are ${became} already` }, '.'), by]
    return { to: 'member', marking, replaces: true, parts }
  }
  if (verb === 'keep') {
    const parts = [
      paragraph({ bold: `${names} are ${became}` }, '; this is not asked again.'),
      by,
      buttons({ label: 'Merge', call: `log merge ${first} ${second}` }),
    ]
    return { to: 'channel', marking, replaces: true, parts }
  }
  const moved = await describeMoved({ before: entries, after: entries, pairsBefore: pairs }, context)
  if (verb === 'unmerge') {
    const parts = [heading(`Unmerged ${names}`), paragraph('Each counts by itself again.'), by, ...moved]
    return { to: 'channel', marking, replaces: true, parts }
  }
  const [event] = eventsOf(entries, [said])
  const claims = event ? [event.entry, ...event.others] : entries
  return {
    to: 'channel',
    marking,
    replaces: true,
    parts: [
      heading(`Merged ${names}`),
      paragraph(
        'One event, counted once, as ',
        { bold: claims[0]?.id ?? first },
        ' tells it. Every claim is kept:',
      ),
      list(
        claims.map(
          (entry): Line => [
            { bold: entry.id },
            ` ${entryPhrase(entry, context.knowledge)}, evidence ${entry.grade}, by `,
            { member: entry.recordedBy },
          ],
        ),
      ),
      by,
      ...moved,
      note('The claim of the best evidence speaks for the event; of equals, the first recorded.'),
      buttons({ label: 'Unmerge', call: `log unmerge ${first} ${second}`, style: 'danger' }),
    ],
  }
}
