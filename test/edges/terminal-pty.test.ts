import { execFileSync, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../folder.ts'

/** Of util-linux; the options of others differ. */
const lender = 'script'

function lacking(): string | undefined {
  try {
    return execFileSync(lender, ['--version'], { encoding: 'utf8' }).includes('util-linux')
      ? undefined
      : 'another script'
  } catch {
    return 'there is no script command'
  }
}

test('on a real terminal: completion, an answer, Ctrl-C', async (context) => {
  const reason = lacking()
  if (reason !== undefined) return context.skip(reason)
  const line = `exec '${process.execPath}' '${resolve('dist/main.js')}' start`
  const child = spawn(lender, ['-qec', line, '/dev/null'], {
    env: {
      PATH: process.env.PATH,
      SHELL: '/bin/sh',
      TERM: 'xterm',
      NO_COLOR: '1',
      DATABASE_URL: join(temporaryFolder(), 'store.sqlite'),
    },
  })
  context.onTestFinished(() => void child.kill())
  let raw = ''
  const shown = () => stripVTControlCharacters(raw).replaceAll('\r', '')
  const turns = [
    { after: 'attache> ', keys: '/ben' },
    { after: '/ben', keys: '\t' },
    { after: '/benchmark ', keys: 'bolivia\r' },
    { after: 'attache> ', keys: '\u0003' },
  ]
  child.stdout.on('data', (chunk) => {
    raw += String(chunk)
    const [turn] = turns
    if (turn && shown().endsWith(turn.after)) child.stdin.write(turns.shift()?.keys ?? '')
  })
  const code = await new Promise((done) => child.on('close', done))
  const [, asked = ''] = shown().split('attache> ')
  expect(asked).toMatch(/^\/benchmark bolivia\n.*Bolivia/s)
  expect(turns).toEqual([])
  expect(code).toBe(0)
})
