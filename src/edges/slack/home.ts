import type { Call } from '../../commands/call.ts'
import { roleNeeded } from '../../commands/command.ts'
import { makeContext } from '../../commands/context.ts'
import { describeHome } from '../../commands/home/home.ts'
import { commands } from '../../commands/table.ts'
import type { Speaker } from './answer.ts'
import { renderHomeView } from './views.ts'

/** A Home that was opened this long ago is no longer looked at; it is made anew when it is opened again. */
const lookedAt = 60 * 60_000

/** Homes kept up to date at a time: those opened last. */
const mostHomes = 50

export interface Homes {
  /** Publishes a person's Home, and keeps it up to date for an hour. */
  open(member: string): Promise<void>
  /** Brings the Home of whoever called up to date, where the call may have changed it. */
  follow(call: Call): Promise<void>
  /** Brings all that are looked at up to date, for what others did. */
  refresh(): Promise<void>
}

/** What people see on opening the app: published when it is opened, and again when what it says has changed. */
export function keepHomes({ desk, client, now }: Speaker): Homes {
  const open = new Map<string, { since: number; says: string }>()
  // One after the other, so that what is published last is what was made last.
  let publishing: Promise<void> = Promise.resolve()
  // What happens before an update begins is shown by it: a busy hour queues one for each Home, not one for each deed.
  const waiting = new Map<string, Promise<void>>()

  async function publish(member: string, isChangeOnly: boolean): Promise<void> {
    const context = await makeContext(desk, { member, channel: member }, now())
    const home = await describeHome({ member }, context)
    // The last part says when it was made.
    const says = JSON.stringify([home.marking, context.channel.zone, home.parts.slice(0, -1)])
    const known = open.get(member)
    if (isChangeOnly && known?.says === says) return
    await client.publishHome(member, renderHomeView(home))
    if (known) known.says = says
  }

  const isLookedAt = (member: string) => {
    const known = open.get(member)
    const looked = known !== undefined && Date.parse(now()) - known.since < lookedAt
    if (known && !looked) open.delete(member)
    return looked
  }
  const inTurn = (work: () => Promise<void>) => {
    const done = publishing.then(work)
    publishing = done.catch(() => undefined)
    return done
  }
  const update = (member: string) => {
    const queued = waiting.get(member)
    if (queued) return queued
    const updated = inTurn(() => {
      waiting.delete(member)
      return publish(member, true)
    }).catch((error: unknown) => desk.log.warn({ err: error, member }, 'a Home was not brought up to date'))
    waiting.set(member, updated)
    return updated
  }

  return {
    async open(member) {
      open.delete(member)
      open.set(member, { since: Date.parse(now()), says: '' })
      const [oldest] = open.keys()
      if (open.size > mostHomes && oldest !== undefined) open.delete(oldest)
      await inTurn(() => publish(member, false))
    },
    async follow(call) {
      if (isLookedAt(call.member) && mayChange(call)) await update(call.member)
    },
    async refresh() {
      for (const member of [...open.keys()]) if (isLookedAt(member)) await update(member)
    },
  }
}

/** Lookups change nothing. */
function mayChange(call: Call): boolean {
  const named = commands.find(({ name }) => name === call.command)
  return named?.shareable !== true || roleNeeded(named, call) !== 'reader'
}
