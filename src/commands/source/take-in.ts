import { isWithin, type Marking } from '../../domain/marking.ts'
import { printName } from '../../domain/text.ts'
import { placeWord } from '../../knowledge/documents/file-format.ts'
import { type Kept, keepDocument } from '../../store/documents.ts'
import type { Call, Context, SentFile } from '../call.ts'
import { buttons, facts, heading, list, note, type Part, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { claimLabel, printHeld, type Reading, sentPath, settleClaims } from './claims.ts'

/** Larger files would keep others waiting while they are read. */
const largestSent = 4 * 1024 * 1024

/** Problems shown of one document. */
const problemsShown = 10

/**
 * A document that an administrator sends in a direct message, taken in as a source; the words sent with it may say `as 26 LIMA
 * 77`. Anybody else, and a file above the ceiling, is refused before or without anything of it being kept.
 */
export async function takeIn(file: SentFile, call: Call, context: Context): Promise<Reply> {
  const { channel, db, now, knowledge } = context
  const name = printName(file.name)
  if (!channel.isPrivate) {
    throw refused(`${name} was not read: documents are taken in in a direct message.`)
  }
  if (file.size > largestSent) {
    throw refused(
      `${name} has ${Math.ceil(file.size / 1024 / 1024)} MB, and ${largestSent / 1024 / 1024} MB are read here. Take it in on the machine: attache ingest.`,
    )
  }
  const as = readLabelGiven(call.text)
  const bytes = await file.read()
  if (!bytes) {
    throw refused(
      `${name} cannot be read: Attaché needs the scope files:read for it. Without it, take it in on the machine: attache ingest.`,
    )
  }
  // What reads documents is loaded only for those who send one.
  const { readDocument } = await import('../../knowledge/documents/read-document.ts')
  const place = placeWord(name)
  const read = await readDocument(
    { name: file.name, bytes },
    { ceiling: channel.ceiling, sources: knowledge.sources, sayAs, ...(as !== undefined && { as }) },
  )
  if ('refused' in read) {
    const { line, what, isAbove } = read.refused
    const then = isAbove
      ? 'The file is still where you sent it: delete it there, and use the system meant for it.'
      : 'Nothing of it is kept.'
    throw refused(`${name}${line === undefined ? '' : `, ${place} ${line},`} ${what}. ${then}`)
  }
  const path = sentPath(call.member, name)
  const reading = await claimLabel(db, { path: name, realPath: path }, read.document)
  const { problems: objections } = await settleClaims(db, [reading], {
    isGiven: as !== undefined,
    sayAs,
  })
  const [objection] = objections
  if (objection) throw refused(`${name} ${objection.what}.`)
  const taken = await keepDocument(db, reading.document, { path, by: call.member, now })
  const problems = read.problems.map(({ line, what }) => `${place} ${line}: ${what}`)
  return describeTakenIn(reading, taken, problems, channel.ceiling)
}

/** What was sent says nothing that could be shown again as typed. */
function refused(message: string): UserError {
  return new UserError(message, { unsaid: true })
}

/** `as 26 LIMA 77`: the label that a person gives the file. */
function readLabelGiven(text: string): string | undefined {
  const [, label] = /^as "?([^"]+)"?$/i.exec(text) ?? []
  if (label === undefined && text !== '') {
    throw new UserError('A document is sent alone, or with the label to cite it by.', {
      example: 'as 26 LIMA 77',
      unsaid: true,
    })
  }
  return label?.trim()
}

function sayAs(label: string): string {
  return `“as ${label}” sent with it`
}

function describeTakenIn(
  reading: Reading,
  { outcome, version }: Kept,
  problems: readonly string[],
  ceiling: Marking,
): Reply {
  const { document, current } = reading
  const { id, title, marking, paragraphs, gaps } = document
  const said = {
    new: 'Taken in',
    changed: `Taken in as version ${version}; version ${version - 1} can still be cited`,
    unchanged: 'Held already, with the same text',
  }
  const more = problems.length - problemsShown
  const shown = problems.slice(0, problemsShown)
  const parts: Part[] = [
    heading(id),
    paragraph(`${said[outcome]}.`),
    ...(outcome === 'changed' && current && isWithin(current.marking, ceiling)
      ? [note(`Version ${current.version}: ${printHeld(current)}.`)]
      : []),
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
