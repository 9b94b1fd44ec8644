import type { Citation } from '../../domain/citation.ts'
import { printCitation } from '../../domain/citation.ts'
import type { Paragraph } from '../../domain/document.ts'
import { goesOn, joinLines } from './clean-line.ts'
import { addPiece, type Draft, endsBlockOf, isMarkedHeading, labelled, lastText, markDraft } from './draft.ts'
import type { DocumentProblem, Line } from './line.ts'
import { itemNoun, ordinal } from './numbering/item-place.ts'
import { draftNumbered } from './numbering/numbered-drafts.ts'
import { type BodyContext, isListAlone, leadsToList, numberPieces } from './numbering/numbered-pieces.ts'
import { isDeeper } from './numbering/open-rows.ts'
import { type ParagraphNumber, widestStep } from './numbering/paragraph-numbers.ts'
import { type Piece, printedNumber } from './piece.ts'

export interface BodyReading {
  paragraphs: Paragraph[]
  problems: DocumentProblem[]
}

/** Makes the paragraphs of a body out of its pieces; the lines from `start` on belong each to exactly one. */
export function readParagraphs(
  lines: readonly Line[],
  pieces: readonly Piece[],
  start: number,
  context: BodyContext,
): BodyReading {
  const numbers = numberPieces(pieces, context)
  const title = context.kind === 'paper' ? pieces[0] : undefined
  const drafts = numbers.size > 0 ? draftNumbered(pieces, numbers, title) : draftUnnumbered(pieces)
  const [first] = drafts
  if (first) first.from = start
  const problems = [...problemsOf(pieces, drafts, numbers), ...markingProblems(drafts, context)]
  const places = nameItems(drafts)
  const seen = new Map<string, number>()
  const paragraphs = drafts.map((draft, index): Paragraph => {
    const end = drafts[index + 1]?.from ?? lines.length
    const cite = citeOf(draft, places.get(draft), context.source)
    const label = printCitation(cite)
    const turn = (seen.get(label) ?? 0) + 1
    seen.set(label, turn)
    if (turn > 1) cite.place = [cite.place, ordinal(turn)].filter(Boolean).join(' ')
    const written = lines.slice(draft.from, end).map((line) => line.text)
    const { heading = '' } = draft
    const isBare = draft.texts.length === 0
    const text = (isBare ? [[heading]] : draft.texts)
      .map(joinLines)
      .join('\n')
      .trim()
      .replace(/\u00ad$/gm, '')
    const paragraph: Paragraph = {
      cite,
      text,
      marking: draft.portion ?? context.marking,
      line: draft.at,
    }
    const original = written
      .slice(written.findIndex((line) => line.trim() !== ''))
      .join('\n')
      .trimEnd()
    if (original !== text) paragraph.written = original
    if (heading !== '' && !isBare) paragraph.heading = heading
    if (draft.number?.because !== undefined) paragraph.numbering = draft.number.because
    return paragraph
  })
  return { paragraphs, problems }
}

/** Rows of a table that stand with the words above it; the next ones are cited apart, since no answer shows hundreds. */
const mostRows = 30

/** Paragraphs by empty lines, counted in order; what their lines begin with is part of the text. */
function draftUnnumbered(pieces: readonly Piece[]): Draft[] {
  const drafts: Draft[] = []
  let heading: string | undefined
  let marked = false
  let from: number | undefined
  for (const piece of pieces) {
    const text = labelled(piece)
    const open = drafts.at(-1)
    if (open && from === undefined && endsBlockOf(heading, open)) {
      heading = undefined
      marked = false
    }
    if (piece.heading) {
      heading = text
      marked = isMarkedHeading(piece) || (marked && from !== undefined)
      from ??= piece.index
    } else if (open && from === undefined && piece.under && open.texts.length < mostRows) {
      addPiece(open, piece, false)
    } else if (
      open &&
      from === undefined &&
      !piece.under &&
      (!piece.parted || (piece.label === '' && goesOn(lastText(open), text)))
    ) {
      addPiece(open, piece, piece.parted)
    } else {
      const number: ParagraphNumber = { number: drafts.length + 1, next: true }
      const draft: Draft = {
        from: from ?? piece.index,
        at: piece.at,
        number,
        turn: 1,
        texts: [[text]],
        pieces: [piece],
      }
      markDraft(draft, open)
      if (heading !== undefined) draft.heading = heading
      if (marked) draft.portion = 'SBU'
      drafts.push(draft)
      from = undefined
    }
  }
  const end = drafts.at(-1)
  if (end && marked && from !== undefined) end.portion = 'SBU'
  const [only] = pieces
  if (drafts.length === 0 && only) {
    const number: ParagraphNumber = { number: 1, next: true }
    drafts.push({
      from: only.index,
      at: only.at,
      number,
      turn: 1,
      texts: pieces.map((piece) => [labelled(piece)]),
      pieces: [...pieces],
      ...(pieces.some(isMarkedHeading) && { portion: 'SBU' }),
    })
  }
  return drafts
}

/** Where each item of a numbered list stands: `¶4(2)` where its paragraph has no other list, else by what the lists hold. */
function nameItems(drafts: readonly Draft[]): Map<Draft, Pick<Citation, 'part' | 'place'>> {
  const paragraphs = new Map<string, Draft[]>()
  for (const draft of drafts) {
    if (!draft.item || !draft.number) continue
    const key = `${draft.number.number} ${draft.turn} ${draft.part ?? ''}`
    const others = paragraphs.get(key)
    if (others) others.push(draft)
    else paragraphs.set(key, [draft])
  }
  const places = new Map<Draft, Pick<Citation, 'part' | 'place'>>()
  for (const items of paragraphs.values()) {
    const leads = items.flatMap(({ item }) => (item?.number === 1 ? [itemNoun(item.lead)] : []))
    const named = new Set(leads).size === leads.length
    for (const draft of items) {
      const { item } = draft
      if (!item) continue
      const name = leads[item.list - 1] ?? 'item'
      if (item.heading !== undefined) places.set(draft, { place: `${item.heading} ${item.number}` })
      else if (leads.length === 1 && draft.part === undefined)
        places.set(draft, { part: String(item.number) })
      else
        places.set(draft, {
          place: named ? `${name} ${item.number}` : `list ${item.list} ${name} ${item.number}`,
        })
    }
  }
  return places
}

function citeOf(draft: Draft, item: Pick<Citation, 'part' | 'place'> | undefined, source: string): Citation {
  const cite: Citation = { source }
  if (!draft.number) return cite
  cite.paragraph = draft.number.number
  if (draft.number.printed !== undefined) cite.printed = draft.number.printed
  if (draft.number.probable !== undefined) cite.probable = draft.number.probable
  const part = item?.part ?? draft.part
  if (part !== undefined) cite.part = part
  const place = [draft.turn > 1 ? ordinal(draft.turn) : undefined, item?.place ?? draft.place].filter(Boolean)
  if (place.length > 0) cite.place = place.join(' ')
  return cite
}

/** What a reader should know of the numbers before citing by them. */
function problemsOf(
  pieces: readonly Piece[],
  drafts: readonly Draft[],
  numbers: ReadonlyMap<Piece, ParagraphNumber>,
): DocumentProblem[] {
  if (numbers.size === 0) return [unnumberedProblem(pieces, drafts)].flatMap((problem) => problem ?? [])
  const told = new Set<ParagraphNumber>()
  return drafts.flatMap((draft, index) => {
    const { number } = draft
    const isNew = number !== undefined && !told.has(number)
    if (isNew) told.add(number)
    return [
      ...(isNew ? numberProblem(draft, number, drafts[index - 1]) : []),
      ...passedNumbers(draft, numbers),
      ...insertedProblem(draft),
    ]
  })
}

/** What is said where no printed number is cited: that there is none, or from where on they are not used. */
function unnumberedProblem(pieces: readonly Piece[], [first]: readonly Draft[]): DocumentProblem | undefined {
  const counted = 'counted in order, as empty lines part them'
  const [list, ...items] = pieces.filter((piece) => printedNumber(piece) !== undefined)
  if (list && items.length > 0) {
    const why = isListAlone(pieces, pieces.indexOf(list))
      ? 'count only a list in the text'
      : 'count too little of the text to cite it by'
    return {
      line: list.at,
      what: `the numbers from here on ${why} and are not used; its paragraphs are ${counted}`,
    }
  }
  return first && { line: first.at, what: `no numbered paragraphs; ${counted}` }
}

function numberProblem(
  { turn, at, pieces: [opening] }: Draft,
  number: ParagraphNumber,
  before: Draft | undefined,
): DocumentProblem[] {
  const { number: cited, printed, probable, after, next, setIn } = number
  if (printed !== undefined) return [{ line: at, what: `printed ${printed}, cited as ¶${cited}` }]
  if (probable !== undefined)
    return [{ line: at, what: `printed ${cited}, probably ${probable}; cited as printed` }]
  if (turn > 1) return [{ line: at, what: `number ${cited} again; cited as ¶${cited} ${ordinal(turn)}` }]
  if (next && setIn)
    return [{ line: at, what: `${cited} is set in deeper than the first number; cited as ¶${cited}` }]
  if (after === undefined && opening && leadsToList(before?.pieces.at(-1), opening))
    return [
      { line: at, what: `may be the first item of a list that the words above lead to; cited as ¶${cited}` },
    ]
  return next || after === undefined
    ? []
    : [{ line: at, what: `after ${after} comes ${cited}; cited as printed` }]
}

/** Numbers that begin a line and are read as words of a paragraph, where they might have been that of the next. */
function passedNumbers(
  { number: open, pieces, item }: Draft,
  numbers: ReadonlyMap<Piece, ParagraphNumber>,
): DocumentProblem[] {
  const cited = open?.number ?? 0
  const passed = pieces.flatMap((piece, index) => {
    const own = printedNumber(piece)
    const isInner = isDeeper(piece.indent, pieces[0]?.indent ?? 0)
    const isRead = !own || isInner || numbers.has(piece) || (index === 0 && item !== undefined)
    const mayCount = !isRead && own.number > 1 && own.number <= cited + widestStep
    const isPut = piece.marker?.form === 'inserted' && index > 0
    const within = piece.passed.filter(({ label, number }) => label.startsWith('¶') || number === cited + 1)
    return [...(mayCount || isPut ? [{ at: piece.at, label: piece.label }] : []), ...within]
  })
  const where = open ? `of ¶${cited}` : 'before the first paragraph'
  return passed.map(({ at, label }) => ({
    line: at,
    what: `"${label}" at the head of the line is read as words ${where}`,
  }))
}

/** `2A.` is no more printed in the citation than a misread number is. */
function insertedProblem({ number, part, at, pieces: [opening] }: Draft): DocumentProblem[] {
  if (opening?.marker?.form !== 'inserted' || part === undefined) return []
  return [
    { line: at, what: `printed ${opening.label.replace(/\.$/, '')}, cited as ¶${number?.number}(${part})` },
  ]
}

/** Where a marking goes on over what bears none: the first of each row of such paragraphs. */
function markingProblems(drafts: readonly Draft[], { marking }: BodyContext): DocumentProblem[] {
  if (marking === 'SBU') return []
  const first = drafts.filter((draft, index) => draft.markedBefore && !drafts[index - 1]?.markedBefore)
  return first.map(({ at }) => ({
    line: at,
    what: 'bears no mark behind an SBU paragraph; read as SBU, up to the next mark',
  }))
}
