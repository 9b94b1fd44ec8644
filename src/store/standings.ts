import { CompiledQuery } from 'kysely'
import type { Instant } from '../domain/date.ts'
import type { Annotation, Keeping, SourceStanding } from '../domain/held-document.ts'
import { listAnnotations } from './annotations.ts'
import type { DocumentRecord } from './document-rows.ts'
import { listDocuments } from './documents.ts'
import { listKeepings } from './keepings.ts'
import type { Db } from './open.ts'
import { run } from './prepared.ts'

/** By label, of every source that is held, or that anybody decided about or annotated; retired ones are among them. */
export type Standings = ReadonlyMap<string, SourceStanding>

export function standingsOf(
  documents: readonly DocumentRecord[],
  keepings: ReadonlyMap<string, Keeping>,
  annotations: readonly Annotation[],
): Standings {
  const standings = new Map<string, SourceStanding>()
  for (const { id, date, marking, recordedAt } of documents) {
    const text = { ...(date !== undefined && { date }), recordedAt, marking }
    standings.set(id, { text })
  }
  for (const [id, keeping] of keepings) standings.set(id, { ...standings.get(id), keeping })
  for (const annotation of annotations) {
    const standing = standings.get(annotation.at.source)
    const beside = [...(standing?.annotations ?? []), annotation]
    standings.set(annotation.at.source, { ...standing, annotations: beside })
  }
  return standings
}

const recalled = new WeakMap<Db, { of: string; standings: Standings }>()

/** As they were at an instant, or as they are; read anew only when any of them changed since, by this process or another. */
export async function recallStandings(db: Db, asOf?: Instant): Promise<Standings> {
  const of = `${await generationOf(db)} ${asOf ?? ''}`
  const known = recalled.get(db)
  if (known?.of === of) return known.standings
  const standings = standingsOf(
    await listDocuments(db, asOf),
    await listKeepings(db, asOf),
    await listAnnotations(db, { asOf }),
  )
  recalled.set(db, { of, standings })
  return standings
}

/** Every change adds a row to one of four tables that nothing is taken from, so their last numbers tell whether any happened. */
export async function generationOf(db: Db): Promise<string> {
  const [row] = await run(db, readGeneration)
  return row?.generation ?? ''
}

const readGeneration = CompiledQuery.raw(`
  SELECT coalesce((SELECT max(added) FROM documents), 0) || ' '
    || coalesce((SELECT max(added) FROM keepings), 0) || ' '
    || coalesce((SELECT max(added) FROM annotations), 0) || ' '
      || coalesce((SELECT max(number) FROM document_purges), 0) AS generation
`) as CompiledQuery<{ generation: string }>
