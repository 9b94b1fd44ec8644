import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Entry } from '../../src/domain/entry.ts'
import { recordAct, verifyAudit } from '../../src/store/audit.ts'
import { findDraft, keepDraft } from '../../src/store/drafts.ts'
import { addEntryVersion, entryVersions, listEntries } from '../../src/store/entries.ts'
import { receive } from '../../src/store/inbox.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { claim, claimedKeys, listDoubtful, listUnsettled, postpone } from '../../src/store/outbox.ts'
import { purgeEntry } from '../../src/store/purge.ts'
import { purgeAlias } from '../../src/store/purge-alias.ts'
import { addRelease } from '../../src/store/releases.ts'
import { addRestatementVersion, restatementVersions } from '../../src/store/restatements.ts'
import { addSubstanceAlias, listSubstanceAliases } from '../../src/store/substance-aliases.ts'
import { temporaryFolder } from '../folder.ts'

const now = '2009-04-06T14:00:00.000Z'

function open(): { store: Store; folder: string } {
  const folder = temporaryFolder()
  const store = openStore(join(folder, 'store.sqlite'))
  onTestFinished(() => store.close())
  return { store, folder }
}

/** Every byte of the store's files: the database, its write-ahead log and what else lies beside it. */
function onDisk(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n')
}

const evidence = { text: 'zebra-message', permalink: 'https://zebra.example', channel: 'C-zebra', ts: '1.2' }

const entry = (more: Partial<Entry> = {}): Entry => ({
  id: 'L-1',
  version: 1,
  country: 'PE',
  kind: 'seizure',
  scope: 'event',
  quantity: { dimension: 'mass', low: 1, high: 1, unit: 'kilogram', typed: 'zebra-quantity' },
  what: 'zebra-what',
  placeText: 'zebra-place',
  source: { kind: 'words', text: 'zebra-source' },
  note: 'zebra-note',
  from: '2009-04-03',
  until: '2009-04-04',
  agencies: [],
  grade: 'D',
  benchmarks: [],
  marking: 'SBU',
  state: 'submitted',
  typed: 'zebra-line',
  evidence,
  channel: 'terminal',
  recordedBy: 'ana',
  recordedAt: now,
  changedBy: 'ana',
  changedAt: now,
  ...more,
})

it('leaves nothing of an entry on disk but its tombstone', async () => {
  const { store, folder } = open()
  const { db } = store
  await addEntryVersion(db, entry())
  await addEntryVersion(db, entry({ version: 2, reason: 'zebra-reason' }))
  await addEntryVersion(
    db,
    entry({
      id: 'L-2',
      evidence: { text: 'lion', permalink: '', channel: '', ts: '' },
      typed: 'lion',
      what: 'lion',
      note: 'lion',
      placeText: 'lion',
      source: { kind: 'words', text: 'lion' },
      quantity: { dimension: 'mass', low: 1, high: 1, unit: 'kilogram', typed: 'lion' },
    }),
  )
  const evidence = { text: 'zebra', permalink: 'zebra', channel: 'C1', ts: '1' }
  const asked = {
    member: 'ana',
    channel: 'terminal',
    madeAt: now,
    marking: 'U' as const,
    ask: 'zebra-ask',
  }
  await keepDraft(db, {
    ...asked,
    typed: 'zebra-first',
    choices: [{ label: 'zebra', text: 'zebra-second' }],
    evidence,
  })
  await keepDraft(db, { ...asked, typed: 'zebra-second', choices: [{ label: 'zebra', text: 'zebra-line' }] })
  await keepDraft(db, { ...asked, ask: 'lion', typed: 'lion', choices: [{ label: 'lion', text: 'lion' }] })
  await receive(db, 'event/1', JSON.stringify({ text: 'zebra-line' }), now)
  await addRestatementVersion(db, {
    id: 'R-1',
    version: 1,
    country: 'PE',
    period: 'FY2009',
    marking: 'SBU',
    change: { of: 'entry', entry: entry({ version: 3 }) },
    state: 'waiting',
    proposedBy: 'ana',
    changedBy: 'ana',
    changedAt: now,
    reason: 'zebra-restated',
  })
  const pair = {
    ...{ first: 'L-1', second: 'L-2', version: 1, state: 'merged' as const },
    ...{ changedBy: 'ana', changedAt: now, reason: 'zebra-merge' },
  }
  await addRestatementVersion(db, {
    ...{ id: 'R-2', version: 1, country: 'PE', period: 'FY2009', marking: 'SBU' },
    ...{
      change: { of: 'pair', pair },
      state: 'waiting',
      proposedBy: 'ana',
      changedBy: 'ana',
      changedAt: now,
    },
    reason: 'zebra-merge',
  })
  expect(onDisk(folder)).toContain('zebra')

  const purged = await purgeEntry(store, { id: 'L-1', by: 'ada', now, reason: 'wrong system' })
  expect(purged).toEqual({
    versions: 2,
    drafts: 2,
    restatements: 2,
    messages: 1,
    cards: 0,
    aliases: [],
    alike: [],
    releases: [],
    exports: [],
  })
  expect(onDisk(folder)).not.toContain('zebra')
  expect(onDisk(folder)).toContain('lion')
  const versions = await entryVersions(db, 'L-1')
  expect(versions.map(({ state, purgedAt, typed }) => [state, purgedAt, typed])).toEqual([
    ['void', now, ''],
    ['void', now, ''],
    ['void', now, ''],
  ])
  expect(versions.at(-1)).toMatchObject({ changedBy: 'ada', reason: 'wrong system', recordedBy: 'ana' })
  expect((await findDraft(db, 'D-3'))?.typed).toBe('lion')
  const [held] = await restatementVersions(db, 'R-1')
  expect(held?.change).toMatchObject({ of: 'entry', entry: { purgedAt: now, typed: '' } })
})

it('takes messages that name it from what is to be said, and none is held open by that', async () => {
  const { store } = open()
  const { db } = store
  await addEntryVersion(db, entry({ country: 'PE' }))
  const say = async (key: string, body: string, waits = false) => {
    await claim(db, { key, recipient: 'C1', body }, now)
    if (waits) await postpone(db, key, now)
  }
  await say('answer/1', '{"text":"Recorded L-1"}')
  await say('answer/2', '{"text":"Recorded L-12"}', true)
  await say('answer/3', '{"text":"as typed: zebra-line"}', true)
  await say('nudge/reply/7/C1', '{"text":"Last logged: L-1, a seizure"}', true)
  expect(await purgeEntry(store, { id: 'L-1', by: 'ada', now, reason: 'a spill' })).toMatchObject({
    messages: 3,
  })
  const later = '2009-04-06T15:00:00.000Z'
  expect((await listUnsettled(db, later, 60_000)).map(({ key }) => key)).toEqual(['answer/2'])
  expect(await listDoubtful(db, 'C1')).toEqual(['answer/1', 'answer/3'])
  // Planned anew, in the words of its day.
  expect(await claimedKeys(db, 'C1')).not.toContain('nudge/reply/7/C1')
})

it('names the papers that left with it, and the files of its country that were handed over, however many others were', async () => {
  const { store } = open()
  const { db } = store
  await addEntryVersion(db, entry())
  const act = { at: now, member: 'ana', act: 'exported', marking: 'U' as const }
  for (const about of [
    'cable-PE-FY2010-2009-04-06.txt',
    'talking-points-PE-FY2010.docx',
    'report-card-PE-FY2010.csv',
  ])
    await recordAct(db, { ...act, about })
  for (let at = 0; at < 60; at++) await recordAct(db, { ...act, about: 'report-card-BO-FY2010.csv' })
  const paper = { kind: 'cable' as const, marking: 'U' as const, sections: [] }
  const release = { country: 'PE', cycle: 'FY2010', asOf: '2009-04-06', fingerprint: 'f', entries: ['L-1'] }
  await addRelease(db, { ...release, ...paper, paper, releasedBy: 'rui', releasedAt: now })
  const purged = await purgeEntry(store, { id: 'L-1', by: 'ada', now, reason: 'a spill' })
  expect(purged?.releases).toEqual(['P-1'])
  expect(purged?.exports.map(({ about }) => about.split('-PE-')[0])).toEqual([
    'report-card',
    'talking-points',
    'cable',
  ])
})

it('may be run again, and says which other entries hold the same line', async () => {
  const { store, folder } = open()
  await addEntryVersion(store.db, entry())
  await addEntryVersion(store.db, entry({ id: 'L-2' }))
  const about = { by: 'ada', now, reason: 'wrong system' }
  expect(await purgeEntry(store, { ...about, id: 'L-1' })).toMatchObject({ alike: ['L-2'] })
  expect(await purgeEntry(store, { ...about, id: 'L-1' })).toMatchObject({ versions: 2, alike: [] })
  expect(await purgeEntry(store, { ...about, id: 'L-3' })).toBeUndefined()
  expect(onDisk(folder)).toContain('zebra')
  await purgeEntry(store, { ...about, id: 'L-2' })
  expect(onDisk(folder)).not.toContain('zebra')
  expect(await listEntries(store.db)).toHaveLength(2)
})

it('says when another program keeps the log from being emptied', async () => {
  const { store, folder } = open()
  await addEntryVersion(store.db, entry())
  const other = openStore(join(folder, 'store.sqlite'))
  onTestFinished(() => other.close())
  await other.db.connection().execute(async (connection) => {
    await connection.transaction().execute(async (reading) => {
      await listEntries(reading)
      await expect(purgeEntry(store, { id: 'L-1', by: 'ada', now, reason: 'wrong' })).rejects.toThrow(
        /another program/,
      )
    })
  })
  await purgeEntry(store, { id: 'L-1', by: 'ada', now, reason: 'wrong' })
  expect(onDisk(folder)).not.toContain('zebra')
})

it('takes the words of an alias off the disk, and the reasons that quote an entry, and says which words stood in it', async () => {
  const { store, folder } = open()
  const { db } = store
  const give = (words: string, reason: string, substance?: string) =>
    addSubstanceAlias(
      db,
      { words, ...(substance !== undefined && { substance }), changedBy: 'rui', reason },
      now,
    )
  await give('Zebra dust', 'the line says: ZEBRA-LINE', 'cocaine')
  await give('lion', 'it is common', 'cocaine')
  await addEntryVersion(db, entry({ typed: 'zebra-line', evidence: { ...evidence, text: 'of zebra dust' } }))
  const purged = await purgeEntry(store, { id: 'L-1', by: 'ada', now, reason: 'a spill' })
  expect(purged?.aliases).toEqual(['Zebra dust'])
  expect(onDisk(folder)).not.toMatch(/zebra-line/i)
  expect((await listSubstanceAliases(db)).find(({ words }) => words === 'lion')?.reason).toBe('it is common')

  expect(await purgeAlias(store, { words: 'tiger', by: 'ada', now, reason: 'a spill' })).toBeUndefined()
  await give('Zebra dust', 'another reason, of zebra', undefined)
  expect(await purgeAlias(store, { words: 'zebra DUST', by: 'ada', now, reason: 'a spill' })).toBe(2)
  expect(onDisk(folder)).not.toMatch(/zebra/i)
  const left = await listSubstanceAliases(db)
  expect(left.filter(({ substance }) => substance !== undefined).map(({ words }) => words)).toEqual(['lion'])
  expect(await verifyAudit(db)).toMatchObject({ acts: 6 })
  // The same words may be given again, and be removed again.
  await give('Zebra dust', 'once more', 'cocaine')
  expect(await purgeAlias(store, { words: 'zebra dust', by: 'ada', now, reason: 'a spill' })).toBe(1)
  expect(await verifyAudit(db)).toMatchObject({ acts: 8 })
})
