import { unverified } from '../domain/citation.ts'
import { benchmarkPassages } from './benchmark-passages.ts'
import { freshnessOf } from './freshness.ts'
import type { Knowledge } from './knowledge.ts'
import { lawPassages } from './law-passages.ts'
import { lexiconPassages } from './lexicon-passages.ts'
import { faultsAt, type Passage, type PassageDraft } from './passage.ts'
import type { Source } from './schema.ts'
import { readWords } from './words.ts'

/** Every record held, as passages of every marking: whoever shows or ranks them keeps to the ceiling first. */
export function passagesOf(knowledge: Knowledge): Passage[] {
  return [...eachPassage(knowledge)]
}

/** The same, one by one. */
export function* eachPassage(knowledge: Knowledge): Generator<Passage> {
  const asked = new Map(knowledge.asked.map(({ id, words }) => [id, words]))
  for (const drafts of [benchmarkPassages, lawPassages, lexiconPassages]) {
    for (const draft of drafts(knowledge)) {
      const faults = faultsBeside(draft, knowledge)
      const words = [draft.asked ?? [], asked.get(draft.id) ?? []].flat().join(' ')
      yield {
        keywords: '',
        ...draft,
        ...(words !== '' && { asked: words }),
        faults,
        freshness: freshnessOf(sourceOf(draft.cite, knowledge.sources)),
      }
    }
  }
}

/** The source a citation rests on: its label is the whole citation, or what stands before ", art. 14.2" and the like. */
export function sourceOf(cite: Passage['cite'], sources: readonly Source[]): Source | undefined {
  if (cite === unverified) return undefined
  return sources.find(({ id }) => cite.source === id || cite.source.startsWith(`${id},`))
}

/** Records of words: their paragraph's other faults are none of theirs. */
const vocabulary = /^(?:country|acronym|agency|place|substance)\//

/**
 * Faults of the very place a passage cites, the ones that speak of its words first. One of a whole paragraph stands at what
 * cites that paragraph whole; one marked higher than the passage is left out.
 */
function faultsBeside({ cite, marking, id, lines }: PassageDraft, { sources }: Knowledge): string[] {
  if (cite === unverified || id.startsWith('fault/')) return []
  const words = new Set(readWords(lines.join('\n')))
  const shared = (text: string) => readWords(text).filter((word) => words.has(word)).length
  return faultsAt(cite, sources, marking)
    .map((text) => ({ text, shared: shared(text) }))
    .filter((fault) => fault.shared > 0 || !vocabulary.test(id))
    .toSorted((one, other) => other.shared - one.shared)
    .map(({ text }) => text)
}
