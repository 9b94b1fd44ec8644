import type { HeldDocument } from '../domain/held-document.ts'
import type { Knowledge } from './knowledge.ts'

/**
 * All that can be looked up and asked: the data folder and the documents held, as values. A document that did not change is
 * the same object in the next library, so that only what changed is read and indexed again.
 */
export interface Library {
  knowledge: Knowledge
  /** None of them retired. */
  documents: readonly HeldDocument[]
}

export function makeLibrary(knowledge: Knowledge, documents: readonly HeldDocument[] = []): Library {
  return { knowledge, documents }
}
