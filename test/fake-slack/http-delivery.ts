import { createHmac } from 'node:crypto'
import { type Ack, ackWithin, type Delivery, type Retry } from './delivery.ts'
import type { DeliveryFault } from './faults.ts'
import { type Json, readObject } from './json.ts'

/** `v0=…` over the timestamp (seconds) and the body, as Slack signs. */
function sign(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
}

/** Sends a body to the app, signed by the machine's clock (an app checks it by that), and waits for its answer at most 3 s. */
export async function postSigned(
  to: { url: string; secret: string },
  sent: { body: string; contentType: string; headers?: Record<string, string> },
  fault?: DeliveryFault,
): Promise<Ack> {
  const begun = performance.now()
  const skew = fault?.fault === 'skewed' ? fault.seconds : 0
  const timestamp = Math.floor(Date.now() / 1_000) + skew
  const secret = fault?.fault === 'wrong-signature' ? `not ${to.secret}` : to.secret
  const ms = () => performance.now() - begun
  try {
    const response = await fetch(to.url, {
      method: 'POST',
      body: sent.body,
      headers: {
        'content-type': sent.contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': sign(secret, timestamp, sent.body),
        ...sent.headers,
      },
      signal: AbortSignal.timeout(ackWithin),
    })
    const text = await response.text()
    return { status: response.status, body: readAck(text), ms: ms() }
  } catch (error) {
    return { status: 'none', body: undefined, ms: ms(), reason: whyNot(error) }
  }
}

/** The body of a delivery as Slack writes it: forms for commands and clicks, JSON for events. */
export function httpBody({ kind, payload }: Delivery): { body: string; contentType: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' }
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : textFields(payload)
  return {
    body: new URLSearchParams(fields).toString(),
    contentType: 'application/x-www-form-urlencoded',
  }
}

export function retryHeaders(retry: Retry | undefined): Record<string, string> {
  return retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}
}

function textFields(payload: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))
}

function readAck(text: string): Json | undefined {
  return text === '' ? undefined : (readObject(text) ?? { text })
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no ack within ${ackWithin} ms`
  return error.cause instanceof Error ? error.cause.message : error.message
}
