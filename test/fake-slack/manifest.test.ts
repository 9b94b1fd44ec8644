import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/table.ts'
import { scopesNeeded } from '../../src/edges/slack/scopes.ts'
import { readManifest, type Transport } from './manifest.ts'

/** What SECURITY.md gives reasons for, in its table of scopes or of events. */
function reasonsFor(head: 'scope' | 'event'): string[] {
  const table = readFileSync('SECURITY.md', 'utf8')
    .split('\n\n')
    .find((text) => text.startsWith(`| ${head} `))
  return [...(table ?? '').matchAll(/^\| `([a-z_.:]+)`/gm)].map(([, name]) => name ?? '')
}

describe('the manifests', () => {
  it.each(['socket', 'http'] as const)('%s lists every command, and only those', (transport) => {
    const listed = readManifest(transport).features.slash_commands
    expect(listed.map(({ command }) => command).sort()).toEqual(commands.map(({ name }) => `/${name}`).sort())
    expect(listed.every(({ should_escape }) => should_escape)).toBe(true)
  })

  it.each(['socket', 'http'] as const)(
    '%s lists the shortcuts that the code listens for, and only those',
    (transport) => {
      const code = readFileSync('src/edges/slack/forms.ts', 'utf8')
      const named = [...code.matchAll(/^const \w+ = '(log_\w+)'$/gm)].map(([, id]) => id)
      const { shortcuts } = readManifest(transport).features
      expect(shortcuts.map(({ callback_id: id }) => id).sort()).toEqual(named.sort())
      for (const { name, description } of shortcuts) {
        expect(name.length).toBeLessThanOrEqual(24)
        expect(String(description).length).toBeLessThanOrEqual(150)
      }
    },
  )

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

  it('ask for exactly the scopes that SECURITY.md gives a reason for', () => {
    const { bot, bot_optional } = readManifest('socket').oauth_config.scopes
    expect(reasonsFor('scope').sort()).toEqual([...bot, ...bot_optional].sort())
  })

  it('ask for exactly the events that SECURITY.md says the use of, and the code listens for', () => {
    const { bot_events: events } = readManifest('socket').settings.event_subscriptions
    expect(reasonsFor('event').sort()).toEqual([...events].sort())
    const code = readFileSync('src/edges/slack/serve-slack.ts', 'utf8')
    for (const name of events) expect(code, name).toContain(`'${name.replace('.im', '')}'`)
  })

  it('grant what the Web API methods in the code need, and the code calls no other method', () => {
    const code = ['client', 'standings']
      .map((name) => readFileSync(`src/edges/slack/${name}.ts`, 'utf8'))
      .join('\n')
    const called = [
      ...code.matchAll(/\.((?:auth|chat|conversations|views|users|files|assistant\.threads)\.\w+)\(/g),
    ].map(([, name]) => name ?? '')
    const needs: Record<string, readonly string[]> = {
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
    expect([...new Set(called)].sort()).toEqual(Object.keys(needs))
    const { bot, bot_optional } = readManifest('socket').oauth_config.scopes
    for (const scope of Object.values(needs).flat()) expect([...bot, ...bot_optional]).toContain(scope)
    const others = readdirSync('src/edges/slack').filter((name) => !/^(?:client|standings)\./.test(name))
    for (const name of others) {
      expect(readFileSync(`src/edges/slack/${name}`, 'utf8'), name).not.toMatch(
        /\.(?:chat|conversations|users|files|assistant)\.(?:threads\.)?\w+\(/,
      )
    }
  })

  it('ask for the scopes that the program misses when it starts', () => {
    const { bot } = readManifest('socket').oauth_config.scopes
    expect(Object.keys(scopesNeeded).sort()).toEqual([...bot].sort())
  })
})
