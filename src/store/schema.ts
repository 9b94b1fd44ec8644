/** Rows as SQLite holds them. They do not leave this folder. */
export interface Schema {
  settings: SettingRow
  entries: EntryRow
  watches: WatchRow
  outbox: OutboxRow
  inbox: InboxRow
}

/** Facts about the store itself: its mode, the rehearsal's kept clock. */
interface SettingRow {
  name: string
  value: string
}

/** One version of one entry. Days are half-open; amounts are whole numbers of the dimension's small unit. */
export interface EntryRow {
  id: string
  number: number
  version: number
  country: string
  kind: string
  method: string | null
  scope: string
  dimension: string | null
  low: number | null
  high: number | null
  unit: string | null
  precision: string | null
  quantity_typed: string | null
  substance: string | null
  form: string | null
  what: string | null
  place: string | null
  place_text: string | null
  from_date: string
  until_date: string
  agencies: string
  actor: string | null
  source_kind: string | null
  source_text: string | null
  grade: string
  benchmarks: string
  note: string | null
  marking: string
  state: string
  typed: string
  channel: string
  call_key: string | null
  recorded_by: string
  recorded_at: string
  changed_by: string
  changed_at: string
  reason: string | null
}

/** One change of a channel's watch on a country: `on` or `off`. */
interface WatchRow {
  channel: string
  country: string
  version: number
  state: string
  changed_by: string
  changed_at: string
}

/** What the bot says of its own accord: claimed before it is sent, so that a crash never sends it twice. */
interface OutboxRow {
  key: string
  recipient: string
  /**
   * claimed: being sent, or its sender died. waiting: may be sent after `not_before`. sent, superseded, refused: settled.
   * doubtful: nobody can tell whether it was sent, so it never is again.
   */
  state: string
  /** The message as the edge will send it; dropped once it is settled. */
  body: string | null
  claimed_at: string
  not_before: string | null
  settled_at: string | null
  /** What the transport called the message (Slack's `ts`). */
  posted: string | null
  reason: string | null
}

/** What arrived and was acknowledged before it was handled. */
interface InboxRow {
  key: string
  /** The delivery as it came; emptied once it is done. */
  body: string
  received_at: string
  done_at: string | null
}
