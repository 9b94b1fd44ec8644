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
]
