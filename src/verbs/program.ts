import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import dotenv from 'dotenv'
import { type Logger, pino } from 'pino'
import type { Desk } from '../commands/context.ts'
import { terminal } from '../commands/context.ts'
import { type Config, readConfig } from '../config.ts'
import { dateIn, type Instant, instantAt, parseMoment, toInstant } from '../domain/date.ts'
import { readKept } from '../knowledge/kept.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { printProblem, readKnowledge } from '../knowledge/load.ts'
import { recordingInstant } from '../store/entries.ts'
import { type Db, openStore, type Store, StoreError, writing } from '../store/open.ts'
import { keepClock, type Mode, readClock, readMode, stampMode } from '../store/settings.ts'
import { setWatch } from '../store/watches.ts'

/** The command line is wrong: exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The data folder is wrong: every problem, a line each. */
export class DataError extends Error {
  override readonly name = 'DataError'
}

/** The program's own folder: the one that holds `data/` and `package.json`. */
const home = folderAround(dirname(fileURLToPath(import.meta.url)))

function folderAround(folder: string): string {
  return existsSync(`${folder}/package.json`) ? folder : folderAround(dirname(folder))
}

export function programVersion(): string {
  return (JSON.parse(readFileSync(`${home}/package.json`, 'utf8')) as { version: string }).version
}

/** Four days after the demarche cable: Monday 6 April 2009, 09:00 in Lima. */
const rehearsalStart: Instant = instantAt('2009-04-06', '09:00', 'America/Lima')

/** Settings from the environment and, where it leaves one out, from `.env` in the current folder. */
export function readSettings(): Config {
  const file: Record<string, string> = {}
  dotenv.config({ processEnv: file, quiet: true })
  return readConfig({ ...file, ...process.env }, home)
}

/** JSON lines on standard error, so that standard output holds answers only. */
export function makeLog(level: string): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))
}

/** @throws {DataError} */
export function needKnowledge(folder: string): Knowledge {
  const kept = readKept(`${home}/dist/knowledge.json`, folder)
  if (kept) return kept
  const { knowledge, problems } = readKnowledge(folder)
  if (!knowledge)
    throw new DataError(
      problems.map((problem) => `${printPath(folder)}/${printProblem(problem)}`).join('\nattache: '),
    )
  return knowledge
}

/** A path as a person would write it here. */
export function printPath(path: string): string {
  const short = relative(process.cwd(), resolve(path))
  return short === '' || short.startsWith('..') ? path : short
}

export function realNow(): Instant {
  return toInstant(Date.now())
}

/** Reads a verb's options, and nothing else; what does not fit is a `UsageError`. */
export function parseVerb<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: T,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    // Node goes on to say how to write what nobody here meant.
    throw new UsageError(
      error instanceof Error ? error.message.replace(/\. To specify .*/s, '') : String(error),
    )
  }
}

/** Years whose nudges are planned, or let pass, at once: more would take minutes. */
export const mostYears = 20

/** `today`, a day (09:00 in the zone) or an instant with an offset. */
export function readNow(text: string, zone: string): Instant {
  const moment = parseMoment(text === 'today' ? dateIn(realNow(), zone) : text, zone)
  if (moment === undefined) {
    throw new UsageError(
      `"${text}" is no moment; write today, a day such as 2009-04-06, or 2009-04-06T09:00:00-05:00`,
    )
  }
  return moment
}

export function makeDesk(config: Config, db: Db, mode: Mode, knowledge: Knowledge): Desk {
  return {
    db,
    knowledge,
    timezone: config.timezone,
    ceiling: config.ceiling ?? (mode === 'rehearsal' ? 'SBU' : 'U'),
    appointed: { administrator: config.admins, reviewer: config.reviewers, member: config.memberRole },
    version: programVersion(),
    log: makeLog(config.logLevel),
  }
}

/**
 * Does something with a desk on the store in use, and closes the store after it. `when`, as `--now` has it, takes a rehearsal's
 * store at that moment; without it `now` tells where the store's time stands.
 */
export async function withDesk<T>(
  when: string | undefined,
  work: (opened: { desk: Desk; store: Store; now(): Promise<Instant> }) => Promise<T>,
): Promise<T> {
  const config = readSettings()
  const knowledge = needKnowledge(config.data)
  const given = when === undefined ? undefined : readNow(when, config.timezone)
  const { store, mode } = await openStamped(config, given === undefined ? undefined : 'rehearsal')
  try {
    const desk = makeDesk(config, store.db, mode, knowledge)
    return await work({ desk, store, now: async () => given ?? storeNow(store.db, mode) })
  } finally {
    await store.close()
  }
}

/**
 * Opens the store for use in `wanted` mode, stamping it when nothing has before; without `wanted` it is used as it was
 * stamped, or stamped for what its path suggests. Throws `StoreError` when it was stamped for the other mode.
 */
export async function openStamped(config: Config, wanted?: Mode): Promise<{ store: Store; mode: Mode }> {
  const store = openStore(config.database)
  try {
    const mode = await writing(store.db, async (db) => {
      const stamped = await readMode(db)
      if (stamped !== undefined && wanted !== undefined && stamped !== wanted)
        throw wrongMode(config.database, stamped)
      if (stamped !== undefined) return stamped
      const mode = wanted ?? suggestedMode(config)
      await stampMode(db, mode)
      if (mode === 'rehearsal' && config.slack.transport === 'none') await beginRehearsal(db)
      return mode
    })
    return { store, mode }
  } catch (error) {
    await store.close()
    throw error
  }
}

function suggestedMode({ isRehearsalPath }: Config): Mode {
  return isRehearsalPath ? 'rehearsal' : 'live'
}

/** The store that stands at the path in use, its mode as it was stamped or as its path suggests; none is made, and none stamped. */
export async function openStanding(
  config: Config,
  path = config.database,
): Promise<{ store: Store; mode: Mode }> {
  const store = openStore(path, 'never')
  return { store, mode: (await readMode(store.db)) ?? suggestedMode(config) }
}

/** A rehearsal's clock stands at its start, and its terminal has watched Peru since. */
export async function beginRehearsal(db: Db): Promise<void> {
  await keepClock(db, rehearsalStart)
  await setWatch(db, { channel: terminal, country: 'PE', since: rehearsalStart, by: terminal }, 'on')
}

/** Where a store's time stands: the kept clock of a rehearsal (never before anything it recorded), else the real one. */
export async function storeNow(db: Db, mode: Mode): Promise<Instant> {
  if (mode === 'live') return realNow()
  return recordingInstant(db, (await readClock(db)) ?? rehearsalStart)
}

function wrongMode(path: string, stamped: Mode): StoreError {
  return new StoreError(
    stamped === 'live'
      ? `${printPath(path)} is a live store, and this would rehearse on it; nothing was changed: unset DATABASE_URL to rehearse on a store of its own, or leave --now out`
      : `${printPath(path)} is a rehearsal store, and this would use it live; nothing was changed: set DATABASE_URL to another file`,
  )
}
