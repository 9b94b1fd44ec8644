import { unverified } from '../../domain/citation.ts'
import type { Marking } from '../../domain/marking.ts'
import { type Labelled, type Labels, makeLabels } from '../../domain/source-label.ts'
import type { Library } from '../library.ts'
import type { Passage } from '../passage.ts'
import { recordsOf } from '../shelf.ts'
import { readWords } from '../words.ts'

/** A source that may be named: of the data folder, or a text held. */
export interface SourceLabel extends Labelled {
  marking: Marking
  /** The words of its labels and title. */
  words: ReadonlySet<string>
  /** True where its paragraphs are cited by number. */
  isNumbered: boolean
  /** Its text is held. */
  isHeld: boolean
  /** What other sources speak of by its name: who adopted it, who has joined it. */
  isTreaty: boolean
}

interface Labelling {
  sources: readonly SourceLabel[]
  labels: Labels<SourceLabel>
  /** What the data folder states from each source. */
  records: ReadonlyMap<string, readonly Passage[]>
}

const labelled = new WeakMap<Library, Labelling>()

/** Every label a source goes by; one of the data folder and its text share the id. */
export function sourceLabels(library: Library): Labels<SourceLabel> {
  return labellingOf(library).labels
}

/** Every source that may be named, with what is stated from it; of every marking. */
export function labellingOf(library: Library): Labelling {
  const known = labelled.get(library)
  if (known) return known
  const records = new Map<string, Passage[]>()
  for (const passage of recordsOf(library)) {
    if (passage.cite === unverified || passage.id.startsWith('fault/')) continue
    const { source } = passage.cite
    const known = records.get(source)
    if (known) known.push(passage)
    else records.set(source, [passage])
  }
  const sources = labelledSources(library, records)
  const made = { sources, labels: makeLabels(sources), records }
  labelled.set(library, made)
  return made
}

function labelledSources(library: Library, records: Labelling['records']): SourceLabel[] {
  const { sources } = library.knowledge
  const isCited = (id: string) =>
    records.get(id)?.some(({ cite }) => cite !== unverified && cite.paragraph !== undefined) === true
  const held = new Map(library.documents.map(({ document }) => [document.id, document]))
  const recorded = new Set(sources.map(({ id }) => id))
  return [
    ...sources.map((source) => ({
      ...source,
      ...held.get(source.id),
      title: source.title,
      isTreaty: source.kind === 'treaty',
    })),
    ...[...held.values()]
      .filter(({ id }) => !recorded.has(id))
      .map((document) => ({ ...document, aliases: [], isTreaty: false })),
  ].map(({ id, aliases, title, marking, isTreaty }) => ({
    id,
    aliases,
    marking,
    words: new Set(readWords([id, ...aliases, title].join(' '))),
    isNumbered: isCited(id) || held.has(id),
    isHeld: held.has(id),
    isTreaty,
  }))
}
