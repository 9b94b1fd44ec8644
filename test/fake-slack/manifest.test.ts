import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/table.ts'
import { scopesNeeded } from '../../src/edges/slack/scopes.ts'
import { manifestSchema, readManifest, type Transport } from './manifest.ts'

/** What SECURITY.md gives reasons for, in its table of scopes or of events; `mark` is what stands behind the name. */
function reasonsFor(head: 'scope' | 'event', mark = ''): string[] {
  const table = readFileSync('SECURITY.md', 'utf8')
    .split('\n\n')
    .find((text) => text.startsWith(`| ${head} `))
  return [...(table ?? '').matchAll(/^\| `([a-z_.:]+)`(.*?)\s*\|/gm)].flatMap(([, name = '', said = '']) =>
    said.trim().startsWith(mark) ? [name] : [],
  )
}

/** The program without its comments, where it may speak to Slack: what has Slack's packages at hand, or a method's address. */
const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('src', name), 'utf8'))
  .map((text) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
const withSlack = code.filter((text) => text.includes("'@slack/"))

/** Every method of the Web API that Slack's package knows, of whatever family. */
const methodsKnown = new Set(methodsOf(new WebClient('none', { allowAbsoluteUrls: false })))

function methodsOf(client: object, path: readonly string[] = []): string[] {
  return Object.entries(client).flatMap(([name, value]: [string, unknown]) => {
    const inside = [...path, name]
    if (typeof value === 'function') return path.length > 0 ? [inside.join('.')] : []
    return isPlain(value) ? methodsOf(value, inside) : []
  })
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** Methods of the Web API that the program calls: on a client however it is named, or by their names. */
function methodsCalled(): string[] {
  const chained = withSlack.flatMap((text) =>
    [...text.replace(/\s*\??\.\s*/g, '.').matchAll(/[\w.]+(?=\()/g)].flatMap(([chain]) => endings(chain)),
  )
  const named = code.flatMap((text) => [...text.matchAll(/(?<=['"`}/])\w+(?:\.\w+)+(?=['"`])/g)].map(String))
  return [...new Set([...chained, ...named])].filter((name) => methodsKnown.has(name)).sort()
}

/** `patient.chat.update`: itself, `chat.update`, `update`. */
function endings(chain: string): string[] {
  const names = chain.split('.')
  return names.map((_, index) => names.slice(index).join('.'))
}

/** How and for what the program listens: `event`, `app_mention`. A name that is a constant of its file is read there. */
function listeners(): [how: string, what: string][] {
  return withSlack.flatMap((text) => {
    const constants = new Map(
      [...text.matchAll(/^const (\w+) = '(.+)'$/gm)].map(([, name, value]) => [name, value]),
    )
    return [...text.matchAll(/\bapp\s*\.(\w+)\(\s*('?)([^',\s)]*)/g)].map(
      ([, how = '', isWritten, what = '']): [string, string] => [
        how,
        (isWritten ? undefined : constants.get(what)) ?? what,
      ],
    )
  })
}

function listenedFor(how: string): string[] {
  // What nobody else listens for is answered too: `/.*/` names nothing.
  const inCode = listeners().flatMap(([each, what]) => (each === how && what !== '/.*/' ? [what] : []))
  if (how !== 'event') return inCode.sort()
  // Of messages, those of the conversations that the listener does not pass over.
  const kinds = withSlack.flatMap((text) =>
    [...text.matchAll(/channel_type !== '(\w+)'/g)].map(([, kind]) => kind),
  )
  return inCode
    .flatMap((name) => (name === 'message' ? kinds.map((kind) => `message.${kind}`) : [name]))
    .sort()
}

/** The scopes that each method needs, as Slack documents it; of several that would do, those of the channels we are in. */
const methodScopes: Record<string, readonly string[]> = {
  'api.test': [],
  'apps.connections.open': [],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.uploadV2': ['files:write'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
}

const eventScopes: Record<string, readonly string[]> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_archive: ['channels:read'],
  channel_shared: ['channels:read', 'groups:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  group_archive: ['groups:read'],
  'message.im': ['im:history'],
  tokens_revoked: [],
}

/** What needs a scope without being a method or an event. */
const featureScopes: [isUsed: (transport: Transport) => boolean, scope: string][] = [
  [(transport) => readManifest(transport).features.slash_commands.length > 0, 'commands'],
  [(transport) => readManifest(transport).features.agent_view !== undefined, 'assistant:write'],
  [() => withSlack.some((text) => text.includes('url_private_download')), 'files:read'],
]

const transports = ['socket', 'http'] as const

describe.each(transports)('the manifest for %s', (transport) => {
  const { features, oauth_config, settings } = readManifest(transport)
  const { bot, bot_optional } = oauth_config.scopes
  const events = settings.event_subscriptions.bot_events

  it('lists every command, and only those', () => {
    const listed = features.slash_commands
    expect(listed.map(({ command }) => command).sort()).toEqual(commands.map(({ name }) => `/${name}`).sort())
    expect(listed.every(({ should_escape }) => should_escape)).toBe(true)
  })

  it('lists the shortcuts that the code listens for, and only those', () => {
    expect(features.shortcuts.map(({ callback_id: id }) => id).sort()).toEqual(listenedFor('shortcut'))
  })

  it('asks for exactly the events that the code listens for, and SECURITY.md says the use of', () => {
    expect([...events].sort()).toEqual(listenedFor('event'))
    expect(reasonsFor('event').sort()).toEqual([...events].sort())
  })

  it('asks for exactly the scopes that a method, an event or a feature needs, and SECURITY.md gives a reason for', () => {
    const needed = [
      ...methodsCalled().flatMap((name) => methodScopes[name] ?? []),
      ...events.flatMap((name) => eventScopes[name] ?? []),
      ...featureScopes.flatMap(([isUsed, scope]) => (isUsed(transport) ? [scope] : [])),
    ]
    expect([...bot].sort()).toEqual([...new Set(needed)].sort())
    expect(reasonsFor('scope').sort()).toEqual([...bot].sort())
  })

  it('leaves open the scopes that SECURITY.md and the README call optional; the program misses the others when it starts', () => {
    expect(reasonsFor('scope', '(optional)').sort()).toEqual([...bot_optional].sort())
    expect(Object.keys(scopesNeeded).sort()).toEqual(
      bot.filter((scope) => !bot_optional.includes(scope)).sort(),
    )
    const [, said = ''] =
      /scopes of the manifests are optional: ([\s\S]+?)\. /.exec(readFileSync('README.md', 'utf8')) ?? []
    const named = [...said.matchAll(/`(\w+:\w+)`/g)].map(([, scope]) => scope)
    expect(named.sort()).toEqual([...bot_optional].sort())
  })
})

describe('the code', () => {
  it('calls the methods whose scopes are known here, and no other', () => {
    expect(methodsKnown.size).toBeGreaterThan(200)
    expect(methodsCalled()).toEqual(Object.keys(methodScopes).sort())
  })

  it('listens in no way that the manifests could not tell', () => {
    const ways = new Set(listeners().map(([how]) => how))
    expect([...ways].sort()).toEqual(['action', 'command', 'error', 'event', 'shortcut', 'view'])
    for (const name of listenedFor('event')) expect(Object.keys(eventScopes)).toContain(name)
  })
})

describe('the manifests', () => {
  it('differ in nothing but the transport', () => {
    const text = (transport: Transport) => readFileSync(`manifest/${transport}.json`, 'utf8')
    const withoutUrls = text('http').replace(
      /\s*"(?:request_)?url": "https:\/\/YOUR-HOST\/slack\/events",?/g,
      '',
    )
    const same = (json: string) => JSON.parse(json.replace(/,(\s*[}\]])/g, '$1')) as object
    expect({ ...same(withoutUrls) }).toEqual(
      same(text('socket').replace('"socket_mode_enabled": true', '"socket_mode_enabled": false')),
    )
  })

  it('send everything to the one address over HTTP, and nothing to an address over the socket', () => {
    const addresses = (transport: Transport) => {
      const { features, settings } = readManifest(transport)
      const { request_url: interactions } = settings.interactivity as { request_url?: string }
      const urls = features.slash_commands.map(({ url }) => url)
      return [...new Set([...urls, settings.event_subscriptions.request_url, interactions])]
    }
    expect(addresses('http')).toEqual(['https://YOUR-HOST/slack/events'])
    expect(addresses('socket')).toEqual([undefined])
  })

  it.each<[string, (manifest: ReturnType<typeof readManifest>) => unknown]>([
    ['a name of 36 characters', ({ display_information: about }) => (about.name = 'x'.repeat(36))],
    ['a description of 141', ({ display_information: about }) => (about.description = 'x'.repeat(141))],
    [
      'a long description of 173',
      ({ display_information: about }) => (about.long_description = 'x'.repeat(173)),
    ],
    [
      'a command of 33',
      ({ features }) => Object.assign(features.slash_commands[0] ?? {}, { command: `/${'x'.repeat(32)}` }),
    ],
    [
      'a command without its slash',
      ({ features }) => Object.assign(features.slash_commands[0] ?? {}, { command: 'log' }),
    ],
    [
      'a command that says nothing',
      ({ features }) => Object.assign(features.slash_commands[0] ?? {}, { description: '' }),
    ],
    [
      'a command told in 2,001',
      ({ features }) => Object.assign(features.slash_commands[0] ?? {}, { description: 'x'.repeat(2_001) }),
    ],
    [
      'a usage hint of 1,001',
      ({ features }) => Object.assign(features.slash_commands[0] ?? {}, { usage_hint: 'x'.repeat(1_001) }),
    ],
    [
      'a shortcut of 25',
      ({ features }) => Object.assign(features.shortcuts[0] ?? {}, { name: 'x'.repeat(25) }),
    ],
    [
      'five prompts',
      ({ features: { agent_view: view } }) => view.suggested_prompts.push({ title: 't', message: 'm' }),
    ],
    [
      'a scope that is optional alone',
      ({ oauth_config: { scopes } }) => scopes.bot_optional.push('pins:read'),
    ],
  ])('would be refused with %s', (_, spoil) => {
    const manifest = readManifest('socket')
    spoil(manifest)
    expect(manifestSchema.safeParse(manifest).error?.issues).toHaveLength(1)
  })
})
