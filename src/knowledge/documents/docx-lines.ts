import { countLists, type ListPlace } from './docx-numbers.ts'
import { readDocxParts } from './docx-parts.ts'
import { type FileText, type Line, mostLines, type Refusal, refuse, tooManyLines } from './line.ts'
import { readXml } from './read-xml.ts'

/** One paragraph as Word stores it. */
interface WordParagraph {
  text: string
  deleted: string
  style?: string
  place?: Partial<ListPlace>
}

interface Style {
  heading: boolean
  place?: Partial<ListPlace>
  basedOn?: string
}

/**
 * A line for each paragraph of a Word document, numbers and bullets as Word prints them. Tracked changes are read as if accepted.
 * Running heads, notes, comments and deletions are put aside.
 */
export async function readDocxLines(bytes: Uint8Array): Promise<FileText | Refusal> {
  const parts = await readDocxParts(bytes)
  if ('refused' in parts) return parts
  try {
    return readParts(parts)
  } catch (error) {
    if (error instanceof TooManyParagraphs) return tooManyLines
    if (error instanceof Error)
      return refuse(`is damaged (${error.message.split('\n')[0]}); save it again in Word`)
    throw error
  }
}

class TooManyParagraphs extends Error {}

function readParts(parts: ReadonlyMap<string, string>): FileText {
  const found: FileText = { lines: [], aside: [], problems: [] }
  const styles = readStyles(parts.get('word/styles.xml'))
  const number = countLists(parts.get('word/numbering.xml'))
  const body = readParagraphs(parts.get('word/document.xml') ?? '')
  const wrapped = isHardWrapped(body.paragraphs)
  let at = 0
  let inList = false
  for (const paragraph of body.paragraphs) {
    at += 1
    if (paragraph.deleted !== '') found.aside.push({ text: paragraph.deleted, at })
    const style = styleOf(paragraph.style, styles)
    const place = paragraph.text.trim() === '' ? undefined : placeOf(paragraph, style)
    const label = place ? number(place) : ''
    if (!wrapped && !(inList && place)) found.lines.push({ text: '', at })
    inList = place !== undefined
    for (const [index, text] of paragraph.text.split('\n').entries()) {
      const line: Line = { text: index === 0 && label !== '' ? `${label} ${text}` : text, at }
      if (style.heading) line.heading = true
      if (index === 0 && !wrapped) line.begins = true
      found.lines.push(line)
    }
  }
  if (body.changes > 0) {
    found.problems.push({
      line: body.firstChange,
      what: `holds tracked changes (${body.changes}); read with insertions accepted and deletions left out`,
    })
  }
  for (const [name, xml] of parts) {
    if (!/header|footer|notes|comments/.test(name)) continue
    const { paragraphs } = readParagraphs(xml)
    found.aside.push(
      ...paragraphs.flatMap(({ text, deleted }) => [text, deleted]).map((text) => ({ text, at: 1 })),
    )
    if (/notes/.test(name) && paragraphs.some(({ text }) => text.trim() !== '')) {
      found.problems.push({ line: 1, what: 'its footnotes and endnotes are not read' })
    }
  }
  return found
}

/** A cable pasted into Word has a paragraph for each line of it, and empty ones between its paragraphs. */
function isHardWrapped(paragraphs: readonly WordParagraph[]): boolean {
  const full = paragraphs.filter(({ text }) => text.trim() !== '')
  return full.length < paragraphs.length && full.length > 1 && full.every(({ text }) => text.length <= 100)
}

function readParagraphs(xml: string): { paragraphs: WordParagraph[]; changes: number; firstChange: number } {
  const paragraphs: WordParagraph[] = []
  // Text boxes stand inside paragraphs, so several may be open.
  const open: WordParagraph[] = []
  const removed = new Set(['del', 'moveFrom'])
  let [removing, writing, skipping, properties, changes, firstChange] = [0, 0, 0, 0, 0, 0]
  const write = (text: string) => {
    const paragraph = open.at(-1)
    if (!paragraph || skipping > 0) return
    if (removing > 0) paragraph.deleted += text
    else paragraph.text += text
  }
  readXml(xml, {
    open(name, attribute) {
      const paragraph = open.at(-1)
      if (name === 'Fallback') skipping += 1
      else if (name === 'p' && skipping === 0) {
        if (paragraphs.length === mostLines) throw new TooManyParagraphs()
        const begun: WordParagraph = { text: '', deleted: '' }
        open.push(begun)
        paragraphs.push(begun)
      } else if (name === 'pPr' || name === 'rPr') properties += 1
      else if ((removed.has(name) || name === 'ins' || name === 'moveTo') && properties === 0) {
        if (removed.has(name)) removing += 1
        changes += 1
        firstChange ||= paragraphs.length + (paragraph ? 0 : 1)
      } else if (name === 't' || name === 'delText') writing += 1
      else if (name === 'tab' && properties === 0) write('\t')
      else if ((name === 'br' || name === 'cr') && properties === 0) write('\n')
      else if (name === 'noBreakHyphen') write('-')
      if (!paragraph || skipping > 0) return
      if (name === 'pStyle') paragraph.style = attribute('val') ?? ''
      else if (name === 'numId') paragraph.place = { ...paragraph.place, list: attribute('val') ?? '0' }
      else if (name === 'ilvl') paragraph.place = { ...paragraph.place, level: Number(attribute('val')) || 0 }
    },
    close(name) {
      if (name === 'Fallback') skipping -= 1
      else if (name === 'p' && skipping === 0) open.pop()
      else if (name === 'pPr' || name === 'rPr') properties -= 1
      else if (removed.has(name) && properties === 0) removing -= 1
      else if (name === 't' || name === 'delText') writing -= 1
    },
    text(text) {
      if (writing > 0) write(text)
    },
  })
  return { paragraphs, changes, firstChange }
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
    if (style.place) found.place = { ...style.place, ...found.place }
    style = styles.get(style.basedOn ?? '')
  }
  return found
}

/** A paragraph's own list goes before its style's; list 0 takes it out of all lists. */
function placeOf(paragraph: WordParagraph, style: Style): ListPlace | undefined {
  const { list, level } = { ...style.place, ...paragraph.place }
  return list === undefined || list === '0' ? undefined : { list, level: level ?? 0 }
}
