import {
  beforeRaised,
  mostCharacters,
  mostColumns,
  mostLines,
  type Refusal,
  tooManyCharacters,
  tooManyLines,
} from '../line.ts'
import type { ListPlace } from './numbers.ts'
import { readXml } from './read-xml.ts'

/** One paragraph as Word stores it, tracked changes accepted. */
export interface WordParagraph {
  text: string
  /** What was deleted, what Word hides, and the words of pictures. */
  deleted: string
  /** Its end was deleted: the next paragraph goes on in it. */
  endDeleted?: true
  style?: string
  /** Some of its words are set in plain letters; some in those of its style, bold or not. */
  isPlain?: true
  isUsual?: true
  place?: Partial<ListPlace>
  /** The row and cell of the innermost table it stands in. */
  cell?: { row: WordRow; index: number }
  /** Those its text refers to. */
  notes: WordNote[]
  /** The id of the note it stands in. */
  note?: string
}

/** A row of a table. */
export interface WordRow {
  table: WordTable
  cells: WordCell[]
  /** A table stands in one of its cells. */
  holdsTable: boolean
}

/** What tells two tables apart. */
type WordTable = Record<never, never>

interface WordCell {
  /** Columns it reaches over. */
  columns: number
  /** It is merged with the one above it. */
  goesOn: boolean
}

/** A note by its kind and id, and as its sign is printed: footnotes are counted `1`, endnotes `i`. */
export interface WordNote {
  kind: 'footnote' | 'endnote'
  id: string
  sign: string
}

/** Paragraphs of a part of a Word document, and how many changes in it are tracked. */
export interface WordText {
  paragraphs: WordParagraph[]
  changes: number
  firstChange: number
}

/** More text than a document has. */
export class TooMuchText extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.refused.what)
    this.refusal = refusal
  }
}

const removed = new Set(['del', 'moveFrom'])
const added = new Set(['ins', 'moveTo'])
const properties = new Set(['pPr', 'rPr', 'trPr', 'tcPr', 'tblPr', 'sectPr'])
/** What held before a tracked change of form. */
const former = new Set(['pPrChange', 'rPrChange', 'sectPrChange', 'tblPrChange', 'numberingChange'])

/** True of a setting that is not switched off. */
export function isOn(value: string | undefined): boolean {
  return !/^(?:0|false|off)$/.test(value ?? '')
}

/**
 * Reads the paragraphs in the order they stand; those of a text box after the one it hangs on. `sign` gives the sign of the next
 * note, which stands in the text as `[1]`. Throws `TooMuchText`.
 */
export function readWordText(xml: string, sign: (kind: WordNote['kind']) => string = () => ''): WordText {
  const found: WordText = { paragraphs: [], changes: 0, firstChange: 0 }
  // Text boxes stand inside paragraphs and tables inside cells, so several may be open.
  const open: WordParagraph[] = []
  const tables: WordTable[] = []
  const rows: WordRow[] = []
  let note: string | undefined
  let [hidden, capitals, isRaised, lift] = [false, false, false, 0]
  let bold: boolean | undefined
  let raised: { paragraph: WordParagraph; from: number } | undefined
  let [removing, writing, skipping, inProperties, inFormer] = [0, 0, 0, 0, 0]
  let characters = 0
  /** Ends the raised words that are being written. */
  const endRaised = () => {
    if (!raised) return
    const { paragraph, from } = raised
    const words = paragraph.text.slice(from)
    paragraph.text = paragraph.text.slice(0, from) + beforeRaised(words) + words
    raised = undefined
  }
  const write = (text: string) => {
    characters += text.length
    if (characters > mostCharacters) throw new TooMuchText(tooManyCharacters)
    const paragraph = open.at(-1)
    if (!paragraph || skipping > 0) return
    if (removing > 0 || hidden) {
      paragraph.deleted += text
      return
    }
    if (!isRaised) endRaised()
    else if (raised?.paragraph !== paragraph) {
      endRaised()
      raised = { paragraph, from: paragraph.text.length }
    }
    paragraph.text += capitals ? text.toUpperCase() : text
    if (text.trim() !== '' && bold !== true) paragraph[bold === false ? 'isPlain' : 'isUsual'] = true
  }
  const putAside = (text = '') => {
    const paragraph = open.at(-1)
    if (paragraph && text !== '') paragraph.deleted += `\n${text}\n`
  }
  const begin = () => {
    if (found.paragraphs.length === mostLines) throw new TooMuchText(tooManyLines)
    const row = open.length === 0 ? rows.at(-1) : undefined
    const begun: WordParagraph = { text: '', deleted: '', notes: [] }
    if (row) begun.cell = { row, index: row.cells.length - 1 }
    if (note !== undefined) begun.note = note
    open.push(begun)
    found.paragraphs.push(begun)
  }
  const change = () => {
    found.changes += 1
    found.firstChange ||= found.paragraphs.length + (open.length > 0 ? 0 : 1)
  }
  const addCell = (columns = 1) => {
    const within = Math.min(Math.max(1, Math.trunc(columns) || 1), mostColumns)
    rows.at(-1)?.cells.push({ columns: within, goesOn: false })
  }
  const refer = (kind: WordNote['kind'], id: string) => {
    const paragraph = open.at(-1)
    if (!paragraph || removing > 0 || skipping > 0) return
    endRaised()
    const one: WordNote = { kind, id, sign: sign(kind) }
    paragraph.notes.push(one)
    paragraph.text += `[${one.sign}]`
  }
  readXml(xml, {
    open(name, attribute) {
      if (name === 'Fallback') skipping += 1
      else if (name === 'p' && skipping === 0) begin()
      else if (name === 'r') {
        ;[hidden, capitals, isRaised, lift] = [false, false, false, 0]
        bold = undefined
      } else if (properties.has(name)) inProperties += 1
      else if (former.has(name)) inFormer += 1
      else if (name === 'tbl') {
        for (const row of rows.slice(-1)) row.holdsTable = true
        tables.push({})
      } else if (name === 'tr') rows.push({ table: tables.at(-1) ?? {}, cells: [], holdsTable: false })
      else if (name === 'tc') addCell()
      // Columns left out before the first cell.
      else if (name === 'gridBefore') addCell(Number(attribute('val')))
      else if (name === 'gridSpan') {
        rows.at(-1)?.cells.pop()
        addCell(Number(attribute('val')))
      } else if (name === 'vMerge') {
        for (const cell of rows.at(-1)?.cells.slice(-1) ?? []) cell.goesOn = attribute('val') !== 'restart'
      } else if ((removed.has(name) || added.has(name)) && inProperties === 0) {
        if (removed.has(name)) removing += 1
        change()
      } else if (name === 't' || name === 'delText') writing += 1
      else if (name === 'tab' && inProperties === 0) write('\t')
      else if ((name === 'br' || name === 'cr') && inProperties === 0) write('\n')
      else if (name === 'noBreakHyphen') write('-')
      // A watermark across the page.
      else if (name === 'textpath') putAside(attribute('string'))
      // What stands for a picture.
      else if (name === 'docPr') putAside(attribute('descr'))
      else if (name === 'footnoteReference') refer('footnote', attribute('id') ?? '')
      else if (name === 'endnoteReference') refer('endnote', attribute('id') ?? '')
      else if (name === 'footnote' || name === 'endnote') note = attribute('id') ?? ''
      const paragraph = open.at(-1)
      if (!paragraph || skipping > 0 || inFormer > 0) return
      if (name === 'vanish') hidden = isOn(attribute('val'))
      else if (name === 'vertAlign') isRaised = attribute('val') === 'superscript'
      // As LibreOffice has it: lifted by more than a third of its own size. What is but moved to its line is lifted by less.
      else if (name === 'position') lift = Number(attribute('val'))
      else if (name === 'sz') isRaised ||= lift > Number(attribute('val')) / 3
      else if (name === 'b') bold = isOn(attribute('val'))
      else if (name === 'caps' || name === 'smallCaps') capitals ||= isOn(attribute('val'))
      else if (name === 'pStyle') paragraph.style = attribute('val') ?? ''
      else if (name === 'numId') paragraph.place = { ...paragraph.place, list: attribute('val') ?? '0' }
      else if (name === 'ilvl') paragraph.place = { ...paragraph.place, level: Number(attribute('val')) || 0 }
      else if (removed.has(name) && inProperties > 0) {
        paragraph.endDeleted = true
        change()
      }
    },
    close(name) {
      if (name === 'Fallback') skipping -= 1
      else if (name === 'p' && skipping === 0) {
        endRaised()
        open.pop()
      } else if (properties.has(name)) inProperties -= 1
      else if (former.has(name)) inFormer -= 1
      else if (name === 'tr') rows.pop()
      else if (name === 'tbl') tables.pop()
      else if (removed.has(name) && inProperties === 0) removing -= 1
      else if (name === 't' || name === 'delText') writing -= 1
      else if (name === 'footnote' || name === 'endnote') note = undefined
    },
    text(text) {
      if (writing > 0) write(text)
    },
  })
  return found
}
