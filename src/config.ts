import * as z from 'zod'
import { isZone } from './domain/date.ts'
import { type Marking, markingSchema } from './domain/marking.ts'

export interface Config {
  /** Path of the SQLite file. */
  database: string
  /** True when nobody chose the path: the rehearsal's own file. */
  databaseIsDefault: boolean
  /** Folder of the data files. */
  data: string
  /** IANA zone of the terminal, and of channels that have none set. */
  timezone: string
  /** The highest marking any channel may be raised to, and the terminal's own. Undefined: U, SBU in a rehearsal. */
  ceiling: Marking | undefined
  admins: string[]
  reviewers: string[]
  logLevel: string
}

/** Something is wrong with the environment: one line per setting, each by name. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const members = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((member) => member !== ''))

const settings = z.object({
  DATABASE_URL: z.string().default(''),
  ATTACHE_DATA: z.string().default(''),
  ATTACHE_TIMEZONE: z
    .string()
    .default('America/Lima')
    .refine(isZone, 'is not a time zone; write an IANA name such as America/Lima'),
  ATTACHE_CEILING: markingSchema.optional(),
  ATTACHE_ADMINS: members,
  ATTACHE_REVIEWERS: members,
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('warn'),
})

/** The names of every setting that is read, as `.env.example` lists them. */
export const settingNames = Object.keys(settings.shape)

/**
 * Reads and checks the settings. `home` is the program's own folder: defaults lie in it. An empty setting counts as absent.
 * Throws `ConfigError` naming each setting that is wrong and what it takes.
 */
export function readConfig(env: Record<string, string | undefined>, home: string): Config {
  const given = Object.fromEntries(settingNames.map((name) => [name, env[name]?.trim() || undefined]))
  const read = settings.safeParse(given)
  if (!read.success) throw new ConfigError(read.error.issues.map(explain).join('\n'))
  const { DATABASE_URL, ATTACHE_DATA } = read.data
  return {
    database: DATABASE_URL === '' ? `${home}/var/rehearsal.sqlite` : databasePath(DATABASE_URL),
    databaseIsDefault: DATABASE_URL === '',
    data: ATTACHE_DATA === '' ? `${home}/data` : ATTACHE_DATA,
    timezone: read.data.ATTACHE_TIMEZONE,
    ceiling: read.data.ATTACHE_CEILING,
    admins: read.data.ATTACHE_ADMINS,
    reviewers: read.data.ATTACHE_REVIEWERS,
    logLevel: read.data.LOG_LEVEL,
  }
}

/** A path, or the path of a `file:` URL. */
function databasePath(text: string): string {
  if (/^(?!file:)[a-z][a-z0-9+.-]+:\/\//i.test(text)) {
    throw new ConfigError(
      `DATABASE_URL is "${text.replace(/:\/\/.*/s, '://…')}": only a path or a file: URL of a SQLite file is supported`,
    )
  }
  if (!text.startsWith('file:')) return text
  const path = text.startsWith('file://') ? text.slice('file://'.length) : text.slice('file:'.length)
  if (path === '' || (text.startsWith('file://') && !path.startsWith('/'))) {
    throw new ConfigError(`DATABASE_URL is "${text}": write file:name.sqlite or file:///folder/name.sqlite`)
  }
  try {
    return decodeURIComponent(path)
  } catch {
    throw new ConfigError(`DATABASE_URL is "${text}": its % signs do not decode; write the path plainly`)
  }
}

function explain(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0])
  if (issue.code === 'invalid_value') return `${name} takes one of ${issue.values.join(', ')}`
  return `${name} ${issue.message}`
}
