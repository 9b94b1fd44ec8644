import type { Json } from './json.ts'

/** What Slack sends to an app, over either transport. */
export interface Delivery {
  kind: 'slash_commands' | 'interactive' | 'events_api'
  payload: Json
}

/** Set on a delivery that Slack makes again. */
export interface Retry {
  num: number
  reason: string
}

/** How the app acknowledged. */
export interface Ack {
  /** The HTTP status, 200 for a frame over the socket, `none` when nothing came in time. */
  status: number | 'none'
  /** The body or payload; a plain text is `{ text }`. Undefined when it was empty. */
  body: Json | undefined
  ms: number
  /** Why there is no ack. */
  reason?: string
}

/** Slack waits 3 s. */
export const ackWithin = 3_000
