import { foldText } from '../domain/text.ts'
import type { Library } from './library.ts'
import type { Passage } from './passage.ts'
import { sourceOf } from './passages.ts'

/** A question without its filters, and the passages they leave. */
export interface Filtered {
  question: string
  /** True for a passage that every filter lets through. */
  isWanted(passage: Passage): boolean
  /** The filters as understood: `source 09 STATE 32018`, `dated since 2009`. */
  filters: string[]
}

const datedForm = /\bdated (since|before|in) (\d{4}(?:-\d\d(?:-\d\d)?)?)\b/i

/**
 * Takes the filters out of a question: `source <label>` of a source held, and `dated since|before|in <year, month or day>`
 * by the day of the source, which leaves out sources without one. A country is a filter by being named.
 */
export function readFilters(text: string, library: Library): Filtered {
  const dated = datedForm.exec(text)
  const undated = dated ? text.replace(dated[0], ' ') : text
  const source = namedFilter(undated, library)
  const rest = source ? undated.replace(source.written, ' ') : undated
  const isInTime = dated && timeFilter(dated[1]?.toLowerCase() ?? '', dated[2] ?? '')
  const question = rest.replace(/\s+/g, ' ').trim()
  const dayOf = ({ cite, freshness }: Passage) =>
    freshness.date ?? sourceOf(cite, library.knowledge.sources)?.date
  return {
    question: question === '' && source ? source.id : question,
    isWanted: (passage) =>
      (!source || (passage.cite !== 'unverified' && isOf(passage.cite.source, source.id))) &&
      (!isInTime || isInTime(dayOf(passage))),
    filters: [
      ...(source ? [`source ${source.id}`] : []),
      ...(dated ? [`dated ${dated[1]?.toLowerCase()} ${dated[2]}, sources without a date left out`] : []),
    ],
  }
}

/** `22 U.S.C. 2291h` holds `22 U.S.C. 2291h, (a)(1)`. */
function isOf(cited: string, id: string): boolean {
  return cited === id || cited.startsWith(`${id},`)
}

function timeFilter(how: string, when: string): (day: string | undefined) => boolean {
  return (day) => {
    if (day === undefined) return false
    const same = day.slice(0, when.length)
    if (how === 'in') return same === when
    return how === 'since' ? same >= when : same < when
  }
}

/** The longest label of a source that stands after the word "source". */
function namedFilter(
  text: string,
  { knowledge, documents }: Library,
): { id: string; written: string } | undefined {
  const folded = foldText(text)
  if (!folded.includes('source ')) return undefined
  const labels = [
    ...knowledge.sources.flatMap(({ id, aliases }) => [id, ...aliases].map((label) => ({ id, label }))),
    ...documents.map(({ document: { id } }) => ({ id, label: id })),
  ]
  return labels
    .map(({ id, label }) => ({ id, written: `source ${foldText(label)}` }))
    .filter(({ written }) => ` ${folded} `.includes(` ${written} `))
    .toSorted((one, other) => other.written.length - one.written.length)
    .map(({ id, written }) => ({
      id,
      written: text.slice(folded.indexOf(written)).slice(0, written.length),
    }))[0]
}
