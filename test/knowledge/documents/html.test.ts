import { describe, expect, it } from 'vitest'
import { listed, readable } from './read-file.ts'

async function read(html: string): Promise<string[]> {
  return listed(await readable('a.html', html))
}

describe('pages of HTML', () => {
  it('keep a row of a table together, empty cells too, under the words above it', async () => {
    const rows =
      '<tr><th>Month</th><th>Opened</th><th><p>Kilograms</p></th></tr><tr><td>May</td><td></td><td>0</td></tr><tr><td></td><td>38</td><td>1</td></tr>'
    expect(await read(`<p>1. By month:</p><table>${rows}</table><p>2. Bb.</p>`)).toEqual([
      '¶1: By month:\nMonth | Opened | Kilograms\nMay | | 0\n| 38 | 1',
      '¶2: Bb.',
    ])
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
