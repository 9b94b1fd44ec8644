import type bolt from '@slack/bolt'
import type { Logger } from 'pino'
import { type Instant, toInstant } from '../../domain/date.ts'
import { claimedMarking } from '../../domain/marking.ts'
import { finish, forget, listUndone, receive } from '../../store/inbox.ts'
import { type Db, explainStoreError } from '../../store/open.ts'
import { isObject } from './json.ts'

/** Deliveries are remembered for a day, and at a start what is younger is answered still, however late. */
const remembered = 24 * 60 * 60_000

/** What goes on failing is tried again for this long, then at the next start only. */
const patience = 30 * 60_000

interface GateOptions {
  db: Db
  now(): Instant
  log: Logger
  /** Notes work that a shutdown waits for. */
  begin<T>(promise: Promise<T>): Promise<T>
}

interface Gate {
  /** What Bolt is given in the receiver's place. */
  receiver: bolt.Receiver
  /** Hands Bolt again what was acknowledged and never handled: the program ended in between, or handling failed. */
  takeUp(): Promise<void>
}

type Delivery = Parameters<bolt.App['processEvent']>[0]

/**
 * Stands between a receiver and Bolt. An event or a press is kept on disk before it is acknowledged and is handled once,
 * however often it is delivered; whatever Bolt does not know, or fails on, is acknowledged all the same. What names nobody that Slack
 * would is passed over.
 */
export function makeGate(receiver: bolt.Receiver, { db, now, log, begin }: GateOptions): Gate {
  let app: bolt.App | undefined
  /** Keys being handled: not done yet, and not left over either. */
  const inHand = new Set<string>()
  let hasStarted = false

  /** Lets a delivery through; one that fails stays undone, to be taken up again. */
  async function handOn(delivery: Delivery, key: string | undefined): Promise<void> {
    try {
      await app?.processEvent(delivery)
      if (key !== undefined) await finish(db, key, now())
    } catch (error) {
      log.error({ err: error, key }, 'a delivery failed')
    }
  }

  /**
   * Keeps a delivery before it is acknowledged; false when it came before. Where the store takes nothing, an event is left to
   * Slack, which sends it again; a press comes once, and is handled though it is not kept, for its answer tells the person.
   */
  async function keep({ body }: Delivery, key: string): Promise<boolean | 'not kept'> {
    try {
      return await receive(db, key, kept(body), now())
    } catch (error) {
      log.error({ err: explainStoreError('the store', error), key }, 'a delivery could not be kept')
      if (body.type !== 'block_actions') throw error
      return 'not kept'
    }
  }

  async function handle(delivery: Delivery): Promise<void> {
    const key = keyOf(delivery.body)
    const ack = onceOnly(delivery.ack)
    if (!namesAsSlackDoes(delivery.body)) {
      log.warn({ key }, 'a delivery names people or places in a way that Slack does not; it was passed over')
      return ack()
    }
    if (key === undefined) {
      await handOn({ ...delivery, ack }, key)
      return ack()
    }
    // What is on disk is handled though its acknowledgement be lost; Slack then delivers an event again.
    const tolerant: Delivery['ack'] = (response) =>
      ack(response).catch((error: unknown) => log.warn({ err: error, key }, 'an acknowledgement was lost'))
    const isFirst = !inHand.has(key)
    inHand.add(key)
    try {
      const isNew = await keep(delivery, key)
      if (isNew) await handOn({ ...delivery, ack: tolerant }, isNew === true ? key : undefined)
      else log.debug({ key }, 'delivered again')
    } finally {
      if (isFirst) inHand.delete(key)
    }
    await tolerant()
  }

  return {
    receiver: {
      init: (given) => {
        app = given
        receiver.init({ processEvent: (delivery: Delivery) => begin(handle(delivery)) } as bolt.App)
      },
      start: (...args) => receiver.start(...args),
      stop: (...args) => receiver.stop(...args),
    },

    async takeUp() {
      const at = Date.parse(now())
      await forget(db, toInstant(at - remembered))
      const since = toInstant(at - (hasStarted ? patience : remembered))
      hasStarted = true
      for (const { key, body } of await listUndone(db, since)) {
        if (body === '' || inHand.has(key)) continue
        log.info({ key }, 'taken up again')
        inHand.add(key)
        const delivery = { body: JSON.parse(body) as Delivery['body'], ack: async () => undefined }
        await begin(handOn(delivery, key)).finally(() => inHand.delete(key))
      }
    },
  }
}

function onceOnly(ack: Delivery['ack']): Delivery['ack'] {
  let acknowledged = false
  return async (response) => {
    if (acknowledged) return
    acknowledged = true
    await ack(response)
  }
}

/** An id stands in keys, in forms and in other calls of Slack's: one that no Slack gives is not taken so far. */
function namesAsSlackDoes(body: Delivery['body']): boolean {
  const event = isObject(body.event) ? body.event : {}
  const named = [body.user_id, body.channel_id, body.user, body.channel, event.user, event.channel]
  return named.every((one) => {
    const id = isObject(one) ? one.id : one
    return id === undefined || (typeof id === 'string' && /^[A-Z][A-Z0-9]{0,30}$/.test(id))
  })
}

/** Slack's own id of an event or a press; slash commands and forms are answered by their ack, and come once. */
function keyOf(body: Delivery['body']): string | undefined {
  if (typeof body.event_id === 'string') return `event/${body.event_id}`
  if (body.type === 'block_actions' && typeof body.trigger_id === 'string') return `action/${body.trigger_id}`
  return undefined
}

/**
 * The delivery as it is kept, without Slack's own secrets and without the Home that stands: it is our own, and made anew. Nothing of
 * one in which a person marks what they wrote: whether it may be kept where they wrote it is decided when it is handled. The
 * message of a press is our own, and within its ceiling.
 */
function kept({ token: _token, ...body }: Delivery['body']): string {
  const { view: _view, ...event } = isObject(body.event) ? body.event : {}
  const isPress = body.type === 'block_actions'
  if (claimedMarking(JSON.stringify(isPress ? (body.actions ?? '') : event)) !== 'U') return ''
  return JSON.stringify(isPress ? body : { ...body, event })
}
