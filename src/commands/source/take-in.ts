import { printName } from '../../domain/text.ts'
import { keepDocument } from '../../store/documents.ts'
import type { Call, Context, SentFile } from '../call.ts'
import { buttons, facts, heading, list, note, type Part, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { claimLabel, type Reading, settleClaims } from './claims.ts'

/** Larger files would keep others waiting while they are read. */
const largestSent = 4 * 1024 * 1024

/** Problems shown of one document. */
const problemsShown = 10

const example = '/source'

/**
 * A document that an administrator sends in a direct message, taken in as a source; the words sent with it may say `as 26 LIMA
 * 77`. Anybody else, and a file above the ceiling, is refused before or without anything of it being kept.
 */
export async function takeIn(file: SentFile, call: Call, context: Context): Promise<Reply> {
  const { channel, db, now, knowledge } = context
  const name = printName(file.name)
  if (!channel.isPrivate) {
    throw new UserError(`${name} was not read: documents are taken in in a direct message.`, { example })
  }
  if (file.size > largestSent) {
    throw new UserError(
      `${name} has ${Math.ceil(file.size / 1024 / 1024)} MB, and ${largestSent / 1024 / 1024} MB are read here. Take it in on the machine: attache ingest.`,
      { example },
    )
  }
  const as = readLabelGiven(call.text)
  const bytes = await file.read()
  if (!bytes) {
    throw new UserError(
      `${name} cannot be read: Attaché needs the scope files:read for it. Without it, take it in on the machine: attache ingest.`,
      { example },
    )
  }
  // What reads documents is loaded only for those who send one.
  const { readDocument } = await import('../../knowledge/documents/read-document.ts')
  const read = await readDocument(
    { name: file.name, bytes },
    { ceiling: channel.ceiling, sources: knowledge.sources, sayAs, ...(as !== undefined && { as }) },
  )
  if ('refused' in read) {
    const { line, what } = read.refused
    throw new UserError(
      `${name}${line === undefined ? '' : `, line ${line},`} ${what}. Nothing of it is kept.`,
      { example, unsaid: true },
    )
  }
  // One person's files of one name are versions of one document; another's are another's.
  const path = `sent by ${call.member}: ${name}`
  const reading = await claimLabel(db, { path: name, realPath: path }, read.document)
  const { kept, problems } = await settleClaims(db, [reading], { isGiven: as !== undefined, sayAs })
  const [refused] = problems
  if (refused || kept.length === 0) throw new UserError(`${name} ${refused?.what ?? ''}.`, { example })
  const { outcome, version } = await keepDocument(db, reading.document, { path, by: call.member, now })
  return describeTakenIn(reading, { outcome, version }, read.problems)
}

/** `as 26 LIMA 77`: the label that a person gives the file. */
function readLabelGiven(text: string): string | undefined {
  const [, label] = /^as "?([^"]+)"?$/i.exec(text) ?? []
  if (label === undefined && text !== '') {
    throw new UserError('A document is sent alone, or with the label to cite it by.', {
      example: 'as 26 LIMA 77',
    })
  }
  return label?.trim()
}

function sayAs(label: string): string {
  return `the words as ${label}`
}

function describeTakenIn(
  { document }: Reading,
  { outcome, version }: { outcome: 'new' | 'changed' | 'unchanged'; version: number },
  problems: readonly { line: number; what: string }[],
): Reply {
  const { id, title, marking, paragraphs, gaps } = document
  const said = {
    new: 'Taken in',
    changed: `Taken in as version ${version}; version ${version - 1} can still be cited`,
    unchanged: 'Held already, with the same text',
  }
  const more = problems.length - problemsShown
  const shown = problems.slice(0, problemsShown).map(({ line, what }) => `line ${line}: ${what}`)
  const parts: Part[] = [
    heading(id),
    paragraph(`${said[outcome]}.`),
    facts(['Title', title], ['Paragraphs', String(paragraphs.length)], ['Marking', marking]),
  ]
  if (gaps.length > 0) parts.push(paragraph('Missing:'), list(gaps))
  if (shown.length > 0) parts.push(paragraph('To look at:'), list(shown))
  if (more > 0) parts.push(note(`${more} more.`))
  return {
    to: 'member',
    marking,
    parts: [...parts, buttons({ label: 'Show', call: `source ${id}` })],
  }
}
