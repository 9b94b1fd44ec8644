import { basename } from 'node:path'
import type { Document } from '../../domain/document.ts'
import { printName } from '../../domain/text.ts'
import type { Problem } from '../../knowledge/data-file.ts'
import { contentHash, type DocumentRecord, documentsOfPath, documentVersions } from '../../store/documents.ts'
import { findKeeping } from '../../store/keepings.ts'
import type { Db } from '../../store/open.ts'

/** A file that was read: as it was named, and where it really came from, which tells it from others of its name. */
interface NamedFile {
  path: string
  realPath: string
}

/** What tells a file that a person sent from others: one person's files of one name are versions of one document. */
export function sentPath(member: string, name: string): string {
  return `sent by ${member}: ${name}`
}

/** `2 paragraphs, SBU, from 77.txt`: what a new version takes the place of, so that another cable under its number is noticed. */
export function printHeld({ paragraphs, marking, path }: DocumentRecord): string {
  const name = basename(path).replace(/^sent by \S+: /, '')
  return `${paragraphs} paragraph${paragraphs === 1 ? '' : 's'}, ${marking}, from ${printName(name)}`
}

/** What was read of one file. */
export interface Reading {
  file: NamedFile
  document: Document
  /** `contentHash` of the document. */
  hash: string
  /** What is held under its label now. */
  current: DocumentRecord | undefined
}

/**
 * A file's reading under the label its text claims; under the one a person gave it earlier, where the text is still what was
 * taken in then.
 */
export async function claimLabel(db: Db, file: NamedFile, document: Document): Promise<Reading> {
  for (const label of await documentsOfPath(db, file.realPath)) {
    const known = await readingAs(db, file, relabel(document, label))
    if (known.hash === known.current?.hash) return known
  }
  return readingAs(db, file, document)
}

async function readingAs(db: Db, file: NamedFile, document: Document): Promise<Reading> {
  const [current] = await documentVersions(db, document.id)
  return { file, document, hash: contentHash(document), current }
}

function relabel(document: Document, id: string): Document {
  const paragraphs = document.paragraphs.map((one) => ({ ...one, cite: { ...one.cite, source: id } }))
  return { ...document, id, paragraphs }
}

interface Claiming {
  /** A person said which label it is. */
  isGiven: boolean
  /** How a person says so: `--as "26 LIMA 77"`. */
  sayAs(label: string): string
}

/**
 * Which readings may be kept under their labels. Refused, with what to do: files that claim one label with different texts; a
 * file held under another label; a paper's name that another file holds (a cable's number is its own); a retired source. A
 * label given by a person settles all but the last.
 */
export async function settleClaims(
  db: Db,
  readings: readonly Reading[],
  how: Claiming,
): Promise<{ kept: Reading[]; problems: Problem[] }> {
  const kept: Reading[] = []
  const problems: Problem[] = []
  for (const reading of readings) {
    const rivals = readings.filter((other) => other !== reading && other.document.id === reading.document.id)
    const what = await objection(db, reading, rivals, how)
    if (what !== undefined) problems.push({ file: reading.file.path, line: 1, what })
    else if (!kept.some(({ document }) => document.id === reading.document.id)) kept.push(reading)
  }
  return { kept, problems }
}

async function objection(
  db: Db,
  { file, document, hash, current }: Reading,
  rivals: readonly Reading[],
  { isGiven, sayAs }: Claiming,
): Promise<string | undefined> {
  const { id } = document
  const rival = rivals.find((other) => other.hash !== hash)
  if (rival) {
    return `claims ${id}, as ${printName(rival.file.path)} does with another text, so neither is taken in; take them in one after the other, the older first, each with ${sayAs(id)}, or with a label of its own`
  }
  if ((await findKeeping(db, id))?.state === 'retired')
    return `is ${id}, which is retired; restore that first: /source restore ${id} because …`
  if (isGiven || current?.hash === hash) return undefined
  const labels = await documentsOfPath(db, file.realPath)
  if (labels.length > 0 && !labels.includes(id)) {
    return `was taken in as ${labels.join(', ')}, and now reads as ${id}; say which it is: ${sayAs(labels[0] ?? id)} for a new version of that, ${sayAs(id)} to hold it as this`
  }
  if (document.kind === 'paper' && current && current.path !== file.realPath) {
    return `claims the name ${id}, which is held from another file; ${sayAs(id)} makes this its new version, another name so given holds it apart`
  }
  return undefined
}
