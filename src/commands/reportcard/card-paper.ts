import { isJudged } from '../../domain/benchmark.ts'
import { printCitation, printWithin } from '../../domain/citation.ts'
import { printDate } from '../../domain/date.ts'
import { printPeriod } from '../../domain/period.ts'
import { type CardBenchmark, indicatorsOf } from '../../domain/report-card.ts'
import { nameSome, plural } from '../../domain/text.ts'
import { trustAfter } from '../../knowledge/freshness.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { printBasis } from '../../knowledge/passage.ts'
import { cycleLine } from '../benchmark/one-benchmark.ts'
import { printEvidence, printFigures, printTarget } from '../benchmark/progress-lines.ts'
import {
  type Line,
  list,
  note,
  type Paper,
  type PaperSection,
  type Part,
  paragraph,
  withheldNote,
} from '../reply.ts'
import { type Group, groupCard, groupsNote, type Order } from './by-view.ts'
import type { CardMade } from './card.ts'
import { chartOf, claimsOf, headingOf, lifeNotes, missingParts, verdictParts } from './card-lines.ts'
import { sourcesOfCard } from './card-sources.ts'
import { entriesOfCard, entrySheet } from './export-sheets.ts'
import { lineMarkings } from './line-markings.ts'

/** The card as staff would send it, under its own headings or by `order`. */
export async function cardPaper(
  made: CardMade,
  order: Order | undefined,
  knowledge: Knowledge,
): Promise<Paper> {
  const { card, cycle, asOf, print, withheld } = made
  const day = printDate(asOf)
  return {
    title: `Report card${order ? ` by ${order}` : ''}: ${card.title}`,
    marking: card.marking,
    day: asOf,
    foot: `As of ${day} · fingerprint ${print}`,
    sections: [
      {
        parts: [...verdictParts(card), paragraph(...cycleLine(cycle, asOf)), ...chartOf(card)],
      },
      ...(order ? orderedSections(order, made, knowledge) : headingSections(made, knowledge)),
      ...missingSection(made),
      {
        heading: 'How it was made',
        parts: [
          note(restingLine(made)),
          ...lifeNotes(card),
          note(`Source: ${printCitation(card.cite)}; each ¶ is its own. As of ${day}, fingerprint ${print}.`),
          ...withheldNote(withheld),
        ],
      },
      { heading: 'Annex A: how each figure is read', isApart: true, parts: [readingTable(made, knowledge)] },
      { heading: 'Annex B: entries', isApart: true, parts: await entryParts(made, knowledge) },
      { heading: 'Annex C: sources', isApart: true, parts: sourceParts(made, knowledge) },
    ],
  }
}

function headingSections(made: CardMade, knowledge: Knowledge): PaperSection[] {
  return made.card.parts.flatMap((part) =>
    part.headings.map(({ heading, benchmarks }) => ({
      heading: headingOf(heading, part, made.card, knowledge),
      parts: benchmarkParts(
        benchmarks.map((shown) => ({ shown })),
        made,
        knowledge,
      ),
    })),
  )
}

function orderedSections(order: Order, made: CardMade, knowledge: Knowledge): PaperSection[] {
  return groupCard(order, made.card, made.cycle, knowledge).map(({ name, benchmarks }, index) => ({
    heading: name,
    parts: [
      ...(index === 0 ? [note(groupsNote(order))] : []),
      ...benchmarkParts(benchmarks, made, knowledge),
    ],
  }))
}

function restingLine({ card }: CardMade): string {
  const count = card.entries.length
  const evidence = printEvidence(card.evidence)
  if (count === 0) return 'Nothing logged.'
  return `Rests on ${plural(count, 'entry', 'entries')}${evidence ? ` · ${evidence}` : ''}; Annex B lists them.`
}

function missingSection({ card }: CardMade): PaperSection[] {
  const [head, ...parts] = missingParts(card)
  return head?.part === 'heading' ? [{ heading: head.text, parts }] : []
}

/**
 * A table of the indicators under one heading; under it what the source makes conditional, where a status is adverse, and how a
 * benchmark was judged as a whole.
 */
function benchmarkParts(lines: Group['benchmarks'], made: CardMade, { units }: Knowledge): Part[] {
  const { card } = made
  const markOf = lineMarkings(made)
  const rows = lines.flatMap(({ shown: benchmark, basis }) => {
    const { statement, indicators, supports, cite } = benchmark
    return indicators.map((progress, index) => {
      const { id, name, status, why, entries, findings, evidence, data } = progress
      const ids = [...entries, ...findings]
      const judged = isJudged(progress)
      const supported = !judged && index === indicators.length - 1 ? supports.map(({ entry }) => entry) : []
      const rests = [
        ids.length > 0 ? nameSome(ids, mostIds) : data.actual,
        printEvidence(evidence)?.replace(/^evidence /, 'grade '),
        supported.length > 0 ? `supported by ${nameSome(supported, mostIds)}` : undefined,
      ]
      return [
        `(${markOf(benchmark, progress)}) ${id} ${name}${index === 0 && name !== statement ? `: ${statement}` : ''}`,
        `${status}: ${why}`,
        printFigures(progress, units) ?? data.actual,
        judged ? 'judged by a person' : printTarget(progress),
        rests.filter((piece) => piece !== undefined).join('; '),
        [printWithin(cite, card.cite.source), basis].filter((piece) => piece !== undefined).join('; '),
      ]
    })
  })
  const beside = lines.flatMap(({ shown }) => besideLines(shown, made))
  return [
    {
      part: 'table',
      caption: '',
      columns: ['Benchmark', 'Status', 'Actual', 'Target', 'Rests on', 'Source'],
      rows,
    },
    ...(beside.length > 0 ? [list(beside)] : []),
  ]
}

function besideLines({ id, conditions, assessments }: CardBenchmark, { card }: CardMade): Line[] {
  return [
    ...assessments.map(
      ({ level, finding }): Line => [{ bold: id }, `: as a whole assessed ${level} (${finding})`],
    ),
    ...conditions.map(
      ({ text, cite }): Line => [
        { bold: `${id}, condition` },
        `: ${text} (${printWithin(cite, card.cite.source)})`,
      ],
    ),
  ]
}

/** The first of many: the annex has them all. */
const mostIds = 12

function readingTable({ card }: CardMade, knowledge: Knowledge): Part {
  const rows = indicatorsOf(card).map(({ id, measure, direction, period, target, basis }) => [
    id,
    `${measure}, ${direction} is better`,
    printPeriod(period),
    printTarget({ target, direction }),
    printBasis(basis),
  ])
  const columns = ['Indicator', 'Measure', 'Period', 'Target', 'Basis']
  return {
    part: 'table',
    caption: `${card.measures.length} periods measured. ${knowledge.hash.slice(0, 12)} names the data folder.`,
    columns,
    rows,
  }
}

/** Each source with its marking, its day and what is decided about it; then the known faults of what the card cites of it. */
function sourceParts(made: CardMade, knowledge: Knowledge): Part[] {
  const sources = sourcesOfCard(made, knowledge)
  const faults = sources.flatMap((source) => source.faults)
  return [
    {
      part: 'table',
      caption: 'As the data folder and people here know them; what staff have noted beside them: /source.',
      columns: ['Source', 'Title', 'Date'],
      rows: sources.map(({ id, title, marking, date }) => [
        `(${marking}) ${id}`,
        title,
        `${date === undefined ? 'undated' : printDate(date)}${trustAfter(id, made.freshness, made.asOf)}`,
      ]),
    },
    ...(faults.length > 0 ? [paragraph({ bold: 'Known faults of the places cited' }), list(faults)] : []),
  ]
}

/** Rows of an annex: more would be a hundred pages that nobody reads, and are in the CSV. */
const mostInAnnex = 10_000

async function entryParts(made: CardMade, knowledge: Knowledge): Promise<Part[]> {
  const entries = entriesOfCard(made)
  if (entries.length === 0) return [paragraph('No entry counts toward it.')]
  const { columns, rows } = await entrySheet(made, knowledge)
  const claims = claimsOf(made.card)
  const at = (row: readonly string[], column: string) => row[columns.indexOf(column)] ?? ''
  return [
    {
      part: 'table',
      caption: 'Grades: A official record, B official statement, C press or secondary, D verbal or none.',
      columns: ['Entry', 'What', 'Grade', 'State', 'Source', 'Counts toward'],
      rows: rows
        .slice(0, mostInAnnex)
        .map((row) => [
          `${at(row, 'id')} (${at(row, 'marking')})`,
          at(row, 'phrase'),
          at(row, 'grade'),
          at(row, 'state'),
          at(row, 'source') || 'none given',
          countsText(at(row, 'measures'), at(row, 'supports'), claims.get(at(row, 'id'))),
        ]),
    },
    ...(rows.length > mostInAnnex
      ? [note(`${rows.length - mostInAnnex} more entries stand in the CSV and JSON exports.`)]
      : []),
  ]
}

/** `PE-IL-3a, PE-IL-3b; supports PE-CC-2`. */
function countsText(measures: string, supports: string, event: string | undefined): string {
  if (event !== undefined) return `claim of the same event as ${event}, counted once`
  const said = [
    ...(measures === '' ? [] : [measures.replaceAll(' ', ', ')]),
    ...(supports === '' ? [] : [`supports ${supports.replaceAll(' ', ', ')}`]),
  ]
  return said.length === 0 ? 'beside a figure, not added' : said.join('; ')
}
