import { messageSchema, viewSchema } from './block-kit-shapes.ts'
import { isObject, type Json } from './json.ts'

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
