import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Desk } from '../../src/commands/context.ts'
import type { FilePart } from '../../src/commands/reply.ts'
import { cardFileSchema } from '../../src/commands/reportcard/card-schema.ts'
import type { Marking } from '../../src/domain/marking.ts'
import { fileText } from '../../src/edges/documents/paper-text.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { openDesk, type } from '../desk.ts'
import { inventedCable } from '../invented-cable.ts'

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
    const card = cardFileSchema.parse(JSON.parse(file ? fileText(file) : ''))
    expect(card).toMatchObject({
      format: 'attache report card',
      version: 1,
      marking: 'SBU',
      card: { cycle: 'FY2010' },
    })
    expect(card.entries.map(({ id }) => id)).toEqual(card.card.entries)
    expect(card.fingerprint).toMatch(/^[0-9a-f]{16}$/)
  })

  it('in Word and Markdown is one paper: headings, tables, what is missing, three annexes', async () => {
    const desk = await told()
    const [word] = await filesOf(desk, '/reportcard peru export docx')
    const [markdown] = await filesOf(desk, '/reportcard peru export .MD')
    const paperOf = (file: FilePart | undefined) => (file && 'paper' in file ? file.paper : undefined)
    expect(paperOf(word)).toEqual(paperOf(markdown))
    const headings = paperOf(word)?.sections.map(({ heading }) => heading)
    expect(headings).toContain('Chemical control')
    expect(headings?.slice(-5)).toEqual([
      'Missing',
      'How it was made',
      'Annex A: how each figure is read',
      'Annex B: entries',
      'Annex C: sources',
    ])
    expect(markdown && fileText(markdown)).toMatch(
      /^## \\\[SBU\\\] Report card[\s\S]*\\\[SBU\\\] As of 6 Apr 2009/,
    )
  })

  it('has what is decided about its source, in CSV and JSON as fields, and its fingerprint covers it', async () => {
    const desk = await told()
    const exported = async (format: string) => {
      const [file] = await filesOf(desk, `/reportcard peru export ${format}`, { now: later })
      return file && 'paper' in file ? JSON.stringify(file.paper) : { file, text: file ? fileText(file) : '' }
    }
    const printOf = async () => /fingerprint (\w+)/.exec(JSON.stringify(await exported('md')))?.[1]
    const before = await printOf()
    await type(desk, '/source owner 09 STATE 32018 @ana', { member: 'rui' })
    expect(await printOf(), 'of an owner it says nothing').toBe(before)
    await type(desk, '/source interval 09 STATE 32018 month', { member: 'rui' })
    await type(desk, '/source review 09 STATE 32018', { member: 'rui' })
    expect(await printOf()).not.toBe(before)
    for (const format of ['md', 'docx'])
      expect(await exported(format)).toContain('"2 Apr 2009, reviewed 6 Apr 2009"')
    const decided = { reviewed: '2009-04-06', reviewDue: '2009-05-06' }
    const json = await exported('json')
    const { sources } = cardFileSchema.parse(JSON.parse(typeof json === 'string' ? '' : json.text))
    expect(sources.find(({ id }) => id === '09 STATE 32018')).toMatchObject(decided)
    const csv = await exported('csv')
    expect(rowsOf(typeof csv === 'string' ? undefined : csv.file)[0]).toMatchObject({
      source_reviewed: decided.reviewed,
      source_review_due: decided.reviewDue,
      source_retired: '',
    })
  })

  it.each(['csv', 'json', 'md', 'docx'])(
    'has in %s what is known of its source: day and faults',
    async (format) => {
      const file = (await filesOf(await told(), `/reportcard peru export ${format}`))[0]
      const text = file && ('paper' in file ? JSON.stringify(file.paper) : fileText(file))
      expect(text).toMatch(/2 Apr 2009|2009-04-02/)
      for (const fault of ['10 percent above FY 2008 levels', 'Pools drugs and precursor chemicals'])
        expect(text).toContain(fault)
      // Of a paragraph that the card does not cite.
      expect(text).not.toContain('Section 760')
    },
  )

  describe('beside the text held of its source', () => {
    const formats = ['csv', 'json', 'md', 'docx']
    const asPrinted = 'increase seizures by 10 percent above FY 2008 levels'
    const newer = 'increase seizures by 15 percent above FY 2008 levels'
    const ofCopy = 'In the copy we read, and not in the text held: 09 STATE 32018 ¶9(C) Interdiction 3'

    const takeIn = (desk: Desk, text: string, marking: Marking = 'U', now = later) => {
      const cite = { source: '09 STATE 32018', paragraph: 9, printed: 19, part: 'C', place: 'Interdiction 3' }
      const paragraphs = [{ cite, text, marking, line: 1 }]
      const cable = inventedCable({ id: cite.source, marking, paragraphs })
      return keepDocument(desk.db, cable, { path: 'demarche.txt', by: 'ana', now })
    }
    const exported = async (desk: Desk, what = 'peru', as = {}) =>
      Promise.all(
        formats.map(async (format) => {
          const [file] = await filesOf(desk, `/reportcard ${what} export ${format}`, { now: later, ...as })
          return file && ('paper' in file ? JSON.stringify(file.paper) : fileText(file))
        }),
      )

    it('is the same as without it, where it prints what ours has for a fault', async () => {
      const desk = await told()
      const before = await exported(desk)
      await takeIn(desk, asPrinted)
      expect(await exported(desk)).toEqual(before)
    })

    it('tells a fault that it does not have as one of our copy, from the day it is held, and the fingerprint covers it', async () => {
      const desk = await told()
      const ask = async (line: string) => renderPlainText(await type(desk, line, { now: later }))
      const earlier = await exported(desk, 'peru as of 2009-04-06')
      const before = await ask('/reportcard peru')
      await type(desk, '/reportcard peru freeze', { now: later })
      await takeIn(desk, newer, 'U', '2009-05-04T15:00:01.000Z')
      const files = await exported(desk)
      for (const file of files) {
        expect(file).toContain(`${ofCopy} (printed 19) prints`)
        expect(file).toMatch(/(?<!held: )09 STATE 32018 ¶9\(C\) Drug Production 1 \(printed 19\) prints/)
      }
      const after = await ask('/reportcard peru')
      expect(after).toMatch(
        /32018, \d+ known faults of the places cited, 1 of them in the copy we read, and not in the text held:/,
      )
      const printOf = (text: string) => /fingerprint (\w+)/.exec(text)?.[1]
      expect(printOf(after)).not.toBe(printOf(before))
      expect(await exported(desk, 'peru as of 2009-04-06'), 'the card of a day before').toEqual(earlier)
      expect((await exported(desk, 'C-1')).join(), 'a card frozen before').not.toContain(ofCopy)
    })

    it('above the ceiling is as if it were not held; what is marked U tells nothing of it', async () => {
      const desk = await told()
      const open = { channel: 'C-open' }
      const before = await exported(desk, 'peru', open)
      const [figures] = await exported(desk)
      await takeIn(desk, newer, 'SBU')
      expect(await exported(desk, 'peru', open)).toEqual(before)
      const [rows, ...whole] = await exported(desk)
      const cellsOf = (csv: string | undefined) => csv?.replace(/\b[0-9a-f]{16}\b/g, '')
      expect(cellsOf(rows), 'a row is marked by its benchmark').toBe(cellsOf(figures))
      for (const file of whole) expect(file).toContain(ofCopy)
    })
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

describe('an export by area, article or category', () => {
  it('has in every format the groups of the screen, with the basis of each link', async () => {
    const desk = await told()
    const [word] = await filesOf(desk, '/reportcard peru by article export docx')
    const [same] = await filesOf(desk, '/reportcard peru export docx by articles')
    expect(same).toEqual(word)
    expect(word?.name).toBe('report-card-PE-FY2010-2009-04-06-by-article.docx')
    const sections = word && 'paper' in word ? word.paper.sections : []
    const screen = await type(desk, '/reportcard peru by article')
    const groups = screen.parts.flatMap((part) => (part.part === 'heading' ? [part.text] : [])).slice(1, -1)
    expect(sections.map(({ heading }) => heading)).toEqual(expect.arrayContaining(groups))
    expect(groups.length).toBeGreaterThan(3)

    const [figures] = await filesOf(desk, '/reportcard peru by article export csv')
    const rows = rowsOf(figures)
    expect([...new Set(rows.map(({ group }) => group))]).toEqual(groups)
    expect(rows.filter(({ indicator }) => indicator === 'PE-DP-2').length).toBeGreaterThan(1)
    expect(new Set(rows.map(({ basis }) => basis === ''))).toContain(false)

    const [file] = await filesOf(desk, '/reportcard peru by article export json')
    const card = cardFileSchema.parse(JSON.parse(file ? fileText(file) : ''))
    expect(card.groups?.map(({ name }) => name)).toEqual(groups)
  })

  it.each([
    ['/reportcard peru by weather export docx', 'by area, article, category'],
    ['/reportcard peru export docx soon', '"soon" is not understood'],
    ['/reportcard C-1 soon', '"soon" is not understood'],
    ['/reportcard C-1 export', 'Name a format'],
    ['/reportcard C-9 export docx', 'no frozen card C-9'],
  ])('%s is refused: %s', async (line, why) => {
    const desk = await openDesk()
    await type(desk, '/reportcard peru freeze')
    const reply = await type(desk, line)
    expect(reply.refused).toBe(true)
    expect(renderPlainText(reply)).toContain(why)
  })
})

it('says of each entry of the annex what it does, and marks each line by all it rests on', async () => {
  const desk = await told()
  await type(desk, '/log seizure 41 kg cocaine in the VRAE on 4 Apr 2009 src "a paper"', { now: later })
  await type(desk, '/log merge L-5 L-1', { now: later })
  await type(desk, '/log eradication voluntary 30 ha coca at Monzón on 2 Apr 2009 src 09 LIMA 77', {
    now: later,
  })
  const [file] = await filesOf(desk, '/reportcard peru export md', { now: later })
  const text = file ? fileText(file) : ''
  expect(text).toMatch(/L-1 \(SBU\).*\| PE-IL-3b \|/)
  expect(text).toMatch(/L-5 \(SBU\).*\| claim of the same event as L-1, counted once \|/)
  expect(text).toMatch(/L-6 \(SBU\).*\| beside a figure, not added \|/)
  const screen = renderPlainText(await type(desk, '/reportcard peru', { now: later }))
  expect(screen).toMatch(/PE-IL-3b.*· \(SBU\) ¶9/)
  expect(screen).toMatch(/PE-DP-2.*· \(U\) ¶9/)
  const figure = renderPlainText(await type(desk, '/reportcard PE-IL-3b', { now: later }))
  expect(figure).toMatch(/L-5.* · claim of the same event as L-1, counted once · /)
})

describe('an export of a frozen card', () => {
  const formats = ['docx', 'csv', 'json', 'md', 'docx by area']

  it('is the file that the card gave when it was frozen, whatever was recorded since', async () => {
    const desk = await told()
    const asked = (of: string, as = {}) =>
      Promise.all(formats.map((format) => filesOf(desk, `/reportcard ${of} export ${format}`, as)))
    const before = await asked('peru')
    await type(desk, '/reportcard peru freeze')
    await type(desk, '/log seizure 7 kg cocaine in the VRAE on 5 Apr 2009', { now: later })
    await type(desk, '/log void L-1 because a duplicate', { now: later })
    expect(await asked('C-1', { now: later })).toEqual(before)
    const now = await asked('peru', { now: later })
    expect(now).not.toEqual(before)
  })

  it('says that words may differ once the data folder has changed, and stays within the ceiling', async () => {
    const desk = await told()
    await type(desk, '/reportcard peru freeze')
    const other = { ...desk, knowledge: { ...desk.knowledge, hash: 'other' } }
    const reply = await type(other, '/reportcard C-1 export md')
    expect(renderPlainText(reply)).toContain('its figures are as frozen')
    const open = await type(desk, '/reportcard C-1 export json', { channel: 'C-open' })
    expect([open.marking, open.parts.map(({ part }) => part)]).toEqual(['U', ['note']])
  })
})

describe('the schema of an export in JSON', () => {
  it('is the one in docs; `UPDATE_SCHEMA=1` writes it anew', () => {
    const path = 'docs/report-card.schema.json'
    const schema = {
      title: 'Attaché report card',
      description: 'What /reportcard … export json writes.',
      ...z.toJSONSchema(cardFileSchema),
    }
    const text = `${JSON.stringify(schema, null, 2)}\n`
    if (process.env.UPDATE_SCHEMA) writeFileSync(path, text)
    expect(readFileSync(path, 'utf8') === text, `${path} is not current: set UPDATE_SCHEMA=1`).toBe(true)
  })
})
