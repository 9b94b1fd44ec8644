import { type Json, objects } from '../fake-slack/json.ts'

/** A picture of Block Kit at the width of a telephone: our own drawing, near enough to judge length, order and weight by. */
const width = 375
const left = 16
const right = width - 16
const ink = '#1d1c1d'
const faint = '#616061'
const line = '#dddddd'

type Run = { text: string; bold?: boolean; code?: boolean; colour?: string }

/** One thing said or shown, top to bottom. */
export type Scene =
  | { who: string; says: string }
  | {
      app: 'to all' | 'to you' | 'home' | 'form'
      title?: string
      submit?: string
      blocks: readonly unknown[]
    }

/** The picture as SVG, with `describes` for whoever hears it read. */
export function drawPicture(title: string, describes: string, scenes: readonly Scene[]): string {
  const page = new Page()
  for (const scene of scenes) drawScene(page, scene)
  const height = page.y + 8
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="Arial, Helvetica, sans-serif">`,
    `<title>${asXml(title)}</title>`,
    `<desc>${asXml(describes)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff" stroke="${line}"/>`,
    ...page.drawn,
    '</svg>',
    '',
  ].join('\n')
}

class Page {
  y = 8
  readonly drawn: string[] = []

  /** Words of several weights, wrapped; returns to the left edge after them. */
  runs(runs: readonly Run[], { size = 14, from = left, to = right, colour = ink } = {}): void {
    const lead = Math.round(size * 1.4)
    let x = from
    let spans: string[] = []
    const flush = () => {
      if (spans.length > 0)
        this.drawn.push(
          `<text y="${this.y + size}" font-size="${size}" fill="${colour}" xml:space="preserve">${spans.join('')}</text>`,
        )
      spans = []
      x = from
      this.y += lead
    }
    for (const run of runs) {
      for (const [index, row] of run.text.split('\n').entries()) {
        if (index > 0) flush()
        for (const word of row.split(/(?<= )/).filter((one) => one !== '')) {
          const needs = measure(word.trimEnd(), size, run)
          if (x > from && x + needs > to) flush()
          spans.push(span(word, run, spans.length === 0 ? from : undefined))
          x += measure(word, size, run)
        }
      }
    }
    if (spans.length > 0) flush()
  }

  box(x: number, y: number, w: number, h: number, more: string): void {
    this.drawn.push(`<rect x="${x}" y="${y}" width="${w}" height="${h}" ${more}/>`)
  }
}

/** Only a row's first words are put in their place: what follows flows, in whichever font there is. */
function span(text: string, { bold, code, colour }: Run, x?: number): string {
  const style = [
    x === undefined ? '' : ` x="${x}"`,
    bold ? ' font-weight="bold"' : '',
    code ? ' font-family="monospace"' : '',
    (colour ?? code) ? ` fill="${colour ?? '#c01343'}"` : '',
  ].join('')
  return `<tspan${style}>${asXml(text)}</tspan>`
}

/** About what a common sans serif takes, a little more than less. */
function measure(text: string, size: number, { bold, code }: Pick<Run, 'bold' | 'code'>): number {
  if (code) return text.length * size * 0.61
  let units = 0
  for (const sign of text) {
    if (" .,:;|!'ijlIft()[]·".includes(sign)) units += 0.3
    else if ('mwMW@%—'.includes(sign)) units += 0.9
    else if (/[A-Z&]/.test(sign)) units += 0.71
    else units += 0.58
  }
  return units * size * (bold ? 1.07 : 1)
}

function drawScene(page: Page, scene: Scene): void {
  if ('says' in scene) {
    page.runs([{ text: scene.who, bold: true }])
    page.runs([{ text: scene.says }])
    page.y += 8
    return
  }
  if (scene.app === 'home' || scene.app === 'form')
    page.runs([{ text: scene.title ?? 'Attaché', bold: true }], { size: 16 })
  else
    page.runs([
      { text: 'Attaché', bold: true },
      { text: scene.app === 'to you' ? '  only you see this' : '', colour: faint },
    ])
  for (const block of objects([...scene.blocks])) drawBlock(page, block)
  if (scene.submit) drawButtons(page, [{ type: 'button', style: 'primary', text: { text: scene.submit } }])
  page.y += 8
}

function drawBlock(page: Page, block: Json): void {
  const parts = objects(block.elements)
  switch (block.type) {
    case 'header':
      page.y += 4
      page.runs([{ text: textOf(block.text), bold: true }], { size: 17 })
      break
    case 'section':
      page.runs([{ text: textOf(block.text) }])
      break
    case 'rich_text':
      for (const element of parts) drawRich(page, element)
      break
    case 'context':
      for (const element of parts) page.runs([{ text: textOf(element) }], { size: 12, colour: faint })
      break
    case 'actions':
      drawButtons(page, parts)
      break
    case 'input':
      drawInput(page, block)
      break
    case 'data_table':
      drawTable(page, block)
      break
    case 'data_visualization':
      drawChart(page, block)
      break
    default:
      throw new Error(`nobody has drawn a ${String(block.type)} yet`)
  }
  page.y += 4
}

function drawRich(page: Page, element: Json): void {
  if (element.type === 'rich_text_list') {
    for (const item of objects(element.elements)) {
      const y = page.y
      page.runs(runsOf(item), { from: left + 16 })
      page.drawn.push(`<circle cx="${left + 6}" cy="${y + 10}" r="2.5" fill="${ink}"/>`)
    }
  } else if (element.type === 'rich_text_quote') {
    const y = page.y
    page.runs(runsOf(element), { from: left + 14 })
    page.box(left, y, 4, page.y - y, `fill="${line}"`)
  } else if (element.type === 'rich_text_preformatted') {
    page.runs(
      runsOf(element).map((run) => ({ ...run, code: true, colour: ink })),
      { size: 11 },
    )
  } else page.runs(runsOf(element))
}

function runsOf(section: Json): Run[] {
  return objects(section.elements).map((each): Run => {
    if (each.type === 'user') return { text: `@${String(each.user_id)}`, colour: '#1264a3' }
    if (each.type === 'link') return { text: String(each.text ?? each.url), colour: '#1264a3' }
    const [style] = objects([each.style])
    return { text: String(each.text), bold: style?.bold === true, code: style?.code === true }
  })
}

function drawButtons(page: Page, buttons: readonly Json[]): void {
  let x = left
  page.y += 2
  for (const button of buttons) {
    const label = textOf(button.text)
    const w = Math.round(measure(label, 13, { bold: true }) + 22)
    if (x > left && x + w > right) {
      x = left
      page.y += 36
    }
    const isPrimary = button.style === 'primary'
    const edge = button.style === 'danger' ? '#c01343' : '#bbbbbb'
    page.box(
      x,
      page.y,
      w,
      30,
      `rx="4" fill="${isPrimary ? '#007a5a' : '#ffffff'}" stroke="${isPrimary ? '#007a5a' : edge}"`,
    )
    const ink = isPrimary ? '#ffffff' : button.style === 'danger' ? '#c01343' : '#1d1c1d'
    page.drawn.push(
      `<text x="${x + 11}" y="${page.y + 20}" font-size="13" font-weight="bold" fill="${ink}">${asXml(label)}</text>`,
    )
    x += w + 8
  }
  page.y += 34
}

function drawInput(page: Page, block: Json): void {
  page.runs([
    { text: textOf(block.label), bold: true },
    { text: block.optional ? ' (optional)' : '', colour: faint },
  ])
  page.box(left, page.y, right - left, 32, 'rx="4" fill="#ffffff" stroke="#bbbbbb"')
  const [element] = objects([block.element])
  const [option] = objects([element?.initial_option])
  const value = String(element?.initial_value ?? (option ? textOf(option.text) : ''))
  if (value !== '')
    page.drawn.push(
      `<text x="${left + 10}" y="${page.y + 21}" font-size="14" fill="${ink}">${asXml(value)}</text>`,
    )
  page.y += 36
  page.runs([{ text: textOf(block.hint) }], { size: 12, colour: faint })
}

/** As the client shows one where it is narrow: row by row. */
function drawTable(page: Page, block: Json): void {
  const [head = [], ...rows] = (block.rows as Json[][]).map((row) => row.map(textOf))
  page.runs([{ text: String(block.caption), bold: true }])
  for (const [name = '', ...cells] of rows) {
    const words = cells.map((cell, index) => `${head[index + 1]} ${cell}`)
    page.runs([{ text: name, bold: true }, { text: ` · ${words.join(' · ')}` }], { size: 13 })
  }
}

function drawChart(page: Page, block: Json): void {
  const [chart] = objects([block.chart])
  const [series] = objects(chart?.series)
  const bars = objects(series?.data).map(({ label, value }) => ({
    label: String(label),
    value: Number(value),
  }))
  const most = Math.max(...bars.map(({ value }) => value), 1)
  page.runs([{ text: String(block.title), bold: true }])
  for (const { label, value } of bars) {
    page.runs([{ text: `${label}  ${value.toLocaleString('en-US')} ${String(series?.name)}` }], { size: 12 })
    page.box(left, page.y, Math.max(2, Math.round(((right - left) * value) / most)), 10, 'fill="#1f3a5f"')
    page.y += 16
  }
}

function textOf(value: unknown): string {
  const [object] = objects([value])
  return typeof object?.text === 'string' ? object.text : ''
}

function asXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
