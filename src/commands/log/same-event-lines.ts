import { addDays } from '../../domain/date.ts'
import { counts, type Entry } from '../../domain/entry.ts'
import { highestMarking, type Marking, withinCeiling } from '../../domain/marking.ts'
import {
  type Difference,
  eventDifferences,
  mergedIds,
  nearDays,
  nearRange,
  pairOf,
} from '../../domain/same-event.ts'
import { type EntryFilter, findEntry, listEntries } from '../../store/entries.ts'
import { listPairs } from '../../store/pairs.ts'
import type { Context } from '../call.ts'
import { buttons, type Line, list, type Part, paragraph } from '../reply.ts'
import { entryPhrase } from './entry-lines.ts'

/** How many are asked about, or told as near misses, at a time. */
const mostShown = 3

/** How many are compared, the latest: of a place and a few days there are seldom more. */
const mostCompared = 100

/** No event is longer: one that began so many days before may still touch the days around an entry. */
const longestEvent = 31

/** How far around an entry a near miss is looked for, whose days alone keep it from being the same event. */
const daysAround = 7

/** Entries that may tell of the same event, with a button each for one event or two; nothing when there are none. */
export async function describeCandidates(
  entry: Entry,
  context: Context,
): Promise<{ parts: Part[]; marking: Marking }> {
  const { quantity, place = 'none' } = entry
  const amount = quantity && { dimension: quantity.dimension, ...nearRange(quantity) }
  const among = { days: nearDays, place, latest: mostCompared, ...(amount && { quantity: amount }) }
  const near = await compareNeighbours(entry, among, context)
  const alike = near.filter(({ differences }) => differences.length === 0).slice(0, mostShown)
  return {
    marking: highestMarking(alike.map(({ other }) => other)),
    parts: alike.flatMap(({ other }) => [
      paragraph(
        'The same event as ',
        { bold: other.id },
        `? ${entryPhrase(other, context.knowledge)}, evidence ${other.grade}, by `,
        { member: other.recordedBy },
        '.',
      ),
      buttons(
        { label: `Merge with ${other.id}`, call: `log merge ${entry.id} ${other.id}` },
        // Whoever hears them read must be able to tell them apart.
        {
          label: alike.length > 1 ? `Keep Both, ${other.id}` : 'Keep Both',
          call: `log keep ${entry.id} ${other.id}`,
        },
      ),
    ]),
  }
}

/** The entries that miss being the same event by one clause, each with it. */
export async function describeNearEvents(
  entry: Entry,
  context: Context,
): Promise<{ parts: Part[]; marking: Marking }> {
  const near = await compareNeighbours(entry, { days: daysAround }, context)
  const missed = near
    .filter(({ differences: [first, second] }) => first && !first.hard && !second)
    .slice(0, mostShown)
  return {
    marking: highestMarking(missed.map(({ other }) => other)),
    parts:
      missed.length === 0
        ? []
        : [
            paragraph('Nearly the same event:'),
            list(
              missed.map(
                ({ other, differences }): Line => [{ bold: other.id }, `: ${differences[0]?.phrase}`],
              ),
            ),
          ],
  }
}

/** After a change: claims that an entry is merged with and can no longer be one event with, each with a way out. */
export async function describeApart(entry: Entry, { db, channel }: Context): Promise<Part[]> {
  const ids = mergedIds(entry.id, await listPairs(db))
  const claims = (await Promise.all(ids.map((id) => findEntry(db, id)))).filter(
    (claim) => claim !== undefined,
  )
  return withinCeiling(claims, channel.ceiling).shown.flatMap((claim) => {
    const [difference] = counts(claim) ? eventDifferences(entry, claim) : []
    if (!difference) return []
    return [
      paragraph('It is merged with ', { bold: claim.id }, `, and they differ now: ${difference.phrase}.`),
      buttons({ label: 'Unmerge', call: `log unmerge ${entry.id} ${claim.id}`, style: 'danger' }),
    ]
  })
}

/** Counting entries of its kind and substance within so many days whose pair with it nobody has settled, with what tells them apart. */
async function compareNeighbours(
  entry: Entry,
  { days, ...where }: { days: number } & Pick<EntryFilter, 'place' | 'quantity' | 'latest'>,
  { db, channel }: Context,
): Promise<{ other: Entry; differences: Difference[] }[]> {
  if (!counts(entry)) return []
  const touching = { from: addDays(entry.from, -days), until: addDays(entry.until, days) }
  const begun = { ...touching, from: addDays(touching.from, -longestEvent) }
  const { country, kind, substance = 'none' } = entry
  const around = await listEntries(db, { country, kind, substance, touching, begun, ...where })
  const pairs = await listPairs(db)
  const settled = new Set(
    pairs.filter(({ state }) => state !== 'unmerged').map(({ first, second }) => `${first} ${second}`),
  )
  return withinCeiling(around, channel.ceiling)
    .shown.filter((other) => {
      const { first, second } = pairOf(entry.id, other.id)
      return other.id !== entry.id && counts(other) && !settled.has(`${first} ${second}`)
    })
    .map((other) => ({ other, differences: eventDifferences(entry, other) }))
}
