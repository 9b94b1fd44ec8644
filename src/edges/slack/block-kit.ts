import { type Button, type Line, longestCall, type Part, type Reply } from '../../commands/reply.ts'
import { markedParts, plainLine, plainLines, spans } from '../plain-text.ts'
import { quotedLines } from '../quoted-lines.ts'
import { visibleText } from '../visible-text.ts'
import { fitParts, moreLine } from './fit-parts.ts'
import {
  bullets,
  factText,
  preformatted,
  type RichElement,
  type RichText,
  richLine,
  section,
} from './rich-text.ts'

interface PlainText {
  type: 'plain_text'
  text: string
  emoji: false
}

interface ButtonElement {
  type: 'button'
  action_id: string
  text: PlainText
  /** The call, as `handle` takes it. */
  value: string
  style?: 'primary' | 'danger'
  confirm?: { title: PlainText; text: PlainText; confirm: PlainText; deny: PlainText; style: 'danger' }
}

interface ChartPoint {
  label: string
  value: number
}

type Block =
  | { type: 'header'; text: PlainText }
  | { type: 'rich_text'; elements: RichElement[] }
  | { type: 'context'; elements: PlainText[] }
  | { type: 'actions'; elements: ButtonElement[] }
  | {
      type: 'data_visualization'
      title: string
      chart: {
        type: 'bar'
        series: { name: string; data: ChartPoint[] }[]
        axis_config: { categories: string[]; y_label: string }
      }
    }
  | {
      type: 'data_table'
      caption: string
      page_size: number
      row_header_column_index: 0
      rows: { type: 'raw_text'; text: string }[][]
    }

/** What `chat.postMessage`, `respond` and the body of an ack take. */
export interface BlockKitMessage {
  text: string
  blocks: Block[]
  response_type: 'ephemeral' | 'in_channel'
  mrkdwn: false
  unfurl_links: false
  unfurl_media: false
}

/** Slack takes 4,000 characters of top-level text. */
const textLimit = 3_900

/** Of 50 blocks: four for buttons, one for what is missing. Slack also adds up all text, at about 12,000 with its own share. */
const blockRoom = { characters: 9_500, parts: 45, rows: 100 }
const actionBlocks = 4
const buttonsInBlock = 25

const headerLimit = 150
const contextLimit = 2_000
const tableColumns = 20
const chartTitle = 50
const chartLabel = 20
const chartBars = 20
const chartsInMessage = 2
const rowsShown = 20
const labelLimit = 75
const confirmLimit = 30

/**
 * The answer as a Slack message, within every limit by construction. Text of people goes only where Slack reads no markup
 * (rich text, plain text, raw cells), so it shows as typed and nothing in it can mention, link or format; the top-level
 * `text` alone is parsed, and is escaped.
 */
export function renderBlockKit(reply: Reply): BlockKitMessage {
  const parts = markedParts(reply)
  return {
    text: messageText(parts),
    blocks: messageBlocks(parts),
    response_type: reply.to === 'member' ? 'ephemeral' : 'in_channel',
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
  }
}

/** All that screen readers and notifications get, in at most 3,900 characters; cut, it says how much is missing. */
function messageText(parts: readonly Part[]): string {
  const whole = escapeMrkdwn(parts.flatMap(plainLines).join('\n'))
  if (whole.length <= textLimit) return whole
  const more = (left: number) => escapeMrkdwn(moreLine(left, parts))
  const room = { characters: textLimit - more(1_000_000).length, parts: 1_000, rows: 1_000 }
  const { shown, left } = fitParts(parts, room, (text) => escapeMrkdwn(text).length)
  return [...shown.flatMap(plainLines).map(escapeMrkdwn), more(left)].join('\n')
}

function messageBlocks(parts: readonly Part[]): Block[] {
  const words = parts.filter((part) => part.part !== 'buttons')
  const { shown, left } = fitParts(words, blockRoom, (text) => text.length)
  if (left === 0) return numbered(parts.flatMap(partBlocks))
  const more: Part = { part: 'note', text: moreLine(left, parts) }
  return numbered([...shown, more, ...parts.filter((part) => part.part === 'buttons')].flatMap(partBlocks))
}

/** Every button an id of its own, one primary in a message, no blocks of buttons past the fourth, no charts past the second. */
function numbered(made: readonly Block[]): Block[] {
  let [charts, actions, buttons, primaries] = [0, 0, 0, 0]
  return made.filter((block) => {
    if (block.type === 'data_visualization') return ++charts <= chartsInMessage
    if (block.type !== 'actions') return true
    if (++actions > actionBlocks) return false
    for (const button of block.elements) {
      button.action_id = `call-${++buttons}`
      if (button.style === 'primary' && ++primaries > 1) delete button.style
    }
    return true
  })
}

function partBlocks(part: Part): Block[] {
  switch (part.part) {
    case 'heading':
      return headingBlocks(visibleText(part.text))
    case 'paragraph':
      return richBlock([section(richLine(part.text))])
    case 'facts':
      return richBlock([section(part.facts.flatMap(factText))])
    case 'list':
      return richBlock([bullets(part.items)])
    case 'table':
      return tableBlocks(part)
    case 'chart':
      return chartBlocks(part)
    case 'quote':
      return richBlock([
        {
          type: 'rich_text_quote',
          elements: quotedLines(part.text).flatMap((line, index): RichText[] =>
            index === 0 ? richLine(line) : [{ type: 'text', text: '\n' }, ...richLine(line)],
          ),
        },
        section(richLine(part.citation)),
      ])
    case 'note':
      return noteBlocks(part.text)
    case 'form':
      return [
        ...richBlock([section(richLine(part.instead))]),
        ...actionsOf([{ label: 'Open Form', call: part.form.call, style: 'primary' }]),
      ]
    case 'file':
      return richBlock([
        section(richLine([{ bold: part.name }])),
        ...('text' in part ? [preformatted(part.text)] : []),
      ])
    case 'buttons':
      return actionsOf(part.buttons)
  }
}

function headingBlocks(text: string): Block[] {
  if (text.trim() === '') return []
  if (text.length > headerLimit) return richBlock([section(richLine([{ bold: text }]))])
  return [{ type: 'header', text: plainText(text) }]
}

/** Small print is plain, so that it stays literal; with a link or a person in it, it is rich text, at full size. */
function noteBlocks(line: Line): Block[] {
  const text = plainLine(line)
  if (text.trim() === '') return []
  const lively = spans(line).some(
    (span) => typeof span !== 'string' && ('link' in span || 'member' in span || 'channel' in span),
  )
  if (lively || text.length > contextLimit) return richBlock([section(richLine(line))])
  return [{ type: 'context', elements: [plainText(text)] }]
}

/** A table that Slack would refuse (no rows, too many columns) is told in words. */
function tableBlocks(part: Part & { part: 'table' }): Block[] {
  const { columns, rows } = part
  const width = Math.max(columns.length, ...rows.map((row) => row.length))
  const caption = visibleText(part.caption)
  if (rows.length === 0 || width === 0 || width > tableColumns) {
    const [, ...lines] = plainLines(part)
    return richBlock([section(richLine([{ bold: caption }])), bullets(lines)])
  }
  return [
    {
      type: 'data_table',
      caption: caption.trim() === '' ? 'Table' : caption,
      page_size: rowsShown,
      row_header_column_index: 0,
      rows: [columns, ...rows].map((row) =>
        Array.from({ length: width }, (_, index) => cell(row[index] ?? '')),
      ),
    },
  ]
}

/** A chart that Slack would refuse (no bars, too many, a figure that is none) is told in words. */
function chartBlocks(part: Part & { part: 'chart' }): Block[] {
  const title = shorten(visibleText(part.title).trim(), chartTitle)
  const data = part.bars.map(({ label, value }) => ({
    label: shorten(visibleText(label).trim(), chartLabel),
    value,
  }))
  const labels = data.map(({ label }) => label)
  const isSound = data.every(({ label, value }) => label !== '' && Number.isFinite(value))
  const isPlain = title !== '' && new Set(labels).size === labels.length
  if (data.length === 0 || data.length > chartBars || !isSound || !isPlain) {
    return richBlock([section(richLine(plainLines(part).join('\n')))])
  }
  const unit = shorten(visibleText(part.unit).trim(), chartLabel) || 'value'
  return [
    {
      type: 'data_visualization',
      title,
      chart: {
        type: 'bar',
        series: [{ name: unit, data }],
        axis_config: { categories: labels, y_label: unit },
      },
    },
  ]
}

/** Slack refuses an empty cell. */
function cell(text: string): { type: 'raw_text'; text: string } {
  return { type: 'raw_text', text: visibleText(text).trim() || '–' }
}

function actionsOf(buttons: readonly Button[]): Block[] {
  // A shortened call would be another call.
  const elements = buttons.filter((button) => button.call.length <= longestCall).map(buttonElement)
  return Array.from({ length: Math.ceil(elements.length / buttonsInBlock) }, (_, index) => ({
    type: 'actions' as const,
    elements: elements.slice(index * buttonsInBlock, (index + 1) * buttonsInBlock),
  }))
}

/** The id is set when the message is whole. What destroys is confirmed, by showing what would be run. */
function buttonElement({ label, call, style }: Button): ButtonElement {
  const name = visibleText(label).trim() || visibleText(`/${call}`)
  const confirm = style === 'danger' && {
    title: plainText(shorten(name, labelLimit)),
    text: plainText(shorten(`/${visibleText(call)}`, longestCall)),
    confirm: plainText(shorten(name, confirmLimit)),
    deny: plainText('Cancel'),
    style: 'danger' as const,
  }
  return {
    type: 'button',
    action_id: '',
    text: plainText(shorten(name, labelLimit)),
    value: call,
    ...(style && { style }),
    ...(confirm && { confirm }),
  }
}

function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/\p{Surrogate}$/u, '')}…`
}

function plainText(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false }
}

/** Slack refuses elements that hold nothing. */
function richBlock(elements: RichElement[]): Block[] {
  const full = elements.filter((element) => element.elements.length > 0)
  return full.length === 0 ? [] : [{ type: 'rich_text', elements: full }]
}

/** The three signs that Slack's parser acts upon, each once. */
function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
