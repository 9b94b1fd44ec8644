import { parseArticles } from '../../domain/article.ts'
import { highestMarking, type Marking } from '../../domain/marking.ts'
import type { Library } from '../../knowledge/library.ts'
import { type Passage, printCite } from '../../knowledge/passage.ts'
import { searchPassages } from '../../knowledge/search.ts'
import type { Command } from '../command.ts'
import { listEntriesOfCycles } from '../cycle-entries.ts'
import { heading, type Line, list, note, paragraph, type Reply } from '../reply.ts'
import { sourceTrust } from '../source-trust.ts'
import { UserError } from '../user-error.ts'
import { describeArticles } from './answer.ts'
import { findPlaces } from './lookup.ts'

/** Articles and paragraphs listed for a search by words. */
const mostFound = 5

/** Characters of the words typed that an answer repeats. */
const longestEcho = 80

/** What holds this share of the words is about them; less is only near. */
const fullShare = 0.6

/** A paragraph that holds this share of the words is offered as near, where none holds enough. */
const nearShare = 0.3

export const article: Command = {
  name: 'article',
  summary:
    'What an article of the 1988 Convention is about, and the categories, benchmarks and entries under it.',
  usage: ['/article 3.1(a)', '/article 14', '/article 9-19', '/article words'],
  examples: ['/article 3.1(a)', '/article 14', '/article eradication'],
  shareable: true,
  async run(call, context) {
    const { knowledge, channel } = context
    const asked = parseArticles(call.text)
    if (!asked) return findByWords(call.text, await context.library(), channel.ceiling)
    const places = findPlaces(asked, knowledge)
    return describeArticles(
      asked,
      places,
      knowledge,
      await listEntriesOfCycles(context.db, knowledge.cycles, { asOf: context.asOf }),
      { ceiling: channel.ceiling, trust: await sourceTrust(context) },
    )
  },
}

function findByWords(text: string, library: Library, ceiling: Marking): Reply {
  if (/^\W*(?:art(?:icles?|s)?\b\W*)?\d/i.test(text)) {
    throw new UserError(
      `"${shorten(text)}" is not read as a reference: write article, paragraph, (letter), (item).`,
      {
        example: '/article 3.1(a)(i)',
      },
    )
  }
  const search = { ceiling, limit: mostFound, only: isArticle, least: nearShare }
  const { hits } = searchPassages(library, text, search)
  const full = hits.filter(({ share }) => share >= fullShare)
  const lines = (full.length > 0 ? full : hits).map(
    ({ passage }): Line => [{ bold: shortTitle(passage) }, `: ${passage.lines.join(' ')}`],
  )
  const missed = `No article or paragraph held speaks of "${shorten(text)}".`
  if (hits.length === 0) {
    return {
      to: 'member',
      marking: 'U',
      parts: [
        paragraph(missed),
        note('Try ', { code: '/article eradication' }, ', or a number: ', { code: '/article 14' }),
      ],
    }
  }
  const sources = new Set(hits.map(({ passage }) => printCite(passage.cite).replace(/, art\. .*$/, '')))
  return {
    to: 'member',
    marking: highestMarking(hits.map(({ passage }) => passage)),
    parts: [
      full.length > 0 ? heading(`Articles on "${shorten(text)}"`) : paragraph(`${missed} The nearest:`),
      list(lines),
      note(`Source: ${[...sources].join('; ')}. Subjects in our own words.`),
    ],
  }
}

const isArticle = ({ id }: Passage): boolean => id.startsWith('article/')

function shorten(text: string): string {
  return text.length > longestEcho ? `${text.slice(0, longestEcho)}…` : text
}

/** Articles with their title, paragraphs by number: `14.2`. */
function shortTitle({ id, title }: Passage): string {
  const ref = id.slice('article/'.length)
  return /^\d+$/.test(ref) ? title : ref
}
