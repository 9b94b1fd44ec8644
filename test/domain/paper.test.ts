import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftPaper, markingAllowed, paperKinds, type Statement } from '../../src/domain/paper.ts'

const statement = (text: string, more: Partial<Statement> = {}): Statement => ({
  section: 'A',
  text,
  cite: 'L-1',
  marking: 'U',
  what: text,
  ...more,
})

test('what may not stand in it is withheld with its reason, the marking first', () => {
  const drafted = draftPaper(
    'non-paper',
    [
      statement('one'),
      statement('two', { section: 'B', marking: 'SBU' }),
      statement('three', { internal: 'guidance' }),
      statement('four', { marking: 'SBU', internal: 'guidance' }),
    ],
    'U',
  )
  expect(drafted).toMatchObject({ marking: 'U', sections: [{ heading: 'A', statements: [{ text: 'one' }] }] })
  expect(drafted.withheld.map(({ what, reason }) => `${what}: ${reason}`)).toEqual([
    'two: SBU, and the paper may be U at most',
    'three: guidance',
    'four: SBU, and the paper may be U at most',
  ])
})

test('over any mixture every statement stands or is withheld, once, and the marking is the highest of what stands', () => {
  const any = fc.record({
    section: fc.constantFrom('A', 'B', 'C'),
    text: fc.uuid(),
    cite: fc.constant('L-1'),
    marking: fc.constantFrom('U' as const, 'SBU' as const),
    what: fc.uuid(),
    internal: fc.option(fc.constant('guidance'), { nil: undefined }),
  })
  const ceilings = fc.constantFrom('U' as const, 'SBU' as const)
  fc.assert(
    fc.property(fc.constantFrom(...paperKinds), ceilings, fc.array(any), (kind, ceiling, mixed) => {
      const statements = mixed.map(({ internal, ...rest }) => ({ ...rest, ...(internal && { internal }) }))
      const allowed = markingAllowed(kind, ceiling)
      const { marking, sections, withheld } = draftPaper(kind, statements, allowed)
      const standing = sections.flatMap((section) => section.statements)
      expect(standing.length + withheld.length).toBe(statements.length)
      expect(marking).toBe(standing.some((one) => one.marking === 'SBU') ? 'SBU' : 'U')
      if (kind !== 'cable' || ceiling === 'U') expect(marking).toBe('U')
    }),
    { seed: 1988, numRuns: 200 },
  )
})
