import { unverified } from '../domain/citation.ts'
import type { Annotation, HeldDocument, SourceStanding } from '../domain/held-document.ts'
import type { Marking } from '../domain/marking.ts'
import { type Freshness, freshnessWithin } from './freshness.ts'
import type { Knowledge } from './knowledge.ts'
import { isSamePlace, type Passage } from './passage.ts'
import { sourceOf } from './passages.ts'

/**
 * All that can be looked up and asked: the data folder and the documents held, as values. A document that did not change is
 * the same object in the next library, so that only what changed is read and indexed again.
 */
export interface Library {
  knowledge: Knowledge
  /** None of them retired. */
  documents: readonly HeldDocument[]
  /** By label, how sources stand that are held, retired, decided about or annotated. */
  standings: ReadonlyMap<string, SourceStanding>
}

export function makeLibrary(
  knowledge: Knowledge,
  documents: readonly HeldDocument[] = [],
  standings: Library['standings'] = new Map(),
): Library {
  return { knowledge, documents, standings }
}

/** How fresh the source of a passage is: as it stands where that is known and may be told within the ceiling, else as `data/` has it. */
export function freshnessIn(
  { knowledge, standings }: Library,
  { cite, freshness }: Passage,
  ceiling: Marking,
): Freshness {
  if (cite === unverified) return freshness
  const record = sourceOf(cite, knowledge.sources)
  const standing = standings.get(record?.id ?? cite.source)
  return standing ? { ...freshness, ...freshnessWithin(record, standing, ceiling) } : freshness
}

/** What people noted beside the very places that these passages cite, each once, of every marking: the caller keeps to the ceiling. */
export function annotationsBeside(
  { standings }: Pick<Library, 'standings'>,
  passages: readonly Pick<Passage, 'cite'>[],
): Annotation[] {
  const beside = passages.flatMap(({ cite }) =>
    cite === unverified
      ? []
      : (standings.get(cite.source)?.annotations ?? []).filter(({ at }) => isSamePlace(at, cite)),
  )
  return [...new Set(beside)]
}
