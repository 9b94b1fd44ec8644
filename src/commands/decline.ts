import { printDate } from '../domain/date.ts'
import { highestMarking, type Marking, withinCeiling } from '../domain/marking.ts'
import { nameSome, plural } from '../domain/text.ts'
import type { FoundAnswers } from '../knowledge/find-answers.ts'
import type { Library } from '../knowledge/library.ts'
import type { Filtered } from '../knowledge/question/filters.ts'
import { recordsOf } from '../knowledge/shelf.ts'
import type { Context } from './call.ts'
import { describeRecords } from './named-records.ts'
import { note, type Part, paragraph, type Reply, withheldNote } from './reply.ts'
import { describeRetired, retiredAmong } from './source/asked-source.ts'

/** An answer that was declined, to be described anew where more is known of what it names. */
export interface Declined {
  /** What was named and is not searched. */
  missing: readonly string[]
  describe(missing: readonly string[]): Reply
}

/** A retired source is held and not searched, a record is shown by its own command: that is what is said of them. */
export async function describeDeclined(
  question: string,
  { missing, describe }: Declined,
  context: Context,
): Promise<Reply> {
  const retired = await retiredAmong(missing, context)
  const records = await describeRecords(question, context)
  const reply = describe(missing.filter((name) => !retired.has(name)))
  const sources = withinCeiling([...retired.values()], context.channel.ceiling)
  return {
    ...reply,
    marking: highestMarking([reply, records, ...sources.shown]),
    parts: [
      ...reply.parts,
      ...records.parts,
      ...sources.shown.flatMap((source) => describeRetired(source, context.channel)),
      ...withheldNote(sources.withheld),
    ],
  }
}

/** What may not be shown here: named outright, and the sources that are therefore not searched. */
export type Above = Pick<FoundAnswers, 'withheld' | 'unsearched'>

/** The same number whatever is asked, so that it tells nothing of what those sources say. */
export function aboveNotes({ withheld, unsearched }: Above): Part[] {
  return [
    ...withheldNote(withheld),
    ...(unsearched > 0 ? [note(`${plural(unsearched, 'source')} withheld (SBU), not searched here`)] : []),
  ]
}

/** Where nothing can be shown before it is said which of several sources, or places, is meant. */
export function askWhich(choices: readonly string[], above: Above): Reply {
  return { to: 'member', marking: 'U', parts: [...whichOf(choices), ...aboveNotes(above)] }
}

/** Which of several sources, or places, is meant. */
export function whichOf(choices: readonly string[]): Part[] {
  return choices.length === 0
    ? []
    : [
        paragraph(`Which is meant: ${nameSome(choices, mostTexts, '; ')}?`),
        note('Ask with the name of one: ', { code: `/ask ${choices[0]}` }),
      ]
}

/** What was asked for, of names and of filters. */
interface Asked extends Pick<Filtered, 'filters' | 'sources' | 'isWantedSource' | 'hint'> {
  missing: readonly string[]
}

/** That nothing held supports an answer, and what is held instead. */
export function decline(
  library: Library,
  ceiling: Marking,
  above: Above,
  { missing, filters, sources, isWantedSource, hint }: Asked,
): Reply {
  const { knowledge } = library
  const documents = library.documents.map(({ document }) => document)
  const texts = withinCeiling(documents, ceiling).shown.filter(isWantedSource)
  const more = texts.length - mostTexts
  const records = [
    `${knowledge.articles.length} articles of the 1988 Convention`,
    'the Majors List process',
    `${withinCeiling(knowledge.deadlines, ceiling).shown.length} deadlines`,
    ...withinCeiling(knowledge.cycles, ceiling).shown.map(({ title }) => title),
    `${knowledge.countries.length} countries`,
  ]
  const held = [
    ...(filters.length > 0 ? [] : records),
    ...texts.slice(0, mostTexts).map(({ id }) => `the text of ${id}`),
    ...(more > 0 ? [`${plural(more, 'more text')}, listed by /source`] : []),
  ]
  const heads = withinCeiling(
    sources.slice(0, mostTexts).flatMap((source) => headOf(source, library)),
    ceiling,
  ).shown
  const none = above.unsearched > 0 ? 'no text that may be shown whole' : 'no text'
  return {
    to: 'member',
    marking: highestMarking(heads),
    parts: [
      paragraph(
        above.withheld > 0
          ? 'Nothing held for that may be shown in this channel.'
          : above.unsearched > 0
            ? 'No source held for that among those that may be shown here.'
            : 'No source held for that.',
      ),
      ...missing.map((name) =>
        note(name.includes('¶') ? `Not in what is held: ${name}.` : `Not held: ${name}.`),
      ),
      ...filterNote(filters),
      ...(hint === undefined ? [] : [note(hint)]),
      note(
        `Held${filters.length > 0 ? ' of that' : ''}: ${held.join('; ') || none}. Ask in other words, or have a record with its source added to the data folder.`,
      ),
      ...heads.map(({ line }) => note(line)),
      ...sources
        .slice(0, mostTexts)
        .map((source) => note(`What is known of ${source}: `, { code: `/source ${source}` })),
      ...aboveNotes(above),
    ],
  }
}

/** The title and the day of a source, or why it has none: it may be these that were asked for. */
function headOf(id: string, library: Library): { line: string; marking: Marking }[] {
  const record = recordsOf(library).find((one) => one.id === `source/${id}`)
  if (record) return [{ line: `${id}: ${record.lines[0]}`, marking: record.marking }]
  const held = library.documents.find(({ document }) => document.id === id)?.document
  if (!held) return []
  const { title, date, marking } = held
  return [{ line: `${id}: ${title}; ${date === undefined ? 'no date' : printDate(date)}`, marking }]
}

/** Documents named where there is no answer. */
const mostTexts = 5

/** The filters that a question was asked with. */
export function filterNote(filters: readonly string[]): Part[] {
  return filters.length === 0 ? [] : [note(`Only ${filters.join('; ')}.`)]
}
