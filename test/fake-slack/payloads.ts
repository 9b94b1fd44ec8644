import { messageJson } from './chat-methods.ts'
import type { Delivery } from './delivery.ts'
import { type Json, objects } from './json.ts'
import type { Responses } from './responses.ts'
import { escapeTyped, formField, type Pressable, pressables } from './text.ts'
import { viewJson } from './view-methods.ts'
import type { Workspace } from './workspace.ts'
import { appId, botUser, type Channel, type Member, type Message, team, type View } from './world.ts'

/** A thing a person does, as Slack sends it, and where its answer may appear. */
export interface Interaction {
  id: string
  delivery: Delivery
  member: string
  /** Where its answers appear; the conversation with the app when it came from Home or a form. */
  channel: string
  /** The thread that answers belong to. */
  thread?: string
  /** The message that was pressed. */
  message?: Message
  /** The form that was sent, or the view that was pressed in. */
  view?: View
}

/** Makes what Slack would send: the fields and ids of the real thing, in this workspace. */
export function makePayloads(
  workspace: Workspace,
  responses: Responses,
  responseUrl: (id: string) => string,
) {
  const { world, manifest, triggers, now } = workspace

  function command(named: string, where: string, line: string, { unlisted = false } = {}): Interaction {
    const [, name = '', text = ''] = /^(\/\S+)\s*(.*)$/s.exec(line) ?? []
    const listed = manifest.features.slash_commands.find((each) => each.command === name)
    if (!listed && !unlisted)
      throw new Error(`${name || line} is no command of the manifest: Slack sends nothing`)
    const member = world.member(named)
    const channel = channelOf(member, where)
    const id = world.nextId('I')
    const payload = {
      token: 'verification',
      team_id: team,
      team_domain: 'test',
      channel_id: channel.id,
      channel_name: channelName(channel),
      user_id: member.id,
      user_name: member.name,
      command: name,
      text: escapeTyped(text, listed?.should_escape ? world.members.values() : []),
      api_app_id: appId,
      is_enterprise_install: 'false',
      response_url: urlFor(id, member, channel),
      trigger_id: triggers.issue(id, member.id),
    }
    return { id, delivery: { kind: 'slash_commands', payload }, member: member.id, channel: channel.id }
  }

  /** With `stale`, what was pressed is looked for in the message as given, not as it stands now. */
  function press(named: string, on: Message | View, what: string, { stale = false } = {}): Interaction {
    const member = world.member(named)
    return 'ts' in on ? pressMessage(member, on, what, stale) : pressView(member, on, what, stale)
  }

  function pressMessage(member: Member, given: Message, what: string, stale: boolean): Interaction {
    const message = stale ? given : world.message(given.channel, given.ts)
    if (!message) throw new Error(`The message is gone; nobody can press "${what}"`)
    const channel = channelOf(member, message.channel)
    if (message.onlyFor !== undefined && message.onlyFor !== member.id)
      throw new Error(`${member.name} does not see this message`)
    const pressed = find(pressables(message.blocks), what)
    const id = world.nextId('I')
    const { ts, threadTs } = message
    const isEphemeral = message.onlyFor !== undefined
    const thread = threadTs !== undefined && { thread_ts: threadTs }
    const payload = {
      type: 'block_actions',
      ...sender(member, id),
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel.id,
        is_ephemeral: isEphemeral,
        ...thread,
      },
      channel: { id: channel.id, name: channel.name },
      ...(!isEphemeral && { message: messageJson(message, false) }),
      state: { values: {} },
      response_url: urlFor(id, member, channel, message),
      actions: [{ ...pressed.action, action_ts: world.nextTs() }],
    }
    const where = { member: member.id, channel: channel.id, message }
    return {
      id,
      delivery: { kind: 'interactive', payload },
      ...where,
      ...(threadTs !== undefined && { thread: threadTs }),
    }
  }

  function pressView(member: Member, given: View, what: string, stale: boolean): Interaction {
    const view = stale ? given : world.views.get(given.id)
    if (!view) throw new Error(`The view is gone; nobody can press "${what}"`)
    const pressed = find(pressables(blocksOf(view)), what)
    const id = world.nextId('I')
    const payload = {
      type: 'block_actions',
      ...sender(member, id),
      container: { type: 'view', view_id: view.id },
      view: viewJson(view),
      actions: [{ ...pressed.action, action_ts: world.nextTs() }],
    }
    const channel = world.directChannel(member.id).id
    return { id, delivery: { kind: 'interactive', payload }, member: member.id, channel, view }
  }

  /** Values by the label, block id or action id of their field; text for typed fields, the value for choices. */
  function submit(named: string, view: View, values: Record<string, string>): Interaction {
    const member = world.member(named)
    const standing = world.views.get(view.id)
    if (standing?.type !== 'modal') throw new Error('The form is closed; nobody can send it')
    const id = world.nextId('I')
    // What nobody changed is sent as it was filled in.
    const state: Record<string, Json> = initialValues(blocksOf(standing))
    for (const [name, value] of Object.entries(values)) {
      const field = formField(blocksOf(standing), name)
      if (!field) throw new Error(`The form has no field "${name}"`)
      state[field.blockId] = { [String(field.element.action_id)]: fieldValue(field.element, value) }
    }
    const payload = {
      type: 'view_submission',
      ...sender(member, id),
      view: { ...viewJson(standing), state: { values: state } },
      response_urls: [],
    }
    const channel = world.directChannel(member.id).id
    return { id, delivery: { kind: 'interactive', payload }, member: member.id, channel, view: standing }
  }

  /** A shortcut of the manifest by its name: on a message, or from anywhere. */
  function shortcut(named: string, name: string, on?: Message): Interaction {
    const member = world.member(named)
    const type = on ? 'message' : 'global'
    const listed = manifest.features.shortcuts.find((each) => each.name === name && each.type === type)
    if (!listed) throw new Error(`${name} is no ${type} shortcut of the manifest: Slack sends nothing`)
    const id = world.nextId('I')
    const common = { ...sender(member, id), callback_id: listed.callback_id, action_ts: world.nextTs() }
    if (!on) {
      const channel = world.directChannel(member.id).id
      const payload = { type: 'shortcut', ...common }
      return { id, delivery: { kind: 'interactive', payload }, member: member.id, channel }
    }
    const channel = channelOf(member, on.channel)
    const payload = {
      type: 'message_action',
      ...common,
      message_ts: on.ts,
      message: messageJson(on, false),
      channel: { id: channel.id, name: channel.name },
      response_url: urlFor(id, member, channel, on),
    }
    return { id, delivery: { kind: 'interactive', payload }, member: member.id, channel: channel.id }
  }

  function mention(
    named: string,
    where: string,
    text: string,
    { thread }: { thread?: string } = {},
  ): Interaction {
    const member = world.member(named)
    const channel = channelOf(member, where)
    if (!channel.members.has(botUser))
      throw new Error(`The app is not in #${channel.name}: Slack sends no mention`)
    const words = `<@${botUser}> ${escapeTyped(text, world.members.values())}`
    const said = say(member, channel, words, thread)
    const event = { type: 'app_mention', ...eventOf(said) }
    return { ...eventFrom(event, channel), member: member.id, channel: channel.id, thread: thread ?? said.ts }
  }

  function directMessage(named: string, text: string, { thread }: { thread?: string } = {}): Interaction {
    const member = world.member(named)
    const channel = world.directChannel(member.id)
    const said = say(member, channel, escapeTyped(text, world.members.values()), thread)
    const event = { type: 'message', channel_type: 'im', ...eventOf(said) }
    const inThread = thread !== undefined && { thread }
    return { ...eventFrom(event, channel), member: member.id, channel: channel.id, ...inThread }
  }

  /** A document sent to the app, with words beside it or none. */
  function sendFile(
    named: string,
    name: string,
    content: string | Uint8Array,
    { text = '', beside = {} }: { text?: string; beside?: Record<string, string> } = {},
  ): Interaction {
    const member = world.member(named)
    const channel = world.directChannel(member.id)
    const said = say(member, channel, escapeTyped(text, world.members.values()), undefined)
    const sent: [string, string | Uint8Array][] = [[name, content], ...Object.entries(beside)]
    const files = sent.map(([label, bytes]) => workspace.files.send(label, Buffer.from(bytes)))
    const event = {
      type: 'message',
      subtype: 'file_share',
      channel_type: 'im',
      ...eventOf(said),
      files,
    }
    return { ...eventFrom(event, channel), member: member.id, channel: channel.id }
  }

  function openHome(named: string, { tab = 'home' }: { tab?: 'home' | 'messages' } = {}): Interaction {
    const member = world.member(named)
    const channel = world.directChannel(member.id)
    const home = tab === 'home' ? world.home(member.id) : undefined
    const event = {
      type: 'app_home_opened',
      user: member.id,
      channel: channel.id,
      tab,
      event_ts: world.nextTs(),
      ...(home && { view: viewJson(home) }),
    }
    return { ...eventFrom(event, channel), member: member.id, channel: channel.id }
  }

  /** Any other event of the workspace, such as `tokens_revoked`. */
  function event(given: Json & { type: string }): Interaction {
    return { ...eventFrom({ event_ts: world.nextTs(), ...given }), member: '', channel: '' }
  }

  function eventFrom(
    event: Json & { type: string },
    channel?: Channel,
  ): Pick<Interaction, 'id' | 'delivery'> {
    const listed = event.type === 'message' ? `message.${event.channel_type}` : event.type
    if (!manifest.settings.event_subscriptions.bot_events.includes(listed))
      throw new Error(`${listed} is no event of the manifest: Slack sends nothing`)
    const id = world.nextId('Ev')
    const payload = {
      token: 'verification',
      team_id: team,
      context_team_id: team,
      api_app_id: appId,
      event,
      type: 'event_callback',
      event_id: id,
      event_time: Math.floor(now() / 1_000),
      authorizations: [
        { enterprise_id: null, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: channel?.isShared ?? false,
    }
    return { id, delivery: { kind: 'events_api', payload } }
  }

  function say(member: Member, channel: Channel, text: string, thread: string | undefined): Message {
    const inThread = thread !== undefined && { threadTs: thread }
    return world.post({ channel: channel.id, author: member.id, text, blocks: [], ...inThread })
  }

  function channelOf(member: Member, named: string): Channel {
    const channel = world.channel(named)
    if (!channel.members.has(member.id)) throw new Error(`${member.name} is not in #${channel.name}`)
    return channel
  }

  function urlFor(interaction: string, member: Member, channel: Channel, original?: Message): string {
    return responseUrl(responses.issue({ interaction, member: member.id, channel: channel.id, original }))
  }

  function sender(member: Member, interaction: string): Json {
    const { id, name } = member
    return {
      user: { id, username: name, name, team_id: team },
      api_app_id: appId,
      token: 'verification',
      team: { id: team, domain: 'test' },
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: triggers.issue(interaction, id),
    }
  }

  return { command, press, submit, shortcut, mention, directMessage, sendFile, openHome, event }
}

/** A press whose control is another than was shown: of another version, or forged. */
export function withControl(pressed: Interaction, change: Json): Interaction {
  const { delivery } = pressed
  const { payload } = delivery
  const actions = objects(payload.actions).map((action) => ({ ...action, ...change }))
  return { ...pressed, delivery: { ...delivery, payload: { ...payload, actions } } }
}

function blocksOf(view: View): Json[] {
  return Array.isArray(view.content.blocks) ? view.content.blocks : []
}

function channelName({ name, isIm, isMpim, isPrivate }: Channel): string {
  if (isIm) return 'directmessage'
  return isPrivate && !isMpim ? 'privategroup' : name
}

function eventOf({ author, text, ts, channel, threadTs }: Message): Json {
  return {
    user: author,
    text,
    ts,
    channel,
    team,
    event_ts: ts,
    client_msg_id: `client-${ts}`,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
  }
}

function find(shown: readonly Pressable[], what: string): Pressable {
  const found = shown.find(({ label, action }) => label === what || action.action_id === what)
  if (found) return found
  const labels = shown.map(({ label }) => `"${label}"`).join(', ')
  throw new Error(`Nothing is called "${what}"; to press there is ${labels || 'nothing'}`)
}

/** The values that a form holds before anybody changes them. */
function initialValues(blocks: readonly Json[]): Record<string, Json> {
  return Object.fromEntries(
    blocks.flatMap((block, index) => {
      const [element] = objects([block.element])
      if (block.type !== 'input' || !element) return []
      const {
        type,
        action_id: name,
        initial_value: value = null,
        initial_option: selected_option = null,
      } = element
      const chosen =
        type === 'users_select' ? { selected_user: element.initial_user ?? null } : { selected_option }
      const state = type === 'plain_text_input' ? { type, value } : { type, ...chosen }
      return [[String(block.block_id ?? `block-${index}`), { [String(name)]: state }]]
    }),
  )
}

function fieldValue({ type, options }: Json, value: string): Json {
  if (type === 'datepicker') return { type, selected_date: value }
  const option = Array.isArray(options) ? options.find((each: Json) => each.value === value) : undefined
  if (type === 'users_select') return { type, selected_user: value }
  if (type === 'checkboxes' || type === 'multi_static_select') return { type, selected_options: [option] }
  if (options !== undefined && !option) throw new Error(`The field has no choice "${value}"`)
  return option ? { type, selected_option: option } : { type, value }
}
