import { bareCitation, printCitation, unverified } from '../domain/citation.ts'
import type { Annotation } from '../domain/held-document.ts'
import { highestMarking } from '../domain/marking.ts'
import type { Answer } from '../knowledge/answers.ts'
import { printDifferences, printFaultBeside } from '../knowledge/differences.ts'
import { excerpt } from '../knowledge/excerpt.ts'
import { type Passage, printCite, printFault } from '../knowledge/passage.ts'
import { askedFor, holdsFigure, holdsNumber, saysUnknown } from '../knowledge/question/asked.ts'
import type { Hit } from '../knowledge/search.ts'
import { type Above, aboveNotes, filterNote, whichOf } from './decline.ts'
import { type Line, list, note, type Part, paragraph, type Reply, type Span } from './reply.ts'

/** Answers on one screen. */
export const mostAnswers = 3

/** Lines shown of a statement beside its chief one. */
const mostLines = 2

/** Faults of one answer shown in full. */
const mostFaults = 2

/** A line that holds less of the question than this says little beside the chief one. */
const leastDetail = 0.25

/** What an answer is described with. */
export interface About {
  question: string
  /** The part of it that alone is answered. */
  part?: string
  filters: readonly string[]
  missing: readonly string[]
  /** Sources or places of which one may be meant beside what is answered. */
  choices: readonly string[]
  /** How fresh the source of a passage is, in few words. */
  freshOf(passage: Passage): string
  /** What people noted beside what passages cite. */
  notesOn(passages: readonly Passage[]): { shown: Annotation[]; withheld: number }
  describeNotes(annotations: readonly Annotation[]): Part[]
  /** A source is named, perhaps with a paragraph: nothing else is asked for. */
  isCited: boolean
  isDeciding(word: string): boolean
}

/** The first screen of what was found; undefined where nothing was. */
export function describeAnswers(answers: readonly Answer[], above: Above, asked: About): Reply | undefined {
  const about = { ...asked, question: asked.part ?? asked.question }
  const shown = answers.slice(0, mostAnswers)
  const [best] = shown
  if (!best) return undefined
  const figure = askedFor(about.question) === 'words' ? undefined : figureLine(best, about.question)
  const more = answers.length - shown.length
  const passages = shown.flatMap(passagesOf)
  const notes = about.notesOn(passages)
  return {
    to: 'member',
    marking: highestMarking([...passages, ...notes.shown]),
    parts: [
      ...(figure === undefined ? [] : [paragraph(...emphasise(figure, about, { figures: true }))]),
      ...(about.part === undefined
        ? []
        : [note(`No source held answers all of that, but this part: ${about.part}`)]),
      ...shown.flatMap((answer, at) => {
        const before = shown.slice(0, at).flatMap(passagesOf)
        return describeAnswer(answer, about, {
          line: answer === best ? figure : undefined,
          faults: before.flatMap(({ faults }) => faults),
          notes: about.notesOn(before).shown,
        })
      }),
      ...about.missing.map((name) => note(`Nothing is held of ${name}.`)),
      ...whichOf(about.choices),
      ...filterNote(about.filters),
      ...(more > 0
        ? [note(`${more} more ${more === 1 ? 'is' : 'are'} held on it; name one, or ask with more words.`)]
        : []),
      ...aboveNotes({ ...above, withheld: above.withheld + notes.withheld }),
    ],
  }
}

/** Those an answer shows: our own, and the source as written. */
export function passagesOf({ statements, paragraph: written, parts }: Answer): Passage[] {
  return [...[...statements, ...(written ? [written] : [])].map(({ passage }) => passage), ...parts]
}

/**
 * The line of the answer that holds most of the question among those with a figure, or undefined. A figure that the question gives
 * stands there as it does in the question, `week 9` and not `9 kitchens`, and is not the one that it asks for.
 */
function figureLine({ statements, paragraph: written }: Answer, question: string): string | undefined {
  const asked = askedFor(question)
  const given = [...question.matchAll(/(\p{L}+) (?!(?:19|20)\d\d\b)(\d[\d,.]*\d|\d)/gu)].map(
    ([, word, figure = '']) =>
      new RegExp(`(?<!\\p{L})${word}\\W+${figure.replaceAll('.', '\\.')}(?!\\d)`, 'giu'),
  )
  const worth = ({ text, share }: Hit['lines'][number]) => {
    const rest = given.reduce((left, form) => left.replace(form, ' '), text)
    const isOther = given.length > 0 && (rest === text || !holdsFigure(rest, asked))
    return share - (isOther ? 1 : 0)
  }
  return [...statements, ...(written ? [written] : [])]
    .flatMap(({ lines }) => lines)
    .filter(
      ({ text, share }) =>
        share >= leastDetail && (holdsFigure(text, asked) || (asked === 'count' && holdsNumber(text))),
    )
    .toSorted((one, other) => worth(other) - worth(one))[0]?.text
}

/** An answer without the line, the faults and the notes that stand above it already: ours in short, then the source as written. */
function describeAnswer(
  answer: Answer,
  about: About,
  said: { line: string | undefined; faults: readonly string[]; notes: readonly Annotation[] },
): Part[] {
  const { statements, paragraph: written, differing } = answer
  const passages = passagesOf(answer)
  const [first] = passages
  if (!first) return []
  const faults = [...new Set(passages.flatMap((passage) => passage.faults))]
  const quoted = written && {
    ...excerpt(written, { over: statements.map(({ passage }) => passage), isCited: about.isCited }),
    passage: written.passage,
  }
  return [
    ...statements.flatMap(({ passage, lines }) => {
      const shown = chosenLines(lines, about.question).filter((text) => text !== said.line)
      return [
        paragraph({ bold: passage.title }),
        ...(shown.length > 0 ? [list(shown.map((text): Line => emphasise(text, about)))] : []),
      ]
    }),
    ...(statements.length === 0 ? [paragraph({ bold: first.title })] : []),
    ...(quoted ? [quote(quoted, about)] : []),
    ...(differing.length > 0 ? [note(printDifferences(differing))] : []),
    note(...standing(first, quoted, about)),
    ...describeFaults(
      faults.filter((fault) => !said.faults.includes(fault)),
      quoted,
      about,
    ),
    ...about.describeNotes(about.notesOn(passages).shown.filter((one) => !said.notes.includes(one))),
  ]
}

/** The chief line, and beside it those that hold most of the question; first, where a figure is asked for, that it is not known. */
function chosenLines([chief, ...details]: Hit['lines'], question: string): string[] {
  const isFigure = askedFor(question) !== 'words'
  const worth = ({ text, share }: Hit['lines'][number]) => share + (isFigure && saysUnknown(text) ? 1 : 0)
  const chosen = details
    .filter((line) => worth(line) >= leastDetail)
    .toSorted((one, other) => worth(other) - worth(one))
    .slice(0, mostLines)
  return [chief, ...details].flatMap((line) =>
    line && (line === chief || chosen.includes(line)) ? [line.text] : [],
  )
}

/** What is quoted of a paragraph held. */
interface Quoted {
  passage: Passage
  text: string
  isWhole: boolean
}

function quote({ passage, text }: Quoted, about: About): Part {
  return { part: 'quote', text: emphasise(text, about), citation: printCite(passage.cite) }
}

/**
 * `Source: 09 STATE 32018 ¶6 · U · 2 Apr 2009`: the text's own freshness where the text is held, and how to read all of a
 * paragraph that is not quoted whole.
 */
function standing(first: Passage, quoted: Quoted | undefined, { freshOf }: About): Span[] {
  if (first.cite === unverified) return [`${printCite(first.cite)} · ${first.marking}`]
  const freshness = freshOf(quoted?.passage ?? first)
  const marking = highestMarking([first.marking, quoted?.passage.marking ?? 'U'])
  const source = `Source: ${printCite(first.cite)} · ${marking} · ${freshness}`
  const { cite = unverified, isWhole = true } = { ...quoted?.passage, ...quoted }
  return isWhole || cite === unverified
    ? [source]
    : [`${source} · whole: `, { code: `/source ${printCitation(bareCitation(cite))}` }]
}

/** The words that decided, and in the first line the figures, stand out. */
function emphasise(text: string, { isDeciding }: About, also: { figures?: true } = {}): Span[] {
  const spans: Span[] = []
  const pieces = text.split(/([\p{L}\p{N}][\p{L}\p{M}\p{N}.,'’()/%-]*[\p{L}\p{M}\p{N}%)]|[\p{L}\p{N}])/u)
  for (const [at, piece] of pieces.entries()) {
    if (piece === '') continue
    const last = spans.at(-1)
    // Every second piece is a word; what stands between decides nothing.
    const isBold = at % 2 === 1 && (isDeciding(piece) || (also.figures === true && /^\d/.test(piece)))
    if (isBold) spans.push({ bold: piece })
    else if (typeof last === 'string') spans[spans.length - 1] = last + piece
    else spans.push(piece)
  }
  return spans
}

/** Those of words that are quoted first, and of each kind those that speak of what was asked. */
function describeFaults(
  faults: readonly string[],
  quoted: Quoted | undefined,
  { isDeciding }: About,
): Part[] {
  const print = (fault: string) =>
    quoted?.passage.faults.includes(fault)
      ? printFaultBeside(fault, quoted.passage.lines.join(' '))
      : printFault(fault)
  const isQuoted = (fault: string) => quoted?.text.includes(/ prints "([^"]+)"/.exec(fault)?.[1] ?? '\0')
  const shown = faults
    .map((fault) => ({
      fault,
      quoted: Number(isQuoted(fault) === true),
      near: fault.split(/\s+/).filter(isDeciding).length,
    }))
    .sort((one, other) => other.quoted - one.quoted || other.near - one.near)
    .slice(0, mostFaults)
  const more = faults.length - shown.length
  return [
    ...shown.map(({ fault }) => note(print(fault))),
    ...(more > 0 ? [note(`${more} more known ${more === 1 ? 'fault' : 'faults'} there.`)] : []),
  ]
}
