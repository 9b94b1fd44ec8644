import { describe, expect, it } from 'vitest'
import type { Desk } from '../../src/commands/context.ts'
import type { FilePart, Reply } from '../../src/commands/reply.ts'
import { fileText } from '../../src/edges/documents/paper-text.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { listActs } from '../../src/store/audit.ts'
import { listReleases } from '../../src/store/releases.ts'
import { openDesk, type } from '../desk.ts'

const lines = [
  '/log eradication forced 120 ha coca at Monzón on 24 Mar 2009 by CORAH src 09 LIMA 412 mark U',
  '/log seizure 40 kg cocaine in the VRAE on 3 Apr 2009 by DIRANDRO src 09 LIMA 502 mark SBU',
  '/log seizure 9 kg cocaine in the VRAE on 2 Apr 2009 by DIRANDRO src "the press" mark U',
]
const later = '2009-04-07T15:00:00.000Z'

async function told(): Promise<Desk> {
  const desk = await openDesk()
  for (const line of lines) await type(desk, line)
  await type(desk, '/log accept L-1', { member: 'rui' })
  return desk
}

const filesOf = ({ parts }: Reply) => parts.filter((part) => part.part === 'file')
const textOf = (files: readonly FilePart[], ending: string) =>
  files
    .filter(({ name }) => name.endsWith(ending))
    .map(fileText)
    .join('')
const releaseLine = ({ parts }: Reply) =>
  `/${parts.flatMap((part) => (part.part === 'buttons' ? part.buttons : [])).find(({ label }) => label === 'Release')?.call}`

describe('a paper', () => {
  it('says in its clean copy what the annotated one cites', async () => {
    const files = filesOf(await type(await told(), '/draft talking-points peru'))
    expect(files.map(({ name, marking }) => `${marking} ${name}`)).toEqual([
      'U talking-points-PE-FY2010-2009-04-06.docx',
      'U talking-points-PE-FY2010-2009-04-06-annotated.docx',
      'SBU talking-points-PE-FY2010-2009-04-06-withheld.docx',
    ])
    const [clean, annotated] = [textOf(files, '04-06.docx'), textOf(files, 'annotated.docx')]
    expect(clean).toContain('Eradication forced 120 ha coca at Monzón on 24 Mar 2009.')
    expect(clean).not.toMatch(/¶|L-1\b|09 STATE|09 LIMA/)
    expect(annotated).toContain('[L-1, 09 LIMA 412]'.replace(/[[\]]/g, '\\$&'))
    expect(annotated).toContain('¶9(C) Drug Production 1')
  })

  it('names on a sheet of its own what it withholds, and why', async () => {
    const sheet = textOf(filesOf(await type(await told(), '/draft talking points peru')), 'withheld.docx')
    expect(sheet).toContain('| (SBU) entry L-2 | SBU, and the paper may be U at most |')
    expect(sheet).toMatch(/\(U\) entry L-3 \| evidence [CD]: no official record/)
    expect(sheet).toContain('our reading of the source')
  })

  it('in a channel for U tells of what is above only how much', async () => {
    const reply = await type(await told(), '/draft talking-points peru', { channel: 'C-open' })
    expect(reply.marking).toBe('U')
    const said = [renderPlainText(reply), ...filesOf(reply).map(fileText)].join('\n')
    expect(said).not.toMatch(/(?<![A-Z])L-2\b/)
    expect(said).toContain('1 item withheld (SBU)')
  })

  it('as a cable has no line beyond 69 characters', async () => {
    const files = filesOf(await type(await told(), '/draft cable peru'))
    for (const line of files.slice(0, 2).map(fileText).join('\n').split('\n'))
      expect(line.length, line).toBeLessThanOrEqual(69)
    expect(textOf(files, '04-06.txt')).toMatch(
      /^\d+\. \(SBU\) Benchmark: Keep seizing[\s\S]*Recorded: cocaine 49 kg/m,
    )
  })

  it('as a cable says each event once, and cites every claim and finding', async () => {
    const desk = await told()
    await type(desk, '/log seizure 40 kg cocaine in the VRAE on 3 Apr 2009 by SUNAT src 09 LIMA 503')
    await type(desk, '/log merge L-4 L-2 because one seizure')
    await type(
      desk,
      '/benchmark PE-IL-3b baseline 100 kg cocaine FY2008 in zones src 09 LIMA 77 because found',
    )
    await type(
      desk,
      '/log engagement reply from the foreign ministry on 5 Apr 2009 src 09 LIMA 510 note will write',
    )
    const [, annotated = ''] = filesOf(await type(desk, '/draft cable peru')).map(fileText)
    const text = annotated.replace(/\s+/g, ' ')
    expect(text).toContain('cocaine 49 kg, each event once (89 kg in 3 claims) of 110 kg')
    expect(text).toMatch(/\[PE-IL-3; 09 STATE 32018 [^\]]*; L-2; L-3; L-4; F-1\]/)
    expect(text).toContain('Reply, foreign ministry, 5 Apr 2009. Will write.')
  })
})

describe('a release', () => {
  it('is a named person’s, of the very text that was read, and is kept', async () => {
    const desk = await told()
    const line = releaseLine(await type(desk, '/draft non-paper peru'))
    expect((await type(desk, line)).refused).toBe(true)
    const released = await type(desk, line, { member: 'rui', now: later })
    expect(renderPlainText(released)).toContain('Released as P-1 by @rui')
    expect(textOf(filesOf(released), '04-06.docx')).not.toContain('DRAFT')
    // The same text is the same release, whoever presses again.
    expect(renderPlainText(await type(desk, line, { member: 'ada', now: later }))).toContain('P-1 by @rui')
    expect(await listReleases(desk.db, 'PE')).toHaveLength(1)
    expect(renderPlainText(await type(desk, '/draft releases peru', { now: later }))).toContain(
      'P-1 (U): non-paper'.replace(':', ''),
    )
    const shown = await type(desk, '/draft show p-1', { now: later })
    expect(filesOf(shown).map(fileText)).toEqual(filesOf(released).map(fileText))
    const cable = filesOf(await type(desk, '/draft cable peru', { now: later }))
    expect(textOf(cable, '04-07.txt').replace(/\s+/g, ' ')).toContain(
      'Drug production and cultivation: Reduce illegal coca',
    )
  })

  it('refuses a text that changed since', async () => {
    const desk = await told()
    const line = releaseLine(await type(desk, '/draft talking-points peru'))
    await type(desk, '/log void L-1 because a duplicate')
    const refused = await type(desk, line, { member: 'rui' })
    expect(refused.refused).toBe(true)
    expect(renderPlainText(refused)).toContain('no longer what would leave')
    expect(await listReleases(desk.db, 'PE')).toEqual([])
  })

  it('is never of a text from which something was withdrawn while it was released', async () => {
    const desk = await told()
    const line = releaseLine(await type(desk, '/draft talking-points peru'))
    await Promise.all([
      type(desk, line, { member: 'rui' }),
      type(desk, '/log void L-1 because a duplicate', { member: 'rui' }),
    ])
    const acts = (await listActs(desk.db, {}, 10)).map(({ act }) => act)
    // Newest first: a release, where there is one, came before.
    expect(acts.find((act) => act === 'released' || act === 'voided')).toBe('voided')
  })

  it('of a cable above U is told in no channel for U', async () => {
    const desk = await told()
    const line = releaseLine(await type(desk, '/draft cable peru'))
    await type(desk, line, { member: 'ada' })
    expect(renderPlainText(await type(desk, '/draft show P-1', { channel: 'C-open' }))).toBe(
      '[U]\n1 item withheld (SBU)',
    )
    const list = renderPlainText(await type(desk, '/draft releases peru', { channel: 'C-open' }))
    expect(list).toContain('1 item withheld (SBU)')
    expect(list).not.toContain('P-1')
  })

  it.each([
    ['/draft release', 'fingerprint and all'],
    ['/draft release non-paper peru FY2010 as of 2009-04-06 0123456789abcdef', 'no longer what would leave'],
    ['/draft show P-9', 'There is no release'],
    ['/draft nonsense peru', 'is no paper'],
    ['/draft cable peru tomorrow', 'is not understood'],
    ['/draft cable peru as of 2031-01-01', 'in the future'],
  ])('%s is refused: %s', async (line, why) => {
    const reply = await type(await told(), line, { member: 'rui' })
    expect(reply.refused).toBe(true)
    expect(renderPlainText(reply)).toContain(why)
  })
})

describe('what is SBU', () => {
  it('moves no figure of a U paper: the text is the same without it', async () => {
    const [one, other] = [await openDesk(), await openDesk()]
    for (const line of [lines[0], lines[2]]) for (const desk of [one, other]) await type(desk, line ?? '')
    await type(
      one,
      '/log eradication forced 500 ha coca at Monzón on 25 Mar 2009 by CORAH src 09 LIMA 600 mark SBU',
    )
    await type(one, '/benchmark PE-IL-3b baseline 5 kg cocaine FY2008 in zones src "a list" because found')
    for (const line of ['/draft non-paper peru', '/draft talking-points peru']) {
      const [with_, without] = [filesOf(await type(one, line)), filesOf(await type(other, line))]
      expect(with_.slice(0, 2)).toEqual(without.slice(0, 2))
    }
    for (const desk of [one, other]) await type(desk, '/watch peru', { channel: 'C-open' })
    const cables = [one, other].map(async (desk) =>
      filesOf(await type(desk, '/draft cable peru', { channel: 'C-open' })),
    )
    const [first, second] = await Promise.all(cables)
    expect(first?.slice(0, 1)).toEqual(second?.slice(0, 1))
  })
})
