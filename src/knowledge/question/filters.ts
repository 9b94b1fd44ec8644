import { unverified } from '../../domain/citation.ts'
import type { IsoDate } from '../../domain/date.ts'
import { type Marking, withinCeiling } from '../../domain/marking.ts'
import { withoutYear } from '../../domain/source-label.ts'
import type { Library } from '../library.ts'
import type { Passage } from '../passage.ts'
import { sourceOf } from '../passages.ts'
import { type Dated, hintDated, readDated } from './dated.ts'
import type { SourceLabel } from './labelled-sources.ts'
import { type Choice, choicesOf } from './named-source.ts'
import { wholeYear } from './shorthand.ts'
import { namedFilters } from './source-filter.ts'
import type { Name } from './source-names.ts'

/** A question without its filters, and the passages they leave. */
export interface Filtered {
  question: string
  /** True for a passage that every filter lets through. */
  isWanted(passage: Passage): boolean
  /** The same of a source. */
  isWantedSource(source: Dateable): boolean
  /** The filters as understood: `source 09 STATE 32018`, `dated since 2009`. */
  filters: string[]
  /** The sources among them. */
  sources: string[]
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
 * Takes the filters out of a question: `source <label>` of sources held, and `dated in|since|after|before <date>` or `cables of
 * <month>` by the day of the source, which leaves out sources without one and without a year in their number. A country is a filter by being named.
 */
export function readFilters(text: string, library: Library, ceiling: Marking, today: IsoDate): Filtered {
  const dated = readDated(text, today)
  const undated = dated ? text.replace(dated.written, ' ') : text
  const named = namedFilters(undated, library)
  const rest = named.reduce((left, { written }) => left.replace(written, ' '), undated)
  const meant = named.map((name) => meantBy(name, ceiling))
  const unclear = meant.find(({ sources }) => sources.length > 1)?.sources ?? []
  const sources = unclear.length > 0 ? [] : meant.flatMap(({ sources }) => sources)
  const [id] = sources.map(({ id }) => id)
  const called = sources.length === 0 ? [] : [...new Set(meant.map(({ said }) => said))]
  const question = rest.replace(/\s+/g, ' ').trim()
  const isBare = dated && question === '' && named.length === 0
  const problem =
    dated?.problem ?? (isBare ? `"${text}" asks for nothing: say beside the date what is asked.` : undefined)
  const isWantedSource = (one: Dateable) =>
    (named.length === 0 || sources.some(({ id }) => isOf(one.id, id))) && (!dated || isInTime(one, dated))
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
    sources: called,
    filters: [
      ...(called.length === 0 ? [] : [`source ${called.join(' or ')}`]),
      ...(dated ? [`${printDated(dated)}, sources without a date or year left out`] : []),
    ],
    choices: choicesOf(unclear),
    ...(problem !== undefined && { problem }),
    ...(hint !== undefined && { hint }),
  }
}

/** Of several that a label may mean, the one that may be shown. What is above the ceiling is called as it was typed. */
function meantBy({ sources, written }: Name, ceiling: Marking): { sources: SourceLabel[]; said: string } {
  const { shown } = withinCeiling(sources, ceiling)
  const [only, ...others] = shown
  return only && others.length === 0
    ? { sources: shown, said: only.id }
    : { sources, said: written.replace(/^source /i, '') }
}

/** `22 U.S.C. 2291h` holds `22 U.S.C. 2291h, (a)(1)`. */
function isOf(cited: string, id: string): boolean {
  return cited === id || cited.startsWith(`${id},`)
}

/** Of a cable without a date its number tells the year, all of which must lie in the time. */
function isInTime({ id, date }: Dateable, { from, until }: Dated): boolean {
  const year = date === undefined && withoutYear(id) !== undefined ? wholeYear(id.slice(0, 2)) : undefined
  const [first, last] = year === undefined ? [date, date] : [`${year}-01-01`, `${year}-12-31`]
  if (first === undefined || last === undefined) return false
  return (from === undefined || first >= from) && (until === undefined || last < until)
}

function printDated({ written, assumed }: Dated): string {
  return assumed === undefined ? written : `${written} (${assumed})`
}
