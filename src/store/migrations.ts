/** In order; the store's `user_version` is how many of them it has seen. Never edit one that has shipped: add another. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE entries (
    id TEXT NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL CHECK (version >= 1),
    country TEXT NOT NULL, kind TEXT NOT NULL, method TEXT, scope TEXT NOT NULL CHECK (scope IN ('event', 'total')),
    dimension TEXT, low INTEGER, high INTEGER, unit TEXT, precision TEXT, quantity_typed TEXT,
    substance TEXT, form TEXT, what TEXT, place TEXT, place_text TEXT,
    from_date TEXT NOT NULL, until_date TEXT NOT NULL CHECK (until_date > from_date),
    agencies TEXT NOT NULL, actor TEXT, source_kind TEXT, source_text TEXT,
    grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')), benchmarks TEXT NOT NULL, note TEXT,
    marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')),
    state TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'returned', 'void')),
    typed TEXT NOT NULL, channel TEXT NOT NULL, call_key TEXT UNIQUE,
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT,
    PRIMARY KEY (id, version)
  ) STRICT;
  -- With the last day in it, what a cycle does not touch is passed over without reading its row.
  CREATE INDEX entries_by_event ON entries (country, from_date, until_date);
  CREATE INDEX entries_by_country ON entries (country, number);
  CREATE INDEX entries_by_number ON entries (number);
  CREATE INDEX entries_by_member ON entries (recorded_by, number);
  CREATE INDEX entries_by_change ON entries (changed_at);

  CREATE TABLE watches (
    channel TEXT NOT NULL, country TEXT NOT NULL, version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('on', 'off')), changed_by TEXT NOT NULL, changed_at TEXT NOT NULL,
    PRIMARY KEY (channel, country, version)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE outbox (
    key TEXT PRIMARY KEY, recipient TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('claimed', 'waiting', 'sent', 'superseded', 'refused', 'doubtful')),
    body TEXT, claimed_at TEXT NOT NULL, not_before TEXT, settled_at TEXT, posted TEXT, reason TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX outbox_by_recipient ON outbox (recipient);
  CREATE INDEX outbox_unsettled ON outbox (state) WHERE state IN ('claimed', 'waiting');

  CREATE TABLE inbox (
    key TEXT PRIMARY KEY, body TEXT NOT NULL, received_at TEXT NOT NULL, done_at TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX inbox_undone ON inbox (received_at) WHERE done_at IS NULL;
  `,
  `
  -- The restatement a version came by, and when an administrator took its text away.
  ALTER TABLE entries ADD COLUMN restatement TEXT;
  ALTER TABLE entries ADD COLUMN purged_at TEXT;
  -- A message captured with the entry: what it said then, where it stands.
  ALTER TABLE entries ADD COLUMN evidence_text TEXT;
  ALTER TABLE entries ADD COLUMN evidence_link TEXT;
  ALTER TABLE entries ADD COLUMN evidence_channel TEXT;
  ALTER TABLE entries ADD COLUMN evidence_ts TEXT;
  CREATE INDEX entries_by_line ON entries (recorded_by, recorded_at) WHERE version = 1;

  CREATE TABLE drafts (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, typed TEXT NOT NULL, ask TEXT NOT NULL, choices TEXT NOT NULL,
    evidence TEXT, member TEXT NOT NULL, channel TEXT NOT NULL, call_key TEXT UNIQUE, made_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE nil_returns (
    id TEXT NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL CHECK (version >= 1), country TEXT NOT NULL,
    cycle TEXT NOT NULL, benchmark TEXT NOT NULL, from_date TEXT NOT NULL, until_date TEXT NOT NULL CHECK (until_date > from_date),
    marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')), state TEXT NOT NULL CHECK (state IN ('given', 'void')),
    changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT, restatement TEXT,
    PRIMARY KEY (id, version)
  ) STRICT, WITHOUT ROWID;

  -- One row each time somebody said whether two entries tell of the same event; \`first\` has the lower number.
  CREATE TABLE pairs (
    first TEXT NOT NULL, second TEXT NOT NULL, version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('merged', 'both', 'unmerged')),
    changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT, restatement TEXT,
    PRIMARY KEY (first, second, version)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE period_locks (
    country TEXT NOT NULL, period TEXT NOT NULL, version INTEGER NOT NULL CHECK (version >= 1),
    from_date TEXT NOT NULL, until_date TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('locked', 'open')),
    changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT,
    PRIMARY KEY (country, period, version)
  ) STRICT, WITHOUT ROWID;

  -- A change to a locked period, kept as it would be written until a second person decides.
  CREATE TABLE restatements (
    id TEXT NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL CHECK (version >= 1), country TEXT NOT NULL,
    period TEXT NOT NULL, marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')), change TEXT NOT NULL, call_key TEXT UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'declined')),
    proposed_by TEXT NOT NULL, changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT,
    PRIMARY KEY (id, version)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE documents (
    added INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL CHECK (version >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('cable', 'paper')), title TEXT NOT NULL, date TEXT,
    marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')), head TEXT NOT NULL, gaps TEXT NOT NULL,
    paragraphs INTEGER NOT NULL, hash TEXT NOT NULL, path TEXT NOT NULL,
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    UNIQUE (id, version)
  ) STRICT;
  CREATE INDEX documents_by_path ON documents (path);
  CREATE INDEX documents_by_instant ON documents (recorded_at);

  CREATE TABLE paragraphs (
    document INTEGER NOT NULL REFERENCES documents (added), position INTEGER NOT NULL,
    number INTEGER, printed INTEGER, probable INTEGER, part TEXT, place TEXT, heading TEXT,
    text TEXT NOT NULL, written TEXT, marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')),
    line INTEGER NOT NULL, numbering TEXT,
    PRIMARY KEY (document, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE keepings (
    added INTEGER PRIMARY KEY, source TEXT NOT NULL, version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('kept', 'retired')), owner TEXT, review_every TEXT, reviewed TEXT,
    changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT,
    UNIQUE (source, version)
  ) STRICT;
  CREATE INDEX keepings_by_change ON keepings (changed_at);

  CREATE TABLE annotations (
    added INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, source TEXT NOT NULL, cite TEXT NOT NULL,
    says TEXT NOT NULL, shown_by TEXT NOT NULL, marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')),
    state TEXT NOT NULL CHECK (state IN ('standing', 'withdrawn')),
    changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT,
    UNIQUE (id, version)
  ) STRICT;
  CREATE INDEX annotations_by_source ON annotations (source);
  CREATE INDEX annotations_by_change ON annotations (changed_at);
  `,
  `
  -- What people said of deadlines, in order; \`event\` is what, as JSON.
  CREATE TABLE deadline_changes (
    number INTEGER PRIMARY KEY, deadline TEXT NOT NULL, event TEXT NOT NULL, call_key TEXT UNIQUE,
    changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT
  ) STRICT;
  CREATE INDEX deadline_changes_by_change ON deadline_changes (changed_at);

  CREATE TABLE watch_settings (
    channel TEXT NOT NULL, version INTEGER NOT NULL CHECK (version >= 1), settings TEXT NOT NULL,
    changed_by TEXT NOT NULL, changed_at TEXT NOT NULL,
    PRIMARY KEY (channel, version)
  ) STRICT, WITHOUT ROWID;

  -- The key of the message that said this one too: nudges of one minute in one channel are one message.
  ALTER TABLE outbox ADD COLUMN said_with TEXT;
  CREATE INDEX outbox_said_with ON outbox (said_with) WHERE said_with IS NOT NULL;
  `,
  `
  -- What people found beside the entries: baselines, assessments, totals adopted. \`found\` is which, as JSON.
  CREATE TABLE findings (
    id TEXT NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL CHECK (version >= 1), country TEXT NOT NULL,
    cycle TEXT NOT NULL, about TEXT NOT NULL, found TEXT NOT NULL, source_kind TEXT, source_text TEXT,
    grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')), reason TEXT NOT NULL,
    marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')),
    state TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'returned', 'void')),
    typed TEXT NOT NULL, channel TEXT NOT NULL, call_key TEXT UNIQUE, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, restatement TEXT,
    PRIMARY KEY (id, version)
  ) STRICT;
  CREATE INDEX findings_by_country ON findings (country, number, version);
  CREATE INDEX findings_by_change ON findings (changed_at);

  CREATE TABLE benchmark_duties (
    number INTEGER PRIMARY KEY, country TEXT NOT NULL, cycle TEXT NOT NULL, benchmark TEXT NOT NULL,
    duty TEXT NOT NULL CHECK (duty IN ('owner', 'alternate', 'validator')), member TEXT,
    changed_by TEXT NOT NULL, changed_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX benchmark_duties_by_country ON benchmark_duties (country);
  CREATE INDEX benchmark_duties_by_change ON benchmark_duties (changed_at);
  `,
  `
  -- What a conversation is about, for a day; \`asked\` is it as JSON.
  CREATE TABLE conversations (name TEXT PRIMARY KEY, asked TEXT NOT NULL, said_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX conversations_by_instant ON conversations (said_at);

  -- Questions answered lately, so that somebody can say whether the answer helped; \`sources\` is a JSON list.
  CREATE TABLE answers (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, question TEXT NOT NULL, sources TEXT NOT NULL,
    marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')), member TEXT NOT NULL, channel TEXT NOT NULL,
    call_key TEXT UNIQUE, answered_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX answers_by_instant ON answers (answered_at);

  CREATE TABLE feedback (
    number INTEGER PRIMARY KEY, answer TEXT NOT NULL, member TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('helpful', 'wrong', 'reviewed')), reason TEXT, given_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX feedback_by_answer ON feedback (answer);
  `,
  `
  CREATE TABLE roles (
    member TEXT NOT NULL, version INTEGER NOT NULL CHECK (version >= 1),
    role TEXT CHECK (role IN ('reader', 'reporter', 'reviewer', 'administrator')),
    changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (member, version)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Report cards kept as they were shown.
  CREATE TABLE frozen_cards (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, country TEXT NOT NULL, cycle TEXT NOT NULL, as_of TEXT NOT NULL,
    instant TEXT NOT NULL, ceiling TEXT NOT NULL CHECK (ceiling IN ('U', 'SBU')),
    marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')), print TEXT NOT NULL, data TEXT NOT NULL, program TEXT NOT NULL,
    page TEXT NOT NULL, card TEXT NOT NULL, frozen_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT,
    call_key TEXT UNIQUE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX frozen_cards_by_country ON frozen_cards (country, number);
  CREATE INDEX frozen_cards_by_change ON frozen_cards (changed_at);
  `,
  `
  -- What was removed of documents after a spill, by label; \`place\` is empty where all of it was.
  CREATE TABLE document_purges (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL, place TEXT NOT NULL, removed_by TEXT NOT NULL,
    removed_at TEXT NOT NULL, reason TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- Who did what: each row's hash is over it and the hash before it. SQLite keeps the highest number, so that the last cannot go unseen.
  CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, member TEXT NOT NULL, act TEXT NOT NULL, about TEXT NOT NULL,
    detail TEXT, channel TEXT, marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')), hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_about ON audit (about);
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'an act is never changed'); END;
  CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'an act is never taken out'); END;
  -- Entries changed until then have no act.
  INSERT INTO settings SELECT 'audit since', max(changed_at) FROM entries HAVING max(changed_at) IS NOT NULL;
  `,
  `
  CREATE INDEX drafts_by_member ON drafts (member, number);

  -- How a person wants to be told, as JSON.
  CREATE TABLE member_settings (
    member TEXT NOT NULL, version INTEGER NOT NULL CHECK (version >= 1), settings TEXT NOT NULL, changed_at TEXT NOT NULL,
    PRIMARY KEY (member, version)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Papers that a named person let leave; \`paper\` is the text as JSON, \`entries\` the ids it rests on, each between blanks.
  CREATE TABLE releases (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('non-paper', 'talking-points', 'cable')),
    country TEXT NOT NULL, cycle TEXT NOT NULL, as_of TEXT NOT NULL, marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')),
    fingerprint TEXT NOT NULL UNIQUE, paper TEXT NOT NULL, entries TEXT NOT NULL, call_key TEXT UNIQUE,
    released_by TEXT NOT NULL, released_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX releases_by_country ON releases (country, number);
  `,
  `
  -- Words for substances that reviewers gave beside the lexicon's.
  CREATE TABLE substance_aliases (
    folded TEXT NOT NULL, version INTEGER NOT NULL CHECK (version >= 1), words TEXT NOT NULL,
    substance TEXT, form TEXT, changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (folded, version)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- A frozen card in its other orders, and what of the data folder it was made of, as JSON.
  ALTER TABLE frozen_cards ADD COLUMN views TEXT;
  ALTER TABLE frozen_cards ADD COLUMN knowledge TEXT;
  `,
  `
  -- Each index is a page or more that every entry writes. Of these, rows stand in the order of their instants anyway; a person's
  -- last lines are found by number; and acts are looked for by word or id, which reads them all.
  DROP INDEX entries_by_change;
  DROP INDEX entries_by_line;
  DROP INDEX entries_by_member;
  CREATE INDEX entries_by_member ON entries (recorded_by, number, recorded_at);
  DROP INDEX audit_about;
  `,
  `
  -- Of earlier drafts it is not known what could be read where they were typed.
  ALTER TABLE drafts ADD COLUMN marking TEXT NOT NULL DEFAULT 'SBU' CHECK (marking IN ('U', 'SBU'));
  `,
  `
  -- A new question writes one row and one index; before, five.
  CREATE TABLE kept_answers (
    number INTEGER PRIMARY KEY, question TEXT NOT NULL, sources TEXT NOT NULL,
    marking TEXT NOT NULL CHECK (marking IN ('U', 'SBU')), member TEXT NOT NULL, channel TEXT NOT NULL,
    call_key TEXT UNIQUE, answered_at TEXT NOT NULL
  ) STRICT;
  INSERT INTO kept_answers SELECT number, question, sources, marking, member, channel, call_key, answered_at FROM answers;
  DROP TABLE answers;
  ALTER TABLE kept_answers RENAME TO answers;
  `,
]
