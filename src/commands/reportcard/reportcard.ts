import { printCitation, printWithin } from '../../domain/citation.ts'
import { printDate } from '../../domain/date.ts'
import type { CardBenchmark, ReportCard } from '../../domain/report-card.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { cycleLine, headingName } from '../benchmark/one-benchmark.ts'
import { indicatorLine, printEvidence } from '../benchmark/progress-lines.ts'
import type { Command } from '../command.ts'
import {
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  type Span,
  withheldNote,
} from '../reply.ts'
import { UserError } from '../user-error.ts'
import { makeCard, readCardAsked } from './card.ts'
import { actorName, chartOf, lifeNotes, missingParts, printVerdicts } from './card-lines.ts'
import { exportCard } from './export.ts'

export const reportcard: Command = {
  name: 'reportcard',
  summary:
    "The roll-up of a country's benchmarks by heading: status, actual, target, evidence, what is missing.",
  usage: [
    '/reportcard peru',
    '/reportcard peru 2005',
    '/reportcard peru as of 2009-06-01',
    '/reportcard peru export docx',
    '/reportcard peru export csv as of 2009-06-01',
  ],
  examples: ['/reportcard peru', '/reportcard peru 2005', '/reportcard peru export docx'],
  shareable: true,
  async run(call, context) {
    const asked = readCardAsked(call.text, context)
    if (/^export\b/i.test(asked.rest)) return exportCard(asked, context)
    if (asked.rest !== '') {
      throw new UserError(`"${asked.rest}" is not understood after a country and cycle.`, {
        example: `/reportcard ${asked.country.name.toLowerCase()} as of ${asked.asOf}`,
      })
    }
    const made = await makeCard(asked, context)
    if ('answer' in made) return made.answer
    const { card, cycle, asOf, withheld, print } = made
    const { knowledge } = context
    return describeCard(card, { knowledge, first: cycleLine(cycle, asOf), withheld, print })
  },
}

interface Setting {
  knowledge: Knowledge
  first: Span[]
  withheld: number
  print: string
}

function describeCard(card: ReportCard, { knowledge, first, withheld, print }: Setting): Reply {
  const parts: Part[] = [heading(`Report card: ${card.title}`)]
  for (const part of card.parts)
    parts.push(paragraph({ bold: `${actorName(part)}: ${printVerdicts(part)}` }, '.'))
  parts.push(paragraph(...first), ...chartOf(card))
  for (const part of card.parts) {
    for (const { heading: id, benchmarks } of part.headings) {
      const name = headingName(id, knowledge)
      parts.push(heading(card.parts.length > 1 ? `${name} (${part.actor})` : name))
      parts.push(list(benchmarks.flatMap((one) => benchmarkLines(one, card, knowledge))))
    }
  }
  const evidence = printEvidence(card.evidence)
  const count = card.entries.length
  parts.push(
    ...missingParts(card),
    note(
      count === 0
        ? 'Nothing logged.'
        : `Rests on ${count} ${count === 1 ? 'entry' : 'entries'}: ${card.entries.join(', ')}${evidence ? ` · ${evidence}` : ''}.`,
    ),
    ...lifeNotes(card),
    note(
      `Source: ${printCitation(card.cite)}; each ¶ above is its own. As of ${printDate(card.asOf)} · fingerprint ${print}`,
    ),
    ...withheldNote(withheld),
  )
  return { to: 'member', marking: card.marking, parts }
}

/** A line an indicator; what supports the benchmark and what the source makes conditional stand on its last. */
function benchmarkLines(
  { marking, indicators, supports, conditions, cite }: CardBenchmark,
  card: ReportCard,
  { units }: Knowledge,
): Line[] {
  return indicators.map((progress, index): Line => {
    const last = index === indicators.length - 1
    const judged = progress.measure === 'rubric' || progress.measure === 'milestone'
    const tail = [
      last && !judged && supports.length > 0
        ? `supported by ${supports.map(({ entry }) => entry).join(', ')}`
        : undefined,
      ...(last
        ? conditions.map(({ text, cite }) => `condition: ${text} (${printWithin(cite, card.cite.source)})`)
        : []),
      `(${marking}) ${printWithin(cite, card.cite.source)}`,
    ].filter((piece) => piece !== undefined)
    return [...indicatorLine(progress, units), ` · ${tail.join(' · ')}`]
  })
}
