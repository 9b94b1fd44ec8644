import { printCitation, printWithin } from '../../domain/citation.ts'
import { printDate } from '../../domain/date.ts'
import { printPeriod } from '../../domain/period.ts'
import type { CardBenchmark } from '../../domain/report-card.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { printBasis } from '../../knowledge/passage.ts'
import { cycleLine, headingName } from '../benchmark/one-benchmark.ts'
import { printEvidence, printFigures, printTarget } from '../benchmark/progress-lines.ts'
import type { Context } from '../call.ts'
import {
  type FilePart,
  type Line,
  list,
  mediaTypes,
  note,
  type Paper,
  type PaperSection,
  type Part,
  paragraph,
  type Reply,
  withheldNote,
} from '../reply.ts'
import { UserError } from '../user-error.ts'
import { type CardAsked, type CardMade, makeCard } from './card.ts'
import { actorName, chartOf, lifeNotes, missingParts, printVerdicts } from './card-lines.ts'
import { entriesOfCard, entrySheet, figureSheet, markingOfLine } from './export-sheets.ts'

const formats = ['docx', 'csv', 'json', 'md'] as const
type Format = (typeof formats)[number]

/** `export docx`: the card of this channel's ceiling as a file, the entries it rests on in an annex. */
export async function exportCard(asked: CardAsked, context: Context): Promise<Reply> {
  const format = readFormat(asked)
  const made = await makeCard(asked, context)
  if ('answer' in made) return made.answer
  const { card, country, withheld, print } = made
  const name = `report-card-${country.id}-${card.cycle}-${card.asOf}`
  const files = filesOf(format, name, made, context.knowledge)
  return {
    to: 'member',
    marking: card.marking,
    parts: [
      paragraph(
        { bold: `Report card: ${card.title}` },
        `, as of ${printDate(card.asOf)}, fingerprint ${print}.`,
      ),
      ...files,
      note(
        `Within this channel's ceiling (${context.channel.ceiling}). The same fingerprint is the same bytes.`,
      ),
      ...withheldNote(withheld),
    ],
  }
}

function readFormat({ rest, country }: CardAsked): Format {
  const [, asked = ''] = /^export\b\s*(.*)$/i.exec(rest) ?? []
  const format = formats.find((one) => one === asked.toLowerCase().replace(/^\./, ''))
  if (format) return format
  const example = `/reportcard ${country.name.toLowerCase()} export docx`
  if (asked === '') throw new UserError(`Name a format: ${formats.join(', ')}.`, { example })
  throw new UserError(`"${asked}" is none of the formats: ${formats.join(', ')}.`, { example })
}

function filesOf(format: Format, name: string, made: CardMade, knowledge: Knowledge): FilePart[] {
  const type = mediaTypes[format]
  switch (format) {
    case 'docx':
    case 'md':
      return [{ part: 'file', name: `${name}.${format}`, type, paper: cardPaper(made, knowledge) }]
    case 'csv':
      return [
        { part: 'file', name: `${name}.csv`, type, sheet: figureSheet(made, knowledge) },
        { part: 'file', name: `${name}-entries.csv`, type, sheet: entrySheet(made, knowledge) },
      ]
    case 'json':
      return [{ part: 'file', name: `${name}.json`, type, text: cardJson(made, knowledge) }]
  }
}

/**
 * The card as data, one object: `format` and its number, `fingerprint`, `marking`, `card` (the report card as computed, amounts in
 * small units: mg, mL, m2, cents, pieces; days half-open) and `entries`, with the columns of the CSV as names.
 */
function cardJson(made: CardMade, knowledge: Knowledge): string {
  const { columns, rows } = entrySheet(made, knowledge)
  const entries = rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ''])),
  )
  const { card, print, withheld } = made
  const about = {
    amounts:
      'card: whole numbers of the small unit, mg, mL, m2, cents, pieces; entries: in the unit beside them',
    days: 'from is inside, until is not; last_day is inside',
    entries: 'those the card rests on, and the other claims of merged events',
  }
  const { marking } = card
  return `${JSON.stringify({ format: 'attache report card', version: 1, marking, fingerprint: print, withheld, about, card, entries }, null, 2)}\n`
}

/** The card as staff would send it. */
function cardPaper(made: CardMade, knowledge: Knowledge): Paper {
  const { card, cycle, asOf, print, withheld } = made
  const day = printDate(asOf)
  return {
    title: `Report card: ${card.title}`,
    marking: card.marking,
    day: asOf,
    foot: `As of ${day} · fingerprint ${print}`,
    sections: [
      {
        parts: [
          ...card.parts.map((part) => paragraph({ bold: `${actorName(part)}: ${printVerdicts(part)}` }, '.')),
          paragraph(...cycleLine(cycle, asOf)),
          ...chartOf(card),
        ],
      },
      ...card.parts.flatMap((part) =>
        part.headings.map(({ heading: id, benchmarks }): PaperSection => {
          const name = headingName(id, knowledge)
          return {
            heading: card.parts.length > 1 ? `${name} (${part.actor})` : name,
            parts: headingParts(benchmarks, made, knowledge),
          }
        }),
      ),
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
      { heading: 'Annex B: entries', isApart: true, parts: entryParts(made, knowledge) },
    ],
  }
}

function restingLine({ card }: CardMade): string {
  const count = card.entries.length
  const evidence = printEvidence(card.evidence)
  if (count === 0) return 'Nothing logged.'
  return `Rests on ${count} ${count === 1 ? 'entry' : 'entries'}${evidence ? ` · ${evidence}` : ''}; Annex B lists them.`
}

function missingSection({ card }: CardMade): PaperSection[] {
  const [head, ...parts] = missingParts(card)
  return head?.part === 'heading' ? [{ heading: head.text, parts }] : []
}

/** A table of the indicators under one heading; under it what the source makes conditional, where a status is adverse. */
function headingParts(benchmarks: readonly CardBenchmark[], made: CardMade, { units }: Knowledge): Part[] {
  const { card } = made
  const rows = benchmarks.flatMap((benchmark) => {
    const { statement, indicators, supports, cite } = benchmark
    return indicators.map((progress, index) => {
      const { id, name, status, why, entries, evidence, data, measure } = progress
      const judged = measure === 'rubric' || measure === 'milestone'
      const supported = !judged && index === indicators.length - 1 ? supports.map(({ entry }) => entry) : []
      const rests = [
        entries.length > 0 ? listIds(entries) : 'nothing logged',
        printEvidence(evidence)?.replace(/^evidence /, 'grade '),
        supported.length > 0 ? `supported by ${listIds(supported)}` : undefined,
      ]
      return [
        `(${markingOfLine(benchmark, progress, made)}) ${id} ${name}${index === 0 && name !== statement ? `: ${statement}` : ''}`,
        `${status}: ${why}`,
        printFigures(progress, units) ?? data.actual,
        judged ? 'judged by a person' : printTarget(progress),
        rests.filter((piece) => piece !== undefined).join('; '),
        printWithin(cite, card.cite.source),
      ]
    })
  })
  const conditions = benchmarks.flatMap(({ id, conditions }) =>
    conditions.map(
      ({ text, cite }): Line => [
        { bold: `${id}, condition` },
        `: ${text} (${printWithin(cite, card.cite.source)})`,
      ],
    ),
  )
  return [
    {
      part: 'table',
      caption: '',
      columns: ['Benchmark', 'Status', 'Actual', 'Target', 'Rests on', 'Source'],
      rows,
    },
    ...(conditions.length > 0 ? [list(conditions)] : []),
  ]
}

/** The first of many: the annex has them all. */
const mostIds = 12

function listIds(ids: readonly string[]): string {
  return ids.length > mostIds
    ? `${ids.slice(0, mostIds).join(', ')} and ${ids.length - mostIds} more`
    : ids.join(', ')
}

function readingTable({ card }: CardMade, knowledge: Knowledge): Part {
  const rows = card.parts
    .flatMap(({ headings }) => headings.flatMap(({ benchmarks }) => benchmarks))
    .flatMap(({ indicators }) => indicators)
    .map(({ id, measure, direction, period, target, basis }) => [
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

/** Rows of an annex: more would be a hundred pages that nobody reads, and are in the CSV. */
const mostInAnnex = 10_000

function entryParts(made: CardMade, knowledge: Knowledge): Part[] {
  const entries = entriesOfCard(made)
  if (entries.length === 0) return [paragraph('No entry counts toward it.')]
  const { columns, rows } = entrySheet(made, knowledge)
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
          [at(row, 'measures'), at(row, 'supports')].filter((text) => text !== '').join('; supports '),
        ]),
    },
    ...(rows.length > mostInAnnex
      ? [note(`${rows.length - mostInAnnex} more entries stand in the CSV and JSON exports.`)]
      : []),
  ]
}
