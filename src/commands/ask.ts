import { unverified } from '../domain/citation.ts'
import { highestMarking, type Marking, withinCeiling } from '../domain/marking.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { namedPassages } from '../knowledge/named-passages.ts'
import { type Passage, printCite } from '../knowledge/passage.ts'
import { type Hit, searchPassages } from '../knowledge/search.ts'
import type { Command } from './command.ts'
import { type Line, list, note, type Part, paragraph, type Reply, withheldNote } from './reply.ts'

/** Passages in an answer: one screen. */
const mostPassages = 3

/** Lines shown of a passage beside its chief one. */
const mostLines = 2

/** Faults of one passage shown in full. */
const mostFaults = 2

/** The citation that ends a line of its own. */
const citationAtEnd = / \([^()]*¶.*\)$/

/** Digits that are no part of an id, a paragraph, an article or the name of a period. */
const anyFigure = /(?<![\p{L}\d¶.(-]|\b(?:articles?|category|section|art\.|s\.) )\d/u
const year = /(?:19|20)\d\d(?!\d)/g

/** A line that holds less of the question than this says little beside the chief one. */
const leastDetail = 0.25

/** Words that ask for a figure, and among them those that ask for a day. */
const asksFigure =
  /\b(?:how (?:many|much|long|large|big|often)|what (?:figure|number|share|rate|percentage)|target|percent)\b/i
const asksDay = /\b(?:when|what (?:day|date|year)|by when|deadline|due)\b/i

export const ask: Command = {
  name: 'ask',
  summary: 'Asks what is held: the best passages with their citations, or a plain "no source held for that".',
  usage: ['/ask question in your own words', '/ask PE-IL-3', '/ask 09 STATE 32018 ¶6'],
  examples: [
    '/ask when is the report card due?',
    '/ask what does failed demonstrably mean?',
    '/ask PE-IL-3b',
  ],
  shareable: true,
  async run(call, context) {
    const { knowledge, channel } = context
    const named = withinCeiling(namedPassages(call.text, knowledge), channel.ceiling)
    const [watched, ...others] = channel.watches
    const country = watched !== undefined && others.length === 0 ? { country: watched } : {}
    const search = { ceiling: channel.ceiling, limit: mostPassages, ...country }
    const { hits, withheld } = searchPassages(knowledge, call.text, search)
    if (named.shown.length + named.withheld === 0)
      return answer(call.text, hits, withheld, knowledge, channel.ceiling)
    const chosen = hits.filter(({ passage }) => named.shown.includes(passage))
    const rest = named.shown.filter((passage) => chosen.every((hit) => hit.passage !== passage))
    const shown = [
      ...chosen,
      ...rest.map(
        (passage): Hit => ({ passage, share: 1, lines: passage.lines.map((text) => ({ text, share: 0 })) }),
      ),
    ]
    return answer(call.text, shown, named.withheld, knowledge, channel.ceiling)
  },
}

function answer(
  question: string,
  hits: readonly Hit[],
  withheld: number,
  knowledge: Knowledge,
  ceiling: Marking,
): Reply {
  const shown = hits.slice(0, mostPassages)
  const [best] = shown
  if (!best) return decline(knowledge, ceiling, withheld)
  const figure = asksFigure.test(question) || asksDay.test(question) ? figureLine(best, question) : undefined
  const more = hits.length - shown.length
  return {
    to: 'member',
    marking: highestMarking(shown.map(({ passage }) => passage.marking)),
    parts: [
      ...(figure === undefined ? [] : [paragraph({ bold: figure })]),
      ...shown.flatMap((hit, index) => {
        const above = shown.slice(0, index).flatMap(({ passage }) => passage.faults)
        return describeHit(hit, { line: hit === best ? figure : undefined, faults: above })
      }),
      ...(more > 0 ? [note(`${more} more are held on it; name one, or ask with more words.`)] : []),
      ...withheldNote(withheld),
    ],
  }
}

/**
 * The line of the passage that holds most of the question among those with a figure. Numbers of ids, articles
 * and paragraphs are no figures; a year is one only where a day is asked for.
 */
function figureLine({ lines }: Hit, question: string): string | undefined {
  const holdsFigure = (text: string) => {
    const told = text.replace(citationAtEnd, '')
    return anyFigure.test(asksDay.test(question) ? told : told.replace(year, ''))
  }
  return lines
    .filter(({ text, share }) => share >= leastDetail && holdsFigure(text))
    .toSorted((one, other) => other.share - one.share)[0]?.text
}

/** A passage without the line and the faults that stand above it already. */
function describeHit(
  { passage, lines }: Hit,
  said: { line: string | undefined; faults: readonly string[] },
): Part[] {
  const [chief, ...details] = lines
  const chosen = details
    .filter(({ share }) => share >= leastDetail)
    .toSorted((one, other) => other.share - one.share)
    .slice(0, mostLines)
  const shown = lines.filter((line) => (line === chief || chosen.includes(line)) && line.text !== said.line)
  return [
    paragraph({ bold: passage.title }),
    ...(shown.length > 0 ? [list(shown.map(({ text }): Line => text))] : []),
    note(`${citedAs(passage)} · ${passage.marking}`),
    ...describeFaults(passage.faults.filter((fault) => !said.faults.includes(fault))),
  ]
}

function citedAs({ cite }: Passage): string {
  return cite === unverified ? printCite(cite) : `Source: ${printCite(cite)}`
}

function describeFaults(faults: readonly string[]): Part[] {
  const more = faults.length - mostFaults
  return [
    ...faults.slice(0, mostFaults).map((fault) => note(`Known fault of the source: ${fault}`)),
    ...(more > 0 ? [note(`${more} more known ${more === 1 ? 'fault' : 'faults'} there.`)] : []),
  ]
}

function decline(knowledge: Knowledge, ceiling: Marking, withheld: number): Reply {
  const { shown } = withinCeiling(knowledge.cycles, ceiling)
  const held = [
    `${knowledge.articles.length} articles of the 1988 Convention`,
    'the Majors List process',
    `${withinCeiling(knowledge.deadlines, ceiling).shown.length} deadlines`,
    ...shown.map(({ title }) => title),
    `${knowledge.countries.length} countries`,
  ]
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(
        withheld > 0 ? 'Nothing held for that may be shown in this channel.' : 'No source held for that.',
      ),
      note(
        `Held: ${held.join('; ')}. Ask in other words, or have a record with its source added to the data folder.`,
      ),
      ...withheldNote(withheld),
    ],
  }
}
