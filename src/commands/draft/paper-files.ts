import type { Cycle } from '../../domain/benchmark.ts'
import { type Cable, type CableParagraph, printCable } from '../../domain/cable.ts'
import { type IsoDate, printDate } from '../../domain/date.ts'
import { highestMarking } from '../../domain/marking.ts'
import type { DraftedPaper, PaperKind, Statement, Withheld } from '../../domain/paper.ts'
import { plural } from '../../domain/text.ts'
import { type FilePart, type Line, mediaTypes, note, type Paper, type Part, paragraph } from '../reply.ts'

/** What is known of a paper beside its text. */
export interface PaperAbout {
  country: { id: string; name: string }
  cycle: Pick<Cycle, 'cycle' | 'title' | 'cite'>
  asOf: IsoDate
  print: string
  /** Who let it leave; absent while nobody has. */
  released?: { id: string; by: string; on: IsoDate }
}

export const paperTitles: Readonly<Record<PaperKind, string>> = {
  'non-paper': 'Non-paper',
  'talking-points': 'Talking points',
  cable: 'Cable',
}

type Text = Omit<DraftedPaper, 'withheld'>

/** The clean copy, then the annotated one, in which each statement keeps its marking and citation. */
export function paperFiles(paper: Text, about: PaperAbout): FilePart[] {
  return [paperFile(paper, about, false), paperFile(paper, about, true)]
}

function paperFile(paper: Text, about: PaperAbout, isAnnotated: boolean): FilePart {
  const { country, cycle, asOf } = about
  const name = `${paper.kind}-${country.id}-${cycle.cycle}-${asOf}${isAnnotated ? '-annotated' : ''}`
  const { marking } = paper
  if (paper.kind === 'cable') {
    const text = printCable(cableOf(paper, about, isAnnotated))
    return { part: 'file', name: `${name}.txt`, type: mediaTypes.txt, marking, text }
  }
  return {
    part: 'file',
    name: `${name}.docx`,
    type: mediaTypes.docx,
    marking,
    paper: isAnnotated ? annotatedPaper(paper, about) : cleanPaper(paper, about),
  }
}

/** As it is handed over: neither citation nor id nor fingerprint. Until it is released it says that it is a draft. */
function cleanPaper(
  { kind, marking, sections }: Text,
  { country, cycle, asOf, released }: PaperAbout,
): Paper {
  const title = `${paperTitles[kind]}: ${cycle.title}`
  return {
    title: released ? title : `DRAFT, not released. ${title}`,
    marking,
    day: asOf,
    foot: released ? `${country.name}, ${printDate(asOf)}` : 'Draft, not released',
    sections: sections.map(({ heading, statements }) => ({
      heading,
      parts: [{ part: 'list', items: statements.map(({ text }) => text) }],
    })),
  }
}

function annotatedPaper(text: Text, about: PaperAbout): Paper {
  const { kind, marking, sections } = text
  return {
    title: `${paperTitles[kind]}, annotated: ${about.cycle.title}`,
    marking,
    day: about.asOf,
    foot: internalFoot(about),
    sections: [
      { parts: [note(releaseLine(about.released)), ...sourceNotes(text)] },
      ...sections.map(({ heading, statements }) => ({
        heading,
        parts: [{ part: 'list' as const, items: statements.map(annotated) }],
      })),
    ],
  }
}

/** In the annotated copy alone: the clean one cites no source. */
export function sourceNotes({ sources = [] }: Text): Part[] {
  return sources.map((says) => note(`${says}.`))
}

function annotated({ marking, text, cite }: Statement): Line {
  return [`(${marking}) ${text} `, { bold: `[${cite}]` }]
}

function internalFoot({ asOf, print }: PaperAbout): string {
  return `As of ${printDate(asOf)} · ${print} · internal, not for delivery`
}

function releaseLine(released: PaperAbout['released']): string {
  return released
    ? `${released.id}, released by ${released.by} on ${printDate(released.on)}.`
    : 'Draft: nobody has released it yet.'
}

/** The summary stands apart; all other sections are the cable's own. */
function cableOf({ marking, sections, sources = [] }: Text, about: PaperAbout, isAnnotated: boolean): Cable {
  const { country, cycle, asOf, released, print } = about
  const paragraphs = (statements: readonly Statement[]): CableParagraph[] =>
    statements.map(({ text, marking, cite }) => ({ text, marking, ...(isAnnotated && { cite }) }))
  const summary = sections.find(({ heading }) => heading === 'SUMMARY')?.statements ?? []
  return {
    marking,
    head: [
      ...(released ? [] : ['DRAFT, NOT RELEASED']),
      ...(isAnnotated ? [`ANNOTATED COPY, NOT FOR TRANSMISSION. ${print}. ${releaseLine(released)}`] : []),
      ...(isAnnotated ? sources.map((says) => `${says}.`) : []),
      'E.O. 12958: N/A',
    ],
    tags: ['SNAR', country.id],
    subject: `${country.name}: responses to the benchmarks of cycle ${cycle.cycle}, as of ${printDate(asOf)}`,
    references: [cycle.cite.source],
    summary: paragraphs(summary),
    sections: sections
      .filter(({ heading }) => heading !== 'SUMMARY')
      .map(({ heading, statements }) => ({ heading, paragraphs: paragraphs(statements) })),
  }
}

/** The internal sheet: what stands in no copy, and why. It is marked for what it names. */
export function withheldSheet(kind: PaperKind, withheld: readonly Withheld[], about: PaperAbout): FilePart {
  const { country, cycle, asOf } = about
  const marking = highestMarking(withheld)
  const rows = withheld.map(({ what, marking, reason }) => [`(${marking}) ${what}`, reason])
  const paper: Paper = {
    title: `Withheld from the ${paperTitles[kind].toLowerCase()}: ${cycle.title}`,
    marking,
    day: asOf,
    foot: internalFoot(about),
    sections: [
      {
        parts: [
          paragraph(`${plural(rows.length, 'item stands', 'items stand')} in no copy.`),
          { part: 'table', caption: '', columns: ['What', 'Why'], rows },
        ],
      },
    ],
  }
  const name = `${kind}-${country.id}-${cycle.cycle}-${asOf}-withheld.docx`
  return { part: 'file', name, type: mediaTypes.docx, marking, paper }
}
