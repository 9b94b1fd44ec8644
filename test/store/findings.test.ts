import { expect, it } from 'vitest'
import type { Finding } from '../../src/domain/finding.ts'
import { listBenchmarkDuties, setBenchmarkDuty } from '../../src/store/benchmark-duties.ts'
import { latestInstant } from '../../src/store/entries.ts'
import {
  addFindingVersion,
  findFindingOfCall,
  findingVersions,
  listFindings,
  nextFindingNumber,
} from '../../src/store/findings.ts'
import { openDesk } from '../desk.ts'

const baseline: Finding = {
  id: 'F-1',
  version: 1,
  country: 'PE',
  cycle: 'FY2010',
  about: 'PE-IL-3b',
  found: {
    of: 'baseline',
    period: 'FY2008',
    scope: 'coca production zones',
    substance: 'cocaine',
    quantity: { dimension: 'mass', low: 1, high: 1, unit: 'kilogram', typed: '1 mg' },
  },
  source: { kind: 'cable', text: '09 LIMA 77' },
  grade: 'A',
  reason: 'the cable says so',
  marking: 'SBU',
  state: 'submitted',
  typed: '1 mg',
  channel: 'C1',
  recordedBy: 'ana',
  recordedAt: '2009-04-06T14:00:00.000Z',
  changedBy: 'ana',
  changedAt: '2009-04-06T14:00:00.000Z',
}

it('keeps every version of a finding, and the one of any instant', async () => {
  const { db } = await openDesk()
  expect(await nextFindingNumber(db)).toBe(1)
  await addFindingVersion(db, baseline, 'call/1')
  const accepted: Finding = {
    ...baseline,
    version: 2,
    state: 'accepted',
    changedBy: 'rui',
    changedAt: '2009-05-01T14:00:00.000Z',
    restatement: 'R-1',
  }
  await addFindingVersion(db, accepted)
  expect(await nextFindingNumber(db)).toBe(2)
  expect(await findingVersions(db, 'F-1')).toEqual([baseline, accepted])
  expect(await listFindings(db, 'PE')).toEqual([accepted])
  expect(await listFindings(db, 'PE', '2009-04-30T00:00:00.000Z')).toEqual([baseline])
  expect(await listFindings(db, 'BO')).toEqual([])
  expect(await findFindingOfCall(db, 'call/1')).toEqual(baseline)
  expect(await latestInstant(db)).toBe('2009-05-01T14:00:00.000Z')
  await expect(addFindingVersion(db, accepted)).rejects.toThrow(/UNIQUE/)
})

it('keeps who is named for a benchmark, at any instant', async () => {
  const { db } = await openDesk()
  const said = {
    country: 'PE',
    cycle: 'FY2010',
    benchmark: 'PE-IL-3',
    duty: 'owner',
    changedBy: 'ana',
  } as const
  const at = (day: string) => `2009-${day}T14:00:00.000Z`
  await setBenchmarkDuty(db, { ...said, member: '@maria', changedAt: at('04-06') })
  await setBenchmarkDuty(db, { ...said, member: '@rui', changedAt: at('04-08') })
  await setBenchmarkDuty(db, { ...said, changedAt: at('04-09') })
  expect(await listBenchmarkDuties(db, 'PE')).toEqual([])
  expect(await listBenchmarkDuties(db, 'PE', at('04-08'))).toMatchObject([{ duty: 'owner', member: '@rui' }])
})
