import type { Generated } from 'kysely'

/** Rows as SQLite holds them. They do not leave this folder. */
export interface Schema {
  settings: SettingRow
  entries: EntryRow
  watches: WatchRow
  outbox: OutboxRow
  inbox: InboxRow
  drafts: DraftRow
  nil_returns: NilReturnRow
  pairs: PairRow
  period_locks: PeriodLockRow
  restatements: RestatementRow
  documents: DocumentRow
  paragraphs: ParagraphRow
  keepings: KeepingRow
  annotations: AnnotationRow
  document_purges: DocumentPurgeRow
  deadline_changes: DeadlineChangeRow
  watch_settings: WatchSettingsRow
  findings: FindingRow
  benchmark_duties: BenchmarkDutyRow
  conversations: ConversationRow
  answers: AnswerRow
  feedback: FeedbackRow
  roles: RoleRow
  substance_aliases: SubstanceAliasRow
  frozen_cards: FrozenCardRow
  audit: AuditRow
  member_settings: MemberSettingsRow
  releases: ReleaseRow
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
  /** `R-n`, where this version was a change to a locked period. */
  restatement: string | null
  /** Set on every version of an entry whose text was taken away; its other columns are blank then. */
  purged_at: string | null
  /** A message that was captured with it, as it then read. */
  evidence_text: string | null
  evidence_link: string | null
  evidence_channel: string | null
  evidence_ts: string | null
}

/** A line that could not be recorded as it stood, with its readings as JSON. */
interface DraftRow {
  id: string
  number: number
  typed: string
  ask: string
  choices: string
  /** A captured message as JSON. */
  evidence: string | null
  member: string
  channel: string
  call_key: string | null
  made_at: string
  marking: string
}

/** One version of a nil return. */
export interface NilReturnRow {
  id: string
  number: number
  version: number
  country: string
  cycle: string
  benchmark: string
  from_date: string
  until_date: string
  marking: string
  state: string
  changed_by: string
  changed_at: string
  reason: string | null
  restatement: string | null
}

/** What was said last, and before, of two entries that may tell of one event. */
export interface PairRow {
  first: string
  second: string
  version: number
  state: string
  changed_by: string
  changed_at: string
  reason: string | null
  restatement: string | null
}

/** What a word was said to mean; without a substance it was taken back. */
export interface SubstanceAliasRow {
  folded: string
  version: number
  words: string
  substance: string | null
  form: string | null
  changed_by: string
  changed_at: string
  reason: string
}

/** One turn of a period's lock. */
interface PeriodLockRow {
  country: string
  period: string
  version: number
  from_date: string
  until_date: string
  state: string
  changed_by: string
  changed_at: string
  reason: string | null
}

/** One step in the life of a change that waits; `change` is it as JSON. */
export interface RestatementRow {
  id: string
  number: number
  version: number
  country: string
  period: string
  marking: string
  change: string
  call_key: string | null
  state: string
  proposed_by: string
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
  /** The key of the message that says this one too; its fate is that message's. */
  said_with: string | null
}

/** What arrived and was acknowledged before it was handled. */
interface InboxRow {
  key: string
  /** The delivery as it came; emptied once it is done. */
  body: string
  received_at: string
  done_at: string | null
}

/** One version of one document, as its file was read; `added` counts all versions of all documents. */
export interface DocumentRow {
  added: Generated<number>
  id: string
  version: number
  kind: string
  title: string
  date: string | null
  marking: string
  /** JSON, as are the gaps: no query looks into them. */
  head: string
  gaps: string
  /** How many it has. */
  paragraphs: number
  /** SHA-256 of all that was read, in hexadecimal. */
  hash: string
  /** The file it was read from, in full. */
  path: string
  recorded_by: string
  recorded_at: string
}

/** One paragraph of one version of a document; `document` is that version's `added`. */
export interface ParagraphRow {
  document: number
  position: number
  number: number | null
  printed: number | null
  probable: number | null
  part: string | null
  place: string | null
  heading: string | null
  text: string
  written: string | null
  marking: string
  line: number
  numbering: string | null
}

/** What a purge took of a document; without a place, all of it. */
interface DocumentPurgeRow {
  number: Generated<number>
  document: string
  place: string
  removed_by: string
  removed_at: string
  reason: string
}

/** One version of what people decided about a source. */
export interface KeepingRow {
  added: Generated<number>
  source: string
  version: number
  state: string
  owner: string | null
  review_every: string | null
  reviewed: string | null
  changed_by: string
  changed_at: string
  reason: string | null
}

/** One version of one annotation. `cite` is the printed citation of the place it stands at. */
export interface AnnotationRow {
  added: Generated<number>
  id: string
  version: number
  source: string
  cite: string
  says: string
  shown_by: string
  marking: string
  state: string
  changed_by: string
  changed_at: string
  reason: string | null
}

/** One thing a person said of a deadline; `event` is it as JSON. */
interface DeadlineChangeRow {
  number: Generated<number>
  deadline: string
  event: string
  call_key: string | null
  changed_by: string
  changed_at: string
  reason: string | null
}

/** One version of how a channel wants its nudges, as JSON: no query looks into it. */
interface WatchSettingsRow {
  channel: string
  version: number
  settings: string
  changed_by: string
  changed_at: string
}

/** One version of a baseline, assessment or adoption; `found` is which, and its value, as JSON. */
export interface FindingRow {
  id: string
  number: number
  version: number
  country: string
  cycle: string
  about: string
  found: string
  source_kind: string | null
  source_text: string | null
  grade: string
  reason: string
  marking: string
  state: string
  typed: string
  channel: string
  call_key: string | null
  recorded_by: string
  recorded_at: string
  changed_by: string
  changed_at: string
  restatement: string | null
}

/** One turn of who is named for a benchmark; `member` is null where nobody is any more. */
interface BenchmarkDutyRow {
  number: Generated<number>
  country: string
  cycle: string
  benchmark: string
  duty: string
  member: string | null
  changed_by: string
  changed_at: string
}

/** What one conversation is about; forgotten after a day. */
interface ConversationRow {
  name: string
  asked: string
  said_at: string
}

/** A question that was answered; forgotten after a month unless somebody said something of the answer. */
export interface AnswerRow {
  /** Of `Q-n`. */
  number: Generated<number>
  question: string
  sources: string
  marking: string
  member: string
  channel: string
  /** The edge's name for the call it answered. */
  call_key: string | null
  answered_at: string
}

/** What somebody said of an answer, in order. */
interface FeedbackRow {
  number: Generated<number>
  answer: string
  member: string
  verdict: string
  reason: string | null
  given_at: string
}

/** One turn of a member's role; null when it was taken back. */
export interface RoleRow {
  member: string
  version: number
  role: string | null
  changed_by: string
  changed_at: string
  reason: string
}

/** A report card as it was shown, and the value it was told from, as JSON. */
export interface FrozenCardRow {
  id: string
  number: number
  country: string
  cycle: string
  as_of: string
  instant: string
  ceiling: string
  marking: string
  print: string
  data: string
  program: string
  page: string
  card: string
  views: string | null
  knowledge: string | null
  frozen_by: string
  changed_at: string
  reason: string | null
  call_key: string | null
}

/** One act; `hash` is over it and the hash before it. */
export interface AuditRow {
  number: number
  at: string
  member: string
  act: string
  about: string
  detail: string | null
  channel: string | null
  marking: string
  hash: string
}

/** One version of how a person wants to be told, as JSON: no query looks into it. */
interface MemberSettingsRow {
  member: string
  version: number
  settings: string
  changed_at: string
}

/** A paper that somebody released; `paper` is its text as JSON, `entries` the ids it rests on, each between blanks. */
export interface ReleaseRow {
  id: string
  number: number
  kind: string
  country: string
  cycle: string
  as_of: string
  marking: string
  fingerprint: string
  paper: string
  entries: string
  call_key: string | null
  released_by: string
  released_at: string
}
