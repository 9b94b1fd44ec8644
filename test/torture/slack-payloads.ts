import fc from 'fast-check'
import { commands } from '../../src/commands/table.ts'
import { anySign } from '../any-sign.ts'
import type { FakeSlack } from '../fake-slack/fake-slack.ts'
import { httpBody } from '../fake-slack/http-delivery.ts'
import { isObject, type Json } from '../fake-slack/json.ts'
import type { Interaction } from '../fake-slack/payloads.ts'
import type { Message } from '../fake-slack/world.ts'
import { anyLine } from './payloads.ts'

/** What stands where Slack's own value was; nothing here is an address that anybody could call. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, 0, -1, 1e308, true, '', [], {}, [[]], [null], { text: null }),
  fc.constantFrom<unknown>(
    '<!channel>',
    '\u202egnol\u2066',
    '\u0000\u001b[2J',
    '__proto__',
    'U'.repeat(40_000),
  ),
  fc.constantFrom<unknown>(
    'block_actions',
    'view_submission',
    'shortcut',
    'message_action',
    'event_callback',
  ),
  fc.constantFrom<unknown>(
    'x&lt;!here&gt;'.repeat(3_000),
    'D999',
    'C999',
    'U999',
    '1.2',
    'log void L-1 because x',
  ),
  anyLine,
  fc.jsonValue({ maxDepth: 3 }),
)

/** How one request differs from Slack's own. */
export const anyAttack = fc.record({
  what: fc.constantFrom(
    ...(['command', 'command', 'direct', 'mention', 'press', 'home', 'event', 'form', 'shortcut'] as const),
  ),
  command: fc.constantFrom(...commands.map(({ name }) => `/${name}`), '/unheard-of'),
  line: anyLine,
  /** Places in the payload, counted around and around, and what stands there then. A cut is at such a place of its bytes. */
  changes: fc.array(fc.record({ at: fc.nat(9_999), value: anyValue }), {
    maxLength: 3,
  }),
  how: fc.oneof(
    { weight: 6, arbitrary: fc.constant('signed' as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(...(['forged', 'old', 'unsigned', 'cut', 'oversized', 'garbage'] as const)),
    },
  ),
  noise: fc.string({ unit: anySign, maxLength: 200 }),
})
export type Attack = typeof anyAttack extends fc.Arbitrary<infer Value> ? Value : never

/** What must be refused unread, and only that, carries this word. */
export const forgery = 'marmoset'

export function isForgery({ how }: Attack): boolean {
  return ['forged', 'old', 'unsigned', 'oversized'].includes(how)
}

/** What there is to press and to send: a message with a button *Show*, and a form that was filled in. */
export interface Shown {
  message: Message
  form: Interaction
}

/** What a form is filled in with, where an attack's line then stands. */
export const filledIn = 'a line of an attack'

/** A person's deed as Slack would send it, and then changed. */
export function attackOf({ payloads, world }: FakeSlack, shown: Shown, attack: Attack): Interaction {
  const { what, command, changes } = attack
  const line = isForgery(attack) ? `log seizure 5 kg cocaine at Callao note ${forgery}` : attack.line
  const { message, form } = shown
  const whole = {
    command: () => payloads.command('maria', 'lima-nas', `${command} ${line}`, { unlisted: true }),
    direct: () => payloads.directMessage('maria', line),
    mention: () => payloads.mention('maria', 'lima-nas', line),
    // As it was shown first: an attack may have voided the entry, and taken its buttons.
    press: () => payloads.press('maria', message, 'Show', { stale: true }),
    home: () => payloads.openHome('maria'),
    event: () => payloads.event({ type: 'app_mention', text: line }),
    form: () => sentAs(form, world.nextId('V'), line),
    shortcut: () => payloads.shortcut('maria', 'Log as Progress', { ...message, text: line }),
  }[what]()
  const { open, close } = setApart(whole.delivery.payload)
  const payload = changes.reduce(
    (changed, { at, value }) => replaced(changed, at % Math.max(countPlaces(changed), 1), value) as Json,
    open,
  )
  return { ...whole, delivery: { ...whole.delivery, payload: close(payload) } }
}

/** A form's own words and fields come back as the program wrote them: what is signed is Slack's copy, which nobody else alters. */
function setApart(payload: Json): { open: Json; close(changed: Json): Json } {
  if (!isObject(payload.view)) return { open: payload, close: (changed) => changed }
  const { type, title, submit, blocks, ...view } = payload.view
  return {
    open: { ...payload, view },
    close: (changed) =>
      isObject(changed.view)
        ? { ...changed, view: { type, title, submit, blocks, ...changed.view } }
        : changed,
  }
}

/** The form under another id, so that it is another person's, with this line in its fields. */
function sentAs(form: Interaction, id: string, line: string): Interaction {
  const { delivery, view } = form
  const payload = JSON.parse(JSON.stringify(delivery.payload), (_, value: unknown) => {
    if (value === filledIn) return line
    return value === view?.id ? id : value
  }) as Json
  return { ...form, delivery: { ...delivery, payload } }
}

/** The bytes of a delivery over HTTP, spoilt as the attack says. */
export function spoiltBody({ delivery }: Interaction, { how, noise, changes: [change] }: Attack) {
  const { body, contentType } = httpBody(delivery)
  if (how === 'cut') return { body: body.slice(0, (change?.at ?? 500) % body.length), contentType }
  if (how === 'oversized') return { body: `${body}&${forgery}=${'x'.repeat(1_100_000)}`, contentType }
  if (how === 'garbage') return { body: noise, contentType }
  if (how === 'unsigned')
    return { body, contentType, headers: { 'x-slack-signature': noise.replace(/[^!-~]/g, '') } }
  return { body, contentType }
}

/** Places are counted in the order they are written: every value under a name or in a list, the containers included. */
function countPlaces(value: unknown): number {
  return children(value).reduce<number>((sum, [, child]) => sum + 1 + countPlaces(child), 0)
}

/** The same with another value in one place; without the place when the value is undefined. */
function replaced(value: unknown, place: number, by: unknown): unknown {
  let before = place
  const changed = children(value).flatMap(([name, child]): [string, unknown][] => {
    const size = 1 + countPlaces(child)
    const here = before
    before -= size
    if (here === 0) return by === undefined ? [] : [[name, by]]
    return [[name, here > 0 && here < size ? replaced(child, here - 1, by) : child]]
  })
  return Array.isArray(value) ? changed.map(([, child]) => child) : Object.fromEntries(changed)
}

function children(value: unknown): [string, unknown][] {
  return isObject(value) || Array.isArray(value) ? Object.entries(value) : []
}
