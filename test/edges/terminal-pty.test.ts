import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'

/** Of util-linux; the options of others differ. */
const lender = 'script'
const built = resolve('dist/edges/terminal.js')

/** A session on a terminal of the operating system, which `script` lends. */
const program = `
import { openTerminal } from ${JSON.stringify(built)}
await openTerminal({
  input: process.stdin, output: process.stdout, isTty: process.stdin.isTTY && process.stdout.isTTY,
  colour: true, banner: [], examples: [], commands: {},
  complete: (line) => ['/benchmark '].filter((whole) => whole.startsWith(line)),
  answer: async (line) => ({ text: 'answer to ' + line }),
})
console.log('left')
`

function lacking(): string | undefined {
  if (!existsSync(built)) return 'the program is not built'
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
  const line = `exec '${process.execPath}' --input-type=module -e "$PROGRAM"`
  const child = spawn(lender, ['-qec', line, '/dev/null'], {
    env: { ...process.env, PROGRAM: program, SHELL: '/bin/sh' },
  })
  context.onTestFinished(() => void child.kill())
  let raw = ''
  const shown = () => stripVTControlCharacters(raw).replaceAll('\r', '')
  const turns = [
    { after: 'attache> ', keys: '/ben' },
    { after: '/ben', keys: '\t' },
    { after: '/benchmark ', keys: 'peru\r' },
    { after: 'answer to /benchmark peru\n\nattache> ', keys: '\u0003' },
  ]
  child.stdout.on('data', (chunk) => {
    raw += String(chunk)
    const [turn] = turns
    if (turn && shown().endsWith(turn.after)) child.stdin.write(turns.shift()?.keys ?? '')
  })
  const code = await new Promise((done) => child.on('close', done))
  expect(shown()).toBe('attache> /benchmark peru\nanswer to /benchmark peru\n\nattache> \nleft\n')
  expect(code).toBe(0)
})
