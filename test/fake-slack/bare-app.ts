import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { onTestFinished } from 'vitest'
import { freePort } from './child.ts'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './fake-slack.ts'
import type { Transport } from './manifest.ts'

const button = (label: string, value: string) => ({
  type: 'button' as const,
  action_id: `press-${value}`,
  text: { type: 'plain_text' as const, text: label },
  value,
})
export const asking = {
  text: 'Record it?',
  blocks: [{ type: 'actions' as const, elements: [button('Record It', 'yes'), button('Leave It', 'no')] }],
}
export const form = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'Log progress' },
  submit: { type: 'plain_text' as const, text: 'Record' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'what',
      label: { type: 'plain_text' as const, text: 'What happened' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
}
export const home = {
  type: 'home' as const,
  blocks: [
    { type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'Due soon' } },
    { type: 'actions' as const, elements: [button('Log Progress', 'form')] },
  ],
}

const silent = () => undefined
const logger: Logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => LogLevel.ERROR,
  setName: silent,
}

/** A fake that is gone after the test. */
export async function fakeSlack(options: Partial<FakeSlackOptions> = {}): Promise<FakeSlack> {
  const slack = await startFakeSlack({ transport: 'http', ...options })
  onTestFinished(() => slack.close())
  return slack
}

export function clientOf(slack: FakeSlack, token = slack.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    logger,
    retryConfig: { retries: 0 },
    timeout: 2_000,
  })
}

/** A small app on bare Bolt that does one of everything. */
async function startApp(slack: FakeSlack) {
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } }
  const receiver =
    slack.transport === 'socket'
      ? new SocketModeReceiver({
          appToken: slack.appToken,
          logger,
          clientPingTimeout: 300,
          installerOptions: {
            clientOptions: { ...clientOptions, retryConfig: { retries: 5, minTimeout: 10 } },
          },
        })
      : new HTTPReceiver({ signingSecret: slack.signingSecret, logger })
  const app = new App({ token: slack.botToken, receiver, clientOptions, logger })
  const heard: string[] = []
  app.command('/deadline', async ({ ack, command }) => ack(`Two things are due, ${command.user_name}`))
  app.command('/ask', async ({ ack, respond }) => {
    await ack()
    await respond({ text: 'The best passage' })
  })
  app.command('/log', async ({ ack, command, client }) => {
    await (command.text === '' ? ack() : ack({ response_type: 'in_channel', ...asking }))
    if (command.text === '') await client.views.open({ trigger_id: command.trigger_id, view: form })
  })
  app.command('/watch', async ({ ack, command, client }) => {
    await ack()
    await client.chat.postMessage({ channel: command.channel_id, text: `Watching ${command.text}` })
  })
  app.action('press-yes', async ({ ack, respond }) => {
    await ack()
    await respond({ replace_original: true, text: 'Recorded as L-1', blocks: [] })
  })
  app.action('press-form', async ({ ack, body, client }) => {
    await ack()
    if ('trigger_id' in body) await client.views.open({ trigger_id: body.trigger_id, view: form })
  })
  app.view('', async ({ ack, view, body, client }) => {
    const text = view.state.values.what?.text?.value ?? ''
    if (text === 'nothing') return ack({ response_action: 'errors', errors: { what: 'Say what happened' } })
    await ack()
    await client.chat.postMessage({ channel: body.user.id, text: `Recorded: ${text}` })
  })
  app.event('app_mention', async ({ event, client }) => {
    heard.push(event.text)
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts: event.thread_ts ?? event.ts,
      text: 'Here',
    })
  })
  app.message(async ({ message, say }) => {
    heard.push('text' in message ? (message.text ?? '') : '')
    await say('Good day')
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: home })
  })
  const port = slack.transport === 'http' ? await freePort() : 0
  await app.start({ port, host: '127.0.0.1' })
  if (slack.transport === 'http') slack.deliverTo(`http://127.0.0.1:${port}`)
  onTestFinished(async () => {
    await app.stop()
    await slack.until(() => slack.connections() === 0, 'the app to close its socket')
  })
  return { heard }
}

export async function conversation(transport: Transport, options: Partial<FakeSlackOptions> = {}) {
  const slack = await fakeSlack({ transport, ...options })
  return { slack, ...(await startApp(slack)) }
}
