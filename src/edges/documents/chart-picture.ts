import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import type { Part } from '../../commands/reply.ts'
import { fullBar } from '../full-bar.ts'
import { visibleText } from '../visible-text.ts'

/** A picture for a document, twice as many pixels as it is shown with. */
export interface Picture {
  png: Uint8Array
  width: number
  height: number
}

const width = 620
const rowHeight = 26
const barHeight = 14
const titleHeight = 34
const labelWidth = 210
const figureWidth = 80
const longestLabel = 32

/** Horizontal bars in the order given, each with its label and figure, and a line at 100 where they are shares. */
export async function drawChart(chart: Part & { part: 'chart' }): Promise<Picture> {
  const height = titleHeight + chart.bars.length * rowHeight + 14
  const font = await readFont()
  const picture = new Resvg(chartSvg(chart, height), {
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontBuffers: [font], defaultFontFamily: 'DejaVu Sans' },
  })
  return { png: picture.render().asPng(), width, height }
}

function chartSvg(chart: Part & { part: 'chart' }, height: number): string {
  const { title, unit, bars } = chart
  const values = bars.map(({ value }) => (Number.isFinite(value) ? Math.max(value, 0) : 0))
  const most = Math.max(fullBar(chart), Number.MIN_VALUE)
  const room = width - labelWidth - figureWidth
  const at = (value: number) => labelWidth + (value / most) * room
  const rows = bars.map(({ label }, index) => {
    const value = values[index] ?? 0
    const top = titleHeight + index * rowHeight
    const middle = top + rowHeight / 2 + 4
    const figure = `${value.toLocaleString('en-US')} ${unit}`.trim()
    return [
      `<text x="${labelWidth - 8}" y="${middle}" font-size="11" text-anchor="end">${svgText(shorten(label))}</text>`,
      `<rect x="${labelWidth}" y="${top + (rowHeight - barHeight) / 2}" width="${(at(value) - labelWidth).toFixed(1)}" height="${barHeight}" fill="#2f5496"/>`,
      `<text x="${(at(value) + 6).toFixed(1)}" y="${middle}" font-size="11">${svgText(figure)}</text>`,
    ].join('')
  })
  const bottom = titleHeight + bars.length * rowHeight
  const whole =
    unit === '%'
      ? `<line x1="${at(100).toFixed(1)}" y1="${titleHeight - 4}" x2="${at(100).toFixed(1)}" y2="${bottom + 2}" stroke="#7f7f7f" stroke-dasharray="3 3"/><text x="${at(100).toFixed(1)}" y="${titleHeight - 7}" font-size="9" text-anchor="middle">100 %</text>`
      : ''
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans" fill="#262626">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="0" y="18" font-size="13">${svgText(unit === '' ? title : `${title} (${unit})`)}</text>`,
    whole,
    `<line x1="${labelWidth}" y1="${titleHeight - 4}" x2="${labelWidth}" y2="${bottom + 2}" stroke="#7f7f7f"/>`,
    ...rows,
    '</svg>',
  ].join('')
}

function shorten(text: string): string {
  return text.length > longestLabel ? `${text.slice(0, longestLabel - 1)}…` : text
}

function svgText(text: string): string {
  return visibleText(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

const packages = createRequire(import.meta.url)

/** The same font on every machine: a picture's bytes must not depend on what is installed. */
async function readFont(): Promise<Uint8Array> {
  ready ??= initWasm(readFile(packages.resolve('@resvg/resvg-wasm/index_bg.wasm')))
  await ready
  return readFile(packages.resolve('@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff2'))
}

/** The drawing program may be set up once in a thread. */
let ready: Promise<void> | undefined
