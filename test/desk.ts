import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { type Desk, makeContext, terminal } from '../src/commands/context.ts'
import { handle, readSaid } from '../src/commands/handle.ts'
import type { Reply } from '../src/commands/reply.ts'
import type { Instant } from '../src/domain/date.ts'
import type { Knowledge } from '../src/knowledge/knowledge.ts'
import { readKnowledge } from '../src/knowledge/load.ts'
import { type Db, openStore } from '../src/store/open.ts'
import { setWatch } from '../src/store/watches.ts'
import { temporaryFolder } from './folder.ts'

/** Monday 6 April 2009, 09:00 in Lima: four days after the demarche cable. */
export const start: Instant = '2009-04-06T14:00:00.000Z'

let read: Knowledge | undefined

/** The data shipped, read once a test file. */
export function shippedKnowledge(): Knowledge {
  read ??= readOrThrow()
  return read
}

function readOrThrow(): Knowledge {
  const { knowledge, problems } = readKnowledge('data')
  if (!knowledge)
    throw new Error(problems.map(({ file, line, what }) => `${file}:${line}: ${what}`).join('\n'))
  return knowledge
}

/** A desk on a real store file of its own, whose terminal watches Peru; closed after the test. */
export async function openDesk(overrides: Partial<Desk> = {}): Promise<Desk> {
  return deskOn(await emptyStore(), overrides)
}

/** Desks as `openDesk` gives them, each on a copy of its own of one store, which `fill` filled once. */
export function desksFilled(
  fill: (desk: Desk) => Promise<unknown>,
  overrides: Partial<Desk> = {},
): () => Promise<Desk> {
  let filled: Promise<Uint8Array> | undefined
  return async () => {
    filled ??= keepStore((db) => fill(deskWith(db, overrides)), await emptyStore())
    return deskOn(await filled, overrides)
  }
}

/** The store all desks begin with: to make the schema anew takes ten times as long as to copy it. */
let empty: Promise<Uint8Array> | undefined

function emptyStore(): Promise<Uint8Array> {
  empty ??= keepStore((db) =>
    setWatch(db, { channel: terminal, country: 'PE', since: start, by: 'ana' }, 'on'),
  )
  return empty
}

/** The bytes of a store, closed, that began as `from` did. */
async function keepStore(fill: (db: Db) => Promise<unknown>, from?: Uint8Array): Promise<Uint8Array> {
  const path = join(temporaryFolder(), 'made.sqlite')
  if (from) writeFileSync(path, from)
  const store = openStore(path)
  await fill(store.db)
  await store.close()
  return readFileSync(path)
}

function deskOn(bytes: Uint8Array, overrides: Partial<Desk>): Desk {
  const path = join(temporaryFolder(), 'test.sqlite')
  writeFileSync(path, bytes, { mode: 0o600 })
  const store = openStore(path)
  onTestFinished(() => store.close())
  return deskWith(store.db, overrides)
}

function deskWith(db: Db, overrides: Partial<Desk>): Desk {
  return {
    db,
    knowledge: shippedKnowledge(),
    timezone: 'America/Lima',
    ceiling: 'SBU',
    appointed: { administrator: ['ada'], reviewer: ['rui'], member: 'reporter' },
    version: '0.0.0-test',
    log: pino({ level: 'silent' }),
    ...overrides,
  }
}

/** Types a line, as `member` in `channel` at `now`. */
export async function type(
  desk: Desk,
  line: string,
  {
    member = 'ana',
    channel = terminal,
    now = start,
  }: { member?: string; channel?: string; now?: Instant } = {},
): Promise<Reply> {
  const call = readSaid(line, { member, channel, ...(channel === terminal && { conversation: terminal }) })
  return handle(call, await makeContext(desk, call, now))
}
