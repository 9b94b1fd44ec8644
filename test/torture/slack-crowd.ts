import fc from 'fast-check'
import { expect } from 'vitest'
import type { FakeSlack } from '../fake-slack/fake-slack.ts'
import { isObject } from '../fake-slack/json.ts'
import type { Interaction } from '../fake-slack/payloads.ts'
import type { Message } from '../fake-slack/world.ts'
import type { Held } from './slack-store.ts'

/** The crowd's workspace: everybody is in every channel, and so is the app. */
export const members = ['maria', 'john', 'ana', 'rui', 'luz', 'ivo', 'eva', 'tom']
export const channels = ['lima-nas', 'lima-law', 'lima-ops', 'desk'] as const

/** What one member does next. Things to press are picked by `amount` among what was recorded so far. */
export const anyDeed = fc.record({
  what: fc.constantFrom(
    ...(['command', 'command', 'direct', 'direct', 'mention', 'mention', 'lookup'] as const),
    ...(['question', 'void', 'show', 'home', 'twice', 'deadline', 'nudge'] as const),
  ),
  member: fc.constantFrom(...members),
  channel: fc.constantFrom(...channels),
  amount: fc.integer({ min: 1, max: 900 }),
})
export type Deed = typeof anyDeed extends fc.Arbitrary<infer Value> ? Value : never

/** What people say of deadlines; none is done for good, so that the season goes on. */
const sayings = [
  '/deadline snooze report-card 1 day',
  '/deadline snooze determination Monday because the desk is closed',
  '/deadline done reply 09 LIMA 531',
  '/deadline return reply because it answers two of five',
  '/deadline assign determination @luz',
]

/** Buttons of a nudge. */
const choices = ['Done', 'Snooze a Day', '3 Days', 'Open']

const lookups = ['/benchmark PE-CC-1', '/deadline reply', '/article 3.1(a)', '/reportcard peru', '/log mine']

export type Crowd = ReturnType<typeof makeCrowd>

/** People who use the program, and remember what they did and what they were told. */
export function makeCrowd(slack: FakeSlack) {
  /** Lines that a person was told are recorded, by the id that was named. */
  const recorded = new Map<string, string>()
  /** Lines of which a later delivery, while Slack did not say who asks, was told no more than that they are done. */
  const done = new Set<string>()
  /** Every line that was sent to be recorded. */
  const sent = new Set<string>()
  /** Messages that stand in a channel with an entry's buttons, and who recorded it. */
  const shown: { message: Message; by: string }[] = []
  /** Events by id, with what they ask to record, and whether Slack was told that they arrived. */
  const events = new Map<string, { interaction: Interaction; line: string | undefined; acked: boolean }>()
  let acts = 0
  let unheard = 0

  const nextLine = (amount: number) => {
    acts += 1
    const line = `seizure ${amount} kg cocaine at Callao note act ${acts}`
    sent.add(line)
    return line
  }

  /** Notes what the answer to one line says, whichever way it came: nothing but that it is recorded. */
  function hear(text: string, line: string): void {
    // Slack's answer about the member or the channel was late: nothing is kept, and the person is told so.
    if (text.includes('Slack does not say')) return
    if (text.endsWith('That is done already. Nothing more was recorded.')) {
      done.add(line)
      return
    }
    const id = /^\[\w+\] Recorded (L-\d+)/.exec(text)?.[1] ?? `not recorded: ${text}`
    expect(recorded.get(id) ?? line, `${id} is told of one line`).toBe(line)
    recorded.set(id, line)
  }

  async function command(member: string, channel: string, line: string): Promise<void> {
    const { ack, messages } = await slack.command(member, channel, `/log ${line}`, { expect: 'anything' })
    if (ack.status === 'none') unheard += 1
    const text = ack.body?.text
    if (typeof text !== 'string') return
    hear(text, line)
    const message = messages.find((each) => each.text === text)
    if (message) shown.push({ message, by: member })
  }

  async function event(interaction: Interaction, line?: string, copies = 1): Promise<void> {
    const id = eventIdOf(interaction)
    const known = events.get(id) ?? { interaction, line, acked: false }
    events.set(id, known)
    const deliveries = Array.from({ length: copies }, (_, copy) =>
      slack.perform(
        interaction,
        { expect: 'anything' },
        copy === 0 ? undefined : { num: copy, reason: 'http_timeout' },
      ),
    )
    for (const { ack } of await Promise.all(deliveries)) if (ack.status === 200) known.acked = true
    if (!known.acked) unheard += 1
  }

  async function press(label: string, amount: number): Promise<void> {
    const pressed = shown[amount % Math.max(shown.length, 1)]
    if (pressed) await slack.press(pressed.by, pressed.message, label, { stale: true, expect: 'anything' })
  }

  /** Presses a button of the last nudge. */
  async function pressNudge(member: string, amount: number): Promise<void> {
    const last = slack
      .channelMessages(channels[0])
      .findLast((message) => keyOf(message)?.startsWith('nudge/'))
    const label = choices[amount % choices.length] ?? 'Done'
    if (!last || !JSON.stringify(last.blocks).includes(`"${label}"`)) return
    await slack.press(member, last, label, { stale: true, expect: 'anything' })
  }

  return {
    async act({ what, member, channel, amount }: Deed): Promise<void> {
      const { payloads } = slack
      switch (what) {
        case 'command':
          return command(member, channel, nextLine(amount))
        case 'direct':
        case 'twice': {
          const line = nextLine(amount)
          return event(payloads.directMessage(member, `log ${line}`), line, what === 'twice' ? 3 : 1)
        }
        case 'mention': {
          const line = nextLine(amount)
          return event(payloads.mention(member, channel, `log ${line}`), line)
        }
        case 'question':
          return event(payloads.directMessage(member, 'when is the report card due?'))
        case 'lookup': {
          const line = lookups[amount % lookups.length] ?? '/deadline'
          await slack.command(member, channel, line, { expect: 'anything' })
          return
        }
        case 'deadline': {
          const line = sayings[amount % sayings.length] ?? '/deadline'
          await slack.command(member, channels[0], line, { expect: 'anything' })
          return
        }
        case 'nudge':
          return pressNudge(member, amount)
        case 'void':
          return press('Void', amount)
        case 'show':
          return press('Show', amount)
        case 'home':
          return event(payloads.openHome(member))
      }
    },

    /** Commands and events that were not acknowledged when they were sent. */
    unheard: () => unheard,

    /** As Slack does with events that nobody acknowledged; how many still are not. */
    async redeliver(): Promise<number> {
      for (const { interaction, line, acked } of [...events.values()])
        if (!acked) await event(interaction, line, 2)
      return [...events.values()].filter(({ acked }) => !acked).length
    },

    /** Holds what people were told against what is kept. */
    assertKept({ entries }: Held): void {
      const typed = [...entries.values()].map((entry) => entry.typed)
      expect(new Set(typed).size, 'each line is stored once').toBe(typed.length)
      for (const line of typed) expect(sent.has(line), `somebody typed "${line}"`).toBe(true)
      const answers = answersByEvent()
      for (const [id, { line }] of events)
        if (line !== undefined) for (const { text } of answers.get(id) ?? []) hear(text, line)
      for (const [id, line] of recorded) expect(entries.get(id)?.typed, id).toBe(line)
      for (const line of done) expect(typed, 'what was said to be done is kept').toContain(line)
      for (const { text } of slack.world.said()) {
        for (const [, id = ''] of text.matchAll(/Recorded (L-\d+)/g))
          expect(entries.has(id), `${id}, which somebody read, is kept`).toBe(true)
        for (const [, id = ''] of text.matchAll(/Voided (L-\d+)/g))
          expect(entries.get(id)?.state, id).toBe('void')
      }
    },

    /** No event answered twice; of those in `owed`, each answered where it was asked. */
    assertAnswered(owed: Iterable<string>): void {
      const answers = answersByEvent()
      for (const [id, messages] of answers) {
        const asked = events.get(id)?.interaction
        expect(messages, `answers to ${id}`).toHaveLength(1)
        for (const { channel, threadTs } of messages)
          expect([channel, threadTs], `the place of the answer to ${id}`).toEqual([
            asked?.channel,
            asked?.thread,
          ])
      }
      for (const id of owed) expect(answers.get(id) ?? [], `answers to ${id}`).toHaveLength(1)
    },

    /** The events so far that ask for an answer by message, and have none yet when `unanswered`. */
    questions(which: 'all' | 'unanswered'): string[] {
      const answers = answersByEvent()
      return [...events]
        .filter(([id, { interaction }]) => isQuestion(interaction) && (which === 'all' || !answers.has(id)))
        .map(([id]) => id)
    },
  }

  function answersByEvent(): Map<string, Message[]> {
    const answers = new Map<string, Message[]>()
    for (const message of slack.world.said()) {
      const [, id] = /^answer\/(Ev.+)$/.exec(keyOf(message) ?? '') ?? []
      if (id !== undefined) answers.set(id, [...(answers.get(id) ?? []), message])
    }
    return answers
  }
}

/** The key that the program gave a message in its metadata. */
export function keyOf({ metadata }: Message): string | undefined {
  const payload = metadata?.event_payload
  return isObject(payload) && typeof payload.key === 'string' ? payload.key : undefined
}

function eventIdOf({ delivery }: Interaction): string {
  return String(delivery.payload.event_id)
}

function isQuestion({ delivery }: Interaction): boolean {
  const { event } = delivery.payload
  return isObject(event) && event.type !== 'app_home_opened'
}

/** Does `act` to every item, in order, so many at a time, until `isOver`. */
export async function sideBySide<Item>(
  width: number,
  items: readonly Item[],
  act: (item: Item) => Promise<unknown>,
  isOver: () => boolean = () => false,
): Promise<void> {
  const queue = items.values()
  const work = async () => {
    for (const item of queue) {
      if (isOver()) return
      await act(item)
    }
  }
  await Promise.all(Array.from({ length: width }, work))
}
