import { startingLabel } from '../domain/source-label.ts'
import type { Library } from './library.ts'
import { type Choice, choicesOf, type SourceLabel, sourceLabels } from './named-source.ts'
import type { Passage } from './passage.ts'
import { sourceOf } from './passages.ts'

/** A question without its filters, and the passages they leave. */
export interface Filtered {
  question: string
  /** True for a passage that every filter lets through. */
  isWanted(passage: Passage): boolean
  /** The filters as understood: `source 09 STATE 32018`, `dated since 2009`. */
  filters: string[]
  /** Where the label may be of several sources: nothing is let through. */
  choices: Choice[]
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
  const [only, ...others] = source?.sources ?? []
  const id = others.length === 0 ? only?.id : undefined
  const isInTime = dated && timeFilter(dated[1]?.toLowerCase() ?? '', dated[2] ?? '')
  const question = rest.replace(/\s+/g, ' ').trim()
  const dayOf = ({ cite, freshness }: Passage) =>
    freshness.date ?? sourceOf(cite, library.knowledge.sources)?.date
  return {
    question: question === '' && id !== undefined ? id : question,
    isWanted: (passage) =>
      (!source || (id !== undefined && passage.cite !== 'unverified' && isOf(passage.cite.source, id))) &&
      (!isInTime || isInTime(dayOf(passage))),
    filters: [
      ...(id === undefined ? [] : [`source ${id}`]),
      ...(dated ? [`dated ${dated[1]?.toLowerCase()} ${dated[2]}, sources without a date left out`] : []),
    ],
    choices: others.length === 0 ? [] : choicesOf(source?.sources ?? []),
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
