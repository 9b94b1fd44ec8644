import { describe, expect, it } from 'vitest'
import type { Desk } from '../../src/commands/context.ts'
import type { FilePart } from '../../src/commands/reply.ts'
import { fileText } from '../../src/edges/documents/paper-text.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { openDesk, type } from '../desk.ts'

const lines = [
  '/log seizure 40 kg cocaine in the VRAE on 3 Apr 2009 src 09 LIMA 502',
  '/log eradication forced 120 ha coca at Monzón on 24 Mar 2009 by CORAH src 09 LIMA 412',
  '/log inspection container 40 at Paita on 2 Apr 2009 by SUNAT note =HYPERLINK("http://x")',
  '/log poppy located 2.5 ha at Cajamarca on 10 Mar 2009 src 09 LIMA 530 mark U',
]
const later = '2009-05-04T15:00:00.000Z'

async function filesOf(desk: Desk, line: string, as: Parameters<typeof type>[2] = {}): Promise<FilePart[]> {
  const reply = await type(desk, line, as)
  if (reply.refused) throw new Error(renderPlainText(reply))
  return reply.parts.filter((part) => part.part === 'file')
}

async function told(): Promise<Desk> {
  const desk = await openDesk()
  for (const line of lines) await type(desk, line)
  return desk
}

const columnsOf = (file: FilePart | undefined) => (file && 'sheet' in file ? file.sheet.columns : [])
const rowsOf = (file: FilePart | undefined) =>
  file && 'sheet' in file
    ? file.sheet.rows.map((row) =>
        Object.fromEntries(row.map((cell, index) => [file.sheet.columns[index], cell])),
      )
    : []

describe('an export', () => {
  it('in CSV is the roll-up and its entries, a row each, in columns that stay', async () => {
    const [figures, entries, ...more] = await filesOf(await told(), '/reportcard peru export csv')
    expect(more).toEqual([])
    expect(columnsOf(figures).slice(0, 9).join()).toBe(
      'cycle,actor,heading,benchmark,indicator,name,marking,status,why',
    )
    expect(columnsOf(entries).slice(0, 9).join()).toBe(
      'id,version,marking,state,kind,method,scope,quantity_typed,low',
    )
    const cocaine = rowsOf(figures).find(({ indicator }) => indicator === 'PE-IL-3b')
    expect(cocaine).toMatchObject({
      actual_low: '40',
      unit: 'kg',
      entries: 'L-1',
      marking: 'SBU',
      last_day: '2009-09-30',
    })
    expect(rowsOf(figures).find(({ indicator }) => indicator === 'PE-CC-1')).toMatchObject({
      marking: 'U',
      series: '',
    })
    expect(rowsOf(entries).map(({ id, low, unit }) => `${id} ${low} ${unit}`)).toEqual([
      'L-1 40 kg',
      'L-2 120 ha',
      'L-3 40 inspections',
      'L-4 2.5 ha',
    ])
  })

  it('in JSON is the card itself, with its fingerprint', async () => {
    const [file] = await filesOf(await told(), '/reportcard peru export json')
    const card = JSON.parse(file ? fileText(file) : '')
    expect(card).toMatchObject({
      format: 'attache report card',
      version: 1,
      marking: 'SBU',
      card: { cycle: 'FY2010' },
    })
    expect(card.entries.map(({ id }: { id: string }) => id)).toEqual(card.card.entries)
    expect(card.fingerprint).toMatch(/^[0-9a-f]{16}$/)
  })

  it('in Word and Markdown is one paper: headings, tables, what is missing, two annexes', async () => {
    const desk = await told()
    const [word] = await filesOf(desk, '/reportcard peru export docx')
    const [markdown] = await filesOf(desk, '/reportcard peru export .MD')
    const paperOf = (file: FilePart | undefined) => (file && 'paper' in file ? file.paper : undefined)
    expect(paperOf(word)).toEqual(paperOf(markdown))
    const headings = paperOf(word)?.sections.map(({ heading }) => heading)
    expect(headings).toContain('Chemical control')
    expect(headings?.slice(-4)).toEqual([
      'Missing',
      'How it was made',
      'Annex A: how each figure is read',
      'Annex B: entries',
    ])
    expect(markdown && fileText(markdown)).toMatch(
      /^## \\\[SBU\\\] Report card[\s\S]*\\\[SBU\\\] As of 6 Apr 2009/,
    )
  })

  it('is the same file for the same fingerprint, whatever was recorded since', async () => {
    const desk = await told()
    const ask = async (format: string, as = {}) =>
      JSON.stringify(await filesOf(desk, `/reportcard peru export ${format} as of 2009-04-06`, as))
    const before = [await ask('docx'), await ask('csv'), await ask('json'), await ask('md')]
    await type(desk, '/log seizure 7 kg cocaine in the VRAE on 5 Apr 2009', { now: later })
    await type(desk, '/log void L-1 because a duplicate', { now: later })
    expect([
      await ask('docx', { now: later }),
      await ask('csv', { now: later }),
      await ask('json', { now: later }),
      await ask('md', { now: later }),
    ]).toEqual(before)
  })

  it('keeps within the ceiling of where it was asked', async () => {
    const desk = await told()
    for (const format of ['docx', 'csv', 'json', 'md']) {
      const reply = await type(desk, `/reportcard peru export ${format}`, { channel: 'C-open' })
      expect(reply.marking).toBe('U')
      const said = reply.parts.map((part) => (part.part === 'file' ? fileText(part) : '')).join('\n')
      expect(said).toContain('Cajamarca')
      expect(said).not.toMatch(/VRAE|Monzón|container 40|(?<![A-Z])L-[123]\b/)
    }
    const mission = await type(desk, '/reportcard peru 2005 export docx', { channel: 'C-open' })
    expect(mission.parts.map(({ part }) => part)).toEqual(['note'])
  })

  it.each([
    ['/reportcard peru export', 'Name a format'],
    ['/reportcard peru export pdf', '"pdf" is none of the formats'],
    ['/reportcard peru export docx as of 2030-01-01', 'in the future'],
    ['/reportcard peru 2007 export docx', 'No cycle 2007'],
  ])('%s is refused: %s', async (line, why) => {
    const reply = await type(await openDesk(), line)
    expect(reply.refused).toBe(true)
    expect(renderPlainText(reply)).toContain(why)
  })

  it('of a cycle without an entry says so', async () => {
    const desk = await openDesk()
    await type(desk, lines[0] ?? '')
    await type(desk, '/log void L-1 because a trial')
    const [file] = await filesOf(desk, '/reportcard peru export md')
    expect(file && fileText(file)).toContain('Nothing logged.')
    const [, entries] = await filesOf(desk, '/reportcard peru export csv as of 2008-01-01')
    expect(rowsOf(entries)).toEqual([])
  })
})
