import { printHeld, type Reading } from '../commands/source/claims.ts'
import { printWithin } from '../domain/citation.ts'
import { printDate } from '../domain/date.ts'
import type { Document } from '../domain/document.ts'
import { plural, printName } from '../domain/text.ts'
import type { Kept } from '../store/documents.ts'

/** Characters shown of a paragraph in a dry run. */
const firstWords = 60

export type Outcome = Kept['outcome']

/** `3 files of other kinds passed over: 2 .xlsx, 1 .png` */
export function printPassedOver(passedOver: ReadonlyMap<string, number>): string {
  const total = [...passedOver.values()].reduce((sum, count) => sum + count, 0)
  const kinds = [...passedOver].map(([ending, count]) => `${count} ${printName(ending)}`)
  return `${plural(total, 'file')} of other kinds passed over: ${kinds.join(', ')}`
}

/** `26 LIMA 77: taken in, 9 paragraphs, SBU (cables/77.txt)` */
export function printOutcome({ file, document, current }: Reading, outcome: Outcome, isDry: boolean): string {
  const size = `${plural(document.paragraphs.length, 'paragraph')}, ${document.marking}`
  const next = (current?.version ?? 0) + 1
  const held = current ? ` (${printHeld(current)})` : ''
  const said: Record<Outcome, string> = {
    new: `${isDry ? 'would be taken in' : 'taken in'}, ${size}`,
    changed: `${isDry ? 'would be ' : ''}version ${next}, ${size}; version ${next - 1}${held} can still be cited`,
    unchanged: 'unchanged',
  }
  return `${document.id}: ${said[outcome]} (${printName(file.path)})`
}

/** `3 files: 1 new, 1 changed, 0 unchanged, 1 refused` */
export function printSum(
  files: number,
  outcomes: readonly Outcome[],
  refused: number,
  isDry: boolean,
): string {
  const counts = (['new', 'changed', 'unchanged'] as const).map(
    (kind) => `${outcomes.filter((outcome) => outcome === kind).length} ${kind}`,
  )
  const end = isDry ? '; a dry run, nothing was kept' : ''
  return `${plural(files, 'file')}: ${counts.join(', ')}, ${refused} refused${end}`
}

/**
 * What an interrupted run leaves: `stopped: 3 of 8 documents kept whole, and nothing of the others, from in/d.txt on; …`.
 * `coming` is undefined while files are still being read.
 */
export function printStopped(
  outcomes: readonly Outcome[],
  coming: readonly Reading[] | undefined,
  isDry: boolean,
): string {
  if (isDry) return 'stopped: a dry run, nothing was kept'
  const next = coming?.[outcomes.length]
  if (coming === undefined || (next && outcomes.length === 0))
    return 'stopped: nothing was taken in; the same command begins again'
  if (!next)
    return `stopped: ${plural(coming.length, 'document')} kept whole; the next start makes them ready to be searched`
  return `stopped: ${outcomes.length} of ${plural(coming.length, 'document')} kept whole, and nothing of the others, from ${printName(next.file.path)} on; the same command goes on there`
}

/** `and 31 more remarks from here on` */
export function printMore(count: number): string {
  return `and ${plural(count, 'more remark')} from here on`
}

/** What would be understood of a document: its head, its gaps, and each paragraph by citation, marking and first words. */
export function describeReading({ document }: Reading): string[] {
  const { id, kind, title, date, marking, gaps } = document
  return [
    '',
    `${id} · ${kind} · ${date === undefined ? 'no date' : printDate(date)} · ${marking} · ${title}`,
    ...headLines(document),
    ...gaps.map((gap) => `  gap: ${gap}`),
    ...document.paragraphs.map(({ cite, marking, text }) => {
      const words = text.length > firstWords ? `${text.slice(0, firstWords).trimEnd()}…` : text
      return `  ${printWithin(cite, id)} (${marking}) ${words.replace(/\s+/g, ' ')}`
    }),
  ]
}

function headLines({ head }: Document): string[] {
  const said: [string, string | undefined][] = [
    ['number', head.number],
    ['sent', head.sent],
    ['precedence', head.precedence],
    ['from', head.from],
    ['to', head.to.join(', ')],
    ['info', head.info.join(', ')],
    ['classification', head.classification],
    ['captions', head.captions.join(', ')],
    ['tags', head.tags.join(' ')],
    ['subject', head.subject],
    ['references', head.references.join(', ')],
    ['section', head.section && `${head.section.number} of ${head.section.of}`],
  ]
  return said.flatMap(([label, value]) => (value ? [`  ${label}: ${value}`] : []))
}
