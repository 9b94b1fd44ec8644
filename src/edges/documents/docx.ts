import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  FileChild,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Line, Paper, PaperSection, Part, Span } from '../../commands/reply.ts'
import { fullBar } from '../full-bar.ts'
import { plainSpan, spans } from '../plain-text.ts'
import { quotedLines } from '../quoted-lines.ts'
import { isWebAddress, visibleText } from '../visible-text.ts'
import { drawBar } from './bar-picture.ts'
import { cellMargins, cellStyle, columnWidths, tableXml } from './docx-table.ts'
import { settleZip } from './settle-zip.ts'

/** Twentieths of a point. US letter, as the Department uses it. */
const page = { width: 12_240, height: 15_840, margin: 1_080, top: 1_340 }
const textWidth = page.width - 2 * page.margin

/** What the first column of a list of facts takes. */
const labelWidth = 1_900

/**
 * A paper as a Word document: the marking in the header and footer of every page, its parts in order. The same paper gives the
 * same bytes, whenever and wherever it is written.
 */
export async function renderDocx(paper: Paper): Promise<Uint8Array> {
  const { title, marking, foot, day, sections } = paper
  const document = new Document({
    title: visibleText(title),
    creator: 'Attaché',
    lastModifiedBy: 'Attaché',
    styles: { default: styles, paragraphStyles: [footStyle, cellLook] },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.top, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        headers: { default: new Header({ children: [markLine(marking)] }) },
        footers: { default: new Footer({ children: [markLine(marking), footLine(foot)] }) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(visibleText(title))] }),
          ...sections.flatMap(sectionBlocks),
        ],
      },
    ],
  })
  return settleZip(await Packer.toBuffer(document), {
    day,
    tables: writeTables(sections.flatMap(({ parts }) => parts.filter((part) => part.part === 'table'))),
  })
}

const font = 'Calibri'
const styles = {
  document: { run: { font, size: 21, language: { value: 'en-US' } }, paragraph: { spacing: { after: 100 } } },
  title: { run: { font, size: 32, bold: true, color: '1F3864' }, paragraph: { spacing: { after: 160 } } },
  heading1: {
    run: { font, size: 26, bold: true, color: '1F3864' },
    paragraph: { spacing: { before: 280, after: 100 }, keepNext: true },
  },
  heading2: {
    run: { font, size: 22, bold: true, color: '2F5496' },
    paragraph: { spacing: { before: 180, after: 80 }, keepNext: true },
  },
}

const footStyle = {
  id: 'Foot',
  name: 'Foot',
  run: { font, size: 16, color: '595959' },
  paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 0 } },
}

const cellLook = {
  id: cellStyle,
  name: 'Cell',
  run: { font, size: 17 },
  paragraph: { spacing: { after: 0 } },
}

/** As banners read: the words, not the letters. */
function markLine(marking: Paper['marking']): Paragraph {
  const banner = marking === 'U' ? 'UNCLASSIFIED' : 'SENSITIVE BUT UNCLASSIFIED'
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 0 },
    children: [new TextRun({ text: banner, bold: true, size: 18 })],
  })
}

function footLine(foot: string): Paragraph {
  const children = [`${visibleText(foot)} · page `, PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES]
  return new Paragraph({ style: 'Foot', children: [new TextRun({ children })] })
}

type Block = Paragraph | Table | TablePlace

function sectionBlocks({ heading, level = 1, isApart, parts }: PaperSection): Block[] {
  const head = heading === undefined ? [] : [headingOf(heading, level, isApart)]
  return [...head, ...parts.flatMap(partBlocks)]
}

function headingOf(text: string, level: 1 | 2, isApart?: true): Paragraph {
  return new Paragraph({
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    ...(isApart && { pageBreakBefore: true }),
    children: [new TextRun(visibleText(text))],
  })
}

function partBlocks(part: Part): Block[] {
  switch (part.part) {
    case 'heading':
      return [headingOf(part.text, 2)]
    case 'paragraph':
      return [paragraphOf(part.text)]
    case 'note':
      return [paragraphOf(part.text, {}, { size: 17, color: '595959' })]
    case 'list':
      return part.items.map((item) => paragraphOf(item, { bullet: { level: 0 }, spacing: { after: 60 } }))
    case 'quote':
      return [
        ...quotedLines(part.text).map((line) => paragraphOf(line, { indent: { left: 480 } })),
        paragraphOf(part.citation, { indent: { left: 480 } }, { size: 17, color: '595959' }),
      ]
    case 'facts':
      return [factsTable(part.facts), gap()]
    case 'table':
      return [...tableBlocks(part), gap()]
    case 'chart':
      return chartBlocks(part)
    // What is pressed, filled in or handed over has no place on paper.
    case 'buttons':
    case 'form':
    case 'file':
      return []
  }
}

interface Look {
  size?: number
  color?: string
}

function paragraphOf(line: Line, options: IParagraphOptions = {}, look: Look = {}): Paragraph {
  return new Paragraph({ ...options, children: spans(line).map((span) => run(span, look)) })
}

function run(span: Span, look: Look): ParagraphChild {
  if (typeof span === 'string') return new TextRun({ ...look, text: visibleText(span) })
  if ('bold' in span) return new TextRun({ ...look, text: visibleText(span.bold), bold: true })
  if ('code' in span) return new TextRun({ ...look, text: visibleText(span.code), font: 'Consolas' })
  if ('link' in span && isWebAddress(span.link))
    return new ExternalHyperlink({
      link: span.link,
      children: [new TextRun({ ...look, text: visibleText(span.text || span.link), style: 'Hyperlink' })],
    })
  return new TextRun({ ...look, text: plainSpan(span) })
}

/** A table at the foot of a page runs into what follows without one. */
function gap(): Paragraph {
  return new Paragraph({ spacing: { after: 60 }, children: [] })
}

const line = { style: BorderStyle.SINGLE, size: 4, color: 'BFBFBF' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }

function factsTable(facts: readonly [label: string, value: Line][]): Table {
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [labelWidth, textWidth - labelWidth],
    layout: TableLayoutType.FIXED,
    margins: cellMargins,
    borders: {
      top: none,
      bottom: none,
      left: none,
      right: none,
      insideHorizontal: line,
      insideVertical: none,
    },
    rows: facts.map(
      ([label, value]) =>
        new TableRow({
          cantSplit: true,
          children: [cell([{ bold: label }]), cell(value)],
        }),
    ),
  })
}

/** Tables of the same columns have the same widths throughout a paper. */
function writeTables(tables: readonly (Part & { part: 'table' })[]): string[] {
  const nameOf = ({ columns }: { columns: string[] }) => columns.join('\n')
  const widths = new Map(
    [...new Set(tables.map(nameOf))].map((name) => {
      return [
        name,
        columnWidths(
          tables.filter((table) => nameOf(table) === name),
          textWidth,
        ),
      ]
    }),
  )
  return tables.map((table) => tableXml(table, widths.get(nameOf(table)) ?? []))
}

/** Where a table of text goes: `settleZip` writes it there. */
class TablePlace extends FileChild {
  constructor() {
    super('w:tbl')
  }
}

function tableBlocks({ caption }: Part & { part: 'table' }): Block[] {
  const place = new TablePlace()
  if (caption === '') return [place]
  return [paragraphOf(caption, { keepNext: true, spacing: { after: 60 } }, { color: '404040' }), place]
}

/** Its look comes from its table and a style. */
function cell(text: Line, alignment?: (typeof AlignmentType)['RIGHT']): TableCell {
  return new TableCell({
    ...(alignment && { verticalAlign: VerticalAlignTable.CENTER }),
    children: [
      new Paragraph({
        style: cellStyle,
        ...(alignment && { alignment }),
        children: spans(text).map((span) => run(span, {})),
      }),
    ],
  })
}

/** What the label and the figure of a bar take; the bar has the rest. */
const barWidths = { label: 3_100, figure: 1_200 }

/** Each bar is a picture between its label and its figure, which are text: who cannot see it reads the same. */
function chartBlocks(chart: Part & { part: 'chart' }): Block[] {
  const { title, unit, bars } = chart
  if (bars.length === 0) return []
  const most = Math.max(fullBar(chart), Number.MIN_VALUE)
  const whole = unit === '%' ? 100 / most : undefined
  const rows = bars.map(({ label, value }) => {
    const held = Number.isFinite(value) ? Math.max(value, 0) : 0
    const digits = unit === '%' ? { minimumFractionDigits: 1 } : {}
    const figure = `${held.toLocaleString('en-US', digits)} ${unit}`.trim()
    const { png, width, height } = drawBar(held / most, whole)
    const said = { name: 'bar', title: visibleText(label), description: `${visibleText(label)}: ${figure}` }
    const picture = new ImageRun({
      type: 'png',
      data: png,
      transformation: { width, height },
      altText: said,
    })
    return new TableRow({
      cantSplit: true,
      children: [
        cell(label, AlignmentType.RIGHT),
        new TableCell({ children: [new Paragraph({ style: cellStyle, children: [picture] })] }),
        cell(figure, AlignmentType.RIGHT),
      ],
    })
  })
  const about = `${title}${unit === '' ? '' : ` (${unit})`}${whole === undefined ? '' : '; the dashed line is at 100 %'}`
  return [
    paragraphOf(about, { keepNext: true, spacing: { before: 120, after: 60 } }, { color: '404040' }),
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: [barWidths.label, textWidth - barWidths.label - barWidths.figure, barWidths.figure],
      layout: TableLayoutType.FIXED,
      margins: { ...cellMargins, top: 0, bottom: 0 },
      borders: {
        top: none,
        bottom: none,
        left: none,
        right: none,
        insideHorizontal: none,
        insideVertical: none,
      },
      rows,
    }),
    gap(),
  ]
}
