import jszip from 'jszip'
import { describe, expect, it } from 'vitest'
import type { Paper } from '../../../src/commands/reply.ts'
import { renderDocx } from '../../../src/edges/documents/docx.ts'
import { readDocument } from '../../../src/knowledge/documents/read-document.ts'

const bars = [
  { label: 'PE-DP-2 <b>', value: 66.7 },
  { label: 'x', value: Number.NaN },
]
const paper: Paper = {
  title: 'Report card <of> "Perú" & others',
  marking: 'SBU',
  day: '2009-06-01',
  foot: 'As of 1 Jun 2009 · fingerprint 0123456789abcdef',
  sections: [
    {
      parts: [
        { part: 'paragraph', text: [{ bold: 'Verdict' }, ': \u001b[31mred\u0007 \u202egpj \ufffe'] },
        { part: 'chart', title: 'Share', unit: '%', bars },
      ],
    },
    {
      heading: 'Drug production',
      parts: [
        {
          part: 'table',
          caption: 'Caption',
          columns: ['Id', 'Status'],
          rows: [['PE-DP-1', 'met & done'], ['one cell']],
        },
        { part: 'facts', facts: [['Due', [{ date: '2009-04-25' }]]] },
        {
          part: 'list',
          items: [
            'one',
            [{ link: 'https://a.example/x', text: 'two' }],
            [{ link: 'https://a.example/\u0001', text: 'three' }],
          ],
        },
        { part: 'quote', text: 'Section 760', citation: '09 STATE 32018 ¶2' },
        { part: 'note', text: 'small' },
        { part: 'chart', title: 'None', unit: '', bars: [] },
      ],
    },
  ],
}

async function partsOf(bytes: Uint8Array) {
  const zip = await jszip.loadAsync(bytes)
  const read = async (name: string) => (await zip.file(name)?.async('string')) ?? ''
  return { names: Object.keys(zip.files), read }
}

describe('a Word document', () => {
  it('says all of it, with its marking at the head and foot of each page', async () => {
    const { names, read } = await partsOf(await renderDocx(paper))
    const text = (await read('word/document.xml')).replace(/<[^>]+>/g, ' ')
    const all = ['Perú', 'PE-DP-1', 'met &amp; done', 'one cell', '25 Apr 2009', 'two', '09 STATE 32018 ¶2']
    for (const said of all) expect(text).toContain(said)
    for (const name of ['word/document.xml', 'word/_rels/document.xml.rels'])
      expect(await read(name), name).not.toMatch(/[\u0000-\u0008\ufffe\uffff]/)
    expect(await read('word/header1.xml')).toContain('SENSITIVE BUT UNCLASSIFIED')
    const foot = await read('word/footer1.xml')
    expect(foot).toContain('SENSITIVE BUT UNCLASSIFIED')
    expect(foot).toContain('fingerprint 0123456789abcdef')
    expect(names.filter((name) => name.endsWith('.png'))).toHaveLength(2)
    expect(await read('word/document.xml')).toContain('descr="PE-DP-2 &lt;b&gt;: 66.7 %"')
  })

  it('is the same bytes again, and says no moment but its day', async () => {
    const one = await renderDocx(paper)
    expect(Buffer.compare(one, await renderDocx(paper))).toBe(0)
    const core = await (await partsOf(one)).read('docProps/core.xml')
    expect(core.match(/\d{4}-\d\d-\d\dT[^<]*/g)).toEqual(['2009-06-01T00:00:00Z', '2009-06-01T00:00:00Z'])
  })

  it('is read back by our own reader', async () => {
    const bytes = await renderDocx({ ...paper, sections: paper.sections.slice(1) })
    const read = await readDocument({ name: 'card.docx', bytes }, { ceiling: 'SBU', sources: [] })
    if ('refused' in read) throw new Error(read.refused.what)
    expect(read.document.marking).toBe('SBU')
    expect(read.document.paragraphs.map(({ text }) => text).join('\n')).toContain('met & done')
  })
})
