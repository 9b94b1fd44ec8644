import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Desk, makeContext } from '../../src/commands/context.ts'
import { gatherCycle } from '../../src/commands/cycle-entries.ts'
import type { Part, Reply } from '../../src/commands/reply.ts'
import type { Entry } from '../../src/domain/entry.ts'
import { makeReportCard } from '../../src/domain/report-card.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { entryVersions, findEntry, listEntries } from '../../src/store/entries.ts'
import { openDesk, start, type } from '../desk.ts'

const said = async (desk: Desk, line: string, as: Parameters<typeof type>[2] = {}) =>
  renderPlainText(await type(desk, line, as))

function buttonsOf(reply: Reply) {
  return reply.parts.flatMap((part) => (part.part === 'buttons' ? part.buttons : []))
}

describe('recording', () => {
  it('keeps the line as typed, who, where and when', async () => {
    const desk = await openDesk()
    const typed = 'seizure 250 kg cocaine at Callao on 3 Apr 2009 src 09 LIMA 501 note under a floor'
    const reply = await type(desk, `/log ${typed}`, { member: 'ben' })
    expect(reply.to).toBe('channel')
    expect(await findEntry(desk.db, 'L-1')).toMatchObject({
      version: 1,
      country: 'PE',
      typed,
      recordedBy: 'ben',
      changedBy: 'ben',
      recordedAt: start,
      changedAt: start,
      channel: 'terminal',
      state: 'submitted',
      marking: 'SBU',
      note: 'under a floor',
    })
  })

  test.each([
    ['terminal', 'SBU', '', 'SBU'],
    ['terminal', 'SBU', 'mark U', 'U'],
    ['terminal', 'SBU', '(U)', 'U'],
    ['terminal', 'U', '', 'U'],
    ['C-desk', 'SBU', '', 'U'],
    ['C-desk', 'SBU', 'mark U', 'U'],
  ] as const)('in %s at %s, "%s" marks the entry %s', async (channel, ceiling, mark, marking) => {
    const desk = await openDesk({ ceiling })
    const reply = await type(desk, `/log seizure 5 kg cocaine at Callao ${mark}`, { channel })
    expect(reply.marking).toBe(marking)
    expect((await findEntry(desk.db, 'L-1'))?.marking).toBe(marking)
  })

  test.each([
    ['SBU', 'note SECRET'],
    ['SBU', '(S//NF)'],
    ['SBU', 'note SE\u200bCRET'],
    ['U', 'mark SBU'],
    ['U', '(SBU)'],
    ['U', 'note SENSITIVE BUT UNCLASSIFIED'],
  ] as const)('at %s keeps nothing of a line with "%s"', async (ceiling, mark) => {
    const desk = await openDesk({ ceiling })
    const reply = await type(desk, `/log seizure 5 kg zebra cocaine at Callao ${mark}`)
    expect(reply).toMatchObject({ refused: true, to: 'member', marking: 'U' })
    expect(JSON.stringify(reply)).not.toContain('zebra')
    expect(await listEntries(desk.db)).toEqual([])
  })

  it('speaks under the marking of the cycle it names', async () => {
    const desk = await openDesk()
    const reply = await type(desk, '/log police graduated 5 on 20 Nov 2005 mark U')
    expect((await findEntry(desk.db, 'L-1'))?.marking).toBe('U')
    expect(reply.marking).toBe('SBU')
  })

  test.each([
    '/log seizure 5 tons cocaine at Callao',
    '/log seizure 1.500 kg cocaine at Callao',
    '/log seizure 5 kg cocaine at Callao on 04/03/2009',
    '/log seizure 5 kg cocaine by PNP',
    '/log seizure 5 kg cocaine',
  ])('%s asks; nothing is recorded until a button is pressed, and then it is', async (line) => {
    const from = { channel: 'C-unwatched' }
    const count = buttonsOf(await type(await openDesk(), line, from)).length
    expect(count).toBeGreaterThan(0)
    for (let index = 0; index < count; index++) {
      const desk = await openDesk()
      const reply = await type(desk, line, from)
      expect(reply.refused).toBeUndefined()
      expect(await listEntries(desk.db)).toEqual([])
      const call = buttonsOf(reply)[index]?.call ?? ''
      expect(call).toBe(`log draft D-1 take ${index + 1}`)
      let pressed = await type(desk, call, from)
      const [again] = buttonsOf(pressed)
      if (again && !renderPlainText(pressed).includes('Recorded'))
        pressed = await type(desk, again.call, from)
      expect(renderPlainText(pressed)).toContain('Recorded L-1')
      expect(renderPlainText(await type(desk, call, from))).not.toContain('Recorded L-2')
      expect(await listEntries(desk.db)).toHaveLength(1)
    }
  })

  test.each([
    '/log fix L-1 weigth 3 kg because seizure weighed again',
    '/log accept L-1',
    '/log return L-1 because the lab has not seen it',
    '/log nil PE-DP-2 for 2009-05',
    '/log viod L-1 because wrong',
  ])('%s is no event, and is not recorded as one', async (line) => {
    const desk = await openDesk()
    await type(desk, '/log seizure 5 kg cocaine at Callao')
    expect((await type(desk, line)).refused).toBe(true)
    expect(await listEntries(desk.db)).toHaveLength(1)
  })

  it('asks of a long line by buttons like any other', async () => {
    const desk = await openDesk()
    const reply = await type(desk, `/log seizure 5 tons cocaine at Callao note ${'long '.repeat(80)}`)
    expect(buttonsOf(reply).map(({ label }) => label)).toEqual(['5 t', '5 short tons', '5 long tons'])
    await type(desk, buttonsOf(reply)[0]?.call ?? '')
    expect((await findEntry(desk.db, 'L-1'))?.note).toMatch(/^long long/)
  })
})

describe('void', () => {
  const line = '/log seizure 5 kg cocaine at Callao on 3 Apr 2009'

  test.each([
    ['ana', 'Voided L-1'],
    ['rui', 'Voided L-1'],
    ['ada', 'Voided L-1'],
    ['ben', 'L-1 was recorded by somebody else. Only they, a reviewer or an administrator can void it'],
  ])('by %s: %s', async (member, answer) => {
    const desk = await openDesk()
    await type(desk, line)
    expect(await said(desk, '/log void L-1 because mistyped', { member })).toContain(answer)
    expect((await findEntry(desk.db, 'L-1'))?.state).toBe(member === 'ben' ? 'submitted' : 'void')
  })

  it('twice at once takes effect once, and both answers are true', async () => {
    const desk = await openDesk()
    await type(desk, line)
    const answers = await Promise.all([
      said(desk, '/log void L-1 because mistyped'),
      said(desk, '/log void L-1 because duplicate', { member: 'rui' }),
    ])
    expect(answers.filter((answer) => answer.includes('Voided L-1'))).toHaveLength(1)
    const late = answers.find((answer) => answer.includes('is void already')) ?? ''
    const [, version] = await entryVersions(desk.db, 'L-1')
    expect(await entryVersions(desk.db, 'L-1')).toHaveLength(2)
    expect(late).toContain(`@${version?.changedBy}, because ${version?.reason}.`)
  })

  it('keeps every version', async () => {
    const desk = await openDesk()
    await type(desk, line)
    await type(desk, '/log void L-1 because mistyped', { now: '2009-04-07T14:00:00.000Z' })
    const [first, second] = await entryVersions(desk.db, 'L-1')
    expect(first).toMatchObject({ version: 1, state: 'submitted' })
    expect(second).toEqual({
      ...first,
      version: 2,
      state: 'void',
      reason: 'mistyped',
      changedAt: '2009-04-07T14:00:00.000Z',
    })
  })
})

describe('many at once, and a clock that runs backwards', () => {
  it('numbers entries without a gap', async () => {
    const desk = await openDesk()
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        said(desk, `/log seizure ${index + 1} kg cocaine at Callao`, { member: `m${index % 7}` }),
      ),
    )
    const ids = replies.map((reply) => Number(/Recorded L-(\d+)/.exec(reply)?.[1]))
    expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    for (const [index, reply] of replies.entries()) {
      const entry = await findEntry(desk.db, `L-${ids[index]}`)
      expect(entry?.quantity?.low).toBe((index + 1) * 1e6)
      expect(reply).toContain(`seizure ${index + 1} kg`)
    }
  })

  it('never records an instant before the one recorded last', async () => {
    const minutes = fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 2, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(minutes, async (minutes) => {
        const desk = await openDesk()
        const instants: string[] = []
        for (const [index, minute] of minutes.entries()) {
          const now = new Date(Date.parse(start) + minute * 60_000).toISOString()
          const day = index + 1
          const voids = index % 3 === 2
          const reply = await said(
            desk,
            voids
              ? `/log void L-${index - Math.floor(index / 3)} because wrong`
              : `/log seizure 5 kg cocaine at Callao on ${day} Mar 2009`,
            { now },
          )
          expect(reply).toMatch(voids ? /Voided/ : /Recorded/)
          const versions = (await listEntries(desk.db)).map(({ changedAt }) => changedAt)
          instants.push(versions.toSorted().at(-1) ?? '')
        }
        expect(instants).toEqual(instants.toSorted())
        const all = await Promise.all(
          (await listEntries(desk.db)).map(({ id }) => entryVersions(desk.db, id)),
        )
        for (const versions of all) {
          const changed = versions.map(({ changedAt }) => changedAt)
          expect(changed).toEqual(changed.toSorted())
        }
      }),
      { seed: 1988, numRuns: 20 },
    )
  })
})

/** Lines of every kind that counts anywhere, on both sides of each clause. */
const amount = fc.oneof(
  fc.integer({ min: 1, max: 900 }).map(String),
  fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 91, max: 200 })).map(([a, b]) => `${a}-${b}`),
  fc.integer({ min: 1, max: 90 }).map((n) => `~${n}`),
  fc.integer({ min: 1, max: 90 }).map((n) => `>= ${n}`),
  fc.integer({ min: 1, max: 90 }).map((n) => `${n}.25`),
)
const whole = fc.integer({ min: 1, max: 900 }).map(String)
const when = fc.constantFrom(
  'on 30 Sep 2008',
  'on 1 Oct 2008',
  'on 31 Dec 2008',
  'on 1 Jan 2009',
  'on 3 Apr 2009',
  'on 30 Sep 2009',
  'on 1 Oct 2009',
  'on 20 Nov 2005',
  'in May 2009',
)
const where = fc.constantFrom('in the VRAE', 'at Monzón', 'at Callao', 'at Tocache', '')
const src = fc.constantFrom('src 09 LIMA 501', 'src https://example.com/a', '')
const joined = (...pieces: fc.Arbitrary<string>[]) =>
  fc.tuple(...pieces).map((words) => words.filter((word) => word !== '').join(' '))
const line = fc.oneof(
  joined(
    fc.constant('seizure'),
    amount,
    fc.constantFrom('kg cocaine', 'kg cocaine paste', 'kg heroin', 'kg coca leaf', 'L acetone', 'kg acetone'),
    where,
    when,
    src,
  ),
  joined(
    fc.constantFrom('eradication forced', 'eradication voluntary', 'eradication'),
    amount,
    fc.constant('ha coca'),
    where,
    when,
    src,
  ),
  joined(
    fc.constantFrom('total seizure 3 t cocaine in the VRAE', 'total eradication forced 900 ha coca'),
    fc.constantFrom('from 1 Jan 2009 to 31 Mar 2009', 'from 1 Dec 2008 to 31 Jan 2009'),
    src,
  ),
  joined(fc.constantFrom('poppy located', 'poppy eradicated'), amount, fc.constant('ha'), when, src),
  joined(fc.constantFrom('poppy located', 'poppy eradicated'), whole, fc.constant('plants'), when, src),
  joined(fc.constantFrom('police graduated', 'police enrolled'), whole, when, src),
  joined(fc.constant('operation interdiction'), where, when),
  joined(fc.constant('demand reduction campaign in schools'), when),
  joined(fc.constant('estimate'), whole, fc.constant('ha coca'), when, src),
)
const step = fc.oneof(
  { weight: 4, arbitrary: line.map((text) => ({ log: text })) },
  { weight: 1, arbitrary: fc.nat({ max: 30 }).map((which) => ({ void: which })) },
)

interface Sum {
  low: number
  high: number | undefined
}
const plus = (a: Sum | undefined, b: Sum): Sum => ({
  low: (a?.low ?? 0) + b.low,
  high: a && a.high === undefined ? undefined : b.high === undefined ? undefined : (a?.high ?? 0) + b.high,
})

/** What a reply's "Measures" says: `FY2010/PE-IL-3b, FY2009, cocaine (not assessable: …); …`. */
function measuresSaid({ parts }: Reply): { indicator: string; series: string }[] {
  const fact = parts
    .filter((part): part is Part & { part: 'facts' } => part.part === 'facts')
    .flatMap(({ facts }) => facts)
    .find(([label]) => label === 'Measures')?.[1]
  if (typeof fact !== 'string' || fact === 'no indicator') return []
  return fact
    .replace(/ \(not assessable:[^)]*\)/g, '')
    .split('; ')
    .map((piece) => {
      const [indicator = '', , ...series] = piece.split(', ')
      return { indicator, series: series.join(', ') }
    })
}

it('what /log says an entry measures is what the card adds, net of voids', async () => {
  const begun = '2009-11-02T14:00:00.000Z'
  const now = '2009-11-02T15:00:00.000Z'
  let recorded = 0
  let measured = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), async (steps) => {
      const desk = await openDesk()
      const told = new Map<string, { indicator: string; series: string }[]>()
      for (const [minute, one] of steps.entries()) {
        // The same line within a minute would be taken for a slip.
        const now = new Date(Date.parse(begun) + minute * 90_000).toISOString()
        if ('log' in one) {
          const reply = await type(desk, `/log ${one.log}`, { now })
          const id = /Recorded (L-\d+)/.exec(renderPlainText(reply))?.[1]
          expect(id, one.log).toBeDefined()
          if (id !== undefined) told.set(id, measuresSaid(reply))
          recorded += 1
        } else {
          const id = `L-${one.void + 1}`
          const reply = await said(desk, `/log void ${id} because drawn by lot`, { now })
          expect(reply).toMatch(told.has(id) ? /Voided|is void already/ : /There is no entry/)
          if (told.has(id)) told.set(id, [])
        }
      }
      const context = await makeContext(desk, { member: 'ana', channel: 'terminal' }, now)
      const expected = new Map<string, Sum>()
      const added = new Map<string, Sum>()
      const add = (sums: Map<string, Sum>, key: string, sum: Sum) => sums.set(key, plus(sums.get(key), sum))
      for (const cycle of desk.knowledge.cycles) {
        const indicators = cycle.benchmarks.flatMap((benchmark) => benchmark.indicators)
        const stocks = new Map<string, Entry>()
        for (const [id, measures] of told) {
          const entry = await findEntry(desk.db, id)
          if (!entry) throw new Error(`${id} was recorded`)
          for (const { indicator, series } of measures) {
            const held = indicators.find((one) => `${cycle.cycle}/${one.id}` === indicator)
            if (!held) continue
            measured += 1
            const counted = held.measure === 'count'
            const pieces = entry.quantity?.dimension === 'piece' ? entry.quantity : { low: 1, high: 1 }
            const { low, high } = counted || !entry.quantity ? pieces : entry.quantity
            const unit = counted ? 'piece' : entry.quantity?.dimension
            const side = held.over.some(({ kind }) => kind.includes(entry.kind)) ? 'over' : 'counts'
            const key = `${indicator} ${series} ${unit} ${side}`
            if (held.measure === 'latest') {
              const before = stocks.get(key)
              // Of two stocks of the same day, the higher id is the later word.
              if (before && before.until > entry.until) continue
              stocks.set(key, entry)
              expected.set(key, { low, high })
            } else add(expected, key, { low, high })
          }
        }
        const { input } = await gatherCycle(context, cycle, context.today)
        const card = makeReportCard(input)
        const lines = card.parts.flatMap(({ headings }) => headings.flatMap(({ benchmarks }) => benchmarks))
        for (const { id, measure, series } of lines.flatMap(({ indicators }) => indicators)) {
          for (const { series: one, actual, target } of series) {
            const key = `${cycle.cycle}/${id} ${one.name} ${one.dimension}`
            if (actual) add(added, `${key} counts`, { low: actual.low, high: actual.high })
            if (measure === 'ratio' && target)
              add(added, `${key} over`, { low: target.low, high: target.high })
          }
        }
      }
      expect(Object.fromEntries([...added].toSorted())).toEqual(Object.fromEntries([...expected].toSorted()))
    }),
    { seed: 1988, numRuns: 20 },
  )
  expect(recorded).toBeGreaterThan(200)
  expect(measured).toBeGreaterThan(recorded / 4)
})

describe('show, list and mine', () => {
  it('shows what was typed, and every version', async () => {
    const desk = await openDesk()
    await type(desk, '/log seizure 5 kg cocaine at Callao on 3 Apr 2009 by DIRANDRO src 09 LIMA 501')
    await type(desk, '/log void L-1 because mistyped')
    const text = await said(desk, '/log show l-1')
    for (const piece of [
      'L-1, version 2',
      'seizure 5 kg cocaine at Callao on 3 Apr 2009 by DIRANDRO src 09 LIMA 501',
      '09 LIMA 501 (cable)',
      'DIRANDRO',
      'host government',
      'version 1: submitted',
      'version 2: void',
      'because mistyped',
    ])
      expect(text).toContain(piece)
  })

  test.each([
    ['/log mine', 'ben', ['L-2']],
    ['/log mine', 'cal', []],
    ['/log list', 'ana', ['L-4', 'L-3', 'L-2', 'L-1']],
    ['/log list peru', 'ana', ['L-3', 'L-2', 'L-1']],
    ['/log list bolivia', 'ana', ['L-4']],
    ['/log list peru 2005', 'ana', ['L-3']],
    ['/log list 2010', 'ana', ['L-2', 'L-1']],
    ['/log list FY2010', 'ana', ['L-2', 'L-1']],
  ])('%s by %s: %j', async (line, member, ids) => {
    const desk = await openDesk()
    await type(desk, '/log seizure 1 kg cocaine at Callao on 3 Apr 2009')
    await type(desk, '/log seizure 2 kg cocaine at Callao on 3 Apr 2009', { member: 'ben' })
    await type(desk, '/log police graduated 5 on 20 Nov 2005')
    await type(desk, '/log seizure 4 kg cocaine country Bolivia')
    const reply = await type(desk, line, { member })
    const items = reply.parts.flatMap((part) => (part.part === 'list' ? part.items : []))
    expect(items.map((item) => /L-\d+/.exec(JSON.stringify(item))?.[0])).toEqual(ids)
  })

  it('shows twenty and counts the rest', async () => {
    const desk = await openDesk()
    for (let n = 1; n <= 23; n++) await type(desk, `/log seizure ${n} kg cocaine at Callao on 3 Apr 2009`)
    const text = await said(desk, '/log list peru FY2010')
    expect(text.match(/^- L-/gm)).toHaveLength(20)
    expect(text).toContain('1 to 20 of 23')
    expect(text).toContain('- L-23 ')
  })
})

it('asks whose an entry is that tells of a country nobody follows here', async () => {
  const desk = await openDesk()
  const reply = renderPlainText(await type(desk, '/log Moroccan police seized 2 kg of cocaine.'))
  expect(reply).toContain('It tells of Morocco, and no country of that name is followed here.')
  expect(await listEntries(desk.db)).toEqual([])
  expect(renderPlainText(await type(desk, '/log draft D-1 take 1'))).toContain('Country: Peru')
})

it.each([
  '/log seizure 5 kg zebradust at Callao mark SBU',
  // As an entry's, its marking is what may be read where it was typed.
  '/log seizure 5 kg zebradust at Callao',
])('keeps the question about %s from a channel at U, at Home too', async (line) => {
  const desk = await openDesk()
  const asked = renderPlainText(await type(desk, line))
  expect(asked).toMatch(/^\[SBU\] No substance is known as "zebradust"/)
  for (const line of ['/log draft D-1', '/log draft D-1 take 1', '/attache home']) {
    const told = renderPlainText(await type(desk, line, { channel: 'C-open' }))
    expect(told, line).toMatch(/^\[U\]/)
    expect(told, line).not.toContain('zebradust')
  }
  expect(renderPlainText(await type(desk, '/attache home'))).toContain('To finish: D-1')
})
