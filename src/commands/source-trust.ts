import { unverified } from '../domain/citation.ts'
import { freshnessesWithin, trustAfter } from '../knowledge/freshness.ts'
import type { Passage } from '../knowledge/passage.ts'
import { sourceOf } from '../knowledge/passages.ts'
import { recallStandings } from '../store/standings.ts'
import type { Context } from './call.ts'
import { note, type Part } from './reply.ts'

/** What is decided about the sources that an answer cites, where anything is. */
export interface SourceTrust {
  /** `, review due since 6 Apr 2010`, to follow a citation; else empty. */
  after(cite: Passage['cite']): string
  /** The same in small print, each source once, for an answer that cites many. */
  notes(cites: readonly Passage['cite'][]): Part[]
}

/** As it stands for a channel; `asOf` an instant shown. */
export async function sourceTrust({
  db,
  knowledge: { sources },
  channel,
  today,
  asOf,
}: Pick<Context, 'db' | 'knowledge' | 'channel' | 'today' | 'asOf'>): Promise<SourceTrust> {
  const freshnesses = freshnessesWithin(sources, await recallStandings(db, asOf), channel.ceiling)
  const labelOf = (cite: Passage['cite']) =>
    cite === unverified ? undefined : (sourceOf(cite, sources)?.id ?? cite.source)
  const trustOf = (label: string | undefined) =>
    label === undefined ? '' : trustAfter(label, freshnesses, today)
  return {
    after: (cite) => trustOf(labelOf(cite)),
    notes: (cites) => {
      const byTrust = new Map<string, string[]>()
      for (const label of new Set(cites.map(labelOf))) {
        const trust = trustOf(label).replace(/^, /, '')
        if (label !== undefined && trust !== '') byTrust.set(trust, [...(byTrust.get(trust) ?? []), label])
      }
      return [...byTrust].map(([trust, labels]) => note(`${labels.join('; ')}: ${trust}.`))
    },
  }
}
