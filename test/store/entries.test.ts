import { join } from 'node:path'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import type { Entry } from '../../src/domain/entry.ts'
import {
  addEntryVersion,
  entryVersions,
  findEntry,
  latestInstant,
  listEntries,
  nextEntryNumber,
  recordingInstant,
} from '../../src/store/entries.ts'
import { type Db, openStore, writing } from '../../src/store/open.ts'
import { setWatch } from '../../src/store/watches.ts'
import { temporaryFolder } from '../folder.ts'

function openFile(path = join(temporaryFolder(), 'store.sqlite')): Db {
  const store = openStore(path)
  onTestFinished(() => store.close())
  return store.db
}

const plain: Entry = {
  id: 'L-1',
  version: 1,
  country: 'PE',
  kind: 'seizure',
  scope: 'event',
  from: '2009-04-03',
  until: '2009-04-04',
  agencies: [],
  grade: 'D',
  benchmarks: [],
  marking: 'U',
  state: 'submitted',
  typed: 'seizure 5 kg cocaine',
  channel: 'terminal',
  recordedBy: 'ana',
  recordedAt: '2009-04-06T14:00:00.000Z',
  changedBy: 'ana',
  changedAt: '2009-04-06T14:00:00.000Z',
}

const full: Entry = {
  ...plain,
  method: 'canine',
  quantity: { dimension: 'mass', low: 200_000_000, high: 250_000_000, typed: '200-250 kg', unit: 'kilogram' },
  substance: 'cocaine',
  form: 'paste',
  what: 'in sacks; "marked"',
  place: 'vrae',
  placeText: 'the VRAE',
  agencies: ['dirandro', 'nas'],
  actor: 'both',
  source: { kind: 'words', text: "the harbour master's log" },
  grade: 'A',
  benchmarks: ['PE-IL-3b', 'FY2010/PE-IL-4'],
  note: "'); DROP TABLE entries; --",
  marking: 'SBU',
  reason: 'first report',
}

describe('an entry', () => {
  test.each<[string, Entry]>([
    ['with nothing optional', plain],
    ['with everything', full],
    [
      'of at least so much',
      { ...full, quantity: { dimension: 'mass', low: 5, typed: '>= 5 mg', unit: 'milligram' } },
    ],
    [
      'of about so much',
      {
        ...full,
        quantity: {
          dimension: 'area',
          low: 3,
          high: 3,
          typed: '~3 m2',
          unit: 'square-metre',
          approximate: true,
        },
      },
    ],
    [
      'of the largest amount there is',
      { ...full, quantity: { dimension: 'mass', low: 1e14, high: 1e14, typed: '100,000 t', unit: 'tonne' } },
    ],
    [
      'of nothing',
      { ...full, quantity: { dimension: 'mass', low: 0, high: 0, typed: '0 kg', unit: 'kilogram' } },
    ],
    ['in another script', { ...plain, typed: 'كوكايين 🙂 cocaína', note: '可卡因' }],
  ])('%s is read back as it was written', async (_name, entry) => {
    const db = openFile()
    await addEntryVersion(db, entry)
    expect(await findEntry(db, 'L-1')).toEqual(entry)
    expect(await listEntries(db)).toEqual([entry])
  })

  it('that is not there is not found', async () => {
    const db = openFile()
    expect(await findEntry(db, 'L-1')).toBeUndefined()
    expect(await entryVersions(db, 'L-1')).toEqual([])
    expect(await listEntries(db)).toEqual([])
  })

  test.each<[string, Partial<Entry>]>([
    ['days that end before they begin', { until: '2009-04-03' }],
    ['a version before the first', { version: 0 }],
    ['a marking there is not', { marking: 'TS' as 'U' }],
    ['a state there is not', { state: 'draft' as 'void' }],
    ['a grade there is not', { grade: 'E' as 'D' }],
  ])('with %s is refused by the store itself', async (_name, wrong) => {
    const db = openFile()
    await expect(addEntryVersion(db, { ...plain, ...wrong })).rejects.toThrow(/CHECK constraint/)
  })
})

describe('versions', () => {
  const second: Entry = {
    ...full,
    version: 2,
    state: 'void',
    changedAt: '2009-04-10T14:00:00.000Z',
    changedBy: 'rui',
  }
  const third: Entry = { ...full, version: 3, changedAt: '2009-04-20T14:00:00.000Z' }

  it('stay, and the latest is current', async () => {
    const db = openFile()
    for (const version of [full, second, third]) await addEntryVersion(db, version)
    expect(await entryVersions(db, 'L-1')).toEqual([full, second, third])
    expect(await findEntry(db, 'L-1')).toEqual(third)
    expect(await listEntries(db)).toEqual([third])
  })

  test.each([
    ['2009-04-06T13:59:59.999Z', undefined],
    ['2009-04-06T14:00:00.000Z', 1],
    ['2009-04-10T13:59:59.999Z', 1],
    ['2009-04-10T14:00:00.000Z', 2],
    ['2009-04-19T14:00:00.000Z', 2],
    ['2009-04-20T14:00:00.000Z', 3],
    ['2030-01-01T00:00:00.000Z', 3],
  ])('as of %s: %s', async (asOf, version) => {
    const db = openFile()
    for (const one of [full, second, third]) await addEntryVersion(db, one)
    expect((await findEntry(db, 'L-1', asOf))?.version).toBe(version)
    expect((await listEntries(db, { asOf })).map((entry) => entry.version)).toEqual(
      version === undefined ? [] : [version],
    )
  })

  it('are added once: the second of two changes at once is refused', async () => {
    const db = openFile()
    await addEntryVersion(db, full)
    await addEntryVersion(db, second)
    await expect(addEntryVersion(db, { ...second, changedBy: 'ben' })).rejects.toThrow(/UNIQUE/)
    expect(await entryVersions(db, 'L-1')).toEqual([full, second])
  })

  it('made at one instant are told apart by their number', async () => {
    const db = openFile()
    await addEntryVersion(db, full)
    await addEntryVersion(db, { ...second, changedAt: full.changedAt })
    expect((await findEntry(db, 'L-1', full.changedAt))?.version).toBe(2)
    expect(await listEntries(db, { asOf: full.changedAt })).toHaveLength(1)
  })
})

describe('what is listed', () => {
  async function fill() {
    const db = openFile()
    const days: [from: string, until: string, country: string, by: string][] = [
      ['2009-01-01', '2009-01-02', 'PE', 'ana'],
      ['2008-12-31', '2009-01-01', 'PE', 'ben'],
      ['2008-01-01', '2009-01-01', 'PE', 'ana'],
      ['2008-12-01', '2009-02-01', 'PE', 'ana'],
      ['2009-12-31', '2010-01-01', 'BO', 'ana'],
      ['2010-01-01', '2010-01-02', 'PE', 'ben'],
    ]
    for (const [index, [from, until, country, recordedBy]] of days.entries())
      await addEntryVersion(db, { ...plain, id: `L-${index + 1}`, from, until, country, recordedBy })
    await addEntryVersion(db, {
      ...plain,
      id: 'L-1',
      version: 2,
      state: 'void',
      from: '2009-01-01',
      until: '2009-01-02',
    })
    return db
  }
  const touching = { from: '2009-01-01', until: '2010-01-01' }

  test.each([
    [{}, ['L-1', 'L-2', 'L-3', 'L-4', 'L-5', 'L-6']],
    [{ country: 'PE' }, ['L-1', 'L-2', 'L-3', 'L-4', 'L-6']],
    [{ country: 'XX' }, []],
    [{ touching }, ['L-1', 'L-4', 'L-5']],
    [{ touching: { from: '2008-12-31', until: '2009-01-01' } }, ['L-2', 'L-3', 'L-4']],
    [{ touching, country: 'PE' }, ['L-1', 'L-4']],
    [{ recordedBy: 'ben' }, ['L-2', 'L-6']],
    [{ recordedBy: 'ben', touching }, []],
    [{ latest: 2 }, ['L-5', 'L-6']],
    [{ latest: 2, recordedBy: 'ana' }, ['L-4', 'L-5']],
    [{ latest: 0 }, []],
  ])('%j: %j', async (filter, ids) => {
    expect((await listEntries(await fill(), filter)).map(({ id }) => id)).toEqual(ids)
  })

  it('comes in the order of recording, past L-9', async () => {
    const db = openFile()
    for (let n = 12; n >= 1; n--) await addEntryVersion(db, { ...plain, id: `L-${n}` })
    expect((await listEntries(db)).map(({ id }) => id)).toEqual(
      Array.from({ length: 12 }, (_, index) => `L-${index + 1}`),
    )
    expect(await nextEntryNumber(db)).toBe(13)
  })
})

describe('the instant to record under', () => {
  const monday = '2009-04-06T14:00:00.000Z'
  const tuesday = '2009-04-07T14:00:00.000Z'

  it('is now, in an empty store', async () => {
    const db = openFile()
    expect(await latestInstant(db)).toBeUndefined()
    expect(await recordingInstant(db, monday)).toBe(monday)
  })

  it('is never before the latest of entries and watches', async () => {
    const db = openFile()
    await addEntryVersion(db, plain)
    expect(await recordingInstant(db, '2009-04-01T14:00:00.000Z')).toBe(monday)
    expect(await recordingInstant(db, tuesday)).toBe(tuesday)
    await setWatch(db, { channel: 'C-1', country: 'PE', since: tuesday, by: 'ana' }, 'on')
    expect(await latestInstant(db)).toBe(tuesday)
    expect(await recordingInstant(db, monday)).toBe(tuesday)
  })
})

describe('numbers', () => {
  it('begin at one', async () => {
    expect(await nextEntryNumber(openFile())).toBe(1)
  })

  it('are given once when many record at once', async () => {
    const db = openFile()
    await Promise.all(
      Array.from({ length: 25 }, () =>
        writing(db, async (trx) => addEntryVersion(trx, { ...plain, id: `L-${await nextEntryNumber(trx)}` })),
      ),
    )
    expect((await listEntries(db)).map(({ id }) => id)).toEqual(
      Array.from({ length: 25 }, (_, index) => `L-${index + 1}`),
    )
  })

  it('are seen by another connection to the file', async () => {
    const path = join(temporaryFolder(), 'store.sqlite')
    const [one, other] = [openFile(path), openFile(path)]
    await addEntryVersion(one, plain)
    expect(await nextEntryNumber(other)).toBe(2)
    expect(await findEntry(other, 'L-1')).toEqual(plain)
  })
})
