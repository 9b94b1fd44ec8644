import { printName } from '../../domain/text.ts'
import type { FileText, Refusal } from '../../knowledge/documents/line.ts'
import type { DocumentReading, ReadingOptions } from '../../knowledge/documents/read-document.ts'
import type { SentFile } from '../call.ts'

/** Larger files would keep others waiting while they are read. */
export const largestSent = 4 * 1024 * 1024

export function isTooLarge({ size }: SentFile): boolean {
  return size > largestSent
}

/** A document that a message brought: a file, or the files that hold a cable's sections, in their order. */
export interface SentDocument {
  files: readonly SentFile[]
  /** Those that hold a section once more. */
  copies: readonly SentFile[]
  /** How it is spoken of: `part 1.txt and 2 more sections`. */
  name: string
  read: DocumentReading | Refusal
}

/** The documents of one message, without files that are too large or cannot be fetched. */
export async function readSent(files: readonly SentFile[], options: ReadingOptions): Promise<SentDocument[]> {
  // What reads documents is loaded only for those who send one.
  const { makeReading } = await import('../../knowledge/documents/read-document.ts')
  const { readCables, sectionOf } = await import('../../knowledge/documents/sections.ts')
  const documents: SentDocument[] = []
  const sections = []
  for (const file of files) {
    const text = isTooLarge(file) ? undefined : await textOf(file)
    if (!text) continue
    const section = 'refused' in text ? undefined : sectionOf(text, options.ceiling)
    if (section) sections.push({ name: file.name, file, section })
    else documents.push(alone(file, 'refused' in text ? text : makeReading(file.name, text, options)))
  }
  for (const { files, copies, read } of readCables(sections, options)) {
    const [first, ...others] = files.map(({ file }) => file)
    if ('refused' in read)
      for (const { file, refusal } of read.refused) documents.push(alone(file.file, refusal))
    else if (first) {
      const name = nameOf(first, others.length)
      documents.push({ files: [first, ...others], copies: copies.map(({ file }) => file), name, read })
    }
  }
  return documents
}

function alone(file: SentFile, read: SentDocument['read']): SentDocument {
  return { files: [file], copies: [], name: printName(file.name), read }
}

function nameOf({ name }: SentFile, more: number): string {
  if (more === 0) return printName(name)
  return `${printName(name)} and ${more} more section${more === 1 ? '' : 's'}`
}

/** Each file of a message is fetched once, though every other one is held against it. */
const texts = new WeakMap<SentFile, Promise<FileText | Refusal | undefined>>()

function textOf(file: SentFile): Promise<FileText | Refusal | undefined> {
  const text = texts.get(file) ?? fetchText(file)
  texts.set(file, text)
  return text
}

async function fetchText(file: SentFile): Promise<FileText | Refusal | undefined> {
  const bytes = await file.read()
  if (!bytes) return undefined
  const { readFileText } = await import('../../knowledge/documents/read-document.ts')
  return readFileText({ name: file.name, bytes })
}
