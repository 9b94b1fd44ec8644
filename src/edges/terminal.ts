import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { styleText } from 'node:util'
import { type Asking, askAgain, fillIn, howToLeave, questionOf } from './terminal-form.ts'
import { visibleText } from './visible-text.ts'

/** What is printed for a line; `exit` ends the session after it, `asks` has the next lines fill in a form. */
export interface TerminalAnswer {
  text: string
  exit?: boolean
  asks?: Asking
  /** Of a form that was refused: what is wrong, by field. */
  errors?: Readonly<Record<string, string>>
}

export interface Terminal {
  input: Readable
  output: Writable
  /** True when a person types: prompt, completion, history. Otherwise lines are read as a program pipes them, and echoed. */
  isTty: boolean
  /** Of the prompt; answers come as they are to be shown. */
  colour: boolean
  /** Lines printed first. */
  banner: readonly string[]
  /** Played, each with its answer, when nobody types and the input ends without a line. */
  examples: readonly string[]
  /** The whole lines that this beginning may be meant for. */
  complete(line: string): string[]
  /** Must not reject for what a person can mend: a rejection ends the session, and is its rejection. */
  answer(line: string): Promise<TerminalAnswer>
  /** Takes a form that is filled in. */
  submit(call: string, fields: Readonly<Record<string, string>>): Promise<TerminalAnswer>
  /**
   * The terminal's own commands by name, given what follows the name: `clock` answers `/clock 2009-06-01`. What takes a while,
   * or must be seen before it is settled, is printed on the way; it is out when `print` resolves.
   */
  commands: Readonly<Record<string, (rest: string, print: Print) => Promise<string>>>
}

export type Print = (text: string) => Promise<void>

const prompt = 'attache> '
const historySize = 500

/**
 * Answers one line after the other until the input ends, `/quit` or an answer says so, Ctrl-C or Ctrl-D is pressed, or
 * nobody reads the output any more; resolves then. The history is kept in memory only.
 */
export async function openTerminal(terminal: Terminal): Promise<void> {
  const { input, output, isTty, colour, banner, examples } = terminal
  const lines = createInterface({
    input,
    ...(isTty && { output, completer: (line: string) => [terminal.complete(line), line] }),
    terminal: isTty,
    prompt: colour ? styleText('bold', prompt, { validateStream: false }) : prompt,
    historySize,
    removeHistoryDuplicates: true,
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  // Begun before the first wait: lines that come while nobody iterates are lost.
  const typed = typedLines(lines, lines[Symbol.asyncIterator]())
  const session: { left: boolean; closed: boolean; failure?: Error } = { left: false, closed: false }
  const leave = () => {
    session.left = true
    lines.close()
  }
  lines.on('SIGINT', () => {
    lines.close()
    session.left = true
  })
  lines.on('close', () => {
    session.closed = true
    // Closed at the prompt, by Ctrl-C or Ctrl-D: what the shell prints next begins on a line of its own.
    if (isTty && !session.left) output.write('\n')
  })
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') session.failure = error
    leave()
  })

  const print: Print = (text) => new Promise((resolve) => output.write(`${text}\n`, () => resolve()))
  let asking: Asking | undefined
  const take = async (line: string) => {
    if (!isTty) await print(prompt + visibleText(line))
    const wasAsking = asking
    const isFilling = wasAsking !== undefined && !line.startsWith('/')
    const answer = isFilling
      ? await answerForm(terminal, wasAsking, line)
      : await answerLine(terminal, line, print)
    asking = answer.asks
    const left = wasAsking && !isFilling ? 'The form is left; nothing was recorded.' : ''
    const how = asking && !isFilling ? howToLeave : ''
    const text = [left, answer.text, how, asking ? questionOf(asking) : ''].filter((one) => one !== '')
    if (text.length > 0) await print(`${text.join('\n')}\n`)
    if (answer.exit) leave()
  }
  const ask = () => {
    // The cursor stays where it is in what was typed ahead.
    if (isTty && !session.closed) lines.prompt(true)
  }

  try {
    if (banner.length > 0) await print(`${banner.join('\n')}\n`)
    let empty = true
    ask()
    for await (const line of typed) {
      if (session.left) break
      if (line.trim() !== '' || asking) {
        empty = false
        await take(line)
      }
      ask()
    }
    for (const example of !isTty && empty ? examples : []) {
      if (!session.left) await take(example)
    }
  } finally {
    lines.close()
  }
  if (session.failure) throw session.failure
}

/** A terminal that went away and an input that cannot be read are ended inputs. */
async function* typedLines(lines: Interface, source: AsyncIterableIterator<string>): AsyncGenerator<string> {
  try {
    yield* source
  } catch {
    lines.close()
  }
}

/** A line for the field that was asked: the next question, the answer to the whole, or what to mend in it. */
async function answerForm({ submit }: Terminal, asking: Asking, line: string): Promise<TerminalAnswer> {
  const next = fillIn(asking, line)
  if (next.left.length > 0) return { text: '', asks: next }
  const answer = await submit(next.form.call, next.filled)
  return answer.errors ? { ...answer, asks: askAgain(next, answer.errors) } : answer
}

/** `/quit` and `/exit` leave; the terminal's own commands go before all others; the slash may be left out. */
async function answerLine(
  { answer, commands }: Terminal,
  line: string,
  print: Print,
): Promise<TerminalAnswer> {
  const [name = '', rest = ''] = line
    .trim()
    .replace(/^\//, '')
    .split(/\s+(.*)/s)
  if (rest === '' && (name === 'quit' || name === 'exit')) return { text: '', exit: true }
  const own = Object.hasOwn(commands, name) ? commands[name] : undefined
  return own ? { text: await own(rest.trim(), print) } : answer(line)
}
