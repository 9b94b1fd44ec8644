import type { Line, Span } from '../../commands/reply.ts'
import { plainSpan, spans } from '../plain-text.ts'
import { isWebAddress, visibleText } from '../visible-text.ts'

export type RichText =
  | { type: 'text'; text: string; style?: { bold?: true; code?: true } }
  | { type: 'link'; url: string; text?: string }
  | { type: 'user'; user_id: string }
  | { type: 'channel'; channel_id: string }

type RichSection = {
  type: 'rich_text_section' | 'rich_text_quote' | 'rich_text_preformatted'
  elements: RichText[]
}
export type RichElement = RichSection | { type: 'rich_text_list'; style: 'bullet'; elements: RichSection[] }

/** Characters of an address that Slack takes. */
const addressLimit = 3_000

export function section(elements: RichText[]): RichSection {
  return { type: 'rich_text_section', elements }
}

/** Facts share one section: whether sections that touch are set apart is not documented, what a line break does is. */
export function factText([label, value]: [label: string, value: Line], index: number): RichText[] {
  const words = richLine([{ bold: label }, ' ', ...spans(value)])
  return index === 0 ? words : [{ type: 'text', text: '\n' }, ...words]
}

export function bullets(items: readonly Line[]): RichElement {
  const sections = items.map((item) => section(richLine(item)))
  return {
    type: 'rich_text_list',
    style: 'bullet',
    elements: sections.filter(({ elements }) => elements.length > 0),
  }
}

/** As it stands, line by line; an empty element would be refused. */
export function preformatted(text: string): RichElement {
  const lines = text.trimEnd().split(/\r?\n/).map(visibleText).join('\n')
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: lines || ' ' }] }
}

/** A line in which nothing that people typed is markup: a person, a channel and a link are elements of their own. */
export function richLine(line: Line): RichText[] {
  return spans(line).flatMap(richSpan)
}

function richSpan(span: Span): RichText[] {
  const text = plainSpan(span)
  if (text === '') return []
  if (typeof span === 'string') return [{ type: 'text', text }]
  if ('bold' in span) return [{ type: 'text', text, style: { bold: true } }]
  if ('code' in span) return [{ type: 'text', text, style: { code: true } }]
  if ('member' in span && /^[UW][A-Z0-9]{2,}$/.test(span.member))
    return [{ type: 'user', user_id: span.member }]
  if ('channel' in span && /^[CG][A-Z0-9]{2,}$/.test(span.channel))
    return [{ type: 'channel', channel_id: span.channel }]
  if ('link' in span && isWebAddress(span.link) && span.link.length <= addressLimit) {
    const words = visibleText(span.text)
    return [{ type: 'link', url: span.link, ...(words !== '' && { text: words }) }]
  }
  return [{ type: 'text', text }]
}
