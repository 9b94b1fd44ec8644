import { describe, expect, it } from 'vitest'
import { readHtmlLines } from '../../../src/knowledge/documents/html/lines.ts'
import { listed, readable } from './read-file.ts'

async function read(html: string): Promise<string[]> {
  return listed(await readable('a.html', html))
}

describe('pages of HTML', () => {
  it.each([
    ['a meta element', '<meta charset="windows-1251">'],
    ['the older one', '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'],
    ['the XML declaration', '<?xml version="1.0" encoding="windows-1251"?>'],
  ])('are read in the charset that %s declares, unless they are UTF-8', async (_what, declaration) => {
    const page = `${declaration}<p>1. Кокаин.</p>`
    const ofCyrillic = (letter: string) => letter.charCodeAt(0) - 0x350
    const bytes = new Uint8Array(
      [...page].map((sign) => (/[а-яА-Я]/.test(sign) ? ofCyrillic(sign) : sign.charCodeAt(0))),
    )
    for (const content of [bytes, page]) {
      const reading = await readable('a.html', content)
      expect([listed(reading), reading.problems]).toEqual([['¶1: Кокаин.'], []])
    }
  })

  it('are read as Windows-1252, which is said, where the charset declared is unknown or not theirs', async () => {
    for (const charset of ['klingon', 'utf-8', 'iso-8859-1']) {
      const bytes = Buffer.from(`<meta charset=${charset}><p>1. Se\xf1al.</p>`, 'latin1')
      const reading = await readable('a.html', bytes)
      expect(listed(reading)).toEqual(['¶1: Señal.'])
      expect(reading.problems[0]?.what).toContain('Windows-1252')
    }
  })

  it('keep a row of a table together, empty cells too, under the words above it', async () => {
    const rows =
      '<tr><th>Month</th><th>Opened</th><th><p>Kilograms</p></th></tr><tr><td>May</td><td></td><td>0</td></tr><tr><td></td><td>38</td><td>1</td></tr>'
    expect(await read(`<p>1. By month:</p><table>${rows}</table><p>2. Bb.</p>`)).toEqual([
      '¶1: By month:\nMonth | Opened | Kilograms\nMay | | 0\n| 38 | 1',
      '¶2: Bb.',
    ])
  })

  it('say a cell that reaches over several rows or columns in each of them', async () => {
    const rows = [
      '<th rowspan="2">Zone</th><th colspan="2">Opened</th>',
      '<th>2008</th><th>2009</th>',
      '<td>Uchiza</td><td>3</td><td rowspan="2">15</td>',
      '<td>Tocache</td><td>4</td>',
      '<td rowspan="0">Monzon</td><td>5</td><td>6</td>',
      '<td>7</td>',
    ]
    const table = `<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`
    const year = '<table><tr><td>2008</td><td rowspan=2>15</td></tr><tr><td>2009</td></tr></table>'
    expect(await read(`<p>1. Aa:</p>${table}<p>2. Bb:</p>${year}`)).toEqual([
      '¶1: Aa:\nZone | Opened |\nZone | 2008 | 2009\nUchiza | 3 | 15\nTocache | 4 | 15\nMonzon | 5 | 6\nMonzon | 7',
      '¶2: Bb:\n2008 | 15\n2009 | 15',
    ])
  })

  it('repeat no more than a page holds, however far their cells reach', () => {
    const cell = `<td rowspan="60000" colspan="1000">${'x'.repeat(90)}</td>`
    const text = readHtmlLines(`<table>${`<tr>${cell}${cell}</tr>`.repeat(2000)}</table>`)
    const length = 'refused' in text ? 0 : text.lines.reduce((sum, line) => sum + line.text.length, 0)
    expect(length).toBeGreaterThan(2000 * 180)
    expect(length).toBeLessThan(4_000_000)
  })

  it('take a table that only lays out the page by what it holds', async () => {
    const inner = '<table><tr><td>1.</td><td>Aa bb.</td></tr><tr><td>2.</td><td>Cc dd.</td></tr></table>'
    expect(await read(`<table><tr><td>Side</td><td>${inner}<p>3. Ee.</p></td></tr></table>`)).toEqual([
      '¶1: Aa bb.',
      '¶2: Cc dd.',
      '¶3: Ee.',
    ])
  })

  it.each([
    [
      '1. Some 10<sup>6</sup> m<sup>2</sup> and the 1<sup>st</sup> of 250<sup><a href="#n">1</a></sup>.',
      'Some 10^6 m^2 and the 1st of 250[1].',
    ],
    ['1. Ten<a href="#n"><sup>2</sup></a> dogs<sup>[3]</sup>.', 'Ten[2] dogs[3].'],
  ])('part raised figures from what stands before them: %s', async (html, text) => {
    expect(await read(`<p>${html}</p>`)).toEqual([`¶1: ${text}`])
  })

  it.each([
    [
      'LibreOffice',
      '<p>1. Ten<a name="s1anc" href="#s1sym"><sup>1</sup></a> dogs<a name="e1anc" href="#e1sym"><sup>i</sup></a>.</p><p>2. Bb.</p>' +
        '<div id="s1"><p><a name="s1sym" href="#s1anc">1</a>1\n\tkg.</p><p>Cc.</p></div><div id="e1"><p><a name="e1sym" href="#e1anc">i</a>Dd.</p></div>',
      ['¶1: Ten[1] dogs[i].\n[1] 1 kg. Cc.\n[i] Dd.', '¶2: Bb.'],
    ],
    [
      'Word',
      '<p>1. Aa.<a href="#_ftn1" name="_ftnref1" title=""><span><span>[1]</span></span></a></p><p>2. Bb.</p>' +
        '<div><br clear=all><hr><div id=ftn1><p><a href="#_ftnref1" name="_ftn1" title=""><span>[1]</span></a> Cc.</p></div></div>',
      ['¶1: Aa.[1]\n[1] Cc.', '¶2: Bb.'],
    ],
    [
      'a list of notes',
      '<p>1. Aa<a href="#fn1" id="ref1"><sup>1</sup></a> bb.</p><p>2. Bb.<sup id="c2"><a href="#fn2">[2]</a></sup></p><p>3. Cc.<sup id="c3"><a href="#fn2">[2]</a></sup> dd<sup><a href="#fn3">3</a></sup></p>' +
        '<section><h2>Notes</h2><ol><li id="fn1"><p>1 kg.<a href="#ref1">↩︎</a></p></li><li id="fn2">^ <sup><a href="#c2">a</a></sup> <sup><a href="#c3">b</a></sup> Ff.</li><li id="fn3">3 kg.</li><li>Gg.</li></ol></section>',
      ['¶1: Aa[1] bb.\n[1] 1 kg.', '¶2: Bb.[2]\n[2] Ff.', '¶3: Cc.[2] dd[3]\n[3] 3 kg.', '¶4: Gg.'],
    ],
    [
      'lines that are kept',
      '<pre>1. Aa<a href="#a">[1]</a> on\n12. Then.\n\n2. Bb.</pre><p><a name="a"></a>[1] Cc.</p>',
      ['¶1: Aa[1] on 12. Then.\n[1] Cc.', '¶2: Bb.'],
    ],
    [
      'paragraphs that begin with their signs',
      '<p>1. Aa:</p><table><tr><td>Bb<sup><a href="#a">*</a></sup></td><td>30</td></tr><tr><td>Cc</td><td>40</td></tr></table><p>2. Dd<sup><a href="#b">2</a></sup>.</p>' +
        '<p>3. Ee.</p><p id="a">* Ff.</p><p><a name="b"></a>2. Gg.</p>',
      ['¶1: Aa:\nBb* | 30\n[*] Ff.\nCc | 40', '¶2: Dd[2].\n[2] Gg.', '¶3: Ee.'],
    ],
  ])('have their notes under the paragraph that bears the sign: %s', async (_whose, html, paragraphs) => {
    expect(await read(html)).toEqual(paragraphs)
  })

  it.each([
    [
      'a bare figure in the line',
      '<p>1. As in <a href="#p2">2</a>.</p><p id="p2">2. Bb.</p>',
      ['¶1: As in 2.', '¶2: Bb.'],
    ],
    [
      'a heading',
      '<p>1. Aa<sup><a href="#h">1</a></sup>.</p><div id="h"><h2>Bb</h2></div><p>2. Cc.</p>',
      ['¶1: Aa[1].', '¶2: Cc.'],
    ],
    [
      'several notes in one paragraph',
      '<p>1. Aa<sup><a href="#a">1</a></sup> bb<sup><a href="#b">2</a></sup>.</p><p>2. Bb.</p><p><a name="a">[1]</a> Cc. <a name="b">[2]</a> Dd.</p>',
      ['¶1: Aa[1] bb[2].', '¶2: Bb.\n[1] Cc. [2] Dd.'],
    ],
    [
      'a note of a note',
      '<p>1. Aa<sup><a href="#a">1</a></sup>.</p><p>2. Bb.</p><p id="a">1. Cc<sup><a href="#b">2</a></sup>.</p><p id="b">[2] Dd.</p>',
      ['¶1: Aa[1].\n[1] Cc[2].', '¶2: Bb.\n[2] Dd.'],
    ],
  ])('keep in its place what is no note of theirs alone: %s', async (_what, html, paragraphs) => {
    expect(await read(html)).toEqual(paragraphs)
  })

  it('take the marking of a note over to the paragraph that bears its sign', async () => {
    const html =
      '<p>1. Aa<sup><a href="#a">1</a></sup>.</p><p>2. (U) Bb.</p><p id="a"><a href="#s">(SBU)</a> Of <!-- x --> twelve.</p>'
    expect((await readable('a.html', html)).document.paragraphs.map(({ marking }) => marking)).toEqual([
      'SBU',
      'U',
    ])
  })

  it('have headings in bold, each a short line above one that is not', async () => {
    const plan = '<p><strong>Plan <i>A</i></strong></p><p>Aa <b>bb</b></p><p><b>Dates</b> so</p><p>Cc.</p>'
    const table = '<table><tr><td>May</td><td>12</td></tr></table><p>Dd.</p>'
    const { document } = await readable('a.html', `${plan}<p><b>Costs</b></p>${table}`)
    expect(document.paragraphs.map(({ heading, text }) => `${heading}: ${text}`)).toEqual([
      'Plan A: Aa bb',
      'Plan A: Dates so',
      'Plan A: Cc.',
      'Costs: May | 12',
      'Costs: Dd.',
    ])
  })

  it('part paragraphs by two line breaks, and not by one', async () => {
    expect(await read('<p>Aa bb<br>Cc.<br><br>Dd<br/>\n<br/>Ee.</p>')).toEqual([
      '¶1: Aa bb Cc.',
      '¶2: Dd',
      '¶3: Ee.',
    ])
    expect(await read('1. Aa on<br>12. Then bb.<br>2. Cc.')).toEqual(['¶1: Aa on 12. Then bb.', '¶2: Cc.'])
  })

  it('take the marking of a banner that is broken between its words', async () => {
    const html = '<p>SENSITIVE\n\tBUT UNCLASSIFIED</p><p>1. Aa.</p>'
    expect((await readable('a.html', html)).document.paragraphs[0]?.marking).toBe('SBU')
  })
})
