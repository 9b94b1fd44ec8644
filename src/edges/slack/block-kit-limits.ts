import * as z from 'zod'
import { isObject, type Json } from './json.ts'

/**
 * What Slack takes, as its documentation gives it: lengths in characters, counts inclusive. Blocks and elements that are
 * not listed here are refused: whoever wants one adds its limits first.
 */
const text = (limit: number) => z.string().min(1).max(limit)
const plain = (limit: number) => z.looseObject({ type: z.literal('plain_text'), text: text(limit) })
const words = (limit: number) =>
  z.discriminatedUnion('type', [
    plain(limit),
    z.looseObject({ type: z.literal('mrkdwn'), text: text(limit) }),
  ])

const confirm = z.looseObject({
  title: plain(100),
  text: words(300),
  confirm: plain(30),
  deny: plain(30),
})
const interactive = { action_id: text(255), confirm: confirm.optional() }

const option = z.looseObject({ text: words(75), value: text(75), description: words(75).optional() })
const options = z.array(option).min(1).max(100)
const groups = z
  .array(z.looseObject({ label: plain(75), options }))
  .min(1)
  .max(100)
const initial = { initial_option: option.optional(), initial_options: z.array(option).min(1).optional() }

const image = z.looseObject({
  type: z.literal('image'),
  alt_text: text(2_000),
  title: plain(2_000).optional(),
  image_url: text(3_000).optional(),
})

const button = z.looseObject({
  type: z.literal('button'),
  ...interactive,
  text: plain(75),
  value: z.string().max(2_000).optional(),
  url: text(3_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
})

const selects = [
  'external_select',
  'multi_external_select',
  'users_select',
  'multi_users_select',
  'conversations_select',
  'multi_conversations_select',
  'channels_select',
  'multi_channels_select',
  'datepicker',
  'timepicker',
  'datetimepicker',
] as const
const select = { ...interactive, placeholder: plain(150).optional() }
const choices = [
  z.looseObject({ type: z.enum(selects), ...select }),
  z
    .looseObject({
      type: z.enum(['static_select', 'multi_static_select']),
      ...select,
      ...initial,
      options: options.optional(),
      option_groups: groups.optional(),
    })
    .refine(
      ({ options, option_groups }) => (options === undefined) !== (option_groups === undefined),
      'options or option_groups',
    )
    .refine(isOffered, 'what is chosen at first is among the options'),
  z
    .looseObject({
      type: z.enum(['checkboxes', 'radio_buttons']),
      ...interactive,
      ...initial,
      options: options.max(10),
    })
    .refine(isOffered, 'what is chosen at first is among the options'),
] as const
const overflow = z.looseObject({
  type: z.literal('overflow'),
  ...interactive,
  options: options.max(5),
})
const inputs = [
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'file_input',
] as const
const field = { action_id: text(255), placeholder: plain(150).optional() }
const fields = [
  z.looseObject({ type: z.enum(inputs), ...field }),
  z
    .looseObject({
      type: z.literal('plain_text_input'),
      ...field,
      initial_value: z.string().max(3_000).optional(),
      min_length: z.int().min(0).max(3_000).optional(),
      max_length: z.int().min(1).max(3_000).optional(),
    })
    .refine(
      ({ initial_value = '', max_length = 3_000 }) => initial_value.length <= max_length,
      'what is filled in at first is within max_length',
    ),
] as const

interface Choosing {
  options?: Option[] | undefined
  option_groups?: { options: Option[] }[] | undefined
  initial_option?: Option | undefined
  initial_options?: Option[] | undefined
}
type Option = z.infer<typeof option>

/** Slack refuses a field where something is chosen that is not offered, word for word. */
function isOffered({
  options = [],
  option_groups = [],
  initial_option,
  initial_options = [],
}: Choosing): boolean {
  const offered = [...options, ...option_groups.flatMap((group) => group.options)]
  return [...initial_options, ...(initial_option ? [initial_option] : [])].every((chosen) =>
    offered.some(({ text, value }) => value === chosen.value && text.text === chosen.text.text),
  )
}

const richText = z
  .array(z.looseObject({ type: z.string(), text: z.string().min(1).optional(), url: text(3_000).optional() }))
  .min(1)
const richSection = z.looseObject({
  type: z.enum(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted']),
  elements: richText,
})
const richList = z.looseObject({ type: z.literal('rich_text_list'), elements: z.array(richSection).min(1) })

const tableCell = z.looseObject({
  type: z.enum(['raw_text', 'raw_number', 'rich_text']),
  text: z.string().min(1).optional(),
})
const point = z.looseObject({ label: text(20), value: z.number() })
const series = z.looseObject({ name: text(20), data: z.array(point).min(1).max(20) })
const axes = z.looseObject({
  categories: z.array(text(20)).min(1).max(20).refine(isUnique, 'each category once'),
  x_label: text(20).optional(),
  y_label: text(20).optional(),
})
const chart = z.discriminatedUnion('type', [
  z
    .looseObject({
      type: z.enum(['bar', 'line', 'area']),
      series: z.array(series).min(1).max(12),
      axis_config: axes,
    })
    .refine(({ series }) => isUnique(series.map(({ name }) => name)), 'each series under a name of its own')
    .refine(
      ({ series, axis_config: { categories } }) =>
        series.every(({ data }) => {
          const labels = new Set(data.map(({ label }) => label))
          return data.length === categories.length && categories.every((name) => labels.has(name))
        }),
      'one point for each category, with its name',
    ),
  z.looseObject({
    type: z.literal('pie'),
    segments: z
      .array(z.looseObject({ label: text(20), value: z.number().positive() }))
      .min(1)
      .max(12),
  }),
])

function isUnique(names: readonly string[]): boolean {
  return new Set(names).size === names.length
}

/** A block of one type; any may have an id. An intersection would say it once, and take three times as long. */
const block = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.looseObject({ type: z.literal(type), block_id: text(255).optional(), ...shape })

const blockSchema = z.discriminatedUnion('type', [
  block('section', {
    text: words(3_000).optional(),
    fields: z.array(words(2_000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [button, overflow, image, ...choices]).optional(),
  }).refine((block) => block.text !== undefined || block.fields !== undefined, 'text or fields'),
  block('header', { text: plain(150) }),
  block('context', {
    elements: z
      .array(z.discriminatedUnion('type', [words(3_000), image]))
      .min(1)
      .max(10),
  }),
  block('actions', {
    elements: z
      .array(z.discriminatedUnion('type', [button, overflow, ...choices]))
      .min(1)
      .max(25),
  }),
  block('divider', {}),
  image.extend({ block_id: text(255).optional() }),
  block('input', {
    label: plain(2_000),
    hint: plain(2_000).optional(),
    element: z.discriminatedUnion('type', [...choices, ...fields]),
  }),
  block('rich_text', { elements: z.array(z.discriminatedUnion('type', [richSection, richList])).min(1) }),
  block('markdown', { text: text(12_000) }),
  block('table', { rows: z.array(z.array(tableCell).min(1).max(20)).min(1).max(100) }),
  block('data_table', {
    caption: z.string().min(1),
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0),
    rows: z.array(z.array(tableCell).min(1).max(20)).min(2).max(201),
  })
    .refine(({ rows }) => rows.every((row) => row.length === rows[0]?.length), 'rows of equal length')
    .refine(
      ({ rows, row_header_column_index: index }) => index < (rows[0]?.length ?? 0),
      'row_header_column_index is a column',
    )
    .refine(({ rows }) => rows[0]?.every((cell) => cell.type !== 'rich_text'), 'no rich text in the head'),
  block('data_visualization', { title: text(50), chart }),
])

const messageSchema = z.looseObject({
  text: z.string().min(1),
  blocks: z.array(blockSchema).min(1).optional(),
})
const viewSchema = z.looseObject({
  type: z.enum(['modal', 'home']),
  title: plain(24).optional(),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3_000).optional(),
  blocks: z.array(blockSchema).max(100),
})

/**
 * Everything Slack would refuse in a message (`{ text, blocks }`) or a view (`{ type: 'modal' | 'home', blocks }`), each as
 * `path: what is wrong`; and what we never send though Slack takes it, a mention of a whole channel or group. Empty when all is well.
 */
export function blockKitProblems(payload: unknown): string[] {
  const isView = isObject(payload) && typeof payload.type === 'string'
  const read = (isView ? viewSchema : messageSchema).safeParse(payload)
  const broken = read.error?.issues.map((issue) => `${printPath(issue.path)}: ${issue.message}`) ?? []
  return [...broken, ...wholeProblems(payload)]
}

/**
 * The limits that count over a whole message or view, without those of each block: one walk, so that it is asked before every
 * message is sent.
 */
export function wholeProblems(payload: unknown): string[] {
  const isView = isObject(payload) && typeof payload.type === 'string'
  const said = isObject(payload) && typeof payload.text === 'string' ? payload.text : ''
  const objects = everyObject(payload)
  const types = new Map<unknown, Json[]>()
  for (const object of objects) {
    const known = types.get(object.type)
    if (known) known.push(object)
    else types.set(object.type, [object])
  }
  const ofType = (type: string) => types.get(type) ?? []
  const blocks = isObject(payload) && Array.isArray(payload.blocks) ? payload.blocks.filter(isObject) : []
  const isModal = isView && isObject(payload) && payload.type === 'modal'
  const tables = ofType('table')
  const rules: [broken: boolean, problem: string][] = [
    [!isView && said.length > 4_000, 'text: Too big: more than 4,000 characters'],
    [!isView && blocks.length > 50, 'blocks: Too big: more than 50'],
    [hasRepeats(objects, 'block_id'), 'block_id: used twice'],
    [hasRepeats(objects, 'action_id'), 'action_id: used twice'],
    [ofType('button').filter(({ style }) => style === 'primary').length > 1, 'button: more than one primary'],
    [tables.length > 1, 'table: more than one in a message'],
    [tables.length > 0 && textLength(tables) > 10_000, 'table: more than 10,000 characters'],
    [
      ofType('data_table').some((block) => textLength(block) > 20_000),
      'data_table: more than 20,000 characters',
    ],
    [ofType('data_visualization').length > 2, 'data_visualization: more than two in a message'],
    // Most messages are short with all they hold, which is known without another walk.
    [
      !isView && lengthOf(objects) > 12_000 && shownLength(blocks) > 12_000,
      'blocks: more than 12,000 characters of text over the message',
    ],
    [
      isView && blocks.some((block) => messagesOnly.includes(String(block.type))),
      'blocks: tables, charts and markdown go in messages only',
    ],
    [isModal && ofType('input').length > 6, 'input: more than 6 in a modal'],
    [isModal && isObject(payload) && payload.title === undefined, 'title: a modal needs one'],
    [
      isModal && isObject(payload) && ofType('input').length > 0 && payload.submit === undefined,
      'submit: a modal with inputs needs one',
    ],
    [
      [...ofType('broadcast'), ...ofType('usergroup')].length > 0 || objects.some(mentionsMany),
      'text: mentions a whole channel or group',
    ],
  ]
  return rules.filter(([broken]) => broken).map(([, problem]) => problem)
}

const messagesOnly = ['table', 'data_table', 'data_visualization', 'markdown']

/** What is parsed for mentions: mrkdwn objects, and the payload's own text, which has no type. */
function mentionsMany({ type, text }: Json): boolean {
  const isParsed = (type === undefined || type === 'mrkdwn') && typeof text === 'string'
  return isParsed && /<!(?:channel|here|everyone|subteam)\b/.test(text)
}

/** Slack adds up the text of all blocks; tables have their own limits, and buttons were not seen to count. */
function shownLength(blocks: readonly Json[]): number {
  return textLength(
    blocks.filter(({ type }) => type !== 'actions' && type !== 'table' && type !== 'data_table'),
  )
}

function textLength(value: unknown): number {
  return lengthOf(everyObject(value))
}

function lengthOf(objects: readonly Json[]): number {
  return objects.reduce((sum, { text }) => sum + (typeof text === 'string' ? text.length : 0), 0)
}

function hasRepeats(objects: readonly Json[], key: string): boolean {
  const seen = new Set<unknown>()
  return objects.some(({ [key]: value }) => {
    if (typeof value !== 'string') return false
    const before = seen.size
    return seen.add(value).size === before
  })
}

function everyObject(value: unknown, found: Json[] = []): Json[] {
  if (Array.isArray(value)) for (const inner of value) everyObject(inner, found)
  else if (isObject(value)) {
    found.push(value)
    for (const key in value) if (typeof value[key] === 'object') everyObject(value[key], found)
  }
  return found
}

/** `blocks[3].elements[0].text` */
function printPath(path: readonly PropertyKey[]): string {
  return (
    path
      .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
      .join('') || 'payload'
  )
}
