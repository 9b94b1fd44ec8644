import { type Citation, printCitation, unverified } from '../domain/citation.ts'
import type { Instant } from '../domain/date.ts'
import type { Annotation } from '../domain/held-document.ts'
import { isWithin, type Marking } from '../domain/marking.ts'
import type { Freshness } from './freshness.ts'
import type { Knowledge } from './knowledge.ts'
import type { Source } from './schema.ts'

/** A record of `data/`, a part of one, or a paragraph of a held document: text that can be found, shown and cited alone. */
export interface Passage {
  /** Kind and key: `benchmark/FY2010/PE-IL-3`, `article/3.1(a)`, `fault/09 STATE 32018/section-760`. */
  id: string
  title: string
  /** The title is that of its whole document, and says nothing of it alone. */
  borrowsTitle?: true
  /** The SBU title of its document, of which it is a U paragraph: those who may see it find the paragraph by it. Shown by nobody with it. */
  titleAbove?: string
  /** Statements, the chief one first; each can be shown alone. */
  lines: string[]
  cite: Citation | typeof unverified
  marking: Marking
  /** ISO code, where it concerns one country alone. */
  country?: string
  /** Known faults of the source paragraph it cites, ready to be shown beside it. */
  faults: string[]
  freshness: Freshness
  /** Below 1 for what stands behind its like when ranked: a paragraph behind its article, an earlier cycle, a fault. */
  standing?: number
  /** Other words it is found by; never shown. */
  keywords: string
  /** Everyday words it is asked for by, which it does not hold; never shown. */
  asked?: string
}

/** A passage before what is known of its source is put beside it. */
export type PassageDraft = Omit<Passage, 'faults' | 'freshness' | 'keywords'> & { keywords?: string }

/** `09 STATE 32018 ¶6`, or the words that say that nothing held supports the record. */
export function printCite(cite: Passage['cite']): string {
  return cite === unverified ? 'unverified: general knowledge, no primary source held' : printCitation(cite)
}

/** `our reading: the reason`, from the form in which `data/` writes a basis. */
export function printBasis(basis: string): string {
  return basis.replace(/^our reading \(([\s\S]*)\)$/, 'our reading: $1')
}

/** True when both citations lead to one place of one source; a paragraph is not its parts. */
export function isSamePlace(one: Citation, other: Citation): boolean {
  return (
    one.source === other.source &&
    one.paragraph === other.paragraph &&
    one.part === other.part &&
    one.place === other.place
  )
}

/** `05 LIMA 1409 ¶3 … prints "9,000 hectares": …`, for showing beside what cites that paragraph. */
export function describeFault(fault: Source['faults'][number], source: Source): string {
  const place = fault.at ? printCitation(fault.at) : source.id
  const shownBy = typeof fault.shownBy === 'string' ? fault.shownBy : printCitation(fault.shownBy)
  return `${place}${fault.printed ? ` prints "${fault.printed}"` : ''}: ${fault.says} (shown by: ${shownBy})`
}

/** What a person noted beside a paragraph of which the text shown was taken in at `since`: `Note A-1: … (U, noted here; shown by: …)`. */
export function printNote(annotation: Annotation, since: Instant | undefined): string {
  const { id, says, shownBy, marking } = annotation
  return `Note ${id}: ${says} (${marking}, noted here; shown by: ${shownBy}${earlierText(annotation, since)})`
}

/** Said of what was noted before the text shown was taken in. */
export function earlierText({ changedAt }: Annotation, since: Instant | undefined): string {
  return since !== undefined && changedAt < since ? '; of an earlier version of the text' : ''
}

/** A fault as it stands beside what is shown. */
export function printFault(fault: string, whose = 'of the source'): string {
  return `Known fault ${whose}: ${fault}`
}

/** The known faults of the very place a citation leads to, within a ceiling. */
export function faultsAt(cite: Citation, sources: readonly Source[], ceiling: Marking): string[] {
  return sources
    .filter((source) => isWithin(source.marking, ceiling))
    .flatMap((source) =>
      source.faults
        .filter(({ at }) => at !== undefined && isSamePlace(cite, at))
        .map((fault) => describeFault(fault, source)),
    )
}

export function countryName(id: string, knowledge: Knowledge): string {
  return knowledge.countries.find((country) => country.id === id)?.name ?? id
}

/** Every word for the country and what is of it, its governments' acronyms left out: several countries share those. */
export function countryWords(id: string, knowledge: Knowledge): string {
  const country = knowledge.countries.find((candidate) => candidate.id === id)
  return country ? [country.name, ...country.aliases, ...country.adjectives].join(' ') : id
}

/** True for a paragraph of a held document; everything else is a record of ours. */
export function isParagraph({ id }: Passage): boolean {
  return id.startsWith('paragraph/')
}

const aside =
  /\((?:our reading|as cabled|unverified)\b[^()]*(?:\([^()]*\)[^()]*)*\)|\([^()]*¶[^()]*(?:\([^()]*\)[^()]*)*\)/g

/** A line of ours without the reasons and citations in it, which say nothing of the subject. */
export function bare(line: string): string {
  return line.replace(aside, ' ')
}
