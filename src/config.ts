import * as z from 'zod'
import { isZone } from './domain/date.ts'
import { type Marking, markingSchema } from './domain/marking.ts'

export interface Config {
  /** Path of the SQLite file. */
  database: string
  /** True for the rehearsal's own path, which stands when neither a path nor Slack keys are given. */
  isRehearsalPath: boolean
  /** Folder of the data files. */
  data: string
  /** IANA zone of the terminal, and of channels that have none set. */
  timezone: string
  /** The highest marking any channel may be raised to, and the terminal's own. Undefined: U, SBU in a rehearsal. */
  ceiling: Marking | undefined
  admins: string[]
  reviewers: string[]
  /** What a full member is whom nobody gave a role. */
  memberRole: 'reader' | 'reporter'
  logLevel: string
  slack: SlackConfig
}

/** How Slack reaches the program: not at all (a rehearsal), over a socket it opens, or by HTTP requests it answers. */
type SlackConfig = { transport: 'none' } | SlackTransport

export type SlackTransport = {
  botToken: string
  /** Another server than Slack's own, for tests and proxies: ends in `/api/`. */
  apiUrl: string | undefined
  /** Where `/healthz` answers, and over HTTP Slack's requests too. */
  host: string
  port: number
} & ({ transport: 'socket'; appToken: string } | { transport: 'http'; signingSecret: string })

/** Something is wrong with the environment: one line per setting, each by name. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const members = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((member) => member !== ''))

function token(prefix: string, what: string) {
  return z.string().startsWith(prefix, `is not ${what}: those begin with ${prefix}`).optional()
}

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
  ATTACHE_MEMBER_ROLE: z.enum(['reader', 'reporter']).default('reporter'),
  SLACK_BOT_TOKEN: token('xoxb-', 'a bot token'),
  SLACK_APP_TOKEN: token('xapp-', 'an app-level token'),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'is not a URL; leave it out to use Slack itself' })
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number('is not a port; write a number from 0 to 65535')
    .int('is not a port; write a number from 0 to 65535')
    .min(0, 'is not a port; write a number from 0 to 65535')
    .max(65_535, 'is not a port; write a number from 0 to 65535')
    .default(3000),
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
  const slack = readSlack(read.data)
  const own = slack.transport === 'none' ? 'rehearsal' : 'attache'
  return {
    database: DATABASE_URL === '' ? `${home}/var/${own}.sqlite` : databasePath(DATABASE_URL),
    isRehearsalPath: DATABASE_URL === '' && slack.transport === 'none',
    data: ATTACHE_DATA === '' ? `${home}/data` : ATTACHE_DATA,
    timezone: read.data.ATTACHE_TIMEZONE,
    ceiling: read.data.ATTACHE_CEILING,
    admins: read.data.ATTACHE_ADMINS,
    reviewers: read.data.ATTACHE_REVIEWERS,
    memberRole: read.data.ATTACHE_MEMBER_ROLE,
    logLevel: read.data.LOG_LEVEL,
    slack,
  }
}

/** Without a bot token, none; with it, over a socket when there is an app-level token, else over signed HTTP. */
function readSlack(given: z.infer<typeof settings>): SlackConfig {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = given
  if (botToken === undefined) {
    const stray = Object.entries({ SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret }).find(
      ([, value]) => value,
    )
    if (stray)
      throw new ConfigError(
        `${stray[0]} is set, but SLACK_BOT_TOKEN is not; set both to serve Slack, or neither to rehearse`,
      )
    return { transport: 'none' }
  }
  const common = { botToken, apiUrl: given.SLACK_API_URL, host: given.HOST, port: given.PORT }
  if (appToken !== undefined) return { transport: 'socket', appToken, ...common }
  if (signingSecret !== undefined) return { transport: 'http', signingSecret, ...common }
  throw new ConfigError(
    'SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP); set one of them',
  )
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
