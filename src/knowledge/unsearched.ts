import { unverified } from '../domain/citation.ts'
import { isWithin, type Marking } from '../domain/marking.ts'
import type { Library } from './library.ts'
import type { Passage } from './passage.ts'
import { shelfOf } from './shelf.ts'

const known = new WeakMap<Library, Map<Marking, readonly Passage[]>>()

/**
 * How many sources hold something above a ceiling that `only` lets through. What is asked is not looked at: whether a text above
 * the ceiling holds a word would tell of it.
 */
export function countUnsearched(
  library: Library,
  ceiling: Marking,
  only: (passage: Passage) => boolean,
): number {
  const above = known.get(library) ?? new Map<Marking, readonly Passage[]>()
  known.set(library, above)
  const firsts = above.get(ceiling) ?? firstAboveOfEach(library, ceiling)
  above.set(ceiling, firsts)
  return firsts.filter(only).length
}

/** Of each source the first passage above the ceiling; what has no source of its own counts as one. */
function firstAboveOfEach(library: Library, ceiling: Marking): Passage[] {
  const firsts = new Map<string, Passage>()
  for (const passage of shelfOf(library).passages.values()) {
    if (isWithin(passage.marking, ceiling)) continue
    const source = passage.cite === unverified ? '' : passage.cite.source
    if (!firsts.has(source)) firsts.set(source, passage)
  }
  return [...firsts.values()]
}
