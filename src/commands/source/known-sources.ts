import type { IsoDate } from '../../domain/date.ts'
import type { Annotation, Keeping, SourceStanding } from '../../domain/held-document.ts'
import { highestMarking, type Marking, withinCeiling } from '../../domain/marking.ts'
import { foldText, nearestWord } from '../../domain/text.ts'
import { type Freshness, freshnessOf } from '../../knowledge/freshness.ts'
import type { Source } from '../../knowledge/schema.ts'
import { listAnnotations } from '../../store/annotations.ts'
import { type DocumentRecord, listDocuments } from '../../store/documents.ts'
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
  annotations: Annotation[]
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
  const standings = standingsOf(held, await listKeepings(db, asOf))
  const annotations = await listAnnotations(db, { asOf })
  const records = new Map(knowledge.sources.map((source) => [source.id, source]))
  return [...new Set([...documents.keys(), ...records.keys()])].map((id) =>
    join(id, {
      record: records.get(id),
      document: documents.get(id),
      standing: standings.get(id),
      annotations: annotations.filter(({ at }) => at.source === id),
    }),
  )
}

interface Found {
  record: Source | undefined
  document: DocumentRecord | undefined
  standing: SourceStanding | undefined
  annotations: Annotation[]
}

function join(id: string, { record, document, standing, annotations }: Found): KnownSource {
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
    annotations,
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

/** The source whose label a line begins with, and what follows it. The longest label wins; a cable's year may be left out. */
export function readLabel(
  text: string,
  sources: readonly KnownSource[],
): { source: KnownSource; rest: string } | undefined {
  const typed = wordsOf(text)
  const fits = sources.flatMap((source) => {
    const length = Math.max(0, ...[source.id, ...source.aliases].map((label) => fittingLength(label, typed)))
    return length > 0 ? [{ source, length }] : []
  })
  const [best] = fits.toSorted((one, other) => other.length - one.length)
  if (best) return { source: best.source, rest: text.slice(typed[best.length - 1]?.end).trim() }
  const yearless = sources.filter(({ id }) => fittingLength(withoutYear(id), typed) > 0)
  const [only, ...others] = yearless
  if (!only || others.length > 0) return undefined
  return {
    source: only,
    rest: text.slice(typed[fittingLength(withoutYear(only.id), typed) - 1]?.end).trim(),
  }
}

/** The version named before or after a place, `version 1 para 2`, `v1 para 2`, and that place. */
export function readVersion(text: string): { wanted: number | undefined; rest: string } {
  const [said, version] = /(?:^| )(?:version |v\.? ?)(\d{1,6})\b/i.exec(text) ?? []
  if (said === undefined) return { wanted: undefined, rest: text }
  return { wanted: Number(version), rest: text.replace(said, '').trim() }
}

/** Sources whose label or title holds every word. */
export function sourcesAbout(text: string, sources: readonly KnownSource[]): KnownSource[] {
  const words = foldText(text).split(' ')
  return sources.filter(({ id, title, aliases }) => {
    const held = foldText([id, title, ...aliases].join(' '))
    return words.every((word) => held.includes(word))
  })
}

interface Word {
  word: string
  end: number
  /** A letter or figure follows at once, so a label cannot end here. */
  runsOn: boolean
}

/** `STATE 032018` and `state 32018` are one label; so are `09STATE32018` and `09 STATE 32018`. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\p{L}+|\d+/gu)].map(({ 0: found, index }) => {
    const end = index + found.length
    return {
      word: foldText(found).replace(/^0+(?=\d)/, ''),
      end,
      runsOn: /^[\p{L}\p{N}]/u.test(text.slice(end)),
    }
  })
}

/** How many words of the line the label takes: all of its own, or none. */
function fittingLength(label: string, typed: readonly Word[]): number {
  const words = wordsOf(label)
  const fits = words.every(({ word }, index) => typed[index]?.word === word)
  return fits && words.length > 0 && typed[words.length - 1]?.runsOn === false ? words.length : 0
}

/** `09 STATE 32018` without its `09`; nothing of what is no cable's number. */
function withoutYear(id: string): string {
  return /^\d\d ([A-Z][A-Z .]+ \d+)$/.exec(id)?.[1] ?? ''
}

/** "No source …", with the nearest label that may be named and a line that works. */
export function unknownSource(
  text: string,
  sources: readonly KnownSource[],
  { channel }: Pick<Context, 'channel'>,
): UserError {
  const nearest = nearestWord(
    text.replace(/\s*(?:¶|\bpara).*$/i, ''),
    withinCeiling(sources, channel.ceiling).shown.flatMap(({ id, aliases }) => [
      id,
      ...aliases,
      withoutYear(id),
    ]),
  )
  const what = text === '' ? 'Name the source.' : `No source goes by "${text.slice(0, 80)}".`
  return new UserError(
    `${what} /source lists those that are known; a document is taken in with "attache ingest".`,
    { example: '/source 09 STATE 32018', ...(nearest !== undefined && { nearest: `/source ${nearest}` }) },
  )
}
