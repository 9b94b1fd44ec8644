import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../src/commands/table.ts'
import { settingNames } from '../src/config.ts'
import { renderTerminal } from '../src/edges/terminal-text.ts'
import { openDesk, type } from './desk.ts'

/** Who may import whom: the table of DESIGN.md. A folder may always import itself. */
const layers: Record<string, readonly string[]> = {
  domain: [],
  knowledge: ['domain'],
  store: ['domain'],
  commands: ['domain', 'knowledge', 'store'],
  edges: ['commands', 'domain', 'knowledge', 'store', 'config.ts'],
  verbs: ['edges', 'commands', 'domain', 'knowledge', 'store', 'config.ts'],
  'main.ts': ['verbs', 'store', 'config.ts'],
  'config.ts': ['domain'],
}

/** Packages that only one folder may know, and the only ones the domain may. */
const owners: Record<string, string> = {
  minisearch: 'knowledge',
  yaml: 'knowledge',
  'js-yaml': 'knowledge',
  'date-holidays': 'knowledge',
  'rrule-temporal': 'knowledge',
  parse5: 'knowledge',
  sax: 'knowledge',
  unpdf: 'knowledge',
  yauzl: 'knowledge',
  kysely: 'store',
  'better-sqlite3': 'store',
  'node:readline': 'edges',
  dotenv: 'verbs',
}
const domainMayUse = ['zod', 'temporal-polyfill', 'convert']

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, folder: name.split('/')[0] ?? '', text: readFileSync(join('src', name), 'utf8') }))

function importsOf(text: string): string[] {
  return [...text.matchAll(/^(?:import|export|\}).* from '([^']+)'|import\('([^']+)'\)/gm)].flatMap(
    ([, path, lazy]) => path ?? lazy ?? [],
  )
}

describe('the layers', () => {
  it.each(files)('$name imports inwards only', ({ name, folder, text }) => {
    for (const path of importsOf(text)) {
      if (path.startsWith('.')) {
        const target = relative('.', join(dirname(name), path)).split('/')[0] ?? ''
        expect([folder, ...(layers[folder] ?? [])], `${name} imports ${path}`).toContain(target)
      } else {
        const owner = owners[path]
        if (owner !== undefined)
          expect(folder, `${name} imports ${path}, which belongs to ${owner}`).toBe(owner)
        if (folder === 'domain') expect(domainMayUse, `${name} imports ${path}`).toContain(path)
      }
    }
  })

  it.each(files.filter(({ folder }) => ['domain', 'knowledge', 'store', 'commands'].includes(folder)))(
    '$name takes time and settings as parameters',
    ({ text }) => {
      expect(text).not.toMatch(/Date\.now\(\)|new Date\(\)|process\.env|Temporal\.Now/)
    },
  )
})

describe('the documents', () => {
  const readme = readFileSync('README.md', 'utf8')
  const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> })
    .scripts

  it('names in .env.example exactly the settings that are read', () => {
    const named = [...readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Z_]+)=/gm)].map(
      ([, name]) => name,
    )
    expect(named.sort()).toEqual([...settingNames].sort())
  })

  it('names in the README only scripts that exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?(start|test|(?<=run )[a-z]+)\b/g)].map(
      ([, name]) => name ?? '',
    )
    expect(named.length).toBeGreaterThan(4)
    for (const name of named) expect(Object.keys(scripts)).toContain(name)
  })

  it('names in the README every command, and only commands that exist', () => {
    for (const { name } of commands) expect(readme).toContain(`/${name}`)
    /** The terminal's own, Slack's own, and a path. */
    const known = [...commands.map(({ name }) => name), 'clock', 'quit', 'invite', 'healthz', 'slack']
    for (const [, name] of readme.matchAll(/(?:^|`|> )\/([a-z]+)/gm)) expect(known).toContain(name)
  })

  it('shows in the README what the program says', async () => {
    const [, conversation = ''] = /```\n(attache> [\s\S]+?)\n```/.exec(readme) ?? []
    const desk = await openDesk()
    const told: string[] = []
    for (const [, line = ''] of conversation.matchAll(/^attache> (.+)$/gm)) {
      const answer = renderTerminal(await type(desk, line), { width: 80, colour: false })
      told.push(`attache> ${line}\n${answer}`)
    }
    expect(conversation).toBe(told.join('\n\n'))
  })

  it('pins every version exactly', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      Record<string, string>
    >
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
    }
  })
})

it('names test files for what they test', () => {
  const sources = new Set(files.map(({ name }) => basename(name, '.ts')))
  const tests = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^(domain|store|edges)\/.*\.test\.ts$/.test(name),
  )
  for (const name of tests) {
    const subject = basename(name, '.test.ts')
    expect(
      [...sources].some((source) => subject === source || subject.startsWith(`${source}-`)),
      name,
    ).toBe(true)
  }
})
