import type { Insertable, Selectable } from 'kysely'
import type { Citation } from '../domain/citation.ts'
import type { Instant } from '../domain/date.ts'
import type { Document, Paragraph } from '../domain/document.ts'
import { highestMarking, type Marking } from '../domain/marking.ts'
import type { DocumentRow, ParagraphRow } from './schema.ts'

/** What is known of one version of a document without reading its paragraphs. */
export interface DocumentRecord extends Omit<Document, 'paragraphs'> {
  version: number
  /** How many it has. */
  paragraphs: number
  /** `contentHash` of it. */
  hash: string
  /** The file it was read from, in full. */
  path: string
  recordedBy: string
  recordedAt: Instant
}

type OwnColumns = Omit<
  Insertable<DocumentRow>,
  'added' | 'version' | 'hash' | 'path' | 'recorded_by' | 'recorded_at'
>

export function toRow({ id, kind, title, date, marking, head, gaps, paragraphs }: Document): OwnColumns {
  return {
    id,
    kind,
    title,
    date: date ?? null,
    marking,
    // In one order, whoever made it: the hash must not depend on that.
    head: JSON.stringify(head, [...Object.keys(head), 'number', 'of'].sort()),
    gaps: JSON.stringify(gaps),
    paragraphs: paragraphs.length,
  }
}

/** Only rows that `toRow` made are read back, so the narrow types of the domain hold. */
export function readDocument(row: Selectable<DocumentRow>): Omit<Document, 'paragraphs'> {
  return {
    id: row.id,
    kind: row.kind as Document['kind'],
    title: row.title,
    ...(row.date !== null && { date: row.date }),
    marking: row.marking as Marking,
    head: JSON.parse(row.head) as Document['head'],
    gaps: JSON.parse(row.gaps) as string[],
  }
}

export function fromRow(row: Selectable<DocumentRow> & { marking_now: string }): DocumentRecord {
  return {
    ...readDocument(row),
    marking: highestMarking([row.marking, row.marking_now] as Marking[]),
    version: row.version,
    paragraphs: row.paragraphs,
    hash: row.hash,
    path: row.path,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
  }
}

export function toParagraphRow({
  cite,
  ...paragraph
}: Paragraph): Omit<ParagraphRow, 'document' | 'position'> {
  return {
    number: cite.paragraph ?? null,
    printed: cite.printed ?? null,
    probable: cite.probable ?? null,
    part: cite.part ?? null,
    place: cite.place ?? null,
    heading: paragraph.heading ?? null,
    text: paragraph.text,
    written: paragraph.written ?? null,
    marking: paragraph.marking,
    line: paragraph.line,
    numbering: paragraph.numbering ?? null,
  }
}

export function fromParagraphRow(source: string, row: ParagraphRow): Paragraph {
  const cite: Citation = { source }
  if (row.number !== null) cite.paragraph = row.number
  if (row.printed !== null) cite.printed = row.printed
  if (row.probable !== null) cite.probable = row.probable
  if (row.part !== null) cite.part = row.part
  if (row.place !== null) cite.place = row.place
  return {
    cite,
    ...(row.heading !== null && { heading: row.heading }),
    text: row.text,
    ...(row.written !== null && { written: row.written }),
    marking: row.marking as Marking,
    line: row.line,
    ...(row.numbering !== null && { numbering: row.numbering }),
  }
}
