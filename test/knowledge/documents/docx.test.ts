import { describe, expect, it } from 'vitest'
import { makeDocx, makeZip, run, wordXml } from './made-files.ts'
import { listed, readable, refusal } from './read-file.ts'

const numbering = {
  name: 'word/numbering.xml',
  content: wordXml(
    'numbering',
    `<w:abstractNum w:abstractNumId="7">
      <w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2)"/></w:lvl>
      <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>`,
  ),
}
const styles = {
  name: 'word/styles.xml',
  content: wordXml('styles', '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'),
}
const inList = (level: number, text: string) =>
  `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>${run(text)}`

describe('Word documents', () => {
  it('are read with the numbers that Word prints, and their headings', async () => {
    const paragraphs = [
      `<w:pPr><w:pStyle w:val="H1"/></w:pPr>${run('Ports')}`,
      inList(0, 'Aa &amp; bb:'),
      inList(1, 'one'),
      inList(1, 'two'),
      inList(0, 'Cc.'),
      inList(1, 'three'),
      inList(2, 'deep'),
    ]
    const reading = await readable('a.docx', makeDocx(paragraphs, [numbering, styles]))
    expect(listed(reading)).toEqual([
      '¶4: Aa & bb:',
      '¶4(A): one',
      '¶4(B): two',
      '¶5: Cc.',
      '¶5(A): three',
      '¶5(A) point 1: deep',
    ])
    expect(reading.document.title).toBe('Ports')
    expect(reading.document.paragraphs[0]?.heading).toBe('Ports')
  })

  it('have headings in bold, each a short paragraph above one that is not', async () => {
    const set = (text: string, value: string) =>
      `<w:r><w:rPr><w:b w:val="${value}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
    const bold = (text: string) => set(text, '1')
    const styled = (inner: string) => `<w:pPr><w:pStyle w:val="B"/></w:pPr>${inner}`
    const style = wordXml('styles', '<w:style w:styleId="B"><w:rPr><w:b/></w:rPr></w:style>')
    const pairs = [
      [`${bold('Plan ')}${bold('A')}`, 'Aa.'],
      [`${bold('Dates')}${run(' so')}`, 'Bb.'],
      [styled(run('Costs')), 'Cc.'],
      [styled(set('Zones', '0')), 'Dd.'],
      [bold('Ee.'), 'Ff.'],
      [bold('Names'), bold('Gg')],
    ]
    const file = makeDocx([...pairs.flat(), 'Hh.'], [{ name: 'word/styles.xml', content: style }])
    const { document } = await readable('a.docx', file)
    expect(document.paragraphs.map(({ heading, text }) => `${heading}: ${text}`)).toEqual([
      'Plan A: Aa.',
      'Plan A: Dates so',
      'Plan A: Bb.',
      'Costs: Cc.',
      'Costs: Zones',
      'Costs: Dd.',
      'Costs: Ee.',
      'Costs: Ff.',
      'Costs: Names',
      'Gg: Hh.',
    ])
  })

  it.each([
    ['a heading in bold below a plain line', 'Weir Section', 'Boats', 'Boats'],
    [
      'a plain line above the heading of a first part',
      'Boats of the Section',
      'Background',
      'Boats of the Section',
    ],
  ])('are titled by %s', async (_what, above, heading, title) => {
    const bold = `<w:r><w:rPr><w:b/></w:rPr><w:t>${heading}</w:t></w:r>`
    expect((await readable('a.docx', makeDocx([above, bold, 'Aa.']))).document.title).toBe(title)
  })

  it('have a heading in bold below a plain line of its form', async () => {
    const bold = '<w:r><w:rPr><w:b/></w:rPr><w:t>Ports: fuel</w:t></w:r>'
    const { document } = await readable('a.docx', makeDocx(['Plan', 'Week: the first', bold, 'Aa.']))
    expect(document.paragraphs.at(-1)?.heading).toBe('Ports: fuel')
  })

  it('have headings in bold with a number, which is that of the paragraph or part of the heading', async () => {
    const bold = (text: string) => `<w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r>`
    const parts = [
      bold('1. Opening'),
      'Aa.',
      bold('2. Ports'),
      'Bb.',
      bold('3. Then'),
      '- cc',
      bold('4. Dd'),
      '5. Ee.',
    ]
    const headed = async (contents: string[]) =>
      (await readable('a.docx', makeDocx(contents))).document.paragraphs.map(
        ({ cite, heading, text }) => `¶${cite.paragraph} ${heading}: ${text}`,
      )
    expect(await headed([bold('Notes'), ...parts])).toEqual([
      '¶1 Opening: Aa.',
      '¶2 Ports: Bb.',
      '¶3 undefined: Then',
      '¶3 Then: cc',
      '¶4 Notes: Dd',
      '¶5 Notes: Ee.',
    ])
    const items = [bold('1. Buy boats'), bold('2. Train crews')]
    expect(await headed([bold('To do'), ...items, 'By June.'])).toEqual([
      '¶1 To do: Buy boats',
      '¶2 To do: Train crews\nBy June.',
    ])
    const plain = ['Ff.', 'Gg.', 'Hh.', 'Ii.']
    expect((await headed([...plain, bold('Notes'), ...parts])).slice(4)).toEqual([
      '¶5 1. Opening: Aa.',
      '¶6 2. Ports: Bb.',
      '¶7 3. Then: - cc',
      '¶8 3. Then: 4. Dd',
      '¶9 3. Then: 5. Ee.',
    ])
  })

  it('are read with tracked changes accepted, and it is said', async () => {
    const inserted = `<w:ins>${run(' new')}</w:ins>`
    const deleted = '<w:del><w:r><w:delText xml:space="preserve"> old</w:delText></w:r></w:del>'
    const reading = await readable(
      'a.docx',
      makeDocx([`${run('1. The')}${deleted}${inserted}${run(' port.')}`]),
    )
    expect(listed(reading)).toEqual(['¶1: The new port.'])
    expect(reading.problems).toEqual([
      { line: 1, what: 'holds tracked changes (2); read with insertions accepted and deletions left out' },
    ])
  })

  it('go on where the end of a paragraph was deleted, and are not counted twice', async () => {
    const deletedEnd = inList(0, 'Aa.').replace('</w:pPr>', '<w:rPr><w:del/></w:rPr></w:pPr>')
    const reading = await readable(
      'a.docx',
      makeDocx([deletedEnd, inList(0, ' Bb.'), inList(0, 'Cc.')], [numbering]),
    )
    expect(listed(reading)).toEqual(['¶4: Aa. Bb.', '¶5: Cc.'])
    expect(reading.problems[0]?.what).toContain('tracked changes (1)')
  })

  it('stand where they were moved to, once', async () => {
    const mark = (kind: string) => `<w:pPr><w:rPr><w:${kind}/></w:rPr></w:pPr>`
    const moved = (kind: string, text: string) => `${mark(kind)}<w:${kind}>${run(text)}</w:${kind}>`
    const range = '<w:moveFromRangeStart w:id="1"/><w:moveFromRangeEnd w:id="1"/>'
    const within = `${run('3. Dd ')}<w:moveTo>${run('ee')}</w:moveTo>${run('.')}`
    const reading = await readable(
      'a.docx',
      makeDocx([
        '1. Aa.',
        moved('moveFrom', '2. Bb.'),
        `${range}${run('2. Cc.')}`,
        within,
        moved('moveTo', '4. Bb.'),
      ]),
    )
    expect(listed(reading)).toEqual(['¶1: Aa.', '¶2: Cc.', '¶3: Dd ee.', '¶4: Bb.'])
  })

  it('are without what Word hides, save for its marking', async () => {
    const hidden = (text: string, value = '') =>
      `<w:r><w:rPr><w:vanish${value}/></w:rPr><w:t>${text}</w:t></w:r>`
    const reading = await readable(
      'a.docx',
      makeDocx([`${run('1. Aa ')}${hidden('Bb ')}${run('cc')}${hidden('.', ' w:val="0"')}`]),
    )
    expect(listed(reading)).toEqual(['¶1: Aa cc.'])
    expect((await refusal('a.docx', makeDocx([`${run('1. Aa.')}${hidden('(S) Bb.')}`])))?.what).toContain(
      'marked above',
    )
  })

  it('are numbered as after a tracked change of form', async () => {
    const changed = inList(0, 'Aa.').replace(
      '</w:pPr>',
      '<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="0"/></w:numPr></w:pPr></w:pPrChange></w:pPr>',
    )
    expect(listed(await readable('a.docx', makeDocx([changed], [numbering])))).toEqual(['¶4: Aa.'])
  })

  const cell = (...paragraphs: string[]) =>
    `<w:tc>${paragraphs.map((text) => `<w:p>${text.startsWith('<') ? text : run(text)}</w:p>`).join('')}</w:tc>`
  const table = (...rows: string[][]) =>
    `</w:p><w:tbl>${rows.map((cells) => `<w:tr>${cells.map((text) => cell(text)).join('')}</w:tr>`).join('')}</w:tbl><w:p>`

  it.each<[string, string[], string]>([
    ['a power', ['1. Some 3 x 10', '^6', ' kg on 40 km', '^2', '.'], 'Some 3 x 10^6 kg on 40 km^2.'],
    ['one in two runs', ['1. Some 10', '^1', '^2', ' kg.'], 'Some 10^12 kg.'],
    ['below one', ['1. Some 10', '^-3', ' kg.'], 'Some 10^-3 kg.'],
    ['signs of notes', ['1. In 2008', '^1', ' some 200 users', '^4,5'], 'In 2008^1 some 200 users^4,5'],
    ['letters', ['1. The 1', '^st', ' of them.'], 'The 1st of them.'],
  ])('part raised figures from what stands before them: %s', async (_what, runs, text) => {
    const lifted = '<w:position w:val="8"/><w:sz w:val="19"/>'
    for (const form of ['<w:vertAlign w:val="superscript"/>', lifted]) {
      const raised = (words: string) => run(words).replace('<w:t', `<w:rPr>${form}</w:rPr><w:t`)
      const shown = runs.map((words) => (words.startsWith('^') ? raised(words.slice(1)) : run(words)))
      expect(listed(await readable('a.docx', makeDocx([shown.join('')])))).toEqual([`¶1: ${text}`])
    }
  })

  it.each([
    [1, 22],
    [2, 24],
    [6, 22],
  ])('take no figure for raised that is moved to its line, by %i at a size of %i', async (lift, size) => {
    const moved = `<w:rPr><w:position w:val="${lift}"/><w:sz w:val="${size}"/></w:rPr>`
    const text = `${run('1. Bought ')}${run('14').replace('<w:t', `${moved}<w:t`)}${run(' boats.')}`
    expect(listed(await readable('a.docx', makeDocx([text])))).toEqual(['¶1: Bought 14 boats.'])
  })

  it('lose no figure that stands alone, as a heading or as a cell', async () => {
    const styled = (text: string) => `<w:pPr><w:pStyle w:val="H1"/></w:pPr>${run(text)}`
    const table = `</w:p><w:tbl><w:tr><w:tc><w:p>${run('14')}</w:p></w:tc></w:tr></w:tbl><w:p>`
    const paragraphs = [styled('2008'), run('Aa.'), styled('2009'), run('Boats:'), run('16'), table]
    const { document } = await readable('a.docx', makeDocx(paragraphs, [styles]))
    expect(document.paragraphs.map(({ heading, text }) => `${heading}: ${text}`)).toEqual([
      '2008: Aa.',
      '2009: Boats: 16',
      '2009: 14',
    ])
  })

  it('keep a row of a table together, under the words above it', async () => {
    const rows = table(['Month', 'Opened', 'Kilograms'], ['1.', '', '120'], ['May', '38', '0'], ['', '', '7'])
    const reading = await readable('a.docx', makeDocx(['1. By month:', rows, '2. Bb.']))
    expect(listed(reading)).toEqual([
      '¶1: By month:\nMonth | Opened | Kilograms\n1. | | 120\nMay | 38 | 0\n| | 7',
      '¶2: Bb.',
    ])
    const numbered = await readable('a.docx', makeDocx([table(['1.', 'Aa bb.'], ['2.', 'Cc dd.'])]))
    expect(listed(numbered)).toEqual(['¶1: Aa bb.', '¶2: Cc dd.'])
    const unnumbered = await readable('a.docx', makeDocx(['Some words.', rows, 'Others.']))
    expect(listed(unnumbered)[1]).toBe('¶2: Others.')
  })

  it('say a cell merged with those below it in each of their rows', async () => {
    const merged = (text: string, properties: string) =>
      cell(text).replace('<w:tc>', `<w:tc><w:tcPr>${properties}</w:tcPr>`)
    const wide = (columns: number) => `<w:gridSpan w:val="${columns}"/>`
    const [begins, goesOn] = ['<w:vMerge w:val="restart"/>', '<w:vMerge/>']
    const rows = [
      [merged('Zone', begins), merged('Opened', wide(2)), merged('Target', begins)],
      [merged('', goesOn), cell('2008'), cell('2009'), merged('', goesOn)],
      [cell('Uchiza'), cell('3'), cell('4'), merged('15', begins)],
      [merged('Tocache and Monzon', wide(3)), merged('', goesOn)],
    ].map((cells) => `<w:tr>${cells.join('')}</w:tr>`)
    const short = `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>${cell('9')}${merged('', goesOn)}</w:tr>`
    const other = `</w:p><w:tbl><w:tr>${merged('', goesOn)}${cell('7')}</w:tr></w:tbl><w:p>`
    const drawn = `</w:p><w:tbl>${rows.join('')}${short}</w:tbl><w:p>`
    expect(listed(await readable('a.docx', makeDocx(['1. Aa:', drawn, '2. Bb:', other])))).toEqual([
      '¶1: Aa:\nZone | Opened | | Target\nZone | 2008 | 2009 | Target\nUchiza | 3 | 4 | 15\nTocache and Monzon | | | 15\n| | 9 | 15',
      '¶2: Bb:\n| 7',
    ])
  })

  it('take a table that only lays out the page by its paragraphs', async () => {
    const page = `</w:p><w:tbl><w:tr>${cell('Side')}${cell('1. Aa.', '2. Bb.', '3. Cc.', '4. Dd.')}</w:tr></w:tbl><w:p>`
    expect(listed(await readable('a.docx', makeDocx([page])))).toEqual([
      '¶1: Aa.',
      '¶2: Bb.',
      '¶3: Cc.',
      '¶4: Dd.',
    ])
  })

  it('have their notes under the paragraph that refers to them', async () => {
    const refer = (id: number, kind = 'footnote') => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`
    const notes = (kind: string, ...texts: string[]) => ({
      name: `word/${kind}s.xml`,
      content: wordXml(
        `${kind}s`,
        texts.map((text, id) => `<w:${kind} w:id="${id}"><w:p>${run(text)}</w:p></w:${kind}>`).join(''),
      ),
    })
    const gone = `<w:del>${refer(1)}</w:del>`
    const reading = await readable(
      'a.docx',
      makeDocx(
        [`${run('1. Ten')}${gone}${refer(2)}${run(' dogs')}${refer(0, 'endnote')}${run('.')}`, '2. Bb.'],
        [notes('footnote', '', 'Of eleven.', '(SBU) Of twelve.'), notes('endnote', 'At the end.')],
      ),
    )
    expect(listed(reading)).toEqual(['¶1: Ten[1] dogs[i].\n[1] (SBU) Of twelve.\n[i] At the end.', '¶2: Bb.'])
    expect(reading.document.paragraphs.map(({ marking }) => marking)).toEqual(['SBU', 'U'])
  })

  it('may be a cable, a paragraph for each of its lines', async () => {
    const lines =
      'R 011200Z JUN 12|UNCLAS LUMBRE 000055||SUBJECT: WEIRS||1. The first|goes on.||2. The second.'
    const reading = await readable('a.docx', makeDocx(lines.split('|').map((text) => text)))
    expect(reading.document.id).toBe('12 LUMBRE 55')
    expect(listed(reading)).toEqual(['¶1: The first goes on.', '¶2: The second.'])
  })

  it.each([
    ['header1', 'SECRET'],
    ['comments', '(S//NF) not for them'],
    ['footnotes', '(C) from a talk'],
  ])('are refused for a marking in their %s', async (part, text) => {
    const other = { name: `word/${part}.xml`, content: wordXml('x', `<w:p>${run(text)}</w:p>`) }
    expect((await refusal('a.docx', makeDocx(['1. Aa.'], [other])))?.what).toContain('marked above')
  })

  it.each([
    ['title', 'core', '<dc:title>SECRET</dc:title><dc:subject>peru</dc:subject>'],
    ['label', 'custom', '<property name="Label"><vt:lpwstr>Restricted</vt:lpwstr></property>'],
  ])('are refused for a marking in the %s among their properties', async (_what, part, values) => {
    const other = { name: `docProps/${part}.xml`, content: `<x>${values}</x>` }
    expect(await refusal('a.docx', makeDocx(['1. Aa.'], [other]))).toMatchObject({ isAbove: true })
    const plain = { ...other, content: '<x><dc:title>On the Secret Service</dc:title></x>' }
    expect(await refusal('a.docx', makeDocx(['1. Aa.'], [plain]))).toBeUndefined()
  })

  it('are refused for a marking across their pages', async () => {
    const mark =
      '<w:p><w:r><w:pict><v:shape><v:textpath string="CONFIDENTIAL"/></v:shape></w:pict></w:r></w:p>'
    const other = { name: 'word/header1.xml', content: wordXml('hdr', mark) }
    expect(await refusal('a.docx', makeDocx(['1. Aa.'], [other]))).toMatchObject({ isAbove: true })
  })

  it('are read in the capitals that Word shows, and marked by them', async () => {
    const shown = (text: string, how: string) =>
      `<w:r><w:rPr>${how}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
    const marked = `${run('3. (')}${shown('c', '<w:caps/>')}${run(') Aa.')}`
    expect(await refusal('a.docx', makeDocx([marked]))).toMatchObject({ isAbove: true })
    const plain = `${run('1. Aa ')}${shown('gop', '<w:smallCaps/>')}${shown('bb', '<w:caps w:val="0"/>')}`
    expect(listed(await readable('a.docx', makeDocx([plain])))).toEqual(['¶1: Aa GOPbb'])
    const styles = wordXml('styles', '<w:style w:styleId="T"><w:rPr><w:caps/></w:rPr></w:style>')
    const styled = makeDocx(
      [`<w:pPr><w:pStyle w:val="T"/></w:pPr>${run('(s) Aa.')}`],
      [{ name: 'word/styles.xml', content: styles }],
    )
    expect(await refusal('a.docx', styled)).toMatchObject({ isAbove: true })
  })

  it('are refused for a marking in what was deleted', async () => {
    const deleted = '<w:del><w:r><w:delText>(S) gone</w:delText></w:r></w:del>'
    expect((await refusal('a.docx', makeDocx([`${run('1. Aa.')}${deleted}`])))?.what).toContain(
      'marked above',
    )
  })

  const huge = 'x'.repeat(80 * 1024 * 1024)
  it.each<[string, Uint8Array, string]>([
    ['a zip file of something else', makeZip([{ name: 'a.txt', content: 'a' }]), 'no Word document'],
    ['a damaged file', makeDocx(['Aa']).subarray(0, 100), 'damaged'],
    [
      'a bomb that says so',
      makeZip([{ name: 'word/document.xml', content: huge }]),
      'far more than a document',
    ],
    ['a bomb that lies', makeZip([{ name: 'word/document.xml', content: huge, claims: 1000 }]), 'damaged'],
    [
      'entities of its own',
      makeZip([
        {
          name: 'word/document.xml',
          content: '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>',
        },
      ]),
      'entities of its own',
    ],
    [
      'elements without end',
      makeZip([{ name: 'word/document.xml', content: '<w:p>'.repeat(100_000) }]),
      'nests its parts',
    ],
    [
      'paragraphs without end',
      makeZip([{ name: 'word/document.xml', content: wordXml('document', '<w:p/>'.repeat(250_001)) }]),
      'more than 250,000 lines',
    ],
    [
      'text without end',
      makeZip([
        {
          name: 'word/document.xml',
          content: wordXml('document', `<w:p>${run('word '.repeat(100))}</w:p>`.repeat(34_000)),
        },
      ]),
      'more than 16 MB of text',
    ],
    ['XML that is not well formed', makeZip([{ name: 'word/document.xml', content: '<a></b>' }]), 'damaged'],
  ])('are refused for %s', async (_what, bytes, why) => {
    expect((await refusal('a.docx', bytes))?.what).toContain(why)
  })
})
