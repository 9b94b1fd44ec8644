import { sql } from 'kysely'
import type { Instant } from '../domain/date.ts'
import type { Entry } from '../domain/entry.ts'
import { withoutRecord } from '../domain/frozen-card.ts'
import type { Change } from '../domain/restatement.ts'
import { idForm } from '../domain/text.ts'
import { answerId } from './answers.ts'
import { type KeptAct, listActs, recordAct } from './audit.ts'
import { addEntryVersion, entryVersions, recordingInstant } from './entries.ts'
import { findCard } from './frozen-cards.ts'
import { type Db, type Store, writing } from './open.ts'
import { release, settle } from './outbox.ts'
import { purgeAliasReasons } from './purge-alias.ts'
import { rebuild } from './rebuild.ts'

/** What a purge took away. */
export interface Purged {
  versions: number
  drafts: number
  restatements: number
  /** Deliveries and messages of the bot that held the text. */
  messages: number
  /** Frozen cards whose figures rested on it: those figures are taken out. */
  cards: number
  /** Other entries recorded by the same line: their text still stands. */
  alike: string[]
  /** Words that were given for a substance and stand in the text: whether they go is for a person to say. */
  aliases: string[]
  /** Papers that rested on it and were released: they have left. */
  releases: string[]
  /** Files with a card or paper of its country that were handed over since it was recorded, latest first: they may hold it. */
  exports: KeptAct[]
}

/** More than anybody can look for; the audit tells the others. */
const mostExports = 50

/** Acts among which they are looked for: other files are handed over too. */
const mostLookedAt = 10_000

async function listExports(db: Db, country: string, since: Instant): Promise<KeptAct[]> {
  const form = new RegExp(`^(?:report-card|talking-points|cable)-${country}-`)
  const acts = await listActs(db, { what: 'exported', since }, mostLookedAt)
  return acts.filter(({ about }) => form.test(about)).slice(0, mostExports)
}

/**
 * Overwrites the text and figures of every version of an entry, of the drafts and restatements it came by and of messages
 * that hold its line, then rebuilds the file and empties the write-ahead log, so that nothing of it is left on disk. A
 * tombstone stays: the id, its days and country, who recorded it, who removed it and why. May be run again. Undefined when
 * there is no such entry; throws `StoreError` when another program keeps the log from being emptied.
 */
export async function purgeEntry(
  { db, path }: Store,
  { id, by, now, reason }: { id: string; by: string; now: Instant; reason: string },
): Promise<Purged | undefined> {
  await sql`PRAGMA secure_delete = ON`.execute(db)
  const purged = await writing(db, async (db) => {
    const versions = await entryVersions(db, id)
    const [first] = versions
    if (!first) return undefined
    const at = await recordingInstant(db, now)
    const { channel, recordedBy, recordedAt, country, from, until } = first
    const kept = { id, country, from, until, channel, recordedBy, recordedAt }
    const changed = { version: versions.length + 1, changedBy: by, changedAt: at, reason, purgedAt: at }
    const tombstone: Entry = { ...kept, ...blank, ...changed }
    const said = versions.flatMap(({ typed, evidence }) => [typed, evidence?.text ?? ''])
    const texts = new Set(said.filter((text) => text !== ''))
    const done = {
      versions: versions.length,
      drafts: await purgeDrafts(db, id, texts),
      restatements: await purgeRestatements(db, tombstone),
      messages: await purgeMessages(db, { texts, id, at }),
      cards: await purgeCards(db, id),
      alike: await listAlike(db, id, texts),
      aliases: await purgeAliasReasons(db, texts),
      releases: await purgeReleases(db, id),
      exports: await listExports(db, country, recordedAt),
    }
    await purgeTalk(db, texts)
    await purgeVersions(db, id, at)
    if (first.purgedAt === undefined) await addEntryVersion(db, tombstone)
    else await recordAct(db, { at, member: by, act: 'purged', about: id, detail: 'again', marking: 'U' })
    return done
  })
  if (purged) await rebuild(db, path)
  return purged
}

const blank: Pick<
  Entry,
  'kind' | 'scope' | 'agencies' | 'grade' | 'benchmarks' | 'marking' | 'state' | 'typed'
> = {
  kind: 'context',
  scope: 'event',
  agencies: [],
  grade: 'D',
  benchmarks: [],
  marking: 'U',
  state: 'void',
  typed: '',
}

async function purgeVersions(db: Db, id: string, at: Instant): Promise<void> {
  await db
    .updateTable('entries')
    .set({
      kind: blank.kind,
      method: null,
      scope: blank.scope,
      dimension: null,
      low: null,
      high: null,
      unit: null,
      precision: null,
      quantity_typed: null,
      substance: null,
      form: null,
      what: null,
      place: null,
      place_text: null,
      agencies: '',
      actor: null,
      source_kind: null,
      source_text: null,
      grade: blank.grade,
      benchmarks: '',
      note: null,
      marking: blank.marking,
      state: blank.state,
      typed: '',
      reason: null,
      purged_at: at,
      evidence_text: null,
      evidence_link: null,
      evidence_channel: null,
      evidence_ts: null,
    })
    .where('id', '=', id)
    .where('purged_at', 'is', null)
    .execute()
  await db
    .updateTable('pairs')
    .set({ reason: null })
    .where(({ or, eb }) => or([eb('first', '=', id), eb('second', '=', id)]))
    .execute()
}

/** A draft's answer is the line of the next: all that lead to the entry's line go. */
async function purgeDrafts(db: Db, id: string, lines: ReadonlySet<string>): Promise<number> {
  const drafts = await db
    .selectFrom('drafts')
    .select(['id', 'typed', 'choices'])
    .orderBy('number', 'desc')
    .execute()
  const texts = new Set(lines)
  let count = 0
  const fixes = new RegExp(`^fix ${id}\\b`, 'i')
  for (const draft of drafts) {
    const { typed, choices } = draft
    const leads = (JSON.parse(choices) as { text: string }[]).map(({ text }) => text)
    if (![typed, ...leads].some((text) => texts.has(text) || fixes.test(text))) continue
    texts.add(typed)
    await db
      .updateTable('drafts')
      .set({ typed: '', ask: 'Removed.', choices: '[]', evidence: null })
      .where('id', '=', draft.id)
      .execute()
    count += 1
  }
  return count
}

/** What was proposed becomes the tombstone, which can no longer be accepted; of a merge the reason goes. */
async function purgeRestatements(db: Db, tombstone: Entry): Promise<number> {
  const rows = await db.selectFrom('restatements').select(['id', 'change']).execute()
  const purged = new Map(
    rows.flatMap(({ id, change }): [string, Change][] => {
      const without = withoutEntry(JSON.parse(change) as Change, tombstone)
      return without ? [[id, without]] : []
    }),
  )
  for (const [id, change] of purged)
    await db
      .updateTable('restatements')
      .set({ change: JSON.stringify(change), reason: null })
      .where('id', '=', id)
      .execute()
  return purged.size
}

function withoutEntry(change: Change, tombstone: Entry): Change | undefined {
  if (change.of === 'entry')
    return change.entry.id === tombstone.id ? { of: 'entry', entry: tombstone } : undefined
  if (change.of !== 'pair' || ![change.pair.first, change.pair.second].includes(tombstone.id))
    return undefined
  const { reason: _, ...pair } = change.pair
  return { of: 'pair', pair }
}

/**
 * Takes out of deliveries not yet handled, and of messages not yet sent, those that hold one of these texts or name the record; gives
 * how many there were. Such a message is never said: a nudge that waits is planned anew, in the words of its day.
 */
export async function purgeMessages(
  db: Db,
  { texts, id, at }: { texts: ReadonlySet<string>; id?: string; at: Instant },
): Promise<number> {
  const parts = [...texts].map((text) => JSON.stringify(text).slice(1, -1))
  const isNamed = id === undefined ? undefined : idForm(id)
  const holds = ({ body }: { body: string | null }) =>
    body !== null && (parts.some((part) => body.includes(part)) || isNamed?.test(body))
  const received = await db.selectFrom('inbox').select(['key', 'body']).where('body', '!=', '').execute()
  const said = await db
    .selectFrom('outbox')
    .select(['key', 'body', 'state'])
    .where('body', 'is not', null)
    .execute()
  const [deliveries, messages] = [received.filter(holds), said.filter(holds)]
  for (const { key } of deliveries)
    await db.updateTable('inbox').set({ body: '' }).where('key', '=', key).execute()
  for (const { key, state } of messages) {
    if (state === 'waiting' && key.startsWith('nudge/')) await release(db, key)
    else await settle(db, key, { state: 'doubtful', reason: 'its text was removed' }, at)
  }
  return deliveries.length + messages.length
}

/** What conversations were about is forgotten, and questions that hold the text with what was said of their answers. */
async function purgeTalk(db: Db, texts: ReadonlySet<string>): Promise<void> {
  await db.deleteFrom('conversations').execute()
  const answers = await db.selectFrom('answers').select(['number', 'question']).execute()
  for (const { number, question } of answers) {
    if (![...texts].some((text) => question.includes(text))) continue
    await db.deleteFrom('feedback').where('answer', '=', answerId(number)).execute()
    await db.updateTable('answers').set({ question: '' }).where('number', '=', number).execute()
  }
}

/** Takes out of frozen cards what rested on an entry or finding; how many there were. */
export async function purgeCards(db: Db, id: string): Promise<number> {
  const rows = await db.selectFrom('frozen_cards').select('id').orderBy('number').execute()
  let count = 0
  for (const row of rows) {
    const frozen = await findCard(db, row.id)
    const scrubbed = frozen && withoutRecord(frozen, id)
    if (!scrubbed) continue
    await db
      .updateTable('frozen_cards')
      .set({
        page: JSON.stringify(scrubbed.page),
        card: JSON.stringify(scrubbed.card),
        ...(scrubbed.views && { views: JSON.stringify(scrubbed.views) }),
        ...(scrubbed.knowledge && { knowledge: JSON.stringify(scrubbed.knowledge) }),
      })
      .where('id', '=', row.id)
      .execute()
    count += 1
  }
  return count
}

/** Papers that rest on it lose their text; who released them, and when, stays. Their ids, those that a purge emptied before among them. */
export async function purgeReleases(db: Db, id: string): Promise<string[]> {
  const resting = await db
    .updateTable('releases')
    .set({ paper: 'null' })
    .where('entries', 'like', `% ${id} %`)
    .returning('id')
    .execute()
  return resting.map((release) => release.id)
}

async function listAlike(db: Db, id: string, texts: ReadonlySet<string>): Promise<string[]> {
  const ids = new Set<string>()
  for (const typed of texts) {
    const rows = await db
      .selectFrom('entries')
      .select('id')
      .where('typed', '=', typed)
      .where('id', '!=', id)
      .orderBy('number')
      .execute()
    for (const row of rows) ids.add(row.id)
  }
  return [...ids]
}
