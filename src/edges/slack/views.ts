import type { Form, FormField, Part, Reply } from '../../commands/reply.ts'
import { plainLines, renderPlainText } from '../plain-text.ts'
import { visibleText } from '../visible-text.ts'
import { renderBlockKit } from './block-kit.ts'
import { isObject } from './json.ts'
import type { Renderings } from './renderings.ts'

/** Where a form was opened: its outcome is said there, and its buttons act there. */
export interface FormPlace {
  channel: string
  thread?: string
}

/** What a modal keeps of itself: of a form also what it is given to, and what opened it. */
type Metadata = FormPlace & { call?: string; openedBy?: string }

/** A form as Slack hands it back. */
export interface SentView {
  id: string
  private_metadata: string
  title: { text: string }
  submit: { text: string }
  blocks: { block_id?: string; type: string; element?: object }[]
  state: {
    values: Record<
      string,
      Record<
        string,
        { value?: string | null; selected_option?: { value: string } | null; selected_user?: string | null }
      >
    >
  }
}

/** Slack's limits of a modal. */
const titleLimit = 24
const blockLimit = 100
const sectionLimit = 3_000
const longestField = 3_000

/** Every modal of ours; what it is for stands in its metadata. */
export const formId = 'form'

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false })

/**
 * A form as a modal, with what is known filled in. A modal may hold several forms, one after another, under the same id: each
 * is told from the others by what opened it, Slack's id of a command, a press or a shortcut.
 */
export function renderForm(form: Form, place: FormPlace, openedBy: string): object {
  return {
    ...modal(form.title, { ...place, call: form.call, openedBy }),
    submit: plain(form.submit),
    close: plain('Cancel'),
    blocks: form.fields.map(inputBlock),
  }
}

/** An answer in a modal's place: tables and charts, which go in messages only, are told in words. */
export function renderAnswerView(reply: Reply, place: FormPlace): Renderings<object> {
  const parts = reply.parts.map((part): Part => {
    if (part.part !== 'table' && part.part !== 'chart') return part
    return { part: 'list', items: [...plainLines(part)] }
  })
  const { blocks } = renderBlockKit({ ...reply, parts })
  const frame = { ...modal('Attaché', place), close: plain('Close') }
  return [
    { ...frame, blocks: blocks.slice(0, blockLimit) },
    { ...frame, blocks: wordBlocks(reply) },
  ]
}

export function renderHomeView(reply: Reply): Renderings<object> {
  return [
    { type: 'home', blocks: renderBlockKit(reply).blocks },
    { type: 'home', blocks: wordBlocks(reply) },
  ]
}

/** An answer as nothing but words: its buttons are the lines that they run. */
function wordBlocks(reply: Reply): object[] {
  const pieces = renderPlainText(reply).match(/.{1,1400}(?:\n|$)|.{1,1400}/gsu) ?? []
  return pieces.slice(0, blockLimit).map((text) => ({ type: 'section', text: plain(text) }))
}

/** A form that was refused, with the reason above it and all that was filled in. */
export function renderFormAgain(sent: SentView, reply: Reply): object {
  const filled = readFields(sent)
  const why = reply.parts.flatMap((part) => (part.part === 'buttons' ? [] : plainLines(part))).join('\n')
  const inputs = sent.blocks
    .filter(({ type }) => type === 'input')
    .map((block) => {
      const element = Object.entries(block.element ?? {}).filter(([name]) => !name.startsWith('initial_'))
      const empty = Object.fromEntries(element) as unknown as InputElement
      return { ...block, element: filledIn(empty, filled[block.block_id ?? '']) }
    })
  return {
    ...modal(sent.title.text, {}),
    private_metadata: sent.private_metadata,
    submit: plain(sent.submit.text),
    close: plain('Cancel'),
    blocks: [{ type: 'section', text: plain(why.slice(0, sectionLimit)) }, ...inputs],
  }
}

/** Stands while the answer takes longer than Slack waits for an acknowledgement. */
export function renderWaitingView(place: FormPlace): object {
  return {
    ...modal('Attaché', place),
    close: plain('Close'),
    blocks: [
      {
        type: 'section',
        text: plain('Being recorded. The answer appears here; closing this stops nothing.'),
      },
    ],
  }
}

/** Where a modal was opened and what its form is given to; undefined for a view that is none of ours. */
export function readMetadata(metadata: string): Metadata | undefined {
  const { channel, thread, call, openedBy } = parseMetadata(metadata)
  if (typeof channel !== 'string') return undefined
  return {
    channel,
    ...(thread !== undefined && { thread }),
    ...(call !== undefined && { call }),
    ...(openedBy !== undefined && { openedBy }),
  }
}

function parseMetadata(metadata: string): Partial<Metadata> {
  try {
    const read: unknown = JSON.parse(metadata)
    return isObject(read) ? read : {}
  } catch {
    return {}
  }
}

/** What was filled in, by field, in the form's order; what was left empty is empty. */
export function readFields({ blocks, state }: SentView): Record<string, string> {
  const names = blocks.flatMap(({ type, block_id: name }) => (type === 'input' && name ? [name] : []))
  return Object.fromEntries(
    names.map((name) => {
      const filled = state.values[name]?.[name]
      const member = filled?.selected_user ? `@${filled.selected_user}` : undefined
      return [name, member ?? filled?.selected_option?.value ?? filled?.value ?? '']
    }),
  )
}

function option(value: string) {
  return { text: plain(value), value }
}

function modal(title: string, metadata: Partial<Metadata>) {
  return {
    type: 'modal',
    callback_id: formId,
    title: plain(title.slice(0, titleLimit)),
    private_metadata: JSON.stringify(metadata),
  }
}

function inputBlock({ name, label, hint, isNeeded, ...field }: FormField): object {
  const element = { action_id: name, ...inputElement(field) }
  return {
    type: 'input',
    block_id: name,
    label: plain(label),
    hint: plain(hint),
    optional: !isNeeded,
    element: filledIn(element, field.initial),
  }
}

/** What an input is filled in by. */
interface InputElement {
  type: string
  options?: { value: string }[]
  max_length?: number
}

function inputElement({
  limit,
  isLong,
  choices,
  isMember,
}: Pick<FormField, 'limit' | 'isLong' | 'choices' | 'isMember'>) {
  if (choices) return { type: 'static_select', options: choices.map(option) }
  if (isMember) return { type: 'users_select' }
  return { type: 'plain_text_input', max_length: limit, multiline: isLong === true }
}

/**
 * An element with what is known of it, in the way of its type. What it does not offer or has no room for is left out: Slack
 * would refuse the whole form, and a text that was cut would tell something else.
 */
function filledIn(element: InputElement, value: string | undefined): object {
  if (!value) return element
  if (element.type === 'static_select') {
    const isOffered = element.options?.some((offered) => offered.value === value)
    return isOffered ? { ...element, initial_option: option(value) } : element
  }
  if (element.type === 'users_select') return { ...element, initial_user: value.replace(/^@/, '') }
  if (value.length > (element.max_length ?? longestField)) return element
  // A field keeps its lines; what a client would obey is made visible there as everywhere.
  return { ...element, initial_value: value.split('\n').map(visibleText).join('\n') }
}
