import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Audience } from '../../commands/call.ts'
import { type Instant, toInstant } from '../../domain/date.ts'

/** Milliseconds: somebody waits for what a member may be shown, and Slack for an acknowledgement. */
export const briefTimeout = 2_500

/** How members, channels and the clock stand, as Slack tells it. */
export interface SlackStandings {
  /** Whether a member is a guest, or of another organisation. Throws within seconds when Slack does not say. */
  readGuest(member: string): Promise<boolean>
  /** Whether a member's account was taken away; false where Slack does not say. */
  hasLeft(member: string): Promise<boolean>
  /** Who reads a channel. Throws within seconds when Slack does not say. */
  readAudience(channel: string): Promise<Audience>
  /** The direct message between a member and the app. Throws within seconds when Slack does not say. */
  readDirect(member: string): Promise<string>
  /** Whether the app is in a channel, and whether it is archived; unknown where Slack does not say. */
  readChannel(channel: string): Promise<{ isMember: boolean; isArchived: boolean } | 'unknown'>
  /** What time it is for Slack, to the second; undefined when it does not answer. */
  readClock(): Promise<Instant | undefined>
}

interface StandingsOptions {
  /** A client that waits `briefTimeout` and does not try again. */
  brief: WebClient
  apiUrl: string | undefined
  log: Logger
  /** The app's own workspace, once Slack has told it. */
  team(): string | undefined
}

export function makeStandings({ brief, apiUrl, log, team }: StandingsOptions): SlackStandings {
  return {
    async readGuest(member) {
      const { user } = await brief.users.info({ user: member })
      return (
        user?.is_restricted === true ||
        user?.is_ultra_restricted === true ||
        user?.is_stranger === true ||
        user?.team_id !== team()
      )
    },

    async hasLeft(member) {
      // A name that somebody typed is nobody whom Slack knows.
      if (!/^[UW][A-Z0-9]{2,}$/.test(member)) return false
      try {
        const { user } = await brief.users.info({ user: member })
        return user?.deleted === true
      } catch (error) {
        log.warn({ err: error, member }, 'Slack does not say whether a member is still there')
        return false
      }
    },

    async readDirect(member) {
      const { channel } = await brief.conversations.open({ users: member })
      return channel?.id ?? ''
    },

    async readChannel(id) {
      try {
        const { channel } = await brief.conversations.info({ channel: id })
        return { isMember: channel?.is_member === true, isArchived: channel?.is_archived === true }
      } catch (error) {
        log.warn({ err: error, id }, 'Slack does not say how a channel stands')
        return 'unknown'
      }
    },

    async readClock() {
      try {
        const address = `${apiUrl ?? 'https://slack.com/api/'}api.test`
        const response = await fetch(address, { method: 'POST', signal: AbortSignal.timeout(briefTimeout) })
        await response.arrayBuffer()
        const told = Date.parse(response.headers.get('date') ?? '')
        return Number.isNaN(told) ? undefined : toInstant(told)
      } catch (error) {
        log.warn({ err: error }, 'Slack does not say what time it is')
        return undefined
      }
    },

    async readAudience(id) {
      try {
        const { channel } = await brief.conversations.info({ channel: id })
        const { is_shared, is_ext_shared, is_org_shared } = channel ?? { is_shared: true }
        return is_shared || is_ext_shared || is_org_shared ? 'shared' : 'members'
      } catch (error) {
        // Slack's word for a private channel that the app is not in.
        if (error instanceof WebAPIPlatformError && error.data.error === 'channel_not_found') return 'unseen'
        throw error
      }
    },
  }
}
