import type { Files } from './file-methods.ts'
import type { Manifest } from './manifest.ts'
import type { World } from './world.ts'

/** What the parts of the fake share. */
export interface Workspace {
  world: World
  manifest: Manifest
  scopes: ReadonlySet<string>
  /** Slack's clock, in milliseconds. */
  now(): number
  /** Notes what Slack would pass over in silence and a test should not. */
  complain(what: string): void
  triggers: Triggers
  files: Files
}

/** Each is used once, within 3 s; it remembers which interaction it came from. */
export interface Triggers {
  issue(interaction: string, member: string): string
  use(id: string): { interaction: string; member: string } | 'expired' | 'used' | 'unknown'
}

const triggerLife = 3_000

export function makeTriggers(now: () => number, nextId: (prefix: string) => string): Triggers {
  const issued = new Map<string, { interaction: string; member: string; at: number; used: boolean }>()
  return {
    issue: (interaction, member) => {
      const id = `${nextId('')}.${now()}.trigger`
      issued.set(id, { interaction, member, at: now(), used: false })
      return id
    },
    use: (id) => {
      const trigger = issued.get(id)
      if (!trigger) return 'unknown'
      if (now() - trigger.at > triggerLife) return 'expired'
      if (trigger.used) return 'used'
      trigger.used = true
      return trigger
    },
  }
}
