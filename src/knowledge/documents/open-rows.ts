import { inOneRow, type Marker } from './piece.ts'

/** What stands this much further right is set in; less is the width of a figure. */
const setIn = 2

/** True of a line that stands deeper than another, by the spaces before their words. */
export function isDeeper(indent: number, than: number): boolean {
  return indent >= than + setIn
}

interface Row {
  marker: Marker
  indent: number
}

/** More levels than any text has. */
const mostRows = 12

/** The rows that are being counted, from the outermost: paragraphs, their parts, items, bullets. */
export class OpenRows {
  #rows: Row[] = []

  /** True of what a row waits for, though rows inside it have been counted since. */
  awaits(next: Row): boolean {
    return this.#placeOf(next) !== undefined
  }

  /** Goes on with the row that this is the next of; a first one opens a row inside, another sign goes on with the last of its form. */
  take(next: Row): void {
    const isFirst = 'number' in next.marker ? next.marker.number === 1 : /^a$/i.test(letterOf(next.marker))
    const last = this.#rows.findLastIndex(({ marker }) => marker.form === next.marker.form)
    const place = this.#placeOf(next) ?? (isFirst || last < 0 ? this.#rows.length : last)
    this.#rows = [...this.#rows.slice(0, place), next].slice(-mostRows)
  }

  #placeOf(next: Row): number | undefined {
    const away = ({ indent }: Row) => Math.abs(indent - next.indent)
    return [...this.#rows.entries()]
      .filter(([, row]) => isNext(next, row))
      .sort(([place, row], [otherPlace, other]) => away(row) - away(other) || otherPlace - place)
      .at(0)?.[0]
  }
}

function isNext({ marker, indent }: Row, row: Row): boolean {
  if (isDeeper(indent, row.indent)) return false
  const before = row.marker
  if (marker.form === 'part') {
    const { number, part } = marker
    if (before.form === 'part') return isNextPart([before.number, before.part], [number, part])
    return before.form === 'point' && before.number === number && part === 1
  }
  if (!inOneRow(marker.form, before.form)) return false
  if ('number' in marker && 'number' in before) return marker.number === before.number + 1
  if (marker.form === 'letter') return letterOf(marker).charCodeAt(0) === letterOf(before).charCodeAt(0) + 1
  return !isDeeper(row.indent, indent)
}

/** 1.2 comes after 1.1, and so does 2.1. */
function isNextPart([number, part]: [number, number], [next, nextPart]: [number, number]): boolean {
  return next === number ? nextPart === part + 1 : next === number + 1 && nextPart === 1
}

function letterOf(marker: Marker): string {
  return 'letter' in marker ? marker.letter : ''
}
