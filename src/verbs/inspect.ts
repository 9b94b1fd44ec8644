import { existsSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { attention, broken, type Check, ok } from '../commands/check.ts'
import { worthAnImage } from '../commands/library.ts'
import type { Config, SlackTransport } from '../config.ts'
import { type Instant, toInstant } from '../domain/date.ts'
import { plural } from '../domain/text.ts'
import { printProblem, readKnowledge } from '../knowledge/load.ts'
import { verifyAudit } from '../store/audit.ts'
import { listDocuments } from '../store/documents.ts'
import { type Db, readStore, StoreError } from '../store/open.ts'
import { type Mode, readBackup, readMode } from '../store/settings.ts'
import { printPath } from './program.ts'
import { isImageWhole } from './search-image.ts'

const day = 24 * 60 * 60_000

/** Backups older than this are old. */
const backupDays = 7

/** Less room than this is little. */
const littleRoom = 500 * 1024 * 1024

/** The clock ticks every minute. */
const lateTick = 5 * 60_000

/** What can be seen without Slack. Opens the store to read only, and reads all of it. */
export async function inspectHere(config: Config): Promise<Check[]> {
  return [...inspectFiles(config), inspectData(config.data), ...(await inspectDatabase(config))]
}

/** What is quick to see while the program serves: neither the data folder nor the whole database is read. */
export async function inspectServing(
  config: Config,
  db: Db,
  lastTick: Instant | undefined,
): Promise<Check[]> {
  return [
    ...inspectFiles(config),
    await inspectBackups(db),
    await inspectImage(db, config.database),
    inspectTick(lastTick),
  ]
}

async function inspectDatabase({ database: path, slack }: Config): Promise<Check[]> {
  const name = printPath(path)
  if (!existsSync(path))
    return [
      attention(
        'database',
        `there is none at ${name} yet`,
        '"attache start" makes one; else set DATABASE_URL',
      ),
    ]
  try {
    const store = readStore(path)
    try {
      const mode = await readMode(store.db)
      if (store.isOlder)
        return [
          attention(
            'database',
            `${name} is whole, and of an older version of Attaché`,
            'it is brought up when the program starts next: back it up first',
          ),
        ]
      return [
        ok('database', `${name} is whole, ${printBytes(statSync(path).size)}, ${mode ?? 'not stamped yet'}`),
        ...inspectMode(mode, slack),
        await inspectAudit(store.db),
        await inspectBackups(store.db),
        await inspectImage(store.db, path, isImageWhole),
      ]
    } finally {
      await store.close()
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return [broken('database', error.message, 'see OPERATIONS.md, "Restore"')]
  }
}

/** A store is for rehearsing or for Slack, for good: the other start refuses it. */
function inspectMode(mode: Mode | undefined, { transport }: Config['slack']): Check[] {
  if (mode === undefined || (mode === 'live') === (transport !== 'none')) return []
  const says =
    mode === 'live'
      ? "the database is live, and none of Slack's keys is set: a start without them is a rehearsal, and refuses it"
      : "the database is a rehearsal's, and Slack's keys are set: a start that serves Slack refuses it"
  return [
    attention('mode', says, 'set DATABASE_URL to another file, or set the keys that belong to this one'),
  ]
}

async function inspectAudit(db: Db): Promise<Check> {
  const verdict = await verifyAudit(db)
  return 'broken' in verdict
    ? broken('audit', verdict.broken, 'keep the file as it is, and compare it with a backup')
    : ok('audit', `${verdict.acts} acts, none altered, moved or taken out`)
}

async function inspectBackups(db: Db): Promise<Check> {
  const backup = await readBackup(db)
  const mend = 'make one each day: "attache backup FILE"; OPERATIONS.md has a timer'
  if (!backup) return attention('backups', 'none was ever made with "attache backup"', mend)
  const days = Math.floor((Date.now() - Date.parse(backup.at)) / day)
  const says = `the last is ${days} ${days === 1 ? 'day' : 'days'} old, ${backup.file}`
  return days >= backupDays ? attention('backups', says, mend) : ok('backups', says)
}

/** Without an image a start reads every text. With `isWhole` all of the image is read. */
async function inspectImage(db: Db, path: string, isWhole?: typeof isImageWhole): Promise<Check> {
  const documents = await listDocuments(db)
  if (documents.length === 0) return ok('search', 'no document is held; the data folder is searched')
  const held = plural(documents.length, 'document')
  const image = `${path}.search`
  if (!existsSync(image)) {
    return documents.reduce((sum, { paragraphs }) => sum + paragraphs, 0) < worthAnImage
      ? ok('search', `${held}, few enough to be read at each start`)
      : attention(
          'search',
          `${held}, and no image of them`,
          'the program makes one when it starts or stops; until then a start takes longer',
        )
  }
  const size = printBytes(statSync(image).size)
  return isWhole && !(await isWhole({ path }))
    ? attention(
        'search',
        `${held}; their image of ${size} is damaged, or another version of the program made it`,
        'nothing is lost: the next start or question reads every text and makes it anew',
      )
    : ok('search', `${held}, image of ${size}`)
}

function inspectData(folder: string): Check {
  const { knowledge, problems } = readKnowledge(folder)
  if (knowledge)
    return ok(
      'data folder',
      `${printPath(folder)}, ${knowledge.cycles.length} cycles, ${knowledge.hash.slice(0, 12)}`,
    )
  const [first] = problems
  return broken(
    'data folder',
    `${problems.length} problems in ${printPath(folder)}; the first: ${first ? printProblem(first) : 'it cannot be read'}`,
    '"attache validate" lists them all',
  )
}

/** Who else may read what is confidential, and how much room is left. */
function inspectFiles({ database }: Config): Check[] {
  const readable = [database, `${database}-wal`, `${database}.search`, '.env'].filter(
    (path) => existsSync(path) && (statSync(path).mode & 0o077) !== 0,
  )
  const folder = dirname(database)
  const { bavail, bsize } = existsSync(folder) ? statfsSync(folder) : { bavail: 0, bsize: 0 }
  const room = bavail * bsize
  return [
    readable.length === 0
      ? ok('files', 'nobody but their owner may read them')
      : attention(
          'files',
          `others may read ${readable.map(printPath).join(', ')}`,
          `take that right away: chmod 600 ${readable.map(printPath).join(' ')}`,
        ),
    ...(existsSync(folder) && room < littleRoom
      ? [
          attention(
            'disk',
            `${printBytes(room)} are left beside the database`,
            'make room: when it is full nothing is recorded',
          ),
        ]
      : []),
  ]
}

function inspectTick(lastTick: Instant | undefined): Check {
  if (lastTick === undefined)
    return attention('clock', 'it has not ticked yet', 'wait a minute; then look at the log')
  const late = Date.now() - Date.parse(lastTick)
  return late > lateTick
    ? broken(
        'clock',
        `it last ticked at ${lastTick}; nudges wait`,
        'look at the log for "a tick failed", then start the program again',
      )
    : ok('clock', `it last ticked at ${lastTick}`)
}

/** Whether the program serves on this machine, and when its clock last ticked. */
export async function inspectRunning({ host, port }: SlackTransport): Promise<Check[]> {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}/healthz`
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(3_000) })
    const health = (await response.json()) as {
      ok?: boolean
      socket?: string
      slack?: string
      lastTick?: string | null
    }
    const mend = 'look at its log'
    return [
      health.ok
        ? ok('running', `it answers at ${address}`)
        : broken(
            'running',
            `at ${address} it says that Slack cannot reach it (socket ${health.socket ?? 'unknown'}, Slack ${health.slack ?? 'unknown'})`,
            mend,
          ),
      inspectTick(health.lastTick ? toInstant(Date.parse(health.lastTick)) : undefined),
    ]
  } catch {
    return [
      attention(
        'running',
        `nothing answers at ${address}`,
        'start it, or set HOST and PORT as the running program has them',
      ),
    ]
  }
}

function printBytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
