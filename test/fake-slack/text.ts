import { type Json, objects } from './json.ts'
import { botUser, type Member, type Message } from './world.ts'

/** A message as a person reads it: its top-level text with Slack's escapes and marks undone. */
export function plainMessage(message: Pick<Message, 'text'>): string {
  return message.text
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(
      /<[@#]([^|>]+)(?:\|([^>]*))?>/g,
      (_, id: string, name?: string) => `@${name ?? (id === botUser ? 'attache' : id)}`,
    )
    .replace(/<[^|>]+\|([^>]*)>/g, '$1')
    .replace(/<((?:https?|mailto):[^>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** What a client sends of a typed text: the three signs escaped, `@name` as a mention. Without ids, only the signs. */
export function escapeTyped(text: string, members: Iterable<Member> = []): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [...members].reduce(
    (line, { id, name }) =>
      line.replace(new RegExp(`(^|\\s)@${name}\\b`, 'g'), (_, before: string) => `${before}<@${id}|${name}>`),
    escaped.replace(/https?:\/\/[^\s|]+/g, '<$&>'),
  )
}

/** A button of a message or view, or one line of an overflow menu. */
export interface Pressable {
  label: string
  blockId: string
  /** What `actions[0]` of the payload holds besides `action_ts`. */
  action: Json
}

/** Everything that can be pressed, in the order it is shown. Slack names blocks that have no id. */
export function pressables(blocks: readonly Json[]): Pressable[] {
  return blocks.flatMap((block, index) => {
    const blockId = String(block.block_id ?? `block-${index}`)
    const elements = [...objects(block.elements), ...objects([block.accessory])]
    return elements.flatMap((element): Pressable[] => {
      const { type, action_id } = element
      if (type === 'button') {
        const { text, value, url, style } = element
        const action = { type, action_id, block_id: blockId, text, value, url, style }
        return [{ label: textOf(text), blockId, action }]
      }
      if (type !== 'overflow') return []
      return objects(element.options).map((option) => ({
        label: textOf(option.text),
        blockId,
        action: { type, action_id, block_id: blockId, selected_option: option },
      }))
    })
  })
}

/** The field of a form that carries this label, block id or action id. */
export function formField(
  blocks: readonly Json[],
  name: string,
): { blockId: string; element: Json } | undefined {
  const inputs = blocks.flatMap((block, index) =>
    block.type === 'input'
      ? objects([block.element]).map((element) => ({
          blockId: String(block.block_id ?? `block-${index}`),
          label: textOf(block.label),
          element,
        }))
      : [],
  )
  return inputs.find(
    ({ blockId, label, element }) => label === name || blockId === name || element.action_id === name,
  )
}

function textOf(value: unknown): string {
  const [object] = objects([value])
  return typeof object?.text === 'string' ? object.text : ''
}
