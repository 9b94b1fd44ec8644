import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { startAttache } from '../fake-slack/child.ts'
import type { Ack } from '../fake-slack/delivery.ts'
import { type FakeSlack, startFakeSlack } from '../fake-slack/fake-slack.ts'
import type { Json } from '../fake-slack/json.ts'
import type { Transport } from '../fake-slack/manifest.ts'
import { botUser, type Message } from '../fake-slack/world.ts'
import { temporaryFolder } from '../folder.ts'
import { seed, share } from './share.ts'
import { sideBySide } from './slack-crowd.ts'
import {
  type Attack,
  anyAttack,
  attackOf,
  filledIn,
  forgery,
  isForgery,
  type Shown,
  spoiltBody,
} from './slack-payloads.ts'
import { inspect } from './slack-store.ts'

/** Half of all over each transport, so many on one store: the fake keeps everything that was said. */
const perStore = share(200, 2_500)
const stores = Array.from({ length: share(400, 100_000) / 2 / perStore }, (_, index) => index + 1)

/** What Slack calls what an app sends beyond its limits. */
const beyondLimits = /^(?:invalid_|msg_|no_text|view_too_large)/

it.each(stores)(
  `${perStore} hostile payloads over each transport (stores %i) stop nothing, trick nothing and break no limit`,
  { timeout: 600_000 },
  async (store) => {
    await Promise.all([assail('http', seed + 2 * store), assail('socket', seed + 2 * store + 1)])
  },
)

async function assail(transport: Transport, storeSeed: number): Promise<void> {
  const folder = temporaryFolder()
  const slack = await startFakeSlack({ transport, grant: ['channels:history'] })
  onTestFinished(() => slack.close())
  const env = { LOG_LEVEL: 'debug' }
  const child = await startAttache(slack, { folder, args: ['--now', '2009-04-06T09:00:00-05:00'], env })
  onTestFinished(async () => {
    await child.kill()
  })
  const {
    messages: [recorded],
  } = await slack.command('maria', 'lima-nas', '/log seizure 250 kg cocaine at Callao')
  const { view } = await slack.command('maria', 'lima-nas', '/log')
  if (!recorded || !view) throw new Error('nothing was said of an entry, or no form was shown')
  // Over the socket a payload that its client cannot make sense of is passed over, with a word to the operator.
  const isOwedAnAck = ({ changes }: Attack) => transport === 'http' || changes.length === 0
  const fields = { 'What happened': filledIn, 'How much': filledIn, Where: filledIn }
  const shown = { message: recorded, form: slack.payloads.submit('maria', view, fields) }

  slack.faults.randomly({
    seed: storeSeed,
    rate: 0.02,
    methods: ['chat.postMessage', 'response_url', 'views.publish', 'views.update'],
    faults: [{ fault: 'response-lost' }, { fault: 'failed-after', error: 'internal_error' }],
  })
  const drawn = fc.sample(anyAttack, { seed: storeSeed, numRuns: perStore })
  const unanswered: Attack[] = []
  await sideBySide(8, drawn, async (attack) => {
    if ((await send(slack, shown, attack)) === 'none' && isOwedAnAck(attack)) unanswered.push(attack)
  })
  // Eight at a time keep one another waiting, and a busy machine all of them: whatever is slow of itself is so alone.
  for (const attack of unanswered)
    expect(await isAnswered(slack, shown, attack), JSON.stringify(attack)).toBe(true)
  slack.faults.clear()

  // The program closes a connection whose body it refused, perhaps just as it is used again.
  const healthNow = async () => (await fetch(`${child.url}/healthz`).catch(() => undefined))?.json()
  await expect
    .poll(healthNow, { message: child.stderr.slice(-3).join('\n') })
    .toMatchObject({ ok: true, transport })
  expect((await slack.command('maria', 'lima-nas', '/deadline reply')).text).toContain('Sat 25 Apr 2009')
  for (const message of slack.world.said()) if (message.author === botUser) assertHarmless(message)
  for (const view of slack.world.views.values()) assertHarmless({ text: '', blocks: [view.content] })
  // A trigger or a member that an attack put in the place of Slack's own is refused for that.
  const isOfSlack = ({ user_id, trigger_id = '.trigger' }: Json) =>
    user_id !== '' && /\.trigger$/.test(String(trigger_id))
  const refused = slack.calls.filter(
    ({ method, outcome, args }) =>
      beyondLimits.test(outcome) &&
      isOfSlack(args) &&
      (method !== 'views.open' || args.trigger_id !== undefined) &&
      (method !== 'views.publish' || args.user_id !== undefined),
  )
  expect(refused.map(({ method, outcome, args }) => [method, outcome, args])).toEqual([])
  expect(slack.complaints).toEqual([])
  expect((await inspect(folder)).everything.includes(forgery), 'a trace of a forgery').toBe(false)
  expect(child.stderr.join('\n')).not.toMatch(new RegExp(`${forgery}|xox[a-z]-|xapp-`))
  expect(await child.stop()).toEqual({ code: 0, signal: null })
}

/** Sent alone, and again where the connection ended as it was on its way; what stops the program is answered at no time. */
async function isAnswered(slack: FakeSlack, shown: Shown, attack: Attack): Promise<boolean> {
  for (let turn = 0; turn < 3; turn += 1) if ((await send(slack, shown, attack)) !== 'none') return true
  return false
}

/** How it was acknowledged; where nobody is asked to, that it was sent. */
async function send(slack: FakeSlack, shown: Shown, attack: Attack): Promise<Ack['status'] | 'sent'> {
  // A busy machine's pongs come late, and the program begins its connection anew.
  await slack.until(
    () => slack.transport === 'http' || slack.connections() > 0,
    'the program to come',
    60_000,
  )
  const interaction = attackOf(slack, shown, attack)
  const { how } = attack
  if (how === 'signed') return (await slack.perform(interaction, { expect: 'anything' })).ack.status
  if (slack.transport === 'socket') {
    // A socket has no signatures: only frames that no Slack writes.
    await slack.deliver({
      body: how === 'garbage' ? attack.noise : frameOf(interaction.delivery.payload, attack),
    })
    return 'sent'
  }
  if (how === 'forged') slack.faults.nextDelivery({ fault: 'wrong-signature' })
  if (how === 'old') slack.faults.nextDelivery({ fault: 'skewed', seconds: -360 })
  const { status } = await slack.deliver(spoiltBody(interaction, attack))
  if (isForgery(attack) && status !== 'none') expect(status, how).toBe(how === 'oversized' ? 413 : 401)
  return status
}

/** A frame cut short, so that nothing in it can be acknowledged. */
function frameOf(payload: unknown, { changes: [change] }: Attack): string {
  const frame = JSON.stringify({ type: 'events_api', envelope_id: 'none', payload })
  return frame.slice(0, (change?.at ?? 500) % frame.length)
}

/** No markup, no control, no sign that turns text around; blocks are held to their limits by the fake. */
function assertHarmless({ text, blocks }: Pick<Message, 'text' | 'blocks'>): void {
  expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
  const strings = JSON.stringify(blocks, (_, value: unknown) => value)
  for (const shown of [text, strings])
    expect(shown).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\p{Surrogate}]|\\u00[01]/u,
    )
}
