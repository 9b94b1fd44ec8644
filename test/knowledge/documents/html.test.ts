import { describe, expect, it } from 'vitest'
import { readHtmlLines } from '../../../src/knowledge/documents/html-lines.ts'
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

  it('take the marking of a banner that is broken between its words', async () => {
    const html = '<p>SENSITIVE\n\tBUT UNCLASSIFIED</p><p>1. Aa.</p>'
    expect((await readable('a.html', html)).document.paragraphs[0]?.marking).toBe('SBU')
  })
})
