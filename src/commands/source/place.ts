import { bareCitation, type Citation, printCitation, printWithin, unverified } from '../../domain/citation.ts'
import { dateIn, type Instant } from '../../domain/date.ts'
import { type Document, isTombstone, type Paragraph } from '../../domain/document.ts'
import { highestMarking, isWithin, withinCeiling } from '../../domain/marking.ts'
import { type AskedPlace, lastOfAll, printNumbers, recordsAt } from '../../domain/place.ts'
import { plural } from '../../domain/text.ts'
import { differencesFrom, printDifferences, printFaultBeside } from '../../knowledge/differences.ts'
import { printFreshness } from '../../knowledge/freshness.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { faultsAt, isSamePlace, type Passage, printFault } from '../../knowledge/passage.ts'
import { passagesOf } from '../../knowledge/passages.ts'
import { documentVersions, findDocument } from '../../store/documents.ts'
import type { Context } from '../call.ts'
import { heading, type Line, list, note, type Part, paragraph, type Reply, withheldNote } from '../reply.ts'
import type { KnownSource } from './known-sources.ts'
import { annotationLine, retiredNote, versionOf } from './lines.ts'

/** Characters quoted in an answer; what stands behind them is listed by its first words. */
const mostQuoted = 3_000

/** Characters of a listed paragraph. */
const firstWords = 90

/** Faults and statements shown in an answer. */
const mostFaults = 4
const mostStatements = 6

/** A paragraph as written, with all that is known of it; where it is not held, what is held instead. */
export async function showPlace(
  source: KnownSource,
  asked: AskedPlace,
  wanted: number | undefined,
  context: Context,
): Promise<Reply> {
  const versions = await documentVersions(context.db, source.id, context.asOf)
  const version = versionOf(source, versions, wanted)
  const document = version && (await findDocument(context.db, source.id, version.version))
  if (!version || !document) return describeCited(source, asked, context)
  const found = recordsAt(document.paragraphs, numbered(asked, document))
  if (found.length === 0) return describeMissing(source, document, asked, context)
  const older =
    version.version < versions.length ? { version: version.version, of: versions.length } : undefined
  return describePlace(source, found, { older, since: version.recordedAt }, context)
}

/** The last paragraph by its number. */
function numbered(asked: AskedPlace, { paragraphs }: Document): AskedPlace {
  const last = paragraphs.at(-1)?.cite.paragraph
  return asked.number === lastOfAll && last !== undefined ? { ...asked, number: last } : asked
}

function describePlace(
  source: KnownSource,
  found: readonly Paragraph[],
  { older, since }: { older: { version: number; of: number } | undefined; since: Instant },
  context: Context,
): Reply {
  const { channel, today } = context
  const { shown, withheld } = withinCeiling(found, channel.ceiling)
  const told = removedOnce(shown)
  const [first] = told
  if (!first) return { to: 'member', marking: 'U', parts: withheldNote(withheld) }
  const quoted = told.slice(0, countQuoted(told))
  const listed = told.slice(quoted.length)
  const beside = withinCeiling(
    source.annotations.filter(({ at }) => shown.some(({ cite }) => isSamePlace(cite, at))),
    channel.ceiling,
  )
  const faults = faultsBeside(shown, context)
  const fresh = printFreshness({ ...source.freshness, begun: dateIn(since, channel.zone) }, today)
  const numbering = [...new Set(shown.flatMap((one) => one.numbering ?? []))]
  return {
    to: 'member',
    marking: highestMarking([...shown, ...beside.shown]),
    parts: [
      heading(told.length === 1 ? printCitation(first.cite) : `${source.id}: ${told.length} places`),
      ...(older
        ? [
            note(
              `This is version ${older.version} of ${older.of}; say so where you cite it. The current one: `,
              { code: `/source ${printCitation(bareCitation(first.cite))}` },
            ),
          ]
        : []),
      ...quoted.map(
        ({ cite, heading: under, text, written, marking }): Part => ({
          part: 'quote',
          text: written ?? text,
          citation: [printCitation(cite), older && `version ${older.version}`, marking, fresh, under]
            .filter((piece) => piece !== undefined)
            .join(' · '),
        }),
      ),
      ...(listed.length > 0
        ? [
            paragraph('And, by their first words:'),
            list(listed.map((one): Line => outlineOf(one, source.id))),
            note('One in full: ', {
              code: `/source ${printCitation(bareCitation(listed[0]?.cite ?? first.cite))}`,
            }),
          ]
        : []),
      ...beside.shown.map((one) =>
        note(...annotationLine(one, channel.zone, printWithin(one.at, source.id), since)),
      ),
      ...faults.slice(0, mostFaults).map((fault) => note(fault)),
      ...(faults.length > mostFaults
        ? [
            note(`${plural(faults.length - mostFaults, 'more known fault')}: `, {
              code: `/source faults ${source.id}`,
            }),
          ]
        : []),
      ...numbering.map((because) => note(`Numbering: ${because}`)),
      ...differencesAt(quoted, context),
      ...statementsAt(shown, context),
      ...retiredNote(source, channel),
      ...withheldNote(withheld + beside.withheld),
    ],
  }
}

/** Of places of one paragraph whose texts were taken away together, the first, cited by the paragraph's number. */
function removedOnce(paragraphs: readonly Paragraph[]): Paragraph[] {
  const told = new Map<string | Paragraph, Paragraph>()
  for (const one of paragraphs) {
    const { cite, text } = one
    const key = isTombstone(text) ? `${cite.paragraph} ${text}` : one
    const { part: _part, place: _place, ...whole } = cite
    const other = told.get(key)
    told.set(key, other ? { ...one, cite: whole, marking: highestMarking([one, other]) } : one)
  }
  return [...told.values()]
}

/** The known faults of these places, each once, beside the text of its own. */
function faultsBeside(
  paragraphs: readonly Paragraph[],
  { knowledge, channel }: Pick<Context, 'knowledge' | 'channel'>,
): string[] {
  const texts = new Map<string, string[]>()
  for (const { cite, text } of paragraphs) {
    for (const fault of faultsAt(cite, knowledge.sources, channel.ceiling))
      texts.set(fault, [...(texts.get(fault) ?? []), text])
  }
  return [...texts].map(([fault, at]) => printFaultBeside(fault, at.join(' ')))
}

/** The first always, then as many as keep within what is quoted. */
function countQuoted(paragraphs: readonly Paragraph[]): number {
  let characters = 0
  const past = paragraphs.findIndex(({ text, written }) => {
    characters += (written ?? text).length
    return characters > mostQuoted
  })
  return past === -1 ? paragraphs.length : Math.max(1, past)
}

function outlineOf({ cite, text }: Paragraph, source: string): Line {
  const words = text.length > firstWords ? `${text.slice(0, firstWords).replace(/\s\S*$/, '')}…` : text
  return [{ bold: printWithin(cite, source) }, ` ${words}`]
}

/** What the data folder states from these places and they do not say: another version of the text may be meant, or ours is wrong. */
function differencesAt(paragraphs: readonly Paragraph[], { channel, knowledge }: Context): Part[] {
  const stated = records(knowledge).filter(({ marking }) => isWithin(marking, channel.ceiling))
  const differing = paragraphs.flatMap(({ cite, text }) =>
    stated.flatMap((record) => differencesFrom(record, { cite, lines: [text] })),
  )
  return differing.length === 0 ? [] : [note(printDifferences([...new Set(differing)]))]
}

/** What the data folder states from these places, by title. */
function statementsAt(paragraphs: readonly Paragraph[], { channel, knowledge }: Context): Part[] {
  const titles = statements(knowledge)
    .filter(({ marking }) => isWithin(marking, channel.ceiling))
    .filter(({ cite }) => paragraphs.some((one) => isSamePlace(one.cite, cite)))
    .map(({ title }) => title)
  const named = [...new Set(titles)]
  const more = named.length - mostStatements
  return named.length === 0
    ? []
    : [note(`Rests on it: ${named.slice(0, mostStatements).join('; ')}${more > 0 ? `; ${more} more` : ''}.`)]
}

type Stated = Passage & { cite: Citation }

/** Making them takes a tenth of a second, and the data folder does not change. */
const made = new WeakMap<Knowledge, Stated[]>()

/** Records of the data folder that cite a place. */
function records(knowledge: Knowledge): Stated[] {
  const known =
    made.get(knowledge) ??
    passagesOf(knowledge).filter((passage): passage is Stated => passage.cite !== unverified)
  made.set(knowledge, known)
  return known
}

/** Those that say something from there; faults speak of the source itself. */
function statements(knowledge: Knowledge): Stated[] {
  return records(knowledge).filter(({ id }) => !id.startsWith('fault/'))
}

/** The document is held, and this place is not in it. */
function describeMissing(
  source: KnownSource,
  document: Document,
  asked: AskedPlace,
  context: Context,
): Reply {
  const { channel } = context
  const number = recordsAt(document.paragraphs, { number: asked.number })
  const { shown } = withinCeiling(number, channel.ceiling)
  const isShown = isWithin(source.marking, channel.ceiling)
  return {
    to: 'member',
    marking: isShown ? source.marking : 'U',
    parts: [
      paragraph(
        { bold: absenceOf(asked, document.paragraphs, source.id, context) },
        isShown ? ` Held: ¶${printNumbers(document.paragraphs)}.` : '',
      ),
      ...(shown.length > 0
        ? [
            paragraph(`Of ¶${asked.number} these are held:`),
            list(shown.map((one): Line => outlineOf(one, source.id))),
          ]
        : []),
      ...(isShown && source.gaps.length > 0 ? [paragraph({ bold: 'Gaps recorded' }), list(source.gaps)] : []),
      ...retiredNote(source, channel),
    ],
  }
}

/** That a place is not held; of a paragraph that may be shown, that the words behind it name nothing there: they may mean no place. */
export function absenceOf(
  asked: AskedPlace,
  paragraphs: readonly Paragraph[],
  source: string,
  { channel }: Pick<Context, 'channel'>,
): string {
  const { place, ...around } = asked
  const isHeld = withinCeiling(recordsAt(paragraphs, around), channel.ceiling).shown.length > 0
  return place !== undefined && isHeld
    ? `"${place}" is not understood: nothing in ${printAsked(around)} of ${source} goes by it.`
    : `${printAsked(asked)} is not in the extract held of ${source}.`
}

function printAsked({ number, part, place }: AskedPlace): string {
  return `¶${number}${part === undefined ? '' : `(${part.toUpperCase()})`}${place === undefined ? '' : ` ${place}`}`
}

/** The text is not held: what the data folder states from it, and how to hold it. */
function describeCited(source: KnownSource, asked: AskedPlace, { channel, knowledge }: Context): Reply {
  const citing = statements(knowledge).filter(({ cite }) => cite.source === source.id)
  const { shown, withheld } = withinCeiling(recordsAt(citing, asked), channel.ceiling)
  const beside = withinCeiling(
    recordsAt(
      source.annotations.map((one) => ({ ...one, cite: one.at })),
      asked,
    ),
    channel.ceiling,
  )
  const faults = [...new Set(shown.flatMap(({ cite }) => faultsAt(cite, knowledge.sources, channel.ceiling)))]
  return {
    to: 'member',
    marking: highestMarking([...shown, ...beside.shown]),
    parts: [
      paragraph(
        { bold: `The text of ${source.id} is not held.` },
        shown.length > 0
          ? ` What the data folder states from ${printAsked(asked)}, in our words:`
          : ` Nothing ${withheld > 0 ? 'that may be shown here ' : ''}in the data folder cites ${printAsked(asked)}.`,
      ),
      ...(shown.length > 0 ? [list(shown.map((one) => statementLine(one, shown.length, source.id)))] : []),
      ...beside.shown.map((one) =>
        note(...annotationLine(one, channel.zone, printWithin(one.at, source.id))),
      ),
      ...faults.slice(0, mostFaults).map((fault) => note(printFault(fault))),
      note(
        'To read it as written, take the document in: ',
        { code: 'attache ingest FILE' },
        ' on the machine that runs Attaché.',
      ),
      ...withheldNote(withheld + beside.withheld),
    ],
  }
}

/** What it states, too, where only a few do; a statement that begins with its title needs no other. */
function statementLine({ title, lines: [chief = ''], cite }: Stated, of: number, source: string): Line {
  const place = ` (${printWithin(cite, source)})`
  if (of > mostStatements) return [{ bold: title }, place]
  return chief.startsWith(title) ? [chief, place] : [{ bold: title }, `: ${chief}${place}`]
}
