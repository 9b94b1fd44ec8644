import { randomBytes } from 'node:crypto'
import { renameSync } from 'node:fs'
import { terminalMember } from '../commands/call.ts'
import { type Desk, makeContext, terminal } from '../commands/context.ts'
import { handle, readLine, readSaid } from '../commands/handle.ts'
import type { Reply } from '../commands/reply.ts'
import { commands } from '../commands/table.ts'
import type { Config } from '../config.ts'
import { dateIn, type Instant, parseMoment, printDay, timeIn } from '../domain/date.ts'
import { passTime } from '../edges/clock.ts'
import { openTerminal, type Print, type TerminalAnswer } from '../edges/terminal.ts'
import { beginForm } from '../edges/terminal-form.ts'
import { renderTerminal } from '../edges/terminal-text.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Store } from '../store/open.ts'
import { freeName } from '../store/restore.ts'
import { keepClock } from '../store/settings.ts'
import {
  makeDesk,
  mostYears,
  needKnowledge,
  openStamped,
  parseVerb,
  printPath,
  readNow,
  readSettings,
  storeNow,
  UsageError,
} from './program.ts'
import { findImageOf, keepImage } from './search-image.ts'

/** The main job in five lines: played when nobody types. */
const fiveLines = [
  '/benchmark peru',
  '/article 3.1(a)',
  '/deadline',
  '/log seizure 250 kg cocaine at Callao',
  '/reportcard peru',
]

/** With Slack keys, serves; without, rehearses in this terminal. */
export async function runVerb(args: string[]): Promise<number> {
  const config = readSettings()
  const from = readFrom(args, config)
  if (config.slack.transport === 'none') return rehearse(config)
  const { serve } = await import('./serve.ts')
  return serve(config, config.slack, from)
}

/** `--now` is for tests of the serving program: only against a stand-in for Slack on this machine. */
function readFrom(args: string[], config: Config): Instant | undefined {
  const { values } = parseVerb(args, { now: { type: 'string' } })
  if (values.now === undefined) return undefined
  const { slack } = config
  const url = slack.transport === 'none' || slack.apiUrl === undefined ? undefined : new URL(slack.apiUrl)
  if (!url || !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) {
    throw new UsageError(
      'start takes --now only with SLACK_API_URL on a loopback address; to rehearse on another day, use /clock',
    )
  }
  return readNow(values.now, config.timezone)
}

/** Everything but Slack, on a clock of its own. */
async function rehearse(config: Config): Promise<number> {
  const knowledge = needKnowledge(config.data)
  const rehearsal = await Rehearsal.open(config, knowledge)
  const isTty = process.stdin.isTTY === true && process.stdout.isTTY === true
  try {
    await openTerminal({
      input: process.stdin,
      output: process.stdout,
      isTty,
      colour: wantsColour(),
      banner: [...rehearsal.banner(), '', ...(await rehearsal.arrivals())],
      examples: fiveLines,
      complete: (line) => complete(line, knowledge),
      answer: (line) => rehearsal.answer(line),
      submit: (call, fields) => rehearsal.answer(call, fields),
      commands: { clock: (rest, print) => rehearsal.clock(rest, print) },
    })
    return 0
  } finally {
    await rehearsal.close()
  }
}

class Rehearsal {
  readonly #config: Config
  readonly #knowledge: Knowledge
  #store: Store
  #desk: Desk
  #now: Instant

  private constructor(config: Config, knowledge: Knowledge, store: Store, now: Instant) {
    this.#config = config
    this.#knowledge = knowledge
    this.#store = store
    this.#desk = { ...makeDesk(config, store.db, 'rehearsal', knowledge), findImage: findImageOf(store) }
    this.#now = now
  }

  static async open(config: Config, knowledge: Knowledge): Promise<Rehearsal> {
    const { store } = await openStamped(config, 'rehearsal')
    return new Rehearsal(config, knowledge, store, await storeNow(store.db, 'rehearsal'))
  }

  banner(): string[] {
    return [
      'Attaché, in rehearsal: no Slack keys are set, so you talk to it here.',
      `It is ${this.#when()}. The demarche cable, 09 STATE 32018, came on 2 Apr 2009.`,
      `This terminal watches Peru and may show ${this.#desk.ceiling}. Entries are kept in ${printPath(this.#config.database)}.`,
      'Five lines to try:',
      ...fiveLines.map((line) => `  ${line}`),
      '/clock 2009-06-01 moves the clock, /attache help lists commands, /quit leaves.',
    ]
  }

  /** What fell due while the clock stood still: the notices of the very first moment. */
  async arrivals(): Promise<string[]> {
    const posts: string[] = []
    await passTime(this.#desk, terminal, this.#now, this.#now, async (reply, at) => {
      posts.push(this.#post(reply, at))
    })
    return posts
  }

  async answer(line: string, fields?: Readonly<Record<string, string>>): Promise<TerminalAnswer> {
    const from = { member: terminalMember, channel: terminal, conversation: terminal }
    const call = fields ? { ...readLine(line, from), fields } : readSaid(line, from)
    try {
      const reply = await handle(call, await makeContext(this.#desk, call, this.#now))
      const form = reply.parts.find((part) => part.part === 'form')
      return {
        text: render(reply),
        ...(form && { asks: beginForm(form.form) }),
        ...(reply.errors && { errors: reply.errors }),
      }
    } catch (error) {
      const reference = randomBytes(4).toString('hex')
      this.#desk.log.error({ err: error, reference }, 'unexpected')
      return {
        text: `Something went wrong on our side; nothing half was kept. Tell the maintainers the reference ${reference}.`,
      }
    }
  }

  async clock(text: string, print: Print): Promise<string> {
    if (text === '')
      return `It is ${this.#when()}. Move it with /clock 2009-06-01; begin anew with /clock reset.`
    if (text === 'reset') return this.#reset()
    const until = parseMoment(text, this.#config.timezone)
    if (until === undefined)
      return `"${text.slice(0, 40)}" is no day of the calendar. Write /clock 2009-06-01, or /clock reset.`
    if (until < this.#now)
      return `The clock only moves forwards, and stands at ${this.#when()}. /clock reset begins a new file.`
    if (Number(until.slice(0, 4)) - Number(this.#now.slice(0, 4)) > mostYears)
      return `The clock moves at most ${mostYears} years at once, and stands at ${this.#when()}.`
    let posted = 0
    await passTime(this.#desk, terminal, this.#now, until, async (reply, at) => {
      posted += 1
      await print(this.#post(reply, at))
    })
    this.#now = until
    await keepClock(this.#store.db, until)
    return `It is ${this.#when()}.${posted === 0 ? ' No nudge fell due on the way.' : ''}`
  }

  async close(): Promise<void> {
    await keepImage({ store: this.#store, log: this.#desk.log })
    await this.#store.close()
  }

  /** The old file is kept: a rehearsal may hold somebody's afternoon. */
  async #reset(): Promise<string> {
    await this.#store.close()
    const kept = freeName(this.#config.database)
    renameSync(this.#config.database, kept)
    const fresh = await Rehearsal.open(this.#config, this.#knowledge)
    this.#store = fresh.#store
    this.#desk = fresh.#desk
    this.#now = fresh.#now
    return `A new file is begun, and the old one kept as ${printPath(kept)}. It is ${this.#when()}.`
  }

  #post(reply: Reply, at: Instant): string {
    const zone = this.#config.timezone
    return `-- ${printDay(dateIn(at, zone))} ${timeIn(at, zone)}, posted in this channel:\n${render(reply)}\n`
  }

  #when(): string {
    const zone = this.#config.timezone
    return `${printDay(dateIn(this.#now, zone))}, ${timeIn(this.#now, zone)} (${zone})`
  }
}

function wantsColour(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR
}

function render(reply: Reply): string {
  const width = Math.min(process.stdout.columns ?? 80, 100)
  return renderTerminal(reply, { width, colour: wantsColour() })
}

/** Commands first; after one, the countries, benchmarks, deadlines or examples that may follow. */
function complete(line: string, knowledge: Knowledge): string[] {
  const names = [...commands.map(({ name }) => name), 'clock', 'quit']
  const ids = knowledge.cycles.flatMap((cycle) => cycle.benchmarks.map(({ id }) => id))
  const held = [...new Set(knowledge.cycles.map(({ country }) => country))]
  const countries = knowledge.countries
    .filter(({ id }) => held.includes(id))
    .map(({ name }) => name.toLowerCase())
  const lines = [
    ...names.map((name) => `/${name} `),
    ...commands.flatMap(({ examples }) => examples),
    ...countries.flatMap((name) => [`/benchmark ${name}`, `/reportcard ${name}`, `/watch ${name}`]),
    ...ids.map((id) => `/benchmark ${id}`),
    ...knowledge.deadlines.map(({ id }) => `/deadline ${id}`),
    ...knowledge.sources.map(({ id }) => `/source ${id}`),
  ]
  const typed = line.startsWith('/') ? line : `/${line}`
  return [...new Set(lines)].filter((candidate) => candidate.toLowerCase().startsWith(typed.toLowerCase()))
}
