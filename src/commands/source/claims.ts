import { basename } from 'node:path'
import type { Document } from '../../domain/document.ts'
import { printName } from '../../domain/text.ts'
import type { Problem } from '../../knowledge/data-file.ts'
import type { DocumentRecord } from '../../store/document-rows.ts'
import { contentHash, documentsOfPath, documentVersions } from '../../store/documents.ts'
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
  return `${paragraphs} paragraph${paragraphs === 1 ? '' : 's'}, ${marking}, from ${printFile(path)}`
}

function printFile(path: string): string {
  return printName(basename(path).replace(/^sent by \S+: /, ''))
}

/** What was read of one file. */
export interface Reading {
  file: NamedFile
  document: Document
  /** `contentHash` of the document. */
  hash: string
  /** What is held under its label now. */
  current: DocumentRecord | undefined
  /** The label its text claims, or a person gives. */
  claimed: string
  /** Other labels in use that this file is held under. */
  also: string[]
}

/**
 * A file's reading under the label that is given now, else under one it was taken in under, where the text is still what it was
 * then; else under the one its text claims.
 */
export async function claimLabel(
  db: Db,
  file: NamedFile,
  document: Document,
  isGiven: boolean,
): Promise<Reading> {
  const claimed = document.id
  const labels = await documentsOfPath(db, file.realPath)
  const used: string[] = []
  for (const label of labels) if (!(await isRetired(db, label))) used.push(label)
  const readingAs = async (id: string): Promise<Reading> => {
    const [current] = await documentVersions(db, id)
    const relabelled = relabel(document, id)
    const also = used.filter((label) => label !== id)
    return { file, document: relabelled, hash: contentHash(relabelled), current, claimed, also }
  }
  // The claimed one first, the retired ones last.
  const known = isGiven
    ? []
    : [...new Set([...labels.filter((label) => label === claimed), ...used, ...labels])]
  for (const label of known) {
    const reading = await readingAs(label)
    if (reading.hash === reading.current?.hash) return reading
  }
  return readingAs(claimed)
}

async function isRetired(db: Db, label: string): Promise<boolean> {
  return (await findKeeping(db, label))?.state === 'retired'
}

function relabel(document: Document, id: string): Document {
  if (id === document.id) return document
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
 * label given by a person settles all but the last. Of those kept it is said where the file is held under other labels too.
 */
export async function settleClaims(
  db: Db,
  readings: readonly Reading[],
  how: Claiming,
): Promise<{ kept: Reading[]; problems: Problem[]; remarks: Problem[] }> {
  const kept: Reading[] = []
  const problems: Problem[] = []
  const remarks: Problem[] = []
  for (const reading of readings) {
    const rivals = readings.filter((other) => other !== reading && other.document.id === reading.document.id)
    const what = await objection(db, reading, rivals, how)
    if (what !== undefined) problems.push({ file: reading.file.path, line: 1, what })
    else if (!kept.some(({ document }) => document.id === reading.document.id)) {
      kept.push(reading)
      const remark = await otherLabel(db, reading, how)
      if (remark !== undefined) remarks.push({ file: reading.file.path, line: 1, what: remark })
    }
  }
  return { kept, problems, remarks }
}

/** How a label that was a mistake is mended: the file is taken in under the right one, and the other is undone. */
async function otherLabel(
  db: Db,
  { file, document, claimed, also }: Reading,
  { isGiven, sayAs }: Claiming,
): Promise<string | undefined> {
  const { id, kind } = document
  const [other] = also
  if (isGiven && other !== undefined) {
    const earlier = (await documentVersions(db, other)).find(({ path }) => path !== file.realPath)
    const undo = earlier
      ? `take in the file of its version ${earlier.version} again, ${printFile(earlier.path)}, with ${sayAs(other)}`
      : `/source retire ${other} because …`
    return `is held as ${also.join(', ')} too; if ${other} was a mistake: ${undo}`
  }
  if (claimed === id || kind === 'paper') return undefined
  return `reads as ${claimed}, and is held as ${id}, the label given before; if that was a mistake: ${sayAs(claimed)}`
}

async function objection(
  db: Db,
  { file, document, hash, current, claimed }: Reading,
  rivals: readonly Reading[],
  { isGiven, sayAs }: Claiming,
): Promise<string | undefined> {
  const { id } = document
  const rival = rivals.find((other) => other.hash !== hash)
  if (rival) {
    return `claims ${id}, as ${printName(rival.file.path)} does with another text, so neither is taken in; take them in one after the other, the older first, each with ${sayAs(id)}, or with a label of its own`
  }
  if (await isRetired(db, id)) {
    const other = claimed === id ? '' : `; to hold it as ${claimed} instead: ${sayAs(claimed)}`
    return `is ${id}, which is retired; restore that first: /source restore ${id} because …${other}`
  }
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
