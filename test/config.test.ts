import { describe, expect, it, test } from 'vitest'
import { ConfigError, readConfig, settingNames } from '../src/config.ts'

const home = '/srv/attache'
const read = (env: Record<string, string | undefined>) => readConfig(env, home)

it('has a default for everything', () => {
  expect(read({})).toEqual({
    database: '/srv/attache/var/rehearsal.sqlite',
    isRehearsalPath: true,
    data: '/srv/attache/data',
    timezone: 'America/Lima',
    ceiling: undefined,
    admins: [],
    reviewers: [],
    memberRole: 'reporter',
    logLevel: 'warn',
    slack: { transport: 'none' },
  })
})

it('takes an empty setting for an absent one', () => {
  expect(read(Object.fromEntries(settingNames.map((name) => [name, '  '])))).toEqual(read({}))
})

it('leaves every other variable alone', () => {
  expect(read({ PATH: '/bin', ATTACHE_UNKNOWN: 'x', attache_ceiling: 'SBU' })).toEqual(read({}))
})

describe('what each setting gives', () => {
  test.each<[Record<string, string>, object]>([
    [{ DATABASE_URL: 'desk.sqlite' }, { database: 'desk.sqlite', isRehearsalPath: false }],
    [{ DATABASE_URL: ' desk.sqlite ' }, { database: 'desk.sqlite' }],
    [{ DATABASE_URL: '/srv/a b/desk.sqlite' }, { database: '/srv/a b/desk.sqlite' }],
    [{ DATABASE_URL: 'file:desk.sqlite' }, { database: 'desk.sqlite' }],
    [{ DATABASE_URL: 'file:./desk.sqlite' }, { database: './desk.sqlite' }],
    [{ DATABASE_URL: 'file:/srv/desk.sqlite' }, { database: '/srv/desk.sqlite' }],
    [{ DATABASE_URL: 'file:///srv/desk.sqlite' }, { database: '/srv/desk.sqlite' }],
    [{ DATABASE_URL: 'file:///srv/a%20b/desk.sqlite' }, { database: '/srv/a b/desk.sqlite' }],
    [{ DATABASE_URL: ':memory:' }, { database: ':memory:' }],
    [{ DATABASE_URL: '50%.sqlite' }, { database: '50%.sqlite' }],
    [{ ATTACHE_DATA: '/srv/knowledge' }, { data: '/srv/knowledge' }],
    [{ ATTACHE_TIMEZONE: 'Europe/Vienna' }, { timezone: 'Europe/Vienna' }],
    [{ ATTACHE_TIMEZONE: 'UTC' }, { timezone: 'UTC' }],
    [{ ATTACHE_CEILING: 'U' }, { ceiling: 'U' }],
    [{ ATTACHE_CEILING: 'SBU' }, { ceiling: 'SBU' }],
    [{ ATTACHE_ADMINS: 'ada' }, { admins: ['ada'] }],
    [{ ATTACHE_ADMINS: 'ada, U02ABC  rui,,' }, { admins: ['ada', 'U02ABC', 'rui'] }],
    [{ ATTACHE_REVIEWERS: 'rui\nsol' }, { reviewers: ['rui', 'sol'] }],
    [{ LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' },
      {
        database: '/srv/attache/var/attache.sqlite',
        isRehearsalPath: false,
        slack: { transport: 'socket', botToken: 'xoxb-1', appToken: 'xapp-1', host: '127.0.0.1', port: 3000 },
      },
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', HOST: '::', PORT: '8080' },
      { slack: { transport: 'http', signingSecret: 's', host: '::', port: 8080 } },
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' },
      { slack: { transport: 'socket' } },
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'http://127.0.0.1:9/api/' },
      { slack: { apiUrl: 'http://127.0.0.1:9/api/' } },
    ],
  ])('%j', (env, given) => {
    expect(read(env)).toMatchObject(given)
  })
})

describe('what is wrong is said by name, with what it takes', () => {
  test.each([
    ['ATTACHE_CEILING', 'SECRET', /^ATTACHE_CEILING takes one of U, SBU$/],
    ['ATTACHE_CEILING', 'sbu', /^ATTACHE_CEILING takes one of U, SBU$/],
    ['ATTACHE_TIMEZONE', 'Lima', /^ATTACHE_TIMEZONE is not a time zone; write an IANA name such as/],
    ['ATTACHE_TIMEZONE', 'America/Atlantis', /^ATTACHE_TIMEZONE is not a time zone/],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL takes one of silent, fatal, error, warn, info, debug, trace$/],
    ['DATABASE_URL', 'postgres://ana:hunter2@db/attache', /^DATABASE_URL is "postgres:\/\/…": only a path/],
    ['DATABASE_URL', 'https://example.com/a.sqlite', /^DATABASE_URL is "https:\/\/…"/],
    ['DATABASE_URL', 'file:', /^DATABASE_URL is "file:": write file:name\.sqlite/],
    ['DATABASE_URL', 'file://desk.sqlite', /write file:name\.sqlite or file:\/\/\/folder/],
    ['DATABASE_URL', 'file:50%.sqlite', /its % signs do not decode/],
    ['SLACK_BOT_TOKEN', 'xapp-1', /^SLACK_BOT_TOKEN is not a bot token: those begin with xoxb-$/],
    ['SLACK_BOT_TOKEN', 'xoxb-1', /neither SLACK_APP_TOKEN .* nor SLACK_SIGNING_SECRET .*; set one of them$/],
    ['SLACK_APP_TOKEN', 'xoxb-1', /^SLACK_APP_TOKEN is not an app-level token/],
    ['SLACK_APP_TOKEN', 'xapp-1', /^SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is not/],
    ['SLACK_SIGNING_SECRET', 's', /^SLACK_SIGNING_SECRET is set, but SLACK_BOT_TOKEN is not/],
    ['SLACK_API_URL', 'slack.com', /^SLACK_API_URL is not a URL/],
    ['PORT', '70000', /^PORT is not a port/],
    ['PORT', 'http', /^PORT is not a port/],
    ['PORT', '3.5', /^PORT is not a port/],
  ])('%s=%s', (name, value, message) => {
    expect(() => read({ [name]: value })).toThrow(ConfigError)
    expect(() => read({ [name]: value })).toThrow(message)
  })

  it('names all that are wrong at once, a line each', () => {
    expect(() => read({ LOG_LEVEL: 'loud', ATTACHE_CEILING: 'TS', ATTACHE_TIMEZONE: 'x' })).toThrow(
      /^ATTACHE_TIMEZONE .*\nATTACHE_CEILING .*\nLOG_LEVEL .*$/,
    )
  })

  it('never repeats a password', () => {
    expect(() => read({ DATABASE_URL: 'postgres://ana:hunter2@db/attache' })).not.toThrow(/hunter2/)
  })
})
