import { PassThrough, Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { openTerminal, type Terminal } from '../../src/edges/terminal.ts'

/** A terminal over real streams; `output` is what was shown so far. */
function makeTerminal(changes: Partial<Terminal> = {}) {
  const input = new PassThrough()
  const screen = new PassThrough()
  let shown = ''
  screen.on('data', (chunk) => {
    shown += String(chunk)
  })
  const asked: string[] = []
  const done = openTerminal({
    input,
    output: screen,
    isTty: false,
    colour: false,
    banner: [],
    examples: ['/benchmark peru', '/deadline'],
    complete: (line) => ['/benchmark ', '/deadline'].filter((whole) => whole.startsWith(line)),
    answer: async (line) => {
      asked.push(line)
      await new Promise(setImmediate)
      return { text: `answer to ${line}` }
    },
    submit: async () => ({ text: '' }),
    commands: { clock: async (rest) => `clock at ${rest}` },
    ...changes,
  })
  const plain = () => stripVTControlCharacters(shown).replaceAll('\r', '')
  let prompts = 0
  /** Presses keys one after the other, once the next prompt is there. */
  const type = async (...keys: string[]) => {
    prompts += 1
    while (plain().split(/^attache> /m).length <= prompts) await new Promise(setImmediate)
    for (const key of keys) {
      input.write(key)
      await new Promise(setImmediate)
    }
  }
  return { input, done, asked, type, shown: plain }
}

const session = (lines: string, changes: Partial<Terminal> = {}) => {
  const terminal = makeTerminal(changes)
  terminal.input.end(lines)
  return terminal.done.then(() => terminal.shown())
}

test('answers piped lines in order, each echoed, and ends with them', async () => {
  expect(await session('one\n\n  two\r\nthree', { banner: ['Attaché', 'Mon 6 Apr 2009'] })).toBe(`Attaché
Mon 6 Apr 2009

attache> one
answer to one

attache>   two
answer to   two

attache> three
answer to three

`)
})

test.each(['', '\n \n'])('given no line (%j), plays the examples', async (nothing) => {
  expect(await session(nothing)).toBe(`attache> /benchmark peru
answer to /benchmark peru

attache> /deadline
answer to /deadline

`)
})

test('has commands of its own, and leaves when told', async () => {
  const shown = await session('/clock 2009-06-01\nclock  reset\n/constructor\n/quit\nnever\n')
  expect(shown).toContain('clock at 2009-06-01\n')
  expect(shown).toContain('clock at reset\n')
  expect(shown).toContain('answer to /constructor\n')
  expect(shown).not.toContain('never')
})

test('leaves when an answer says so', async () => {
  const shown = await session('a\nb\n', { answer: async (line) => ({ text: `last: ${line}`, exit: true }) })
  expect(shown).toBe('attache> a\nlast: a\n\n')
})

test('passes a long line on whole, and shows no control signs of it', async () => {
  const { input, done, asked, shown } = makeTerminal()
  const line = `${'x'.repeat(20_000)}\u001b[31m`
  input.end(`${line}\n`)
  await done
  expect(asked).toEqual([line])
  expect(shown().split('\n')[0]).toContain('␛[31m')
})

test('ends quietly when nobody reads any more', async () => {
  const output = new Writable({
    write: (_chunk, _encoding, callback) =>
      callback(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
  })
  const { input, done, asked } = makeTerminal({ output, banner: ['Attaché'] })
  input.end('one\ntwo\n')
  await expect(done).resolves.toBeUndefined()
  expect(asked).toEqual([])
})

test('any other fault of the output is told', async () => {
  const output = new Writable({ write: (_chunk, _encoding, callback) => callback(new Error('disk full')) })
  const { input, done } = makeTerminal({ output })
  input.end('one\n')
  await expect(done).rejects.toThrow('disk full')
})

test('a broken input is an ended one', async () => {
  const { input, done, shown } = makeTerminal()
  input.destroy(new Error('EIO'))
  await done
  expect(shown()).toContain('answer to /deadline')
})

test('a bug in an answer ends the session with it', async () => {
  const answer = async () => Promise.reject(new Error('bug'))
  await expect(session('one\ntwo\n', { answer })).rejects.toThrow('bug')
})

test('a person gets a prompt, completion and history, and leaves with Ctrl-D', async () => {
  const { input, done, asked, type, shown } = makeTerminal({ isTty: true, banner: ['Attaché'] })
  // One key at a time: a tab among pasted text is text.
  await type('/ben', '\t', 'peru', '\r')
  await type('/dead', '\t', '\r')
  await type('\u001b[A', '\u001b[A', '\r')
  await type()
  input.write('\u0004')
  await done
  expect(asked).toEqual(['/benchmark peru', '/deadline', '/benchmark peru'])
  expect(shown()).toMatch(/^Attaché\n\nattache> .*\nanswer to \/benchmark peru\n\nattache> \n$/s)
})

test('what is typed during an answer stays, and is gone on with', async () => {
  const asked: string[] = []
  const { input, done, type } = makeTerminal({
    isTty: true,
    answer: async (line) => {
      asked.push(line)
      if (line === 'one') input.write('/dead')
      await new Promise(setImmediate)
      return { text: 'done' }
    },
  })
  await type('one\r')
  await type('\t', '\r')
  input.end()
  await done
  expect(asked).toEqual(['one', '/deadline'])
})

test('Ctrl-C leaves, whatever is waiting', async () => {
  const { input, done, asked } = makeTerminal({ isTty: true })
  input.write('half a line\u0003never\r')
  await done
  expect(asked).toEqual([])
})
