import type { Document } from '../../domain/document.ts'
import { isWithin, type Marking } from '../../domain/marking.ts'
import { printName } from '../../domain/text.ts'
import { placeWord } from '../../knowledge/documents/file-format.ts'
import type { DocumentRecord } from '../../store/document-rows.ts'
import { type Kept, keepDocument } from '../../store/documents.ts'
import type { Call, Context, SentFile } from '../call.ts'
import { buttons, facts, heading, list, note, type Part, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { claimLabel, printHeld, type Reading, sentPath, settleClaims } from './claims.ts'
import { isTooLarge, largestSent, readSent, type SentDocument } from './sent-documents.ts'

/** Problems shown of one document. */
const problemsShown = 10

/**
 * A document that an administrator sends in a direct message, taken in as a source; the words sent with it may say `as 26 LIMA
 * 77`. Anybody else, and a file above the ceiling, is refused before or without anything of it being kept.
 */
export async function takeIn(file: SentFile, call: Call, context: Context): Promise<Reply> {
  const { channel, db, now } = context
  const name = printName(file.name)
  if (!channel.isPrivate) {
    throw refused(`${name} was not read: documents are taken in in a direct message.`)
  }
  if (isTooLarge(file)) {
    throw refused(
      `${name} has ${Math.ceil(file.size / 1024 / 1024)} MB, and ${largestSent / 1024 / 1024} MB are read here. Take it in on the machine: attache ingest.`,
    )
  }
  const as = readLabelGiven(call.text)
  const documents = await readSent([file, ...(call.besideFile ?? [])], {
    ceiling: channel.ceiling,
    sources: context.knowledge.sources,
    sayAs,
    ...(as !== undefined && { as }),
  })
  const mine = documents.find(({ files, copies }) => files.includes(file) || copies.includes(file))
  if (!mine) {
    throw refused(
      `${name} cannot be read: Attaché needs the scope files:read for it. Without it, take it in on the machine: attache ingest.`,
    )
  }
  const [first] = mine.files
  if (first && first !== file) return describeJoined(name, mine.copies.includes(file), printName(first.name))
  const place = placeWord(name)
  if ('refused' in mine.read) {
    const { line, what, isAbove } = mine.read.refused
    const then = isAbove
      ? 'The file is still where you sent it: delete it there, and use the system meant for it.'
      : 'Nothing of it is kept.'
    throw refused(`${mine.name}${line === undefined ? '' : `, ${place} ${line},`} ${what}. ${then}`)
  }
  const claim = (sent: SentDocument, document: Document) =>
    claimLabel(db, { path: sent.name, realPath: pathOf(sent, call.member) }, document, as !== undefined)
  const reading = await claim(mine, mine.read.document)
  const beside: Reading[] = []
  for (const other of documents)
    if (other !== mine && !('refused' in other.read)) beside.push(await claim(other, other.read.document))
  // Two that claim one label are both asked about.
  const {
    kept,
    problems: objections,
    remarks,
  } = await settleClaims(db, [reading, ...beside], {
    isGiven: as !== undefined,
    sayAs,
  })
  const objection = kept.includes(reading) ? undefined : objections.find((one) => one.file === mine.name)
  if (objection) throw refused(`${mine.name} ${objection.what}.`)
  const taken = await keepDocument(db, reading.document, {
    path: pathOf(mine, call.member),
    by: call.member,
    now,
  })
  const problems = [
    ...remarks.filter((one) => one.file === mine.name).map(({ what }) => `the file ${what}`),
    ...mine.read.problems.map(({ line, what }) => `${place} ${line}: ${what}`),
  ]
  return describeTakenIn(reading, taken, problems, channel.ceiling)
}

function pathOf({ files: [first] }: SentDocument, member: string): string {
  return sentPath(member, printName(first?.name ?? ''))
}

/** A later section, or one held twice: its document is told of where the first is. */
function describeJoined(name: string, isCopy: boolean, first: string): Reply {
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(
        isCopy
          ? `${name} holds a section of the cable in ${first} once more, and is not read.`
          : `${name} is a later section of the cable in ${first}: both are read as one document, told of there.`,
      ),
    ],
  }
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

/** A cable's number is its own, so another file of it is a new version: how to take that back where it is none. */
function otherFileNote({ file, document }: Reading, current: DocumentRecord): Part[] {
  if (current.path === file.realPath) return []
  return [
    note(
      `It came from another file. If it is not the same document: send it again with `,
      { code: 'as' },
      ` and a label of its own, and then the file of version ${current.version} with `,
      { code: `as ${document.id}` },
      ', which makes that text the current one again.',
    ),
  ]
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
      ? [note(`Version ${current.version}: ${printHeld(current)}.`), ...otherFileNote(reading, current)]
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
