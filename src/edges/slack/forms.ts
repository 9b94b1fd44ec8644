import type bolt from '@slack/bolt'
import type { Call } from '../../commands/call.ts'
import type { Desk } from '../../commands/context.ts'
import { readLine } from '../../commands/handle.ts'
import { type Form, note, type Reply } from '../../commands/reply.ts'
import {
  answerWithin,
  describeUnknown,
  renderMessage,
  respondOrTell,
  type Speaker,
  sayAnswer,
  tellAlone,
  within,
} from './answer.ts'
import { capture } from './capture.ts'
import type { Identity, SlackClient } from './client.ts'
import { type Renderings, withinLimits } from './renderings.ts'
import {
  type FormPlace,
  formId,
  readFields,
  readMetadata,
  renderAnswerView,
  renderForm,
  renderFormAgain,
  renderWaitingView,
  type SentView,
} from './views.ts'

/** The shortcuts, as the manifests name them. */
const logMessage = 'log_message'
const logProgress = 'log_progress'

interface FormOptions {
  speaker: Speaker
  identity: Pick<Identity, 'address'>
  answer(call: Call): Promise<Reply>
}

/** The form that an answer holds. */
export function formIn({ parts }: Reply): Form | undefined {
  return parts.find((part) => part.part === 'form')?.form
}

/** Shows the form that an answer holds; false when it holds none, or the trigger holds no more. */
export async function openForm(
  client: SlackClient,
  trigger: string,
  { key, reply }: Pick<Told, 'key' | 'reply'>,
  place: FormPlace,
): Promise<boolean> {
  const form = formIn(reply)
  return form !== undefined && (await client.openView(trigger, [renderForm(form, place, trigger)], key))
}

/** The answer to a press in a modal takes the modal's place; what is for the channel is said there too. */
export async function answerInView(
  speaker: Speaker,
  view: string,
  place: FormPlace,
  told: Told,
): Promise<void> {
  const form = formIn(told.reply)
  const shown: Renderings<object> = form
    ? [renderForm(form, place, told.key)]
    : renderAnswerView(told.reply, place)
  await showInstead(speaker, view, shown, told)
  await sayInChannel(speaker, place, told)
}

/** An answer, and whom it is for. */
interface Told {
  key: string
  reply: Reply
  member: string
}

/** Puts a view in the place of another. Where that is gone, the person is told alone what nobody else is told. */
async function showInstead(
  speaker: Speaker,
  id: string,
  views: Renderings<object>,
  told: Told,
): Promise<void> {
  if (await speaker.client.updateView(id, views, told.key)) return
  if (!isForChannel(told.reply)) await tellAlone(speaker, { ...told, key: `${told.key}/alone` })
}

/** Forms that are sent, and the two shortcuts that open one; whatever else is sent or chosen is nobody's. */
export function listenToForms(app: bolt.App, { speaker, identity, answer }: FormOptions): void {
  const { desk, client } = speaker

  app.view(/.*/, async ({ body, view, ack }) => {
    const sent = view as unknown as SentView
    const place = view.callback_id === formId ? readMetadata(sent.private_metadata) : undefined
    const member = body.user.id
    if (place?.call === undefined) {
      const from = { key: `form/${sent.id}`, member, channel: member }
      const [unknown] = renderAnswerView(describeUnknown('form', from, desk), { channel: member })
      return ack({ response_action: 'update', view: unknown } as never)
    }
    // Sent again, because its acknowledgement was lost, it is still the same form; the next one in its modal is another.
    const key = `form/${place.openedBy ?? sent.id}`
    const call = readLine(place.call, { member, channel: place.channel, key })
    const answered = answer({ ...call, fields: readFields(sent) })
    const reply = await within(answered, answerWithin)
    const isAcknowledged = await ack(ackOf(reply, sent, place, desk.log) as never).then(
      () => true,
      (error: unknown) =>
        desk.log.warn({ err: error, key }, 'an acknowledgement was lost; the form is updated'),
    )
    const late = await answered
    const told = { key, reply: late, member }
    if (!reply || !isAcknowledged) await showInstead(speaker, sent.id, outcomeView(late, sent, place), told)
    await sayInChannel(speaker, place, told)
  })

  app.shortcut(logMessage, async ({ body, ack }) => {
    await ack()
    if (body.type !== 'message_action') return
    const { message, trigger_id: trigger } = body
    const member = body.user.id
    const channel = body.channel.id
    const evidence = capture(identity, { ...message, text: message.text ?? '', channel, ts: body.message_ts })
    const key = `shortcut/${trigger}`
    const reply = await answer({ command: 'log', text: '', member, channel, key, evidence })
    const thread = typeof message.thread_ts === 'string' && { thread: message.thread_ts }
    const told = { key, reply, member }
    if (await openForm(client, trigger, told, { channel, ...thread })) return
    const shown = { ...renderMessage(reply, desk.log), replace_original: false }
    await respondOrTell(speaker, body.response_url, shown, told)
  })

  app.shortcut(logProgress, async ({ body, ack }) => {
    await ack()
    const member = body.user.id
    const key = `shortcut/${body.trigger_id}`
    const reply = await answer({ command: 'log', text: '', member, channel: member, key })
    if (await openForm(client, body.trigger_id, { key, reply }, { channel: member })) return
    await sayAnswer(speaker, { key, reply, channel: member, member })
  })

  app.shortcut(/.*/, async ({ body, ack }) => {
    if (body.callback_id === logMessage || body.callback_id === logProgress) return
    await ack()
    const from = { key: `shortcut/${body.trigger_id}`, member: body.user.id, channel: body.user.id }
    const reply = describeUnknown('shortcut', from, desk)
    if (await client.openView(body.trigger_id, renderAnswerView(reply, { channel: from.channel }), from.key))
      return
    await sayAnswer(speaker, { ...from, reply })
  })
}

/** What rides in the acknowledgement: the errors by field, the answer, or a view to wait in. */
function ackOf(reply: Reply | undefined, sent: SentView, place: FormPlace, log: Desk['log']): object {
  if (reply?.errors) return { response_action: 'errors', errors: reply.errors }
  const [view] = reply ? withinLimits(outcomeView(reply, sent, place), log) : [renderWaitingView(place)]
  return { response_action: 'update', view }
}

/** The answer; a form that was refused stands again with what was filled in, or its reason alone. */
function outcomeView(reply: Reply, sent: SentView, place: FormPlace): Renderings<object> {
  const answered = renderAnswerView(reply, place)
  return reply.refused ? [renderFormAgain(sent, reply), ...answered] : answered
}

async function sayInChannel(
  speaker: Speaker,
  { channel, thread }: FormPlace,
  { key, reply, member }: Told,
): Promise<void> {
  if (!isForChannel(reply)) return
  const parts = [...reply.parts, note('By ', { member }, '.')]
  await sayAnswer(speaker, { key, reply: { ...reply, parts }, channel, thread, member })
}

function isForChannel({ to, refused }: Reply): boolean {
  return to === 'channel' && !refused
}
