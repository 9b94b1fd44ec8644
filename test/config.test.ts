import { describe, expect, it, test } from 'vitest'
import { ConfigError, readConfig, settingNames } from '../src/config.ts'

const home = '/srv/attache'
const read = (env: Record<string, string | undefined>) => readConfig(env, home)

it('has a default for everything', () => {
  expect(read({})).toEqual({
    database: '/srv/attache/var/rehearsal.sqlite',
    databaseIsDefault: true,
    data: '/srv/attache/data',
    timezone: 'America/Lima',
    ceiling: undefined,
    admins: [],
    reviewers: [],
    logLevel: 'warn',
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
    [{ DATABASE_URL: 'desk.sqlite' }, { database: 'desk.sqlite', databaseIsDefault: false }],
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
