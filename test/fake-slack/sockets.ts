import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Ack, ackWithin, type Delivery, type Retry } from './delivery.ts'
import { isObject, type Json, readObject } from './json.ts'
import { appId } from './world.ts'

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

interface Connection {
  socket: WebSocket
  /** A disconnect frame was sent: nothing more is delivered here, and acks that come late are lost. */
  leaving: boolean
}

interface Waiting {
  connection: Connection
  takesPayload: boolean
  /** Its ack meets a disconnect frame on the way. */
  isCrossed: boolean
  settle(ack: Omit<Ack, 'ms'>): void
}

const most = 10

/** The Socket Mode of Slack: addresses for one connection each, hello, envelopes to any one of the connections. */
export function openSockets(
  server: Server,
  base: () => string,
  changed: () => void,
  complain: (what: string) => void,
) {
  const tickets = new Set<string>()
  const connections = new Set<Connection>()
  const waiting = new Map<string, Waiting>()
  /** Every envelope sent: an ack that comes too late acknowledges one of them all the same. */
  const sent = new Set<string>()
  const acceptor = new WebSocketServer({ noServer: true })
  let turn = 0

  server.on('upgrade', (request, stream, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const ticket = searchParams.get('ticket') ?? ''
    if (pathname !== '/link/' || !tickets.delete(ticket)) {
      stream.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
      return
    }
    acceptor.handleUpgrade(request, stream, head, greet)
  })

  function greet(socket: WebSocket): void {
    const connection: Connection = { socket, leaving: false }
    socket.on('error', (error) => complain(`a socket failed: ${error.message}`))
    if (connections.size >= most) {
      leave(connection, 'too_many_websockets')
      return
    }
    socket.on('message', (data) => receive(connection, String(data)))
    socket.on('close', () => {
      connections.delete(connection)
      for (const each of waiting.values())
        if (each.connection === connection)
          each.settle({ status: 'none', body: undefined, reason: 'the socket closed before the ack' })
      changed()
    })
    connections.add(connection)
    send(connection, {
      type: 'hello',
      num_connections: connections.size,
      connection_info: { app_id: appId },
      debug_info: { host: 'applink-test', build_number: 1, approximate_connection_time: 18_060 },
    })
    changed()
  }

  function receive(connection: Connection, frame: string): void {
    const answer = readObject(frame)
    const id = typeof answer?.envelope_id === 'string' ? answer.envelope_id : ''
    const asked = waiting.get(id)
    if (!sent.has(id)) complain(`a frame acknowledges nothing: ${frame.slice(0, 200)}`)
    if (!answer || !asked || connection.leaving) return
    if (asked.isCrossed) {
      leave(connection, 'refresh_requested')
      return
    }
    const payload =
      isObject(answer.payload) && Object.keys(answer.payload).length > 0 ? answer.payload : undefined
    if (payload && !asked.takesPayload) complain('an ack carries a payload where Slack takes none')
    asked.settle({ status: 200, body: payload })
  }

  function deliver({ kind, payload }: Delivery, retry?: Retry, isCrossed = false): Promise<Ack> {
    const begun = performance.now()
    const open = [...connections].filter(({ leaving }) => !leaving)
    turn += 1
    const connection = open[turn % Math.max(open.length, 1)]
    if (!connection)
      return Promise.resolve({ status: 'none', body: undefined, ms: 0, reason: 'no socket is connected' })
    return new Promise((resolve) => {
      const id = randomUUID()
      const takesPayload = kind !== 'events_api'
      const settle = (ack: Omit<Ack, 'ms'>) => {
        waiting.delete(id)
        clearTimeout(timer)
        resolve({ ...ack, ms: performance.now() - begun })
      }
      const timer = setTimeout(
        () => settle({ status: 'none', body: undefined, reason: `no ack within ${ackWithin} ms` }),
        ackWithin,
      )
      waiting.set(id, { connection, takesPayload, isCrossed, settle })
      sent.add(id)
      send(connection, {
        envelope_id: id,
        type: kind,
        payload,
        accepts_response_payload: takesPayload,
        ...(kind === 'events_api' && { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }),
      })
    })
  }

  const pings = setInterval(() => {
    for (const { socket } of connections) socket.ping()
  }, 5_000).unref()

  return {
    deliver,
    /** The address of one connection, good once. */
    ticket: () => {
      const ticket = randomUUID()
      tickets.add(ticket)
      return `${base().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${appId}`
    },
    /** Open connections that said hello and were not told to leave. */
    count: () => [...connections].filter(({ leaving }) => !leaving).length,
    sendRaw: (frame: string) => {
      for (const { socket } of connections) socket.send(frame)
    },
    disconnect: (reason: DisconnectReason) => {
      for (const connection of connections) leave(connection, reason)
      changed()
    },
    /** The network is gone: no close frame. */
    cut: () => {
      for (const { socket } of connections) socket.terminate()
    },
    close: () => {
      clearInterval(pings)
      for (const { socket } of connections) socket.terminate()
      acceptor.close()
    },
  }
}

function leave(connection: Connection, reason: DisconnectReason): void {
  connection.leaving = true
  send(connection, { type: 'disconnect', reason, debug_info: { host: 'applink-test' } })
}

function send({ socket }: Connection, frame: Json): void {
  socket.send(JSON.stringify(frame))
}
