import { unverified } from '../../domain/citation.ts'
import type { IsoDate } from '../../domain/date.ts'
import { findParagraphs } from '../../domain/place.ts'
import { findLabels, startingLabel } from '../../domain/source-label.ts'
import type { Library } from '../library.ts'
import type { Passage } from '../passage.ts'
import { sourceOf } from '../passages.ts'
import { type Dated, hintDated, readDated } from './dated.ts'
import { type SourceLabel, sourceLabels } from './labelled-sources.ts'
import { type Choice, choicesOf } from './named-source.ts'
import { isAlone } from './source-names.ts'

/** A question without its filters, and the passages they leave. */
export interface Filtered {
  question: string
  /** True for a passage that every filter lets through. */
  isWanted(passage: Passage): boolean
  /** The same of a source. */
  isWantedSource(source: Dateable): boolean
  /** The filters as understood: `source 09 STATE 32018`, `dated since 2009`. */
  filters: string[]
  /** Where the label may be of several sources: nothing is let through. */
  choices: Choice[]
  /** Why a filter cannot be followed, so that nothing is to be answered. */
  problem?: string
  /** What of the question may have been meant as a filter, and is none. */
  hint?: string
}

/** A source by its id and, where it has one, its day. */
interface Dateable {
  id: string
  date?: IsoDate
}

/**
 * Takes the filters out of a question: `source <label>` of a source held, and `dated in|since|after|before <date>` or `cables of
 * <month>` by the day of the source, which leaves out sources without one. A country is a filter by being named.
 */
export function readFilters(text: string, library: Library, today: IsoDate): Filtered {
  const dated = readDated(text, today)
  const undated = dated ? text.replace(dated.written, ' ') : text
  const source = namedFilter(undated, library)
  const rest = source ? undated.replace(source.written, ' ') : undated
  const [only, ...others] = source?.sources ?? []
  const id = others.length === 0 ? only?.id : undefined
  const question = rest.replace(/\s+/g, ' ').trim()
  const isBare = dated && question === '' && !source
  const problem =
    dated?.problem ?? (isBare ? `"${text}" asks for nothing: say beside the date what is asked.` : undefined)
  const isWantedSource = (one: Dateable) =>
    (!source || (id !== undefined && isOf(one.id, id))) && (!dated || isInTime(one.date, dated))
  const hint = dated ? undefined : hintDated(text, today)
  return {
    question: question === '' && id !== undefined ? id : question,
    isWantedSource,
    isWanted: ({ cite, freshness }) => {
      const date = freshness.date ?? sourceOf(cite, library.knowledge.sources)?.date
      return isWantedSource({
        id: cite === unverified ? '' : cite.source,
        ...(date !== undefined && { date }),
      })
    },
    filters: [
      ...(id === undefined ? [] : [`source ${id}`]),
      ...(dated ? [`${printDated(dated)}, sources without a date left out`] : []),
    ],
    choices: others.length === 0 ? [] : choicesOf(source?.sources ?? []),
    ...(problem !== undefined && { problem }),
    ...(hint !== undefined && { hint }),
  }
}

/**
 * A question that names one source by its label, and asks something of it: with the word that makes the label a filter. A label alone,
 * or beside a paragraph, is a citation; of a treaty any source may be asked.
 */
export function asFiltered(text: string, library: Library): string | undefined {
  if (!/\d/.test(text) || namedFilter(text, library) || findParagraphs(text).named.length > 0)
    return undefined
  const [label, ...others] = findLabels(text, sourceLabels(library)).filter(
    ({ sources, start, end }) =>
      /\d/.test(text.slice(start, end)) && !sources.some(({ isTreaty }) => isTreaty),
  )
  if (!label || others.length > 0 || label.sources.length > 1) return undefined
  const written = text.slice(label.start, label.end)
  return isAlone(text, [{ ...label, written }])
    ? undefined
    : `${text.slice(0, label.start)}source ${text.slice(label.start)}`
}

/** `22 U.S.C. 2291h` holds `22 U.S.C. 2291h, (a)(1)`. */
function isOf(cited: string, id: string): boolean {
  return cited === id || cited.startsWith(`${id},`)
}

function isInTime(day: IsoDate | undefined, { from, until }: Dated): boolean {
  return day !== undefined && (from === undefined || day >= from) && (until === undefined || day < until)
}

function printDated({ written, assumed }: Dated): string {
  return assumed === undefined ? written : `${written} (${assumed})`
}

/** The label that stands after the word "source", the longest where there are several. */
function namedFilter(
  text: string,
  library: Library,
): { sources: readonly SourceLabel[]; written: string } | undefined {
  const named = [...text.matchAll(/\bsource (?=[\p{L}\d])/giu)].flatMap(({ index, 0: word }) => {
    const rest = text.slice(index + word.length)
    const label = startingLabel(rest, sourceLabels(library))
    return label ? [{ sources: label.sources, written: `${word}${rest.slice(0, label.end)}` }] : []
  })
  return named.toSorted((one, other) => other.written.length - one.written.length)[0]
}
