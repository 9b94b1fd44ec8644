import type { HeldDocument } from '../domain/held-document.ts'
import { isWithin, type Marking } from '../domain/marking.ts'
import type { Knowledge } from './knowledge.ts'
import { faultsAt, type Passage } from './passage.ts'

/** The paragraphs of a held document, each as written, with the faults that `data/` records at its place. */
export function documentPassages(
  { document, ingested, reviewed, reviewEvery }: HeldDocument,
  knowledge: Knowledge,
): Passage[] {
  const record = knowledge.sources.find(({ id }) => id === document.id)
  const sources = record ? [record] : []
  const every = reviewEvery ?? record?.reviewEvery
  const country = countryOf(document.head.tags, knowledge)
  const freshness = {
    ...(document.date !== undefined && { date: document.date }),
    begun: ingested,
    ...(reviewed !== undefined && { reviewed }),
    ...(every !== undefined && { reviewEvery: every }),
  }
  // The title is of the whole document: a paragraph below its marking goes by its label.
  const titleAt = (marking: Marking) =>
    isWithin(document.marking, marking)
      ? { title: document.title, borrowsTitle: true as const }
      : {
          title: document.id,
          borrowsTitle: true as const,
          titleAbove: `${document.id} ${document.title}`,
        }
  return document.paragraphs.map(({ cite, heading, text, marking }, at) => ({
    id: `paragraph/${document.id}/${at + 1}`,
    ...(heading === undefined ? titleAt(marking) : { title: heading }),
    lines: [text],
    cite,
    marking,
    ...(country !== undefined && { country }),
    faults: faultsAt(cite, sources, marking),
    freshness,
    keywords: '',
  }))
}

/** The one country among a cable's tags. */
function countryOf(tags: readonly string[], { countries }: Knowledge): string | undefined {
  const [only, ...others] = countries.filter(({ id }) => id !== 'US' && tags.includes(id))
  return others.length === 0 ? only?.id : undefined
}
