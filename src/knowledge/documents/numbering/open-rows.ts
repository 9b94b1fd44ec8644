import { inOneRow, type Marker } from './marker.ts'

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
  readonly #rows: Row[] = []

  /** True of what a row waits for, though rows inside it have been counted since, and of part 1 of a number. */
  awaits(next: Row): boolean {
    return this.#placeOf(next) >= 0 || this.#rows.some((row) => isFirstPart(next, row))
  }

  /** Goes on with the row that this is the next of; a first one opens a row inside, another sign goes on with the last of its form. */
  take(next: Row): void {
    const { marker } = next
    const goesOn = this.#placeOf(next)
    const last = this.#rows.findLastIndex((row) => row.marker.form === marker.form)
    const like = isFirst(marker) || last < 0 ? this.#rows.length : last
    this.#rows.splice(goesOn < 0 ? like : goesOn, Number.POSITIVE_INFINITY, next)
    if (this.#rows.length > mostRows) this.#rows.shift()
  }

  /** Where the row stands that this is the next of, the nearest by its indentation; -1 for none. */
  #placeOf(next: Row): number {
    const away = (place: number) => Math.abs((this.#rows[place]?.indent ?? 0) - next.indent)
    let found = -1
    for (const [place, row] of this.#rows.entries()) {
      if (isNext(next, row) && (found < 0 || away(place) <= away(found))) found = place
    }
    return found
  }
}

function isFirst(marker: Marker): boolean {
  if (marker.form === 'part') return marker.part === 1
  return 'number' in marker ? marker.number === 1 : /^a$/i.test(letterOf(marker))
}

function isNext({ marker, indent }: Row, { marker: before, indent: than }: Row): boolean {
  if (isDeeper(indent, than) || !inOneRow(marker.form, before.form)) return false
  if (marker.form === 'part' && before.form === 'part')
    return isNextPart([before.number, before.part], [marker.number, marker.part])
  if ('number' in marker && 'number' in before) return marker.number === before.number + 1
  if (marker.form === 'letter') return letterOf(marker).charCodeAt(0) === letterOf(before).charCodeAt(0) + 1
  return !isDeeper(than, indent)
}

/** 3.1 behind 3. */
function isFirstPart({ marker }: Row, { marker: before }: Row): boolean {
  return (
    marker.form === 'part' && marker.part === 1 && before.form === 'point' && before.number === marker.number
  )
}

/** 1.2 comes after 1.1, and so does 2.1. */
function isNextPart([number, part]: [number, number], [next, nextPart]: [number, number]): boolean {
  return next === number ? nextPart === part + 1 : next === number + 1 && nextPart === 1
}

function letterOf(marker: Marker): string {
  return 'letter' in marker ? marker.letter : ''
}
