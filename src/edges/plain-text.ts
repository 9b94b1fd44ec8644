import type { FilePart, Line, Paper, Part, Reply, Span } from '../commands/reply.ts'
import { printDate } from '../domain/date.ts'
import { visibleText } from './visible-text.ts'

/**
 * The whole answer in plain lines: the verdict, every figure, every gap, what each button would run. Screen readers and
 * notifications get this and nothing else, so no meaning may rest on layout.
 */
export function renderPlainText(reply: Reply): string {
  return markedParts(reply).flatMap(plainLines).join('\n')
}

/** The reply's parts with its marking at the head of the first thing that is read. */
export function markedParts({ marking, parts }: Reply): Part[] {
  const [first, ...rest] = parts
  const mark = `[${marking}]`
  if (first?.part === 'heading') return [{ ...first, text: `${mark} ${first.text}` }, ...rest]
  if (first?.part === 'paragraph') return [{ ...first, text: [`${mark} `, ...spans(first.text)] }, ...rest]
  return [{ part: 'paragraph', text: mark }, ...parts]
}

/** Every part is put in lines several times: to be measured, to be shown, to be said. */
const lines = new WeakMap<Part, readonly string[]>()

/** One line for each thing the part says; a table's caption is the first of its lines. */
export function plainLines(part: Part): readonly string[] {
  const known = lines.get(part)
  if (known) return known
  const made = makeLines(part)
  lines.set(part, made)
  return made
}

function makeLines(part: Part): string[] {
  switch (part.part) {
    case 'heading':
      return [visibleText(part.text)]
    case 'paragraph':
    case 'note':
      return [plainLine(part.text)]
    case 'facts':
      return part.facts.map(([label, value]) => `${visibleText(label)}: ${plainLine(value)}`)
    case 'list':
      return part.items.map((item) => `- ${plainLine(item)}`)
    case 'table':
      return [visibleText(part.caption), ...part.rows.map((row) => plainRow(part.columns, row))]
    case 'chart':
      return [`${visibleText(part.title)}: ${part.bars.map((bar) => plainBar(bar, part.unit)).join('; ')}`]
    case 'quote':
      return [`“${plainLine(part.text)}” (${visibleText(part.citation)})`]
    case 'form':
      return [visibleText(part.instead)]
    case 'file':
      return 'text' in part
        ? [`File ${visibleText(part.name)}: ${visibleText(part.text)}`]
        : [`File ${visibleText(part.name)}:`, ...fileParts(part).flatMap(plainLines)]
    case 'buttons':
      return part.buttons.map(({ label, call }) => `${visibleText(label)}: /${visibleText(call)}`)
  }
}

/** What a file says that is no plain text, as parts: a sheet is a table, a paper its sections under their headings. */
export function fileParts(part: Exclude<FilePart, { text: string }>): Part[] {
  return 'sheet' in part ? [{ part: 'table', caption: '', ...part.sheet }] : paperParts(part.paper)
}

/** A paper from its title to its foot. */
export function paperParts({ title, sections, foot, marking }: Paper): Part[] {
  return [
    { part: 'heading', text: title },
    ...sections.flatMap(({ heading, parts }): Part[] => [
      ...(heading === undefined ? [] : [{ part: 'heading' as const, text: heading }]),
      ...parts,
    ]),
    { part: 'note', text: `[${marking}] ${foot}` },
  ]
}

/** `PE-DP-2 60 %` */
function plainBar({ label, value }: { label: string; value: number }, unit: string): string {
  return `${visibleText(label)} ${value.toLocaleString('en-US')} ${visibleText(unit)}`.trim()
}

export function plainLine(line: Line): string {
  return spans(line).map(plainSpan).join('')
}

export function spans(line: Line): Span[] {
  return typeof line === 'string' ? [line] : line
}

/** The words of a span, without its style. */
export function plainSpan(span: Span): string {
  if (typeof span === 'string') return visibleText(span)
  if ('bold' in span) return visibleText(span.bold)
  if ('code' in span) return visibleText(span.code)
  if ('link' in span) return plainLink(visibleText(span.text), visibleText(span.link))
  if ('member' in span) return `@${visibleText(span.member)}`
  if ('channel' in span) return `#${visibleText(span.channel)}`
  return printDate(span.date)
}

function plainLink(text: string, address: string): string {
  return text === '' || text === address ? address : `${text} (${address})`
}

/** `PE-DP-1: Status on track; Actual 5,000 ha`. A cell that says nothing is passed over. */
function plainRow(columns: readonly string[], [name = '', ...cells]: readonly string[]): string {
  const said = cells
    .map((cell, index) => ({ column: columns[index + 1] ?? '', cell }))
    .filter(({ cell }) => cell.trim() !== '')
    .map(({ column, cell }) => `${column} ${cell}`.trim())
  return visibleText([name, said.join('; ')].filter((words) => words !== '').join(': '))
}
