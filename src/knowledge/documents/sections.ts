import { printName } from '../../domain/text.ts'
import { readCableHead } from './cable-head.ts'
import { cleanLine } from './clean-line.ts'
import { type FileText, type Line, type Refusal, refuse } from './line.ts'
import { markUnmarked } from './marking/line-marking.ts'
import { refuseOthers } from './other-cables.ts'
import {
  type DocumentReading,
  makeReading,
  type ReadingOptions,
  refuseWithoutFirst,
  sayAsOption,
} from './read-document.ts'

/** One section of a cable of several, as the head of its file tells. */
export interface Section {
  /** Office and serial number of the cable, and how many sections it has. */
  label: string
  of: number
  number: number
  /** What tells the cable from another of its number, as far as the head says it. */
  sent?: string
  year?: string
  subject?: string
  text: FileText
  /** Why it is not read: it is marked above the ceiling. */
  refused?: Refusal
}

/** A file that holds a section, and the name it is spoken of by. */
export interface SectionFile {
  name: string
  section: Section
}

/** A cable in several files: the document it is, or why each of its files is refused. */
export interface CableInFiles<File extends SectionFile> {
  /** One file a section, in their order. */
  files: readonly File[]
  /** Files that hold a section once more, with the same text. */
  copies: readonly File[]
  read: DocumentReading | { refused: readonly { file: File; refusal: Refusal }[] }
}

/** The section of a cable that a file says it is; undefined for anything else. */
export function sectionOf(text: FileText, ceiling: ReadingOptions['ceiling']): Section | undefined {
  const cable = readCableHead(text.lines)
  const { section, sent, subject } = cable?.head ?? {}
  if (!cable?.label || !section || section.of < 2) return undefined
  const marking = markUnmarked(text, cable.end, ceiling)
  return {
    label: cable.label,
    ...section,
    ...(sent !== undefined && { sent: sent.replace(/\d\d(?=\d\d$)/, '') }),
    ...(cable.year !== undefined && { year: cable.year }),
    ...(subject !== undefined && {
      subject: subject
        .toUpperCase()
        .replace(/[^\p{L}\d]+/gu, ' ')
        .trim(),
    }),
    text,
    ...(typeof marking !== 'string' && { refused: marking }),
  }
}

/** Reads the sections that several files hold, each cable as the one document it is. */
export function readCables<File extends SectionFile>(
  held: readonly File[],
  options: ReadingOptions,
): CableInFiles<File>[] {
  const cables = groupSections(held)
  return cables.map((all) => {
    const files = all.filter((file, index) => !all.slice(0, index).some((other) => isCopy(file, other)))
    const copies = all.filter((file) => !files.includes(file))
    const beside = cables.filter((other) => other !== all).flat()
    return { files, copies, read: readCable(files, all, beside, options) }
  })
}

/**
 * The files of each cable, in the order of their sections. A head that says less may be of any cable it does not contradict; those
 * that say most come first, so that it meets them.
 */
function groupSections<File extends SectionFile>(held: readonly File[]): File[][] {
  const groups: File[][] = []
  const known = ({ section }: File) => Object.keys(section).length - (section.refused ? 1 : 0)
  for (const file of held.toSorted((one, other) => known(other) - known(one))) {
    const mayBe = groups.filter((group) => group.every((other) => !difference(file.section, other.section)))
    const [only, another] = mayBe
    if (only && !another) only.push(file)
    else groups.push([file])
  }
  return groups
    .map((group) => group.toSorted(inOrder))
    .toSorted(([one], [other]) => (one && other ? held.indexOf(one) - held.indexOf(other) : 0))
}

/** By number; of two that are the same section by name, whichever came first. */
function inOrder(one: SectionFile, other: SectionFile): number {
  return one.section.number - other.section.number || (one.name < other.name ? -1 : 1)
}

/** What tells two sections to be of different cables; undefined where they may be of one. */
function difference(one: Section, other: Section): string | undefined {
  const differ = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a !== b
  if (one.label !== other.label) return 'number'
  if (one.of !== other.of) return 'count of sections'
  if (differ(one.sent, other.sent)) return 'date-time group'
  if (differ(one.year, other.year)) return 'year'
  const [long = '', short = ''] = [one.subject ?? '', other.subject ?? ''].toSorted(
    (a, b) => b.length - a.length,
  )
  return long.startsWith(short) ? undefined : 'subject'
}

function isCopy({ section: one }: SectionFile, { section: other }: SectionFile): boolean {
  return one.number === other.number && words(one) === words(other)
}

function words({ text }: Section): string {
  const lines = [...text.lines, ...text.aside].map((line) => cleanLine(line.text))
  return lines.filter((line) => line !== '').join('\n')
}

/** `beside` are the sections of other cables that came with these. */
function readCable<File extends SectionFile>(
  files: readonly File[],
  all: readonly File[],
  beside: readonly SectionFile[],
  options: ReadingOptions,
): CableInFiles<File>['read'] {
  const refuseAll = (why: (file: File) => Refusal) => ({
    refused: all.map((file) => ({ file, refusal: file.section.refused ?? why(file) })),
  })
  const refuseFor =
    (fault: string) =>
    ({ section: { number, of, label } }: File) =>
      refuse(`is section ${number} of ${of} of cable ${label}, of which ${fault}`)
  const fault = markedSection(files, beside) ?? sectionOfTwoTexts(files)
  if (fault !== undefined) return refuseAll(refuseFor(fault))
  const [first] = files
  if (first && first.section.number > 1 && options.as === undefined) {
    const elsewhere = firstElsewhere(first.section, beside)
    return refuseAll(({ section }) => refuseWithoutFirst(section, section.label, options, elsewhere))
  }
  const read = holdsOthers(files, options) ?? readSections(files, options)
  if (!('refusal' in read)) return read
  const { file: faulty, refusal } = read
  if (!faulty) return refuseAll(() => refusal)
  const refuseOther = refuseFor(isRefused(faulty))
  return refuseAll((file) => (file === faulty ? refusal : refuseOther(file)))
}

/** Why a cable is not read, and the file that it is about, where it is about one. */
interface RefusedCable<File> {
  file?: File
  refusal: Refusal
}

function holdsOthers<File extends SectionFile>(
  files: readonly File[],
  { as, sayAs = sayAsOption }: ReadingOptions,
): RefusedCable<File> | undefined {
  if (as !== undefined) return undefined
  for (const file of files) {
    const { lines } = file.section.text
    const head = readCableHead(lines)
    const refusal = head && refuseOthers(file.name, lines, head, sayAs)
    if (refusal) return { file, refusal }
  }
  return undefined
}

function isRefused({ name, section }: SectionFile): string {
  return `section ${section.number}, in ${printName(name)}, is refused`
}

/** A section that is marked above the ceiling, also where it may as well be of another cable: the rest of it is no safer. */
function markedSection(files: readonly SectionFile[], beside: readonly SectionFile[]): string | undefined {
  const own = files.find(({ section }) => section.refused)
  if (own) return isRefused(own)
  const other = beside.find(
    ({ section }) => section.refused && files.every((file) => !difference(file.section, section)),
  )
  return other && `${printName(other.name)} may hold section ${other.section.number}, and is refused`
}

function sectionOfTwoTexts(files: readonly SectionFile[]): string | undefined {
  const numbers = files.map(({ section }) => section.number)
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index)
  if (twice === undefined) return undefined
  const rivals = files.filter(({ section }) => section.number === twice)
  const names = rivals.map(({ name }) => printName(name)).join(' and ')
  return `${names} hold section ${twice} with different texts; take the files of one text in at a time, the older first`
}

/** Why the first sections that there are of this number are not the one that is missing. */
function firstElsewhere(section: Section, beside: readonly SectionFile[]): string {
  const firsts = beside.filter((other) => other.section.label === section.label && other.section.number === 1)
  return firsts
    .map((other) => {
      const how = difference(section, other.section)
      return how === undefined
        ? `; that in ${printName(other.name)} may be of it or not, as one of the heads says too little`
        : `; that in ${printName(other.name)} is another cable's by its ${how}`
    })
    .join('')
}

/** Added to the lines of each further file, so that every line of the joined text tells its file; none has so many. */
const apart = 1_000_000

/** Reads the sections of one cable, in their order, as the one document they are. */
function readSections<File extends SectionFile>(
  files: readonly File[],
  options: ReadingOptions,
): DocumentReading | RefusedCable<File> {
  const [first, ...others] = files.map(({ section: { number, text } }, index) => {
    const placed = (lines: readonly Line[]) => lines.map((line) => ({ ...line, at: line.at + index * apart }))
    const problems = text.problems.map(({ line, what }) => ({ line: line + index * apart, what }))
    const lines = placed(text.lines)
    const end = index === 0 ? 0 : (readCableHead(lines)?.end ?? 0)
    const aside = [...placed(text.aside), ...lines.slice(0, end)]
    return { number, text: { ...text, lines: lines.slice(end), aside, problems } }
  })
  if (!first) throw new Error('A cable has one section at least.')
  const texts = [first, ...others].map(({ text }) => text)
  const text: FileText = {
    ...first.text,
    lines: texts.flatMap(({ lines }) => lines),
    aside: texts.flatMap(({ aside }) => aside),
    problems: texts.flatMap(({ problems }) => problems),
    gaps: texts.flatMap(({ gaps }) => gaps ?? []),
  }
  const numbers = others.map(({ number }) => number)
  const read = makeReading(files[0]?.name ?? '', text, options, numbers)
  const fileOf = (line: number) => files[Math.floor(line / apart)]
  if ('refused' in read) {
    const { line, ...refused } = read.refused
    const file = line === undefined ? undefined : fileOf(line)
    return file && line !== undefined
      ? { file, refusal: { refused: { ...refused, line: line % apart } } }
      : { refusal: read }
  }
  for (const paragraph of read.document.paragraphs) paragraph.line %= apart
  const problems = read.problems.map(({ line, what }) => ({
    line: line % apart,
    what: line < apart ? what : `${what} (in ${printName(fileOf(line)?.name ?? '')})`,
  }))
  return { ...read, problems }
}
