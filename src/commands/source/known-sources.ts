import type { IsoDate } from '../../domain/date.ts'
import type { Annotation, Keeping, SourceStanding } from '../../domain/held-document.ts'
import { highestMarking, type Marking, withinCeiling } from '../../domain/marking.ts'
import { makeLabels, startingLabel, withoutYear } from '../../domain/source-label.ts'
import { foldText, nameSome, nearestWord } from '../../domain/text.ts'
import { type Freshness, freshnessOf } from '../../knowledge/freshness.ts'
import type { Source } from '../../knowledge/schema.ts'
import { listAnnotations } from '../../store/annotations.ts'
import type { DocumentRecord } from '../../store/document-rows.ts'
import { listDocuments } from '../../store/documents.ts'
import { listKeepings } from '../../store/keepings.ts'
import { standingsOf } from '../../store/standings.ts'
import type { Call, Context } from '../call.ts'
import { UserError } from '../user-error.ts'

/** A source as far as anything is known of it: what the data folder says, the text held, what people decided. */
export interface KnownSource {
  id: string
  title: string
  date?: IsoDate
  marking: Marking
  /** Other ways people write its label. */
  aliases: string[]
  gaps: string[]
  faults: Source['faults']
  annotations: readonly Annotation[]
  record?: Source
  document?: DocumentRecord
  keeping?: Keeping
  owner?: string
  freshness: Freshness
}

/** Who records something about a source, from where, and the sources it may be about. */
export interface About {
  call: Call
  context: Context
  sources: readonly KnownSource[]
}

/** Every source known, those whose text is held first, by label. Of every marking: whoever shows them keeps to the ceiling. */
export async function knownSources({ db, knowledge, asOf }: Context): Promise<KnownSource[]> {
  const held = await listDocuments(db, asOf)
  const documents = new Map(held.map((document) => [document.id, document]))
  const standings = standingsOf(held, await listKeepings(db, asOf), await listAnnotations(db, { asOf }))
  const records = new Map(knowledge.sources.map((source) => [source.id, source]))
  return [...new Set([...documents.keys(), ...records.keys()])].map((id) =>
    join(id, {
      record: records.get(id),
      document: documents.get(id),
      standing: standings.get(id),
    }),
  )
}

interface Found {
  record: Source | undefined
  document: DocumentRecord | undefined
  standing: SourceStanding | undefined
}

function join(id: string, { record, document, standing }: Found): KnownSource {
  const freshness = freshnessOf(record, standing)
  const keeping = standing?.keeping
  return {
    id,
    title: record?.title ?? document?.title ?? id,
    ...(freshness.date !== undefined && { date: freshness.date }),
    marking: highestMarking([record?.marking ?? 'U', document?.marking ?? 'U']),
    aliases: record?.aliases ?? [],
    gaps: gapsOf(record?.gaps ?? [], document?.gaps ?? []),
    faults: record?.faults ?? [],
    annotations: standing?.annotations ?? [],
    ...(record && { record }),
    ...(document && { document }),
    ...(keeping && { keeping }),
    ...(keeping?.owner !== undefined && { owner: keeping.owner }),
    freshness,
  }
}

/** What documents show of themselves to be missing, by the words that tell of it. */
const gapKinds = [/^partial extract\b/i, /\bsection \d+ of \d+\b/i, /\bdate-time group\b/i]

/** The gaps that `data/` records, then those the text shows of which it does not tell, in its own words. */
function gapsOf(recorded: readonly string[], shown: readonly string[]): string[] {
  const isTold = (gap: string) =>
    recorded.some((one) => one === gap || gapKinds.some((kind) => kind.test(one) && kind.test(gap)))
  return [...new Set([...recorded, ...shown.filter((gap) => !isTold(gap))])]
}

/** The source whose label a line begins with, and what follows it; undefined where it may be several. */
export function readLabel(
  text: string,
  sources: readonly KnownSource[],
): { source: KnownSource; rest: string } | undefined {
  const named = startingLabel(text, makeLabels(sources))
  const [source, ...others] = named?.sources ?? []
  return source && named && others.length === 0 ? { source, rest: text.slice(named.end).trim() } : undefined
}

/** The sources that the label a line begins with may be of. */
export function countNamed(text: string, sources: readonly KnownSource[]): number {
  return startingLabel(text, makeLabels(sources))?.sources.length ?? 0
}

/** The version named before or after a place, `version 1 para 2`, `v1 para 2`, and that place. */
export function readVersion(text: string): { wanted: number | undefined; rest: string } {
  const [said, version] = /(?:^| )(?:version |v\.? ?)(\d{1,6})\b/i.exec(text) ?? []
  if (said === undefined) return { wanted: undefined, rest: text }
  return { wanted: Number(version), rest: text.replace(said, '').trim() }
}

/** Sources whose label or title holds every word, or the beginning of one. */
export function sourcesAbout(text: string, sources: readonly KnownSource[]): KnownSource[] {
  const words = wordsOf(text)
  return sources.filter(({ id, title, aliases }) => {
    const held = wordsOf([id, title, ...aliases].join(' '))
    return (
      words.length > 0 &&
      words.every((word) => held.some((one) => (/^\d/.test(word) ? one === word : one.startsWith(word))))
    )
  })
}

const wordsOf = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Sources named where a number may be any of theirs. */
const mostNamed = 5

/** "No source …", with the nearest label that may be named and a line that works; or which sources a number may be of. */
export function unknownSource(
  text: string,
  sources: readonly KnownSource[],
  { channel }: Pick<Context, 'channel'>,
): UserError {
  const nameable = withinCeiling(sources, channel.ceiling).shown
  const named = startingLabel(text, makeLabels(sources))
  if (named && named.sources.length > 1) {
    const ids = named.sources.filter((source) => nameable.includes(source)).map(({ id }) => id)
    return new UserError(
      `${text.slice(0, named.end)} may be ${ids.length > 1 ? nameSome(ids, mostNamed) : 'one of several'}: write its year too.`,
      { example: `/source ${ids[0] ?? '09 STATE 32018'}${text.slice(named.end)}` },
    )
  }
  const nearest = nearestWord(
    text.replace(/\s*(?:¶|\bpara).*$/i, ''),
    nameable.flatMap(({ id, aliases }) => [id, ...aliases, withoutYear(id) ?? id]),
  )
  const what = text === '' ? 'Name the source.' : `No source goes by "${text.slice(0, 80)}".`
  return new UserError(
    `${what} /source lists those that are known; a document is taken in with "attache ingest".`,
    { example: '/source 09 STATE 32018', ...(nearest !== undefined && { nearest: `/source ${nearest}` }) },
  )
}
