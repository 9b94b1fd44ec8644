import { basename } from 'node:path'
import { parseCitation } from '../../domain/citation.ts'
import type { Document, DocumentHead } from '../../domain/document.ts'
import { highestMarking, isWithin, type Marking } from '../../domain/marking.ts'
import { withoutYear } from '../../domain/source-label.ts'
import type { Source } from '../schema.ts'
import { type CableHead, readCableHead } from './cable-head.ts'
import { cleanLine, goesOn } from './clean-line.ts'
import { readDocxLines } from './docx/lines.ts'
import { formatOf } from './file-format.ts'
import { readHtmlLines } from './html/lines.ts'
import {
  type DocumentProblem,
  type FileText,
  type Refusal,
  refuse,
  refuseTooLong,
  refuseTooMuch,
} from './line.ts'
import { takeTrailer, unwrapMail } from './mail.ts'
import { lineMarking, markUnmarked, refuseAbove } from './marking/line-marking.ts'
import { refuseOthers } from './other-cables.ts'
import { headOfPaper } from './paper-head.ts'
import { titleOf } from './paper-title.ts'
import { readParagraphs } from './paragraphs.ts'
import { readPdf } from './pdf/read-pdf.ts'
import { type Piece, readPieces } from './piece.ts'
import { declaredCharset, decodeText } from './text/decode-text.ts'
import { readTextLines } from './text/lines.ts'

export interface DocumentFile {
  /** Its name; of a path, only the last part counts. */
  name: string
  bytes: Uint8Array
}

export interface ReadingOptions {
  /** A file that holds anything above it is refused whole. */
  ceiling: Marking
  /** What `data/` knows of sources: their other names give a cable its year, their numbering goes before our reading. */
  sources: readonly Pick<Source, 'id' | 'aliases' | 'numbering'>[]
  /** The label to cite it by, where the file does not say it. */
  as?: string
  /** How a person says that label; as an option of `attache ingest` where this is left out. */
  sayAs?(label: string): string
}

export interface DocumentReading {
  document: Document
  problems: DocumentProblem[]
}

/** Reads a file into a document of paragraphs that can be cited, or says why not. Never throws for what a file holds. */
export async function readDocument(
  file: DocumentFile,
  options: ReadingOptions,
): Promise<DocumentReading | Refusal> {
  const text = await readFileText(file)
  return 'refused' in text ? text : makeReading(file.name, text, options)
}

/** What a file holds: its lines, and of a cable those alone that are the cable's. */
export async function readFileText(file: DocumentFile): Promise<FileText | Refusal> {
  const text = await readFormat(file)
  if ('refused' in text) return text
  return refuseTooMuch(text.lines) ?? unwrapMail(text)
}

/** Makes the document of what a file of this name holds. `joined` are the numbers of the sections that other files held. */
export function makeReading(
  name: string,
  read: FileText,
  options: ReadingOptions,
  joined: readonly number[] = [],
): DocumentReading | Refusal {
  const cable = readCableHead(read.lines)
  const { text, signed } = cable ? takeTrailer(read) : { text: read, signed: undefined }
  const start = cable?.end ?? 0
  const unmarked = markUnmarked(text, start, options.ceiling)
  if (typeof unmarked !== 'string') return unmarked
  const { as, sayAs = sayAsOption } = options
  // A label that a person gives says that it is one document.
  const others = cable && as === undefined && refuseOthers(name, read.lines, cable, sayAs)
  if (others) return others
  const id = labelOf(name, cable, options)
  if (typeof id !== 'string') return id
  const { pieces, sections } = readPieces(text.lines, start)
  if (pieces.length === 0) return refuse('holds no text')
  const head = cable?.head ?? { to: [], info: [], captions: [], tags: [], references: [] }
  if (signed !== undefined) head.signed = signed
  else if (cable) takeSignature(pieces, head)
  const kind = cable ? 'cable' : 'paper'
  const paper = cable ? {} : headOfPaper(pieces)
  const { date } = cable ?? paper
  if (paper.subject !== undefined) head.subject = paper.subject
  const body = readParagraphs(text.lines, pieces, start, {
    source: id,
    marking: unmarked,
    numbering: options.sources.find((source) => source.id === id)?.numbering ?? [],
    kind,
  })
  for (const paragraph of body.paragraphs) {
    const tooLong = refuseTooLong(paragraph.text, paragraph.line)
    if (tooLong) return tooLong
    // A mark may be split between two lines, and stand whole only in the joined words.
    const { part } = paragraph.cite
    const claimed = lineMarking(part === undefined ? paragraph.text : `${part}) ${paragraph.text}`)
    const marking = claimed === 'U' ? paragraph.marking : claimed
    if (marking === 'above' || !isWithin(marking, options.ceiling))
      return refuseAbove(marking, options.ceiling, paragraph.line)
    paragraph.marking = marking
  }
  const document: Document = {
    id,
    kind,
    title: head.subject ?? (cleanLine(text.title ?? '') || titleOf(pieces) || nameOf(name)),
    marking: highestMarking([unmarked, ...body.paragraphs.map(({ marking }) => marking)]),
    head,
    paragraphs: body.paragraphs,
    gaps: [...(cable?.gaps ?? []), ...(text.gaps ?? []), ...sectionGaps(head, joined, sections)],
  }
  if (date) document.date = date
  const problems = [...text.problems, ...labelProblems(id, cable, options), ...body.problems]
  return { document, problems: problems.sort((a, b) => a.line - b.line) }
}

async function readFormat({ name, bytes }: DocumentFile): Promise<FileText | Refusal> {
  const format = formatOf(name, bytes)
  if (typeof format !== 'string') return format
  if (format === 'pdf') return readPdf(bytes)
  if (format === 'docx') return readDocxLines(bytes)
  const decoded = decodeText(bytes, format === 'html' ? declaredCharset(bytes) : undefined)
  if ('refused' in decoded) return decoded
  const text = format === 'html' ? readHtmlLines(decoded.text) : readTextLines(decoded.text, format)
  if ('refused' in text) return text
  return { ...text, problems: [...decoded.problems, ...text.problems] }
}

/**
 * The label it is cited by: as given, or the number of a cable with its year, or the file's name. The year is that of the date-time
 * group, else the one before the same number in the file's name, else that of the only known source of this number; else it is
 * asked for.
 */
function labelOf(name: string, cable: CableHead | undefined, options: ReadingOptions): string | Refusal {
  const { as, sources, sayAs = sayAsOption } = options
  if (as !== undefined) {
    const label = cleanLine(as)
    const known = sources.find(({ id, aliases }) => id === label || aliases.includes(label))
    if (known) return known.id
    if (parseCitation(label)?.source === label && !/[()]/.test(label)) return label
    return refuse('cannot be cited by the label given; write one without brackets, like "05 LIMA 1409"')
  }
  if (cable?.label === undefined) return nameOf(name)
  const { label } = cable
  const { section } = cable.head
  if (section && section.number > 1) return refuseWithoutFirst(section, label, options)
  if (cable?.year) return `${cable.year} ${label}`
  const named = yearInName(name, label)
  if (named !== undefined) return `${named} ${label}`
  const [only, ...others] = sources.filter(
    ({ id, aliases }) => id.slice(3) === label || aliases.includes(label),
  )
  if (only && others.length === 0) return only.id
  return refuse(
    `is cable ${label}, and nothing in it says of which year; add it: ${sayAs(`YY ${label}`)}, with the year's two figures`,
  )
}

/** A cable that is cited by another label than its number, which is not read or not the one given. */
function labelProblems(
  id: string,
  cable: CableHead | undefined,
  { as, sources, sayAs = sayAsOption }: ReadingOptions,
): DocumentProblem[] {
  if (!cable) return []
  const { label, year } = cable
  if (label === undefined) {
    const what = `has the head of a cable, but no number was found in it, so it is cited as ${id}; if it has one: ${sayAs('YY OFFICE NUMBER')}`
    return as === undefined ? [{ line: 1, what }] : []
  }
  const names = [id, ...(sources.find((source) => source.id === id)?.aliases ?? [])]
  const isPrinted = names.some(
    (name) => (year ? name === `${year} ${label}` : withoutYear(name) === label) || name === label,
  )
  if (isPrinted) return []
  const printed = year === undefined ? label : `${year} ${label}`
  const what = `prints the number ${printed}, and ${id} was given; if that is a mistake: ${sayAs(year ? printed : `YY ${label}`)}`
  return [{ line: 1, what }]
}

/** A later section says neither who wrote nor where the text begins. `elsewhere` tells of what is no section of it. */
export function refuseWithoutFirst(
  { number, of }: { number: number; of: number },
  label: string,
  { sayAs = sayAsOption }: ReadingOptions,
  elsewhere = '',
): Refusal {
  return refuse(
    `is section ${number} of ${of} of cable ${label}, and section 1 is not among the files${elsewhere}; take all of them in together, in one message or one attache ingest; if this is all there is: ${sayAs(`YY ${label}`)}, with the year's two figures`,
  )
}

/** `--as "26 LIMA 77"` */
export function sayAsOption(label: string): string {
  return `--as "${label}"`
}

/** `05` where a file of LIMA 1409 is called `05-LIMA-1409.txt` or `2005 LIMA 001409.pdf`. */
function yearInName(path: string, label: string): string | undefined {
  const squeezed = basename(path)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '')
  const [post = '', serial = ''] = [label.replace(/[^A-Z]/g, ''), label.replace(/\D/g, '')]
  return new RegExp(`(?<!\\d)(?:19|20)?(\\d\\d)${post}0*${serial}(?!\\d)`).exec(squeezed)?.[1]
}

/** The name of a file without folders and ending, on one line. */
function nameOf(path: string): string {
  const name = basename(path).replace(/\.[a-z]+$/i, '')
  return cleanLine(name.replace(/[¶()]/g, ' ')) || 'unnamed'
}

/** Takes the name under the text of a cable, in capitals, from its last line. */
function takeSignature(pieces: Piece[], head: DocumentHead): void {
  const last = pieces.at(-1)
  const [above, name = ''] =
    last?.lines.slice(-2).length === 2 ? last.lines.slice(-2) : [undefined, last?.lines[0]]
  if (!last || pieces.length < 2 || !/^\p{Lu}[\p{Lu}'’. -]*$/u.test(name) || name.split(' ').length > 3)
    return
  const isApart = above === undefined ? !last.marker && last.parted : endsAbove(above, name, pieces)
  if (!isApart) return
  head.signed = name
  last.lines.pop()
  if (above === undefined) pieces.pop()
}

/** True where no sentence goes on or ends in the name: it ends above, or breaks off in small letters before the line is full. */
function endsAbove(above: string, name: string, pieces: readonly Piece[]): boolean {
  if (/[.!?]["'”’)]*$/.test(above.slice(-10))) return true
  if (name.endsWith('.')) return false
  const joined = above.length + 1 + name.length
  const wouldFit = pieces.some(({ lines }) => lines.some(({ length }) => length > joined))
  return wouldFit && /\p{Ll}[^:;,]*$/u.test(above) && !goesOn(above, name)
}

function sectionGaps(
  { section }: DocumentHead,
  joined: readonly number[],
  inText: readonly { number: number; of: number }[],
): string[] {
  if (!section || section.of > 99) return []
  const ofSame = inText.filter(({ of }) => of === section.of)
  const seen = new Set([section.number, ...joined, ...ofSame.map(({ number }) => number)])
  const missing = Array.from({ length: section.of }, (_none, index) => index + 1).filter(
    (number) => !seen.has(number),
  )
  if (missing.length === 0) return []
  return [
    `Headed section ${section.number} of ${section.of}; no head of section ${missing.join(', ')} is in this file.`,
  ]
}
