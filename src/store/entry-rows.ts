import type { Insertable } from 'kysely'
import type { Entry } from '../domain/entry.ts'
import type { EntryRow, Schema } from './schema.ts'

/** An entry as it is kept, but for the key of the call that recorded it. */
export function toRow(entry: Entry): Omit<Insertable<Schema['entries']>, 'call_key'> {
  return {
    id: entry.id,
    number: Number(entry.id.slice(2)),
    version: entry.version,
    country: entry.country,
    kind: entry.kind,
    method: entry.method ?? null,
    scope: entry.scope,
    dimension: entry.quantity?.dimension ?? null,
    low: entry.quantity?.low ?? null,
    high: entry.quantity?.high ?? null,
    unit: entry.quantity?.unit ?? null,
    precision: entry.quantity ? (entry.quantity.approximate ? 'approximate' : 'as stated') : null,
    quantity_typed: entry.quantity?.typed ?? null,
    substance: entry.substance ?? null,
    form: entry.form ?? null,
    what: entry.what ?? null,
    place: entry.place ?? null,
    place_text: entry.placeText ?? null,
    from_date: entry.from,
    until_date: entry.until,
    agencies: entry.agencies.join(' '),
    actor: entry.actor ?? null,
    source_kind: entry.source?.kind ?? null,
    source_text: entry.source?.text ?? null,
    grade: entry.grade,
    benchmarks: entry.benchmarks.join(' '),
    note: entry.note ?? null,
    marking: entry.marking,
    state: entry.state,
    typed: entry.typed,
    channel: entry.channel,
    recorded_by: entry.recordedBy,
    recorded_at: entry.recordedAt,
    changed_by: entry.changedBy,
    changed_at: entry.changedAt,
    reason: entry.reason ?? null,
    restatement: entry.restatement ?? null,
    purged_at: entry.purgedAt ?? null,
    evidence_text: entry.evidence?.text ?? null,
    evidence_link: entry.evidence?.permalink ?? null,
    evidence_channel: entry.evidence?.channel ?? null,
    evidence_ts: entry.evidence?.ts ?? null,
  }
}

/** Only rows that `toRow` made are read back, so the narrow types of the domain hold. */
export function fromRow(row: EntryRow): Entry {
  const entry: Entry = {
    id: row.id,
    version: row.version,
    country: row.country,
    kind: row.kind as Entry['kind'],
    scope: row.scope as Entry['scope'],
    from: row.from_date,
    until: row.until_date,
    agencies: words(row.agencies),
    grade: row.grade as Entry['grade'],
    benchmarks: words(row.benchmarks),
    marking: row.marking as Entry['marking'],
    state: row.state as Entry['state'],
    typed: row.typed,
    channel: row.channel,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  }
  if (row.dimension !== null && row.low !== null && row.unit !== null) {
    entry.quantity = {
      dimension: row.dimension as NonNullable<Entry['quantity']>['dimension'],
      low: row.low,
      unit: row.unit,
      typed: row.quantity_typed ?? '',
      ...(row.high !== null && { high: row.high }),
      ...(row.precision === 'approximate' && { approximate: true }),
    }
  }
  if (row.source_kind !== null) {
    entry.source = {
      kind: row.source_kind as NonNullable<Entry['source']>['kind'],
      text: row.source_text ?? '',
    }
  }
  if (row.evidence_text !== null) {
    entry.evidence = {
      text: row.evidence_text,
      permalink: row.evidence_link ?? '',
      channel: row.evidence_channel ?? '',
      ts: row.evidence_ts ?? '',
    }
  }
  if (row.method !== null) entry.method = row.method
  if (row.substance !== null) entry.substance = row.substance
  if (row.form !== null) entry.form = row.form
  if (row.what !== null) entry.what = row.what
  if (row.place !== null) entry.place = row.place
  if (row.place_text !== null) entry.placeText = row.place_text
  if (row.actor !== null) entry.actor = row.actor as NonNullable<Entry['actor']>
  if (row.note !== null) entry.note = row.note
  if (row.reason !== null) entry.reason = row.reason
  if (row.restatement !== null) entry.restatement = row.restatement
  if (row.purged_at !== null) entry.purgedAt = row.purged_at
  return entry
}

const words = (text: string): string[] => (text === '' ? [] : text.split(' '))
