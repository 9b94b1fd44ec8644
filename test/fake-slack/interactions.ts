import type { Bus } from './bus.ts'
import type { Ack, Delivery, Retry } from './delivery.ts'
import { isObject, type Json, objects } from './json.ts'
import type { Interaction } from './payloads.ts'
import { checkedView, Refusal } from './refusal.ts'
import { show } from './responses.ts'
import { plainMessage } from './text.ts'
import type { Workspace } from './workspace.ts'
import { botUser, type Happening, type Message, type View } from './world.ts'

/** What a person saw of one thing they did. */
export interface Seen {
  ack: Ack
  /** Shown to that person alone. */
  ephemerals: Message[]
  /** Posted where the person was: the channel, the thread, the conversation with the app. */
  messages: Message[]
  updated: Message[]
  deleted: Message[]
  /** The form, as it was shown last. */
  view?: View
  home?: View
  /** All messages shown or changed, in order, as plain text. */
  text: string
  /** What was done, with the payload that was sent to the app. */
  interaction: Interaction
}

export interface Expecting {
  /**
   * `answer` (the default): wait until the person was shown something. `ack`: the acknowledgement is enough.
   * `anything`: whatever comes, even no ack; never rejects.
   */
  expect?: 'answer' | 'ack' | 'anything'
  /** Wait until this holds too, for interactions that are answered in several places. */
  until?: (seen: Seen) => boolean
  /** Milliseconds before it fails. */
  deadline?: number
}

export interface Performer {
  perform(interaction: Interaction, expecting?: Expecting, retry?: Retry): Promise<Seen>
  /** To be told of everything that happens in the world. */
  happened(happening: Happening): void
}

/**
 * Sends interactions and gathers what the person sees of them. What comes by a response_url, a trigger or an ack is known to
 * belong; a post belongs to every interaction that waits for one in its place, so two people who act at once in one channel
 * may each see the post for the other.
 */
export function makePerformer(
  workspace: Workspace,
  bus: Bus,
  send: (delivery: Delivery, retry?: Retry) => Promise<Ack>,
  inFlight: () => Promise<unknown>,
): Performer {
  const open = new Set<Gathering>()

  async function perform(interaction: Interaction, expecting: Expecting = {}, retry?: Retry): Promise<Seen> {
    const { expect = 'answer', until, deadline = 5_000 } = expecting
    const gathering: Gathering = { interaction, happenings: [] }
    open.add(gathering)
    const { happenings } = gathering
    const look = (ack: Ack) => seen(interaction, ack, happenings)
    try {
      const ack = await send(interaction.delivery, retry)
      takeAck(workspace, interaction, ack)
      if (expect !== 'anything' && !isAcknowledged(ack))
        throw new Error(`${describe(interaction)} was not acknowledged: ${ack.reason ?? ack.status}`)
      const enough = () => {
        const now = look(ack)
        const answered = expect === 'answer' ? hasAnswer(now) : true
        return answered && (until?.(now) ?? true)
      }
      const waited = bus.until(enough, `the answer to ${describe(interaction)}`, deadline)
      if (expect === 'anything') await waited.catch(() => undefined)
      else await waited
      await inFlight()
      return look(ack)
    } finally {
      open.delete(gathering)
    }
  }

  return {
    perform,
    happened: (happening) => {
      for (const { interaction, happenings } of open)
        if (belongs(happening, interaction, happenings)) happenings.push(happening)
      bus.changed()
    },
  }
}

interface Gathering {
  interaction: Interaction
  happenings: Happening[]
}

function isAcknowledged({ status }: Ack): boolean {
  return status !== 'none' && status >= 200 && status < 300
}

function hasAnswer({ ephemerals, messages, updated, deleted, view, home, ack, interaction }: Seen): boolean {
  const { payload } = interaction.delivery
  const formAnswered = payload.type === 'view_submission' && ack.body !== undefined
  // A Home that is brought up to date meanwhile answers only whoever opened it.
  const [event] = objects([payload.event])
  const homeShown = event?.type === 'app_home_opened' ? home : undefined
  return (
    formAnswered ||
    [...ephemerals, ...messages, ...updated, ...deleted].length > 0 ||
    (view ?? homeShown) !== undefined
  )
}

/** Shows what an ack carries, as Slack does for commands and forms; what Slack would refuse is complained of. */
function takeAck(workspace: Workspace, interaction: Interaction, { body, status }: Ack): void {
  const { kind, payload } = interaction.delivery
  if (status !== 200) return
  const isForm = payload.type === 'view_submission'
  if (!body) {
    if (isForm && interaction.view) workspace.world.closeView(interaction.view.id)
    return
  }
  try {
    if (kind === 'slash_commands')
      show(
        workspace,
        { interaction: interaction.id, member: interaction.member, channel: interaction.channel },
        body,
      )
    else if (isForm && interaction.view) takeFormAnswer(workspace, interaction, interaction.view, body)
    else workspace.complain(`an ack of ${String(payload.type)} carries a body that Slack passes over`)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    workspace.complain(`the ack was refused: ${error.error} ${JSON.stringify(error.details)}`)
  }
}

function takeFormAnswer({ world }: Workspace, interaction: Interaction, view: View, body: Json): void {
  const { response_action: action } = body
  if (action === 'update' || action === 'push') {
    const content = checkedView(body.view, 'modal')
    const { id, type, member } = view
    world.show({ ...(action === 'update' && { id }), type, member, content }, interaction.id)
  } else if (action === 'clear') {
    world.closeView(view.id)
  } else if (action !== 'errors' || !isObject(body.errors)) {
    throw new Refusal('invalid_response_action')
  }
}

function belongs(happening: Happening, interaction: Interaction, already: readonly Happening[]): boolean {
  if (happening.by !== undefined) return happening.by === interaction.id
  if ('view' in happening) return happening.view.member === interaction.member
  const { message, what } = happening
  if (message.author !== botUser || message.channel !== interaction.channel) return false
  if (what !== 'posted') {
    const known = [
      interaction.message,
      ...already.map((each) => ('message' in each ? each.message : undefined)),
    ]
    return known.some((each) => each?.ts === message.ts)
  }
  if (message.onlyFor !== undefined) return message.onlyFor === interaction.member
  return interaction.thread === undefined || message.threadTs === interaction.thread
}

function seen(interaction: Interaction, ack: Ack, happenings: readonly Happening[]): Seen {
  const shown: Record<'posted' | 'updated' | 'deleted', Message[]> = { posted: [], updated: [], deleted: [] }
  const views: Partial<Record<'view' | 'home', View>> = {}
  for (const happening of happenings) {
    if ('view' in happening) views[happening.what] = happening.view
    else shown[happening.what].push(happening.message)
  }
  const words = happenings.flatMap((each) =>
    'message' in each && each.what !== 'deleted' ? [each.message] : [],
  )
  return {
    ack,
    ephemerals: shown.posted.filter(({ onlyFor }) => onlyFor !== undefined),
    messages: shown.posted.filter(({ onlyFor }) => onlyFor === undefined),
    updated: shown.updated,
    deleted: shown.deleted,
    ...views,
    text: words.map(plainMessage).join('\n'),
    interaction,
  }
}

function describe({ delivery: { kind, payload }, member }: Interaction): string {
  const words = kind === 'slash_commands' ? `${payload.command} ${payload.text}` : JSON.stringify(payload)
  return `${member}'s ${kind} ${words.slice(0, 300)}`
}
