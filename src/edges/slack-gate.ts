import type bolt from '@slack/bolt'
import type { Logger } from 'pino'
import { type Instant, toInstant } from '../domain/date.ts'
import { claimedMarking } from '../domain/marking.ts'
import { finish, forget, listUndone, receive } from '../store/inbox.ts'
import type { Db } from '../store/open.ts'

/** Slack redelivers for minutes, and a press can be answered for half an hour: what is older is not taken up again. */
const memory = 30 * 60_000

/** Handled deliveries are remembered for a day. */
const remembered = 24 * 60 * 60_000

interface Gate {
  db: Db
  now(): Instant
  log: Logger
  /** Notes work that a shutdown waits for. */
  begin<T>(promise: Promise<T>): Promise<T>
}

type Delivery = Parameters<bolt.App['processEvent']>[0]

/**
 * Stands between a receiver and Bolt. An event or a press is kept on disk before it is acknowledged and is handled once,
 * however often it is delivered; whatever Bolt does not know, or fails on, is acknowledged all the same.
 */
export function gate(receiver: bolt.Receiver, { db, now, log, begin }: Gate): bolt.Receiver {
  return {
    init: (app) => {
      const processEvent = async (delivery: Delivery): Promise<void> => {
        const { body } = delivery
        let acknowledged = false
        const ack: Delivery['ack'] = async (response) => {
          if (acknowledged) return
          acknowledged = true
          await delivery.ack(response)
        }
        const key = keyOf(body)
        if (key !== undefined && !(await receive(db, key, kept(body), now()))) {
          log.debug({ key }, 'delivered again')
          return ack()
        }
        try {
          await app.processEvent({ ...delivery, ack })
        } finally {
          if (!acknowledged) await ack()
        }
        if (key !== undefined) await finish(db, key, now())
      }
      receiver.init({ processEvent: (delivery: Delivery) => begin(processEvent(delivery)) } as bolt.App)
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  }
}

/**
 * Finds what was acknowledged and not handled when the program last stopped, and gives what takes it up. To be called before
 * anything new may arrive, which would be taken for left over.
 */
export async function leftOver(app: bolt.App, { db, now, log, begin }: Gate): Promise<() => Promise<void>> {
  const at = Date.parse(now())
  await forget(db, toInstant(at - remembered))
  const undone = await listUndone(db, toInstant(at - memory))
  return async () => {
    for (const { key, body } of undone) {
      if (body === '') continue
      log.info({ key }, 'taken up again')
      await begin(
        app.processEvent({ body: JSON.parse(body) as Delivery['body'], ack: async () => undefined }),
      )
      await finish(db, key, now())
    }
  }
}

/** Slack's own id of an event or a press; slash commands and forms are answered by their ack, and come once. */
function keyOf(body: Delivery['body']): string | undefined {
  if (typeof body.event_id === 'string') return `event/${body.event_id}`
  if (body.type === 'block_actions' && typeof body.trigger_id === 'string') return `action/${body.trigger_id}`
  return undefined
}

/** The delivery as it is kept, without Slack's own secrets; nothing of one whose text marks itself above any ceiling. */
function kept({ token: _token, ...body }: Delivery['body']): string {
  const text = JSON.stringify(body)
  return claimedMarking(text) === 'above' ? '' : text
}
