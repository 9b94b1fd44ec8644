import type { Marking } from '../../domain/marking.ts'
import { readCableHead } from './cable-head.ts'
import type { FileText, Refusal } from './line.ts'
import { markUnmarked } from './line-marking.ts'
import { type DocumentReading, makeReading, type ReadingOptions } from './read-document.ts'

/** A file that holds one section of a cable of several, and what it holds. */
export interface Section {
  /** Office and serial number of the cable, and how many sections it has. */
  cable: string
  number: number
  text: FileText
}

/** The section of a cable that a file says it is; undefined for anything else. Refused for a mark above the ceiling, as any file. */
export function sectionOf(text: FileText, ceiling: Marking): Section | Refusal | undefined {
  const cable = readCableHead(text.lines)
  const { section } = cable?.head ?? {}
  if (!cable?.label || !section || section.of < 2) return undefined
  const marking = markUnmarked(text, cable.end, ceiling)
  if (typeof marking !== 'string') return marking
  return { cable: `${cable.label} ${section.of}`, number: section.number, text }
}

/** Puts the sections of one cable together, in their order; where two are the same section, each stays alone. */
export function groupSections<Held extends { section: Section }>(held: readonly Held[]): Held[][] {
  const cables = [...new Set(held.map(({ section }) => section.cable))]
  return cables.flatMap((cable) => {
    const parts = held.filter(({ section }) => section.cable === cable)
    const isOnce = new Set(parts.map(({ section }) => section.number)).size === parts.length
    return isOnce
      ? [parts.toSorted((one, other) => one.section.number - other.section.number)]
      : parts.map((part) => [part])
  })
}

/** Reads the sections of one cable as the one document they are, whatever order they come in. */
export function readSections(
  name: string,
  sections: readonly Section[],
  options: ReadingOptions,
): DocumentReading | Refusal {
  const [first, ...others] = sections.toSorted((one, other) => one.number - other.number)
  if (!first) throw new Error('A cable has one section at least.')
  const parted = others.map(({ text: { lines } }) => {
    const end = readCableHead(lines)?.end ?? 0
    return { head: lines.slice(0, end), body: lines.slice(end) }
  })
  const text: FileText = {
    ...first.text,
    lines: [...first.text.lines, ...parted.flatMap(({ body }) => body)],
    aside: [...sections.flatMap(({ text }) => text.aside), ...parted.flatMap(({ head }) => head)],
    problems: sections.flatMap(({ text }) => text.problems),
    gaps: sections.flatMap(({ text }) => text.gaps ?? []),
  }
  return makeReading(
    name,
    text,
    options,
    others.map(({ number }) => number),
  )
}
