import { printCitation } from '../../domain/citation.ts'
import { dateIn, type Instant, type IsoDate, printDate } from '../../domain/date.ts'
import type { Annotation } from '../../domain/held-document.ts'
import { highestMarking, isWithin, withinCeiling } from '../../domain/marking.ts'
import { listFault } from '../../knowledge/differences.ts'
import { reviewDueOf } from '../../knowledge/freshness.ts'
import { describeFault, earlierText } from '../../knowledge/passage.ts'
import type { DocumentRecord } from '../../store/document-rows.ts'
import { documentVersions } from '../../store/documents.ts'
import type { Channel, Context } from '../call.ts'
import { faultsOfCopy } from '../faults-of-copy.ts'
import {
  buttons,
  facts,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  type Span,
  withheldNote,
  withheldReply,
} from '../reply.ts'
import { UserError } from '../user-error.ts'
import type { KnownSource } from './known-sources.ts'

/** `12 paragraphs`, `1 fault`, `no gaps`. */
function count(number: number, word: string): string {
  return `${number === 0 ? 'no' : number} ${word}${number === 1 ? '' : 's'}`
}

/** Every source a line, those whose text is held first. */
export function describeSources(sources: readonly KnownSource[], context: Context): Reply {
  const { shown, withheld } = withinCeiling(sources, context.channel.ceiling)
  const retired = shown.filter(({ keeping }) => keeping?.state === 'retired')
  const current = shown.filter((source) => !retired.includes(source))
  const held = current.filter(({ document }) => document !== undefined)
  const cited = current.filter(({ document }) => document === undefined)
  return {
    to: 'member',
    marking: highestMarking(shown),
    parts: [
      heading(`Sources: ${held.length} held, ${cited.length} only cited`),
      ...(held.length > 0
        ? [
            paragraph({ bold: 'Held, in full or in part' }),
            list(held.map((source) => heldSource(source, context.today))),
          ]
        : []),
      ...(cited.length > 0
        ? [paragraph({ bold: 'Only cited: the text is not held' }), list(cited.map(citedSource))]
        : []),
      ...(retired.length > 0 ? [note(`Retired: ${retired.map(({ id }) => id).join(', ')}.`)] : []),
      note(
        'One of them: ',
        { code: `/source ${current[0]?.id ?? '09 STATE 32018'}` },
        '. To hold a text: ',
        { code: 'attache ingest FILE' },
        ' on the machine that runs Attaché.',
      ),
      ...withheldNote(withheld),
    ],
  }
}

function heldSource(source: KnownSource, today: IsoDate): Line {
  const { id, title, date, document, marking, gaps, faults, owner } = source
  const facts = [
    title,
    date === undefined ? 'no date' : printDate(date),
    count(document?.paragraphs ?? 0, 'paragraph'),
    marking,
    count(gaps.length, 'gap'),
    count(faults.length, 'fault'),
  ]
  return [
    { bold: id },
    ` · ${facts.join(' · ')} · `,
    ...(owner === undefined ? ['no owner'] : ['owner ', { member: owner }]),
    ` · ${reviewOf(source, today)}`,
  ]
}

function citedSource({ id, title, date, marking, faults }: KnownSource): Line {
  const facts = [
    title,
    ...(date === undefined ? [] : [printDate(date)]),
    marking,
    ...(faults.length === 0 ? [] : [count(faults.length, 'fault')]),
  ]
  return [{ bold: id }, ` · ${facts.join(' · ')}`]
}

/** `reviewed 6 Apr 2009, interval year, next 6 Apr 2010`: what is decided, and what is not. */
function reviewOf({ freshness }: KnownSource, today: IsoDate): string {
  const { reviewed, reviewEvery } = freshness
  const reviewDue = reviewDueOf(freshness)
  const last = reviewed === undefined ? 'never reviewed' : `reviewed ${printDate(reviewed)}`
  if (reviewEvery === undefined) return `${last}, no review interval`
  const due =
    reviewDue === undefined ? '' : `, ${reviewDue <= today ? 'due since' : 'next'} ${printDate(reviewDue)}`
  return `${last}, interval ${reviewEvery}${due}`
}

/** All that is known of one source; of its current version, or of the one asked for. */
export async function describeSource(
  source: KnownSource,
  wanted: number | undefined,
  context: Context,
): Promise<Reply> {
  const { channel, db, asOf, today } = context
  if (withinCeiling([source], channel.ceiling).withheld > 0) return withheldReply()
  const versions = await documentVersions(db, source.id, asOf)
  const document = versionOf(source, versions, wanted)
  const { shown: annotations, withheld } = withinCeiling(source.annotations, channel.ceiling)
  const gaps = source.gaps.length > 0 ? list(source.gaps) : paragraph('No gaps are recorded.')
  return {
    to: 'member',
    marking: highestMarking([source, ...annotations]),
    parts: [
      heading(source.id),
      paragraph(source.title),
      facts(
        ['Date', source.date === undefined ? (source.record?.dateNote ?? 'none') : printDate(source.date)],
        ['Text', document ? heldLine(document, versions, channel.zone) : 'not held'],
        ...(document ? headFacts(document) : []),
        ['Marking', source.marking],
        ['Owner', source.owner === undefined ? 'nobody is named' : [{ member: source.owner }]],
        ['Review', reviewOf(source, today)],
        ['Faults', count(source.faults.length, 'known fault')],
      ),
      paragraph({ bold: 'Gaps' }),
      gaps,
      ...(annotations.length > 0
        ? [
            paragraph({ bold: 'Annotations' }),
            list(
              annotations.map((one) =>
                annotationLine(one, channel.zone, printCitation(one.at), document?.recordedAt),
              ),
            ),
          ]
        : []),
      ...retiredNote(source, channel),
      document
        ? note(
            'One paragraph: ',
            { code: `/source ${source.id} para 1` },
            ...(versions.length > 1
              ? ['; of an earlier version: ', { code: `/source ${source.id} version 1 para 1` }]
              : []),
            '.',
          )
        : note('To hold its text: ', { code: 'attache ingest FILE' }, ' on the machine that runs Attaché.'),
      ...(source.faults.length > 0
        ? [buttons({ label: 'Show Faults', call: `source faults ${source.id}` })]
        : []),
      ...withheldNote(withheld),
    ],
  }
}

/** The version asked for, or the current one; throws a `UserError` for one that is not held. */
export function versionOf(
  { id }: KnownSource,
  versions: readonly DocumentRecord[],
  wanted: number | undefined,
): DocumentRecord | undefined {
  const found = wanted === undefined ? versions[0] : versions.find(({ version }) => version === wanted)
  if (!found && wanted !== undefined) {
    throw new UserError(
      versions.length === 0
        ? `The text of ${id} is not held, so it has no versions.`
        : `${id} has no version ${wanted}; held are 1 to ${versions.length}.`,
      { example: `/source ${id}` },
    )
  }
  return found
}

function heldLine(document: DocumentRecord, versions: readonly DocumentRecord[], zone: string): Line {
  const of = versions.length > 1 ? `version ${document.version} of ${versions.length}, ` : ''
  const taken = `taken in ${printDate(dateIn(document.recordedAt, zone))} by `
  return [`${count(document.paragraphs, 'paragraph')}, ${of}${taken}`, { member: document.recordedBy }]
}

/** What a cable's head says, as written. */
function headFacts({ head }: DocumentRecord): [label: string, value: Line][] {
  const said: [label: string, value: string | undefined][] = [
    ['Number', head.number],
    ['Sent', head.sent],
    ['From', head.from],
    ['To', head.to.join(', ')],
    ['Classification', [head.classification, ...head.captions].filter(Boolean).join(', ')],
    ['Tags', head.tags.join(' ')],
    ['References', head.references.join(', ')],
    ['Signed', head.signed],
    ['Section', head.section && `${head.section.number} of ${head.section.of}`],
  ]
  return said.flatMap(([label, value]): [string, Line][] => (value ? [[label, value]] : []))
}

/**
 * `A-1 at ¶2: … (source: …; noted by @ana, 6 Apr 2009, U)`; without `at` where its place stands above. What was noted before the text
 * shown was taken in, at `since`, says so.
 */
export function annotationLine(annotation: Annotation, zone: string, at?: string, since?: Instant): Span[] {
  const { id, version, says, shownBy, changedBy, changedAt, marking } = annotation
  return [
    { bold: id },
    `${at === undefined ? '' : ` at ${at}`}: ${says} (source: ${shownBy}; noted by `,
    { member: changedBy },
    `, ${printDate(dateIn(changedAt, zone))}${version > 1 ? `, version ${version}` : ''}, ${marking}${earlierText(annotation, since)})`,
  ]
}

/** Said beside whatever is shown of a retired source; the reason only where the source itself may be shown. */
export function retiredNote({ keeping, marking }: KnownSource, { zone, ceiling }: Channel): Part[] {
  if (keeping?.state !== 'retired') return []
  const { changedBy, changedAt, reason } = keeping
  const because = reason !== undefined && isWithin(marking, ceiling) ? `, because ${reason}` : ''
  return [
    note(
      `Retired ${printDate(dateIn(changedAt, zone))} by `,
      { member: changedBy },
      `${because}: no longer searched, still citable.`,
    ),
  ]
}

/** Those of one source. */
export async function faultsOf(source: KnownSource, context: Context): Promise<Reply> {
  // "None are recorded" would be untrue of it, or tell of it.
  if (!isWithin(source.marking, context.channel.ceiling)) return withheldReply()
  return describeFaults([source], context)
}

/** The known faults of these sources, a line each, each with what shows it. */
export async function describeFaults(sources: readonly KnownSource[], context: Context): Promise<Reply> {
  const { channel } = context
  const { shown, withheld } = withinCeiling(
    sources.filter(({ faults }) => faults.length > 0),
    channel.ceiling,
  )
  const records = shown.flatMap(({ record }) => record ?? [])
  const ofCopy = await faultsOfCopy(records, context)
  const lines = records.flatMap((record) =>
    record.faults.map((fault) => listFault(describeFault(fault, record), ofCopy, channel.ceiling)),
  )
  const [only, ...others] = sources
  const whose = only && others.length === 0 ? ` of ${only.id}` : ''
  return {
    to: 'member',
    marking: highestMarking(shown),
    parts: [
      heading(`Known faults${whose}: ${lines.length}`),
      lines.length > 0 ? list(lines) : paragraph('None are recorded.'),
      note('Text is quoted as written; a fault is shown beside it, with what shows it.'),
      ...withheldNote(withheld),
    ],
  }
}
