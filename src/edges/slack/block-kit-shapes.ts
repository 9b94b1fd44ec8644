import * as z from 'zod'

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

export const messageSchema = z.looseObject({
  text: z.string().min(1),
  blocks: z.array(blockSchema).min(1).optional(),
})
export const viewSchema = z.looseObject({
  type: z.enum(['modal', 'home']),
  title: plain(24).optional(),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3_000).optional(),
  blocks: z.array(blockSchema).max(100),
})
