import type { Line } from '../line.ts'

/** What stands before the number of an item that bears 1, whichever it is. */
const one = /^(\s*)1(?=[.)]\s)/
/** What ends a list of Markdown without an empty line: a heading, a point, another number. */
const ends = /^\s*(?:#|[-*+]\s|\d+[.)]\s)/

/** Numbers the items of a list that all bear 1 as Markdown shows them: 1, 2, 3. What is set in belongs to the item above. */
export function countOn(lines: readonly Line[]): void {
  const open: { indent: number; last: number }[] = []
  let parted = false
  for (const line of lines) {
    const indent = line.text.search(/\S/)
    if (indent >= 0 && !line.under) {
      while (indent < (open.at(-1)?.indent ?? 0)) open.pop()
      const list = open.find((row) => row.indent === indent)
      const isOne = one.test(line.text)
      if (isOne && !list) open.push({ indent, last: 1 })
      else if (isOne && list) {
        list.last += 1
        line.text = line.text.replace(one, `$1${list.last}`)
      } else if (list && (parted || ends.test(line.text))) open.pop()
    }
    parted = indent < 0
  }
}
