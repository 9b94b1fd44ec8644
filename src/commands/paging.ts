import { buttons, longestCall, note, type Part, type Reply } from './reply.ts'
import { UserError } from './user-error.ts'

/** Items of a list shown at a time. */
export const pageSize = 20

/** `peru FY2010 page 2`: the line without its page, counted from 1. Undefined when it asks for none. */
export function readPage(text: string): { text: string; page: number } | undefined {
  const [, line = '', page] = /^(?:(.*) )?page ([1-9]\d{0,3})$/i.exec(text) ?? []
  return page === undefined ? undefined : { text: line, page: Number(page) }
}

/**
 * One page of an answer, counted from 1: of each list its share, how much there is, and a button that calls `line` for what
 * follows. An answer without long lists is one page. Undefined when such an answer is asked for another; throws a
 * `UserError` for a page past the end of a long one.
 */
export function pageOf(reply: Reply, line: string, page: number): Reply | undefined {
  const items = Math.max(0, ...reply.parts.map((part) => (part.part === 'list' ? part.items.length : 0)))
  const last = Math.max(1, Math.ceil(items / pageSize))
  if (last === 1) return page === 1 ? reply : undefined
  if (page > last)
    throw new UserError(`There is no page ${page}; the last is page ${last}.`, {
      example: `/${line} page ${last}`,
    })
  const from = (page - 1) * pageSize
  const until = Math.min(page * pageSize, items)
  const call = `${line} page ${page + 1}`
  return {
    ...reply,
    parts: [
      ...reply.parts.flatMap((part, at): Part[] => {
        const next = reply.parts[at + 1]
        if (at > 0 && isLabel(part) && next?.part === 'list' && next.items.length <= from) return []
        if (part.part !== 'list') return [part]
        const shown = part.items.slice(from, until)
        return shown.length === 0 ? [] : [{ ...part, items: shown }]
      }),
      note(`${from + 1} to ${until} of ${items}, page ${page} of ${last}.`),
      ...(page < last && call.length <= longestCall
        ? [buttons({ label: `Next ${Math.min(pageSize, items - until)}`, call })]
        : []),
    ],
  }
}

/** True for words that only name the list under them. */
function isLabel(part: Part): boolean {
  if (part.part === 'heading') return true
  return (
    part.part === 'paragraph' &&
    [part.text].flat().every((span) => typeof span === 'object' && 'bold' in span)
  )
}
