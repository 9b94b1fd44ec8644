import { defaultTreeAdapter, type DefaultTreeAdapterTypes as Html, parse } from 'parse5'
import { beforeRaised, type FileText, type Refusal, refuse } from '../line.ts'
import { findNotes } from './notes.ts'
import { Page } from './page.ts'
import { attribute, blocks, walk, wholeText } from './tree.ts'

interface List {
  next: number
  step: 1 | -1
  form: string
}

/**
 * Lines as a browser would show them, each with the line of the file that it begins on; a note stands under the paragraph that
 * bears its sign.
 */
export function readHtmlLines(text: string): FileText | Refusal {
  const page = hasEndlessTag(text) ? undefined : parsePage(text)
  if (page) return readPage(page)
  return refuse('nests or repeats its elements far beyond any page; it may be made to do harm')
}

/** Deeper, and with more elements, than any page of text; the time to parse grows with their product. */
const deepest = 500
const mostElements = 2_000_000

const mostAttributes = 5000

/** A tag of very many attributes takes the parser minutes, since it compares each with all. */
function hasEndlessTag(text: string): boolean {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (!/[a-z]/i.test(text.charAt(at + 1))) continue
    let parts = 0
    let quote = ''
    for (at += 1; at < text.length; at += 1) {
      const sign = text.charAt(at)
      if (quote !== '') quote = sign === quote ? '' : quote
      else if (sign === '>') break
      else if (sign === '"' || sign === "'") quote = sign
      else if (/[\s/]/.test(sign)) parts += 1
      if (parts > mostAttributes) return true
    }
  }
  return false
}

class TooDeep extends Error {}

function parsePage(text: string): Html.Document | undefined {
  let depth = 0
  let elements = 0
  const treeAdapter = {
    ...defaultTreeAdapter,
    onItemPush() {
      depth += 1
      elements += 1
      if (depth > deepest || elements > mostElements) throw new TooDeep()
    },
    onItemPop() {
      depth -= 1
    },
  }
  try {
    return parse(text, { sourceCodeLocationInfo: true, treeAdapter })
  } catch (error) {
    if (error instanceof TooDeep) return undefined
    throw error
  }
}

function readPage(document: Html.Document): FileText {
  const found: FileText = { lines: [], aside: [], problems: [] }
  const notes = findNotes(document)
  const page = new Page()
  const lists: List[] = []
  for (const { node, leaving, skipped } of walk(document, notes.back)) {
    const at = node.sourceCodeLocation?.startLine ?? page.at
    if (node.nodeName === '#comment' && 'data' in node) found.aside.push({ text: node.data, at })
    else if (node.nodeName === '#text' && 'value' in node) {
      if (!skipped) page.write(node.value, at)
      else found.aside.push({ text: node.value, at })
    } else if ('tagName' in node) {
      if (node.tagName === 'title' && !leaving && found.title === undefined) found.title = innerText(node)
      page.at = at
      if (!leaving) for (const text of unseenWords(node)) found.aside.push({ text, at })
      if (skipped) continue
      const note = notes.inBlocks.get(node)
      if (note && !leaving) page.beginNote(note)
      visit(node, leaving, page, lists)
      if (note && leaving) page.endNote(note)
      const signed = notes.bySigns.get(node)
      if (signed && !leaving) page.sign(signed)
    }
  }
  found.lines = page.end()
  return found
}

function visit(node: Html.Element, leaving: boolean, page: Page, lists: List[]): void {
  const name = node.tagName
  if (name === 'br' && leaving) page.breakLine()
  else if (name === 'pre') page.kept += leaving ? -1 : 1
  else if (name === 'b' || name === 'strong') page.bold += leaving ? -1 : 1
  else if (name === 'sup') page.write(raised(node)[leaving ? 1 : 0], page.at)
  else if (name === 'tr' && (leaving ? page.inRow : isTableRow(node, page.spanned))) {
    if (leaving) page.endRow()
    else page.beginRow()
    return
  }
  if (page.inRow) {
    if ((name === 'td' || name === 'th') && leaving)
      page.endCell({ rows: spanOf(node, 'rowspan'), columns: spanOf(node, 'colspan') })
    else if (blocks.has(name)) page.breakLine()
    return
  }
  if (name === 'table' || name === 'tr') page.endSpans()
  if ((name === 'td' || name === 'th') && leaving) page.write('\t', page.at)
  if (name === 'ol' || name === 'ul') {
    if (leaving) lists.pop()
    else lists.push(listOf(node))
  }
  if (blocks.has(name) && !(lists.length > 1 && (name === 'ol' || name === 'ul'))) page.endBlock()
  else if (blocks.has(name) || name === 'li') page.endLine()
  if (name === 'li' && !leaving) page.label(label(node, lists.at(-1)))
  if (/^h[1-6]$/.test(name)) page.heading = !leaving
}

/** What stands around raised figures: brackets where they lead to a note. */
function raised(node: Html.Element): [before: string, after: string] {
  const linked = [node.parentNode, ...node.childNodes].some((one) => one?.nodeName === 'a')
  const text = wholeText(node).trim()
  if (linked && /^\w{1,3}$/.test(text)) return ['[', ']']
  return [beforeRaised(text), '']
}

/** A cell of more blocks or lines is laid out with the table, and no cell of figures. */
const mostInCell = 3

/** Elements that no cell of a plain table holds. */
const laidOut = new Set('table ol ul pre h1 h2 h3 h4 h5 h6'.split(' '))

/** Characters of a cell that stands alone in its row, beside one that reaches down from above. */
const mostBeside = 100

/** True for a row of two or more plain cells, those that reach down into it from above among them. */
function isTableRow(row: Html.Element, spanned: number): boolean {
  const cells = row.childNodes.filter((cell) => cell.nodeName === 'td' || cell.nodeName === 'th')
  if (!cells.every((cell) => 'childNodes' in cell && isPlain(cell))) return false
  return cells.length > 1 || (cells.length + spanned > 1 && wholeText(row).trim().length <= mostBeside)
}

/** How many rows or columns a cell reaches over; 0 is all the rows below. */
function spanOf(cell: Html.Element, name: 'rowspan' | 'colspan'): number {
  const span = Number(attribute(cell, name) ?? 1)
  if (!Number.isInteger(span) || span < 0) return 1
  return span === 0 && name === 'rowspan' ? Number.POSITIVE_INFINITY : Math.max(1, span)
}

function isPlain(cell: Html.ParentNode): boolean {
  let parts = 0
  for (const { node, leaving } of walk(cell)) {
    if (leaving || !('tagName' in node)) continue
    if (laidOut.has(node.tagName)) return false
    if (blocks.has(node.tagName) || node.tagName === 'br') parts += 1
    if (parts > mostInCell) return false
  }
  return true
}

function listOf(node: Html.Element): List {
  const start = Number(attribute(node, 'start') ?? 1)
  const form = node.tagName === 'ul' ? 'bullet' : (attribute(node, 'type') ?? '1')
  return {
    next: Number.isInteger(start) ? start : 1,
    step: attribute(node, 'reversed') === undefined ? 1 : -1,
    form,
  }
}

function label(item: Html.Element, list: List | undefined): string {
  if (!list || list.form === 'bullet') return '•'
  const value = Number(attribute(item, 'value') ?? list.next)
  const number = Number.isInteger(value) ? value : list.next
  list.next = number + list.step
  const letter = String.fromCharCode(64 + number)
  if (list.form === 'A' && number >= 1 && number <= 26) return `${letter}.`
  return list.form === 'a' && number >= 1 && number <= 26 ? `${letter.toLowerCase()}.` : `${number}.`
}

/** Words that a page holds and does not show: what it says of itself, and what stands for its pictures. */
function unseenWords(node: Html.Element): string[] {
  const name = { meta: 'content', img: 'alt' }[node.tagName]
  const words = name === undefined ? undefined : attribute(node, name)
  return words === undefined ? [] : [words]
}

function innerText(node: Html.Element): string {
  return node.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
}
