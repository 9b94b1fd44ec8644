import type { Citation } from './citation.ts'
import { foldText } from './text.ts'

/** A place of a source as a person asks for it: `para 9`, `¶9(C)`, `9(C) Interdiction 3`, `¶8 criterion 3`. */
export interface AskedPlace {
  number: number
  part?: string
  place?: string
}

const form =
  /^,?\s*(?:¶¶?|paras?\b\.?|paragraphs?\b)?\s*(?<number>\d{1,6})(?!\d)\s*(?:\((?<part>[a-z0-9]{1,3})\))?\s*(?<place>[^()"]*?)\s*(?:\((?:printed|probably) \d+\))?$/iu

/** Reads what follows a source's label; undefined when it is no place. */
export function readPlace(text: string): AskedPlace | undefined {
  const found = form.exec(text.trim())?.groups
  if (!found?.number) return undefined
  return {
    number: Number(found.number),
    ...(found.part && { part: found.part }),
    ...(found.place && { place: found.place }),
  }
}

/**
 * What stands at a place, in the order given. The number is that cited, else the printed one, else the one it probably stands
 * for. A number alone finds all its parts, words find what begins with them, and `8(3)` where no part is called 3 finds
 * every list's third (`¶8 criterion 3`, `¶8 category 3`).
 */
export function recordsAt<T extends { cite: Citation }>(records: readonly T[], asked: AskedPlace): T[] {
  for (const kind of ['paragraph', 'printed', 'probable'] as const) {
    const numbered = records.filter(({ cite }) => cite[kind] === asked.number)
    if (numbered.length > 0) return within(numbered, asked)
  }
  return []
}

function within<T extends { cite: Citation }>(numbered: readonly T[], { part, place }: AskedPlace): T[] {
  const parted = numbered.filter(({ cite }) => part === undefined || isSame(cite.part, part))
  const found = parted.length > 0 ? parted : numbered.filter(({ cite }) => isListed(cite.place, part))
  if (place === undefined) return found
  const exact = found.filter(({ cite }) => isSame(cite.place, place))
  if (exact.length > 0) return exact
  return found.filter(({ cite }) => foldText(cite.place ?? '').startsWith(foldText(place)))
}

/** A `point` is counted by us; nothing in the text bears its number. */
function isListed(place: string | undefined, number: string | undefined): boolean {
  return place?.endsWith(` ${number}`) === true && !place.startsWith('point ')
}

function isSame(held: string | undefined, asked: string): boolean {
  return held !== undefined && foldText(held) === foldText(asked)
}

/** The numbers paragraphs are cited by, in short: `1-4, 15-18`. */
export function printNumbers(records: readonly { cite: Citation }[]): string {
  const numbers = records.flatMap(({ cite }) => cite.paragraph ?? [])
  const runs: [first: number, last: number][] = []
  for (const number of [...new Set(numbers)].sort((one, other) => one - other)) {
    const run = runs.at(-1)
    if (run && run[1] + 1 === number) run[1] = number
    else runs.push([number, number])
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ')
}
