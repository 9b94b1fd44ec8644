import { type FileText, type Line, mostRepeated, printRow, type Refusal, refuse } from '../line.ts'
import { countLists, type ListPlace, printNumber } from './numbers.ts'
import { isOn, readWordText, TooMuchText, type WordParagraph, type WordRow } from './paragraphs.ts'
import { readDocxParts } from './parts.ts'
import { HarmfulXml, readXml } from './read-xml.ts'

interface Style {
  heading: boolean
  /** Its words are shown in capitals. */
  capitals?: boolean
  bold?: boolean
  place?: Partial<ListPlace>
  basedOn?: string
}

/**
 * A line for each paragraph of a Word document and each row of its tables, numbers and bullets as Word prints them. Tracked
 * changes are read as if accepted; a note stands under the paragraph that refers to it. Running heads, comments and deletions
 * are put aside.
 */
export async function readDocxLines(bytes: Uint8Array): Promise<FileText | Refusal> {
  const parts = await readDocxParts(bytes)
  if ('refused' in parts) return parts
  try {
    return readParts(parts)
  } catch (error) {
    if (error instanceof TooMuchText) return error.refusal
    if (error instanceof HarmfulXml) return refuse(`${error.message}; it may be made to do harm`)
    if (error instanceof Error) return refuse('is damaged; save it again in Word')
    throw error
  }
}

function readParts(parts: ReadonlyMap<string, string>): FileText {
  const found: FileText = { lines: [], aside: [], problems: [] }
  const styles = readStyles(parts.get('word/styles.xml'))
  const counted = { footnote: 0, endnote: 0 }
  const body = readWordText(parts.get('word/document.xml') ?? '', (kind) => {
    counted[kind] += 1
    return printNumber(counted[kind], kind === 'footnote' ? 'decimal' : 'lowerRoman')
  })
  const notes = readNotes(parts)
  const number = countLists(parts.get('word/numbering.xml'))
  const wrapped = isHardWrapped(body.paragraphs)
  const spread = spreadMerged()
  let inList = false
  for (const group of groupRows(joinDeletedEnds(body.paragraphs))) {
    const read = group.map(({ paragraph, at }) => {
      if (paragraph.deleted !== '') found.aside.push({ text: paragraph.deleted, at })
      const { heading, capitals, bold: usualBold = false, place: usual } = styleOf(paragraph.style, styles)
      const bold = !paragraph.isPlain && (usualBold || !paragraph.isUsual)
      const place = paragraph.text.trim() === '' ? undefined : placeOf(paragraph, usual)
      const label = place ? number(place) : ''
      const words = capitals ? paragraph.text.toUpperCase() : paragraph.text
      const text = label === '' ? words : `${label} ${words}`
      return { text, at, heading, bold, listed: place !== undefined, index: paragraph.cell?.index ?? 0 }
    })
    const wordRow = tableRowOf(group)
    if (wordRow) {
      const row = printRow(spread(wordRow, cellsOf(read)))
      if (row) found.lines.push({ ...row, at: group[0]?.at ?? 1 })
    } else {
      for (const { text, at, heading, bold, listed } of read) {
        if (!wrapped && !(inList && listed)) found.lines.push({ text: '', at })
        inList = listed
        found.lines.push(...linesOf(text, { at, heading, bold, begins: !wrapped }))
      }
    }
    for (const { paragraph, at } of group) {
      for (const { kind, id, sign } of paragraph.notes) {
        const words = notes.take(`${kind} ${id}`)
        if (words !== undefined) found.lines.push({ text: `[${sign}] ${words}`, at, under: true })
      }
    }
  }
  if (body.changes > 0) {
    found.problems.push({
      line: body.firstChange,
      what: `holds tracked changes (${body.changes}); read with insertions accepted and deletions left out`,
    })
  }
  found.aside.push(...notes.rest())
  for (const [name, xml] of parts) {
    if (name.startsWith('docProps/')) found.aside.push(...readProperties(xml))
    if (!/header|footer|comments/.test(name)) continue
    for (const { text, deleted } of readWordText(xml).paragraphs)
      found.aside.push({ text, at: 1 }, { text: deleted, at: 1 })
  }
  return found
}

interface Placed {
  paragraph: WordParagraph
  at: number
}

/** A paragraph whose end was deleted goes on in the next one, which keeps the number of the first. */
function joinDeletedEnds(paragraphs: readonly WordParagraph[]): Placed[] {
  const joined: Placed[] = []
  let before: WordParagraph | undefined
  for (const [index, paragraph] of paragraphs.entries()) {
    if (!before) joined.push({ paragraph, at: index + 1 })
    else if (before.text.trim() === '') {
      joined.pop()
      joined.push({ paragraph: { ...paragraph, deleted: before.deleted + paragraph.deleted }, at: index + 1 })
    } else {
      before.text += paragraph.text
      before.deleted += paragraph.deleted
      before.notes.push(...paragraph.notes)
    }
    const open = joined.at(-1)?.paragraph
    before = paragraph.endDeleted && open?.cell?.row === paragraphs[index + 1]?.cell?.row ? open : undefined
  }
  return joined
}

/** Paragraphs of one row of a table together, all others alone. */
function groupRows(paragraphs: readonly Placed[]): Placed[][] {
  const groups: Placed[][] = []
  for (const one of paragraphs) {
    const open = groups.at(-1)
    const row = one.paragraph.cell?.row
    if (open && row && open[0]?.paragraph.cell?.row === row) open.push(one)
    else groups.push([one])
  }
  return groups
}

/** A cell of more paragraphs is laid out with the table, and no cell of figures. */
const mostInCell = 3

/** The row that a group stands in, where that is one of a plain table and not of a page's layout. */
function tableRowOf(group: readonly Placed[]): WordRow | undefined {
  const row = group[0]?.paragraph.cell?.row
  if (!row || row.cells.length < 2 || row.holdsTable) return undefined
  const filled = new Map<number, number>()
  for (const { paragraph } of group) {
    const index = paragraph.cell?.index ?? 0
    if (paragraph.text.trim() !== '') filled.set(index, (filled.get(index) ?? 0) + 1)
  }
  return [...filled.values()].every((count) => count <= mostInCell) ? row : undefined
}

function cellsOf(read: readonly { text: string; index: number }[]): string[] {
  const cells: string[] = []
  for (const { text, index } of read) cells[index] = `${cells[index] ?? ''} ${text}`
  return Array.from(cells, (cell) => cell ?? '')
}

/** The cells of a row by the columns of its table; one merged with those above says again what they say, as the page shows it. */
function spreadMerged(): (row: WordRow, cells: readonly string[]) => string[] {
  let above: string[] = []
  let table: unknown
  let repeated = 0
  return (row, cells) => {
    if (row.table !== table) above = []
    table = row.table
    const spread: string[] = []
    for (const [index, { columns, goesOn }] of row.cells.entries()) {
      const merged = goesOn && repeated <= mostRepeated ? (above[spread.length] ?? '') : ''
      const own = cells[index] ?? ''
      repeated += merged.length + columns
      spread.push(own.trim() === '' ? merged : own)
      if (repeated <= mostRepeated) spread.push(...Array<string>(columns - 1).fill(''))
    }
    above = spread
    return spread
  }
}

function linesOf(
  text: string,
  { at, heading, bold, begins }: { at: number; heading: boolean; bold: boolean; begins: boolean },
): Line[] {
  return text.split('\n').map((part, index) => {
    const line: Line = { text: part, at }
    if (heading) line.heading = true
    if (bold) line.bold = true
    if (index === 0 && begins) line.begins = true
    return line
  })
}

/** The words of each note by its kind and id. What nothing in the text refers to, and what was deleted, is left in `rest`. */
function readNotes(parts: ReadonlyMap<string, string>) {
  const words = new Map<string, string>()
  const deleted: Line[] = []
  for (const kind of ['footnote', 'endnote']) {
    for (const { note, text, deleted: gone } of readWordText(parts.get(`word/${kind}s.xml`) ?? '<none/>')
      .paragraphs) {
      const key = `${kind} ${note ?? ''}`
      words.set(key, `${words.get(key) ?? ''} ${text}`.replace(/\s+/g, ' ').trim())
      if (gone !== '') deleted.push({ text: gone, at: 1 })
    }
  }
  return {
    take(key: string): string | undefined {
      const found = words.get(key)
      words.delete(key)
      return found
    },
    rest: (): Line[] => [...deleted, ...[...words.values()].map((text) => ({ text, at: 1 }))],
  }
}

/** The values of a document's properties: its title, subject, keywords, and those that a system of labels sets. */
function readProperties(xml: string): Line[] {
  const values: Line[] = []
  readXml(xml, {
    open() {},
    text(text) {
      values.push({ text, at: 1 })
    },
  })
  return values
}

/** A cable pasted into Word has a paragraph for each line of it, and empty ones between its paragraphs. */
function isHardWrapped(paragraphs: readonly WordParagraph[]): boolean {
  const full = paragraphs.filter(({ text, cell }) => text.trim() !== '' && !cell)
  return (
    full.length < paragraphs.filter(({ cell }) => !cell).length &&
    full.length > 1 &&
    full.every(({ text }) => text.length <= 100)
  )
}

function readStyles(xml: string | undefined): Map<string, Style> {
  const styles = new Map<string, Style>()
  let style: Style = { heading: false }
  readXml(xml ?? '<none/>', {
    open(name, attribute) {
      const value = attribute('val') ?? ''
      if (name === 'style') {
        style = { heading: false }
        styles.set(attribute('styleId') ?? '', style)
      } else if (name === 'name') style.heading ||= /^(?:heading \d|title)$/i.test(value)
      else if (name === 'outlineLvl') style.heading ||= Number(value) < 9
      else if (name === 'caps' || name === 'smallCaps') style.capitals = isOn(attribute('val'))
      else if (name === 'b') style.bold = isOn(attribute('val'))
      else if (name === 'basedOn') style.basedOn = value
      else if (name === 'numId') style.place = { ...style.place, list: value }
      else if (name === 'ilvl') style.place = { ...style.place, level: Number(value) || 0 }
    },
  })
  return styles
}

/** A style with what it takes over from those it is based on. */
function styleOf(id: string | undefined, styles: ReadonlyMap<string, Style>): Style {
  const found: Style = { heading: false }
  let style = styles.get(id ?? '')
  for (let steps = 0; style && steps < 20; steps += 1) {
    found.heading ||= style.heading
    if (style.capitals !== undefined) found.capitals ??= style.capitals
    if (style.bold !== undefined) found.bold ??= style.bold
    if (style.place) found.place = { ...style.place, ...found.place }
    style = styles.get(style.basedOn ?? '')
  }
  return found
}

/** A paragraph's own list goes before its style's; list 0 takes it out of all lists. */
function placeOf(paragraph: WordParagraph, usual: Style['place']): ListPlace | undefined {
  const { list, level } = { ...usual, ...paragraph.place }
  return list === undefined || list === '0' ? undefined : { list, level: level ?? 0 }
}
