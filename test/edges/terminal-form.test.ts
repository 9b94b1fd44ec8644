import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { Form } from '../../src/commands/reply.ts'
import { openTerminal, type TerminalAnswer } from '../../src/edges/terminal.ts'
import { beginForm } from '../../src/edges/terminal-form.ts'

const form: Form = {
  title: 'Log progress',
  submit: 'Record',
  call: 'log',
  fields: [
    { name: 'kind', label: 'What happened', hint: 'In your words.', limit: 100, isNeeded: true },
    { name: 'place', label: 'Where', hint: 'Callao.', limit: 100, initial: 'VRAE' },
    { name: 'note', label: 'Note', hint: 'Anything.', limit: 100 },
  ],
}

/** What is shown for these lines, and each form that was sent; the first of them is refused as told. */
async function session(lines: readonly string[], errors?: Record<string, string>) {
  const input = new PassThrough()
  const output = new PassThrough()
  const sent: Record<string, string>[] = []
  const answer = async (line: string): Promise<TerminalAnswer> =>
    line === '/log' ? { text: '', asks: beginForm(form) } : { text: `answer to ${line}` }
  input.end(lines.map((line) => `${line}\n`).join(''))
  const shown = text(output)
  await openTerminal({
    input,
    output,
    isTty: false,
    colour: false,
    banner: [],
    examples: [],
    complete: () => [],
    answer,
    submit: async (call, fields) => {
      sent.push({ call, ...fields })
      return errors && sent.length === 1 ? { text: 'refused', errors } : { text: 'recorded' }
    },
    commands: {},
  })
  output.end()
  return { sent, shown: await shown }
}

test('asks field by field; an empty line keeps what is known, and does not do where something is needed', async () => {
  const { sent, shown } = await session(['/log', '', 'seizure', '', '', '/deadline'])
  expect(sent).toEqual([{ call: 'log', kind: 'seizure', place: 'VRAE', note: '' }])
  expect(shown.match(/What happened\?/g)).toHaveLength(2)
  expect(shown).toContain('Where? Callao. Enter keeps: VRAE')
  expect(shown).toMatch(/recorded[\s\S]*answer to \/deadline/)
})

test('asks again only what was refused', async () => {
  const { sent, shown } = await session(['/log', 'seizure', 'Lima', 'x', 'y'], { note: 'too short' })
  expect(sent.map(({ note }) => note)).toEqual(['x', 'y'])
  expect(sent[1]).toMatchObject({ kind: 'seizure', place: 'Lima' })
  expect(shown.match(/Where\?/g)).toHaveLength(1)
})

test('is left by a line that begins with a slash', async () => {
  const { sent, shown } = await session(['/log', 'seizure', '/deadline', 'one'])
  expect(sent).toEqual([])
  expect(shown).toMatch(/The form is left; nothing was recorded.\nanswer to \/deadline[\s\S]*answer to one/)
})
