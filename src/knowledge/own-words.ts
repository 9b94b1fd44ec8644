import { isWithin, type Marking } from '../domain/marking.ts'
import type { Knowledge } from './knowledge.ts'
import { isParagraph, type Passage } from './passage.ts'
import { type Meanings, meaningsOf } from './question/meanings.ts'
import type { Steps } from './steps.ts'
import { subjectWords } from './words.ts'

/** The words of our own records and lexicons that a ceiling lets be seen. */
export interface OwnWords {
  /** Those of the records as they stand there, for mending what no ending can be taken from. */
  spellings: ReadonlySet<string>
  meanings: Meanings
}

const kept = new WeakMap<Knowledge, Map<Marking, OwnWords>>()

/** They are read once, since no document changes them. Of `passages`, the records come first. */
export function* ownWordsOf(
  knowledge: Knowledge,
  passages: Iterable<Passage>,
  ceiling: Marking,
): Steps<OwnWords> {
  const known = kept.get(knowledge)?.get(ceiling)
  if (known) return known
  const words = {
    spellings: yield* spellingsOf(passages, ceiling),
    meanings: yield* meaningsOf(knowledge, ceiling),
  }
  kept.set(knowledge, (kept.get(knowledge) ?? new Map<Marking, OwnWords>()).set(ceiling, words))
  return words
}

/** Records whose words are read in a step. */
const readAtOnce = 50

function* spellingsOf(passages: Iterable<Passage>, ceiling: Marking): Steps<ReadonlySet<string>> {
  const [written, spellings] = [new Set<string>(), new Set<string>()]
  let read = 0
  for (const passage of passages) {
    if (isParagraph(passage)) break
    if (!isWithin(passage.marking, ceiling)) continue
    const { title, lines, keywords, asked = '' } = passage
    // Most words of a record stand in others too.
    const found = [title, ...lines, keywords, asked]
      .join(' ')
      .split(/\s+/)
      .filter((word) => !written.has(word))
    for (const word of found) written.add(word)
    for (const { raw } of subjectWords(found.join(' '))) spellings.add(raw)
    if (++read % readAtOnce === 0) yield
  }
  return spellings
}
