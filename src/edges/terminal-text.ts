import { styleText } from 'node:util'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import type { Line, Part, Reply, Span } from '../commands/reply.ts'
import { fullBar } from './full-bar.ts'
import { fileParts, plainSpan, spans } from './plain-text.ts'
import { quotedLines } from './quoted-lines.ts'
import { fitTable } from './terminal-table.ts'
import { visibleText } from './visible-text.ts'

interface TerminalStyle {
  /** In columns; narrower than 20 is taken as 20. */
  width: number
  colour: boolean
}

type Format = Parameters<typeof styleText>[0]
type Paint = (format: Format, text: string) => string

/**
 * The answer laid out for reading at `width` columns: the marking and who sees it, then each part with a blank line
 * around it. Without colour the output holds no escape sequence at all.
 */
export function renderTerminal(reply: Reply, { width, colour }: TerminalStyle): string {
  const columns = Math.max(width, 20)
  // Whether the stream can show colour was decided by the caller, once.
  const paint: Paint = (format, text) => (colour ? styleText(format, text, { validateStream: false }) : text)
  const mark = paint(reply.marking === 'SBU' ? ['bold', 'yellow'] : 'dim', `[${reply.marking}]`)
  const lines = [`${mark} ${paint('dim', reply.to === 'member' ? 'to you' : 'in the channel')}`]
  return [...lines, ...layParts(reply.parts, columns, paint)].join('\n')
}

function layParts(parts: readonly Part[], width: number, paint: Paint): string[] {
  const lines: string[] = []
  let before: Laid | undefined
  for (const part of parts) {
    const laid = { part, lines: partLines(part, width, paint) }
    if (laid.lines.length === 0) continue
    if (before && isApart(laid, before)) lines.push('')
    lines.push(...laid.lines)
    before = laid
  }
  return lines
}

interface Laid {
  part: Part
  lines: string[]
}

/** A blank line stands between parts, save under a heading, between notes, and where one line leads up to a list. */
function isApart({ part }: Laid, before: Laid): boolean {
  if (before.part.part === 'heading') return false
  if (part.part === 'list' && before.part.part === 'paragraph') return before.lines.length > 1
  return !(part.part === 'note' && before.part.part === 'note')
}

function partLines(part: Part, width: number, paint: Paint): string[] {
  switch (part.part) {
    case 'heading':
      return wrap(paint('bold', visibleText(part.text)), width)
    case 'paragraph':
      return wrap(styled(part.text, paint), width)
    case 'facts':
      return factLines(part.facts, width, paint)
    case 'list':
      return part.items.flatMap((item) => hang('- ', styled(item, paint), width))
    case 'table':
      return tableLines(part, width, paint)
    case 'chart':
      return chartLines(part, width, paint)
    case 'quote':
      return [
        ...quotedLines(part.text)
          .flatMap((line) => wrap(styled(line, paint), width - 4))
          .map((line) => `  ${paint('dim', '│')} ${line}`),
        ...wrap(paint('dim', visibleText(part.citation)), width - 4).map((line) => `    ${line}`),
      ]
    case 'note':
      return wrap(paint('dim', spans(part.text).map(plainSpan).join('')), width)
    case 'form':
      return wrap(visibleText(part.instead), width)
    case 'file':
      return [
        ...wrap(paint('bold', visibleText(part.name)), width),
        ...('text' in part
          ? part.text
              .trimEnd()
              .split(/\r?\n/)
              .flatMap((line) => wrap(visibleText(line), width))
          : layParts(fileParts(part), width, paint)),
      ]
    case 'buttons':
      return part.buttons.flatMap(({ label, call, style }) => {
        const name = paint(style === 'danger' ? 'red' : 'bold', `[${visibleText(label)}]`)
        return hang('', `${name} /${visibleText(call)}`, width, '  ')
      })
  }
}

function factLines(facts: [label: string, value: Line][], width: number, paint: Paint): string[] {
  const widest = Math.max(...facts.map(([label]) => stringWidth(visibleText(label))), 0)
  const labels = Math.min(widest, Math.floor(width / 3))
  return facts.flatMap(([label, value]) =>
    sideBySide([paint('dim', visibleText(label)), styled(value, paint)], [labels, width - labels - 2]),
  )
}

/** A row a bar: label, bar, figure. A full bar takes what the words leave. */
function chartLines(chart: Part & { part: 'chart' }, width: number, paint: Paint): string[] {
  const { title, unit, bars } = chart
  const most = fullBar(chart)
  const figures = bars.map(({ value }) => `${value.toLocaleString('en-US')} ${visibleText(unit)}`.trim())
  const labels = Math.min(
    Math.max(...bars.map(({ label }) => stringWidth(visibleText(label))), 0),
    Math.floor(width / 3),
  )
  const room = Math.max(width - labels - Math.max(...figures.map((figure) => stringWidth(figure)), 0) - 4, 4)
  return [
    ...wrap(paint('bold', visibleText(title)), width),
    ...bars.flatMap(({ label, value }, index) => {
      const length = most > 0 ? Math.round((Math.max(value, 0) / most) * room) : 0
      return sideBySide(
        [visibleText(label), `${'█'.repeat(length)} ${figures[index] ?? ''}`.trim()],
        [labels, width - labels - 2],
      )
    }),
  ]
}

function tableLines(table: Part & { part: 'table' }, width: number, paint: Paint): string[] {
  const columns = table.columns.map(visibleText)
  const rows = table.rows.map((row) => row.map(visibleText))
  const caption = wrap(paint('bold', visibleText(table.caption)), width)
  const fit = fitTable([columns, ...rows], width)
  // Too narrow for its columns: each row is told as facts, so that no figure is broken.
  if (!fit) {
    const told = rows.map((row) => factLines(namedCells(columns, row), width, paint))
    return [...caption, ...told.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))]
  }
  return [
    ...caption,
    ...sideBySide(
      columns.map((column) => paint('dim', column)),
      fit.widths,
      fit.right,
    ),
    paint('dim', fit.widths.map((column) => '─'.repeat(column)).join('  ')),
    ...rows.flatMap((row) => sideBySide(row, fit.widths, fit.right)),
  ]
}

function namedCells(columns: readonly string[], row: readonly string[]): [label: string, value: string][] {
  return row.flatMap((cell, index) => (cell === '' ? [] : [[columns[index] ?? '', cell]]))
}

/** Cells wrapped in columns of these widths, two spaces apart; those of `right` end at the column's right edge. */
function sideBySide(
  cells: readonly string[],
  widths: readonly number[],
  right: readonly boolean[] = [],
): string[] {
  const columns = widths.map((width, index) => wrap(cells[index] ?? '', width))
  const height = Math.max(...columns.map((lines) => lines.length), 0)
  return Array.from({ length: height }, (_, row) =>
    widths
      .map((width, index) => {
        const text = columns[index]?.[row] ?? ''
        const blank = ' '.repeat(Math.max(width - stringWidth(text), 0))
        return right[index] ? blank + text : text + blank
      })
      .join('  ')
      .trimEnd(),
  )
}

/** `first` before the first line; the lines after it begin under the text, or after `rest` where that is given. */
function hang(first: string, text: string, width: number, rest = ' '.repeat(first.length)): string[] {
  const indent = Math.max(first.length, rest.length)
  return wrap(text, width - indent).map((line, index) => (index === 0 ? first : rest) + line)
}

function wrap(text: string, width: number): string[] {
  return wrapAnsi(text, width, { hard: true }).split('\n')
}

function styled(line: Line, paint: Paint): string {
  return spans(line)
    .map((span) => styledSpan(span, paint))
    .join('')
}

function styledSpan(span: Span, paint: Paint): string {
  const text = plainSpan(span)
  if (typeof span === 'string') return text
  if ('bold' in span) return paint('bold', text)
  if ('code' in span) return paint('cyan', text)
  return 'link' in span ? paint('underline', text) : text
}
