import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { openDesk, type } from '../desk.ts'
import { temporaryFolder } from '../folder.ts'

const changes = [
  '/log seizure 250 kg cocaine at VRAE on 2009-04-03 src 09 LIMA 412',
  '/log seizure 40 kg cocaine at VRAE on 2009-03-02',
  '/log seizure 2 t acetone at Monzon on 2009-04-01 mark SBU',
  '/log fix L-1 qty 205 kg because lab weight',
  '/log void L-1 because duplicate',
  '/log accept L-1',
  '/log merge L-1 L-2',
  '/log unmerge L-1 L-2',
  '/log nil PE-IL-3 for 2009-03',
  '/benchmark PE-IL-3b baseline 12,000 kg cocaine FY2008 src 09 LIMA 300 because the yearly table',
  '/benchmark PE-IL-4 assess partial src 09 LIMA 301 because scanners are at work',
  '/benchmark void F-1 because typed wrong',
  '/attache lock FY2009',
  '/attache unlock FY2009 because late reports',
]

const looked = ['/benchmark PE-IL-3', '/benchmark peru']

it('shows each benchmark as one who has seen nothing before reads it, whoever changed what', async () => {
  const change = fc.record({
    line: fc.constantFrom(...changes),
    by: fc.constantFrom('ana', 'rui', 'ada'),
    here: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 3, maxLength: 7 }), async (made) => {
      const path = join(temporaryFolder(), 'shared.sqlite')
      const stores = [openStore(path), openStore(path)] as const
      const [here, there] = [await openDesk({ db: stores[0].db }), await openDesk({ db: stores[1].db })]
      try {
        for (const { line, by, here: isHere } of made) {
          await type(isHere ? here : there, line, { member: by })
          const fresh = openStore(path)
          for (const question of looked)
            expect(await type(here, question)).toEqual(await type({ ...here, db: fresh.db }, question))
          await fresh.close()
        }
      } finally {
        await Promise.all(stores.map((store) => store.close()))
      }
    }),
    { seed: 1988, numRuns: 3 },
  )
})
