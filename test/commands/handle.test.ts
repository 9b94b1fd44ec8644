import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it, test } from 'vitest'
import type { Reply } from '../../src/commands/reply.ts'
import { commands } from '../../src/commands/table.ts'
import { kinds } from '../../src/domain/entry.ts'
import { kindRules } from '../../src/domain/kinds.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { listEntries } from '../../src/store/entries.ts'
import { anySign } from '../any-sign.ts'
import { desksFilled, openDesk, shippedKnowledge, type } from '../desk.ts'

const examples = commands.flatMap((command) => command.examples)

const others = examples.filter((line) => !line.startsWith('/attache'))

describe('examples', () => {
  test.each(examples)('%s works on the data shipped', async (line) => {
    const reply = await type(await openDesk(), line)
    expect(renderPlainText(reply)).not.toMatch(/You typed/)
    expect(reply.refused).toBeUndefined()
  })

  test.each(kinds.map((kind) => `/log ${kindRules[kind].example}`))('%s is recorded', async (line) => {
    expect(renderPlainText(await type(await openDesk(), line))).toContain('Recorded L-1')
  })

  test.each(others)('/attache and %s say the same', async (line) => {
    const plain = await type(await openDesk(), line)
    expect(await type(await openDesk(), `/attache ${line.slice(1)}`)).toEqual(plain)
  })
})

describe.each(commands)('/$name', (command) => {
  test('explains itself, and does nothing', async () => {
    const desk = await openDesk()
    const help = await type(desk, `/${command.name} help`)
    expect(help).toMatchObject({ to: 'member', marking: 'U' })
    expect(help.refused).toBeUndefined()
    expect(await type(desk, `/${command.name} ?`)).toEqual(help)
    expect(await type(desk, `  /${command.name}   help `)).toEqual(help)
    if (command.name !== 'attache') expect(await type(desk, `/attache ${command.name} help`)).toEqual(help)
    const text = renderPlainText(help)
    for (const line of command.help ? [] : [...command.usage, ...command.examples])
      expect(text).toContain(line)
    expect(await listEntries(desk.db)).toEqual([])
  })

  test('answers when nothing follows it', async () => {
    const desk = await openDesk()
    const reply = await type(desk, `/${command.name}`)
    expect(reply.refused).toBeUndefined()
    expect(reply.to).toBe('member')
    if (!command.bare && !command.form) expect(reply).toEqual(await type(desk, `/${command.name} help`))
  })

  test('is summed up in /attache help', async () => {
    const text = renderPlainText(await type(await openDesk(), '/attache help'))
    if (command.name !== 'attache') expect(text).toContain(`/${command.name} ${command.summary}`)
  })
})

describe('a line that is no command', () => {
  test.each([
    ['/benchmrk peru', '/benchmark peru'],
    ['/lgo seizure 5 kg cocaine', '/log seizure 5 kg cocaine'],
    ['/reportcrad peru', '/reportcard peru'],
    ['deadlin', '/deadline'],
    ['/BENCHMRK Peru', '/benchmark Peru'],
  ])('%s is offered %s', async (line, nearest) => {
    const desk = await openDesk()
    const reply = await type(desk, line)
    expect(reply).toMatchObject({ refused: true, to: 'member' })
    expect(reply.parts).toContainEqual({
      part: 'buttons',
      buttons: [{ label: 'Use It', call: nearest.slice(1) }],
    })
    expect(await listEntries(desk.db)).toEqual([])
  })

  test.each(['/frobnicate', '🙂🙂🙂', '/', 'x', '/ضبط', '/attache attache', '/attache frobnicate peru'])(
    '%s is refused with a line that works',
    async (line) => {
      const reply = await type(await openDesk(), line)
      expect(reply.refused).toBe(true)
      expect(renderPlainText(reply)).toContain('For example: ')
    },
  )

  it('answers an empty line', async () => {
    for (const line of ['', '   ', '\u00a0\u200b'])
      expect(renderPlainText(await type(await openDesk(), line))).toContain('For example: /attache help')
  })
})

describe('texts nobody expects', () => {
  test.each([...commands])('/$name refuses 10,000 characters in one clear line', async ({ name }) => {
    const desk = await openDesk()
    const reply = await type(desk, `/${name} seizure ${'x'.repeat(10_000)}`)
    const text = renderPlainText(reply)
    expect(reply.refused).toBe(true)
    expect(text).toContain('That line has 10,008 characters, and 2,000 are read. Nothing was recorded')
    expect(text.length).toBeLessThan(600)
    expect(await listEntries(desk.db)).toEqual([])
  })

  const piece = fc.oneof(
    fc.constantFrom(
      ...examples.flatMap((line) => line.slice(1).split(' ')),
      'show',
      'void',
      'because',
      'as of',
      'total',
      'off',
      'L-1',
      'PE-IL-3',
      '~',
      '-5',
      '1.500',
      'tons',
      '31 February',
      '04/05/2009',
      'note',
      'src',
      'bm',
      'mark',
      "'; DROP TABLE entries; --",
      '<!channel>',
      '<@U1|ana>',
      '*bold*',
      '“250 kg”',
      '5\u00a0kg',
      '🙂',
      '‮كوكايين',
      '\u0000\u0007',
    ),
    fc.string({ unit: anySign, maxLength: 20 }),
  )

  it('are answered or declined, never broken, whatever the command', async () => {
    const desk = await openDesk()
    const line = fc
      .tuple(fc.constantFrom(...commands.map(({ name }) => name)), fc.array(piece, { maxLength: 12 }))
      .map(([name, pieces]) => `/${name} ${pieces.join(' ')}`)
    await fc.assert(
      fc.asyncProperty(line, async (line) => {
        const before = (await listEntries(desk.db)).length
        const reply = await type(desk, line, { channel: 'C-anything' })
        expect(renderPlainText(reply).length).toBeGreaterThan(0)
        expect(reply.marking).toBe('U')
        if (reply.refused) expect((await listEntries(desk.db)).length).toBe(before)
      }),
      { seed: 1988, numRuns: 250 },
    )
  })
})

describe('text above the ceiling is not said again, whatever was wrong with its line', () => {
  test.each([
    ['/lgo seizure 5 kg cocaine note zebra (S//NF)', 'SBU'],
    ['/log show zebra SECRET', 'SBU'],
    ['/benchmark zebra NOFORN', 'SBU'],
    [`/log seizure zebra CONFIDENTIAL ${'x'.repeat(3_000)}`, 'SBU'],
    ['/watch zebra (SBU)', 'U'],
    ['/log void L-1 zebra (SBU)', 'U'],
    ['/attache lgo zebra TOP SECRET', 'SBU'],
    ['/zebra (S//NF)', 'SBU'],
  ] as const)('%s', async (line, ceiling) => {
    const reply = await type(await openDesk({ ceiling }), line)
    expect(reply.refused).toBe(true)
    expect(JSON.stringify(reply)).not.toContain('zebra')
  })

  test('what is at the ceiling is said again under its marking', async () => {
    const reply = await type(await openDesk({ ceiling: 'SBU' }), '/watch zebra (SBU)')
    expect(renderPlainText(reply)).toContain('zebra')
    expect(reply.marking).toBe('SBU')
  })
})

describe('a channel at U, beside a store with SBU entries', () => {
  const knowledge = shippedKnowledge()
  const secret = {
    entries: [
      '/log seizure 731 kg cocaine in the VRAE on 3 Apr 2009 src 09 LIMA 7731 note zebra',
      '/log eradication forced 817 ha coca at Monzón on 2 Apr 2009 by CORAH note zebra',
      '/log police graduated 619 at Mazamari on 20 Nov 2005 note zebra',
      '/log poppy located 533 ha at Cajamarca on 1 Mar 2009 note zebra',
    ],
    words: ['731', '817', '619', '533', 'zebra', 'L-1', 'L-2', 'L-3', 'L-4'],
    statements: knowledge.cycles.flatMap(({ marking, title, benchmarks }) => [
      ...(marking === 'SBU' ? [title] : []),
      ...benchmarks.filter((one) => one.marking === 'SBU').map(({ statement }) => statement),
    ]),
    benchmarks: knowledge.cycles.flatMap(({ benchmarks }) =>
      benchmarks.filter(({ marking }) => marking === 'SBU').map(({ id }) => id),
    ),
  }

  const fill = desksFilled(async (desk) => {
    for (const line of secret.entries) expect((await type(desk, line)).marking).toBe('SBU')
    await type(desk, '/watch peru', { channel: 'C-desk' })
    await type(desk, '/log seizure 40 kg heroin at Paita on 3 Apr 2009', { channel: 'C-desk' })
  })

  const shown = (reply: Reply) => `${renderPlainText(reply)}\n${JSON.stringify(reply.parts)}`

  const lines = [
    ...examples,
    ...knowledge.cycles.flatMap(({ benchmarks }) => benchmarks.map(({ id }) => `/benchmark ${id}`)),
    '/benchmark peru 2005',
    '/benchmark eradication',
    '/benchmark peru 1999',
    '/reportcard peru 2005',
    '/reportcard peru as of 2009-04-05',
    '/log list',
    '/log list peru 2005',
    '/log list peru FY2010',
    '/log show L-1',
    '/log void L-1 because wrong',
    '/log void L-1',
    '/log show L-99',
    '/log police graduated 5 on 20 Nov 2005',
    '/log eradication forced 6 ha coca on 20 Nov 2005',
    '/log seizure 7 kg heroin on 20 Nov 2005 bm PE-M-7',
    '/log seizure 7 kg heroin on 20 Nov 1999',
    '/deadline',
    '/deadline peru',
    '/attache status',
    '/attache help',
    '/ask Eradication Security Group',
    '/ask PE-M-2',
    '/ask managed coca',
    '/ask zebra',
    '/ask 05 LIMA 1409 ¶18',
    '/article 14.2',
    '/article 9.2',
    '/article eradicate',
    '/watch preview',
  ]

  test.each(lines)('%s shows none of them', async (line) => {
    const desk = await fill()
    const reply = await type(desk, line, { channel: 'C-desk', member: 'ben' })
    expect(reply.marking).toBe('U')
    const typed = line.split(/\s+/)
    const text = shown(reply)
    for (const word of [...secret.words, ...secret.benchmarks].filter((word) => !typed.includes(word)))
      expect(text).not.toMatch(new RegExp(`(?<![\\w-])${word}(?![\\w-])`))
    for (const statement of secret.statements) expect(text).not.toContain(statement)
  })

  test.each([
    ['/log list', 4],
    ['/log mine', 4],
    ['/log list peru 2005', 1],
    ['/log show L-1', 1],
    ['/log void L-2 because wrong', 1],
    ['/benchmark PE-M-1', 1],
    ['/benchmark peru 2005', 12],
    ['/reportcard peru 2005', 12],
    ['/reportcard peru', 3],
    ['/benchmark PE-IL-3', 1],
    ['/benchmark PE-IL-4', 1],
    ['/log police graduated 5 on 20 Nov 2005', 5],
  ])('%s counts what it withholds: %i', async (line, count) => {
    const text = renderPlainText(await type(await fill(), line, { channel: 'C-desk' }))
    const said = /(\d+) items? withheld \(SBU\)/.exec(text)?.[1] ?? '0'
    expect(Number(said)).toBe(count)
  })
})

it('lets a bug through to the edge, which knows whom to tell', async () => {
  const desk = await openDesk()
  await sql`DROP TABLE entries`.execute(desk.db)
  await expect(type(desk, '/log list')).rejects.toThrow('no such table')
})
