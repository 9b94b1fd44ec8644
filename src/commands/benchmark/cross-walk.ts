import { parseArticles, printArticles } from '../../domain/article.ts'
import type { Cycle } from '../../domain/benchmark.ts'
import { printCitation } from '../../domain/citation.ts'
import {
  articleTies,
  crossWalk,
  type Side,
  sides,
  type Tie,
  tiesOfCycle,
  type Walk,
  type Way,
} from '../../domain/cross-walk.ts'
import { highestMarking, isWithin, withinCeiling } from '../../domain/marking.ts'
import { capitalise, nearestWord } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { printBasis } from '../../knowledge/passage.ts'
import type { Country } from '../../knowledge/schema.ts'
import type { Context } from '../call.ts'
import {
  buttons,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  withheldNote,
  withheldReply,
} from '../reply.ts'
import { UserError } from '../user-error.ts'

/** The things of every side, by their ids, and what ties them, as far as a channel may know. */
interface Chart {
  things: Record<Side, string[]>
  ties: Tie[]
  name: (side: Side, id: string) => string
}

/**
 * `crosswalk`: what of each side is tied to nothing. `crosswalk area article`: what each area leads to among the articles,
 * with the basis of every link; any side to any.
 */
export function showCrossWalk(
  text: string,
  { country, cycle }: { country: Country; cycle: Cycle },
  { knowledge, channel }: Context,
): Reply {
  const asked = readSides(text, country, cycle)
  const visible = withinCeiling(cycle.benchmarks, channel.ceiling)
  if (!isWithin(cycle.marking, channel.ceiling) || visible.shown.length === 0)
    return withheldReply(cycle.benchmarks.length)
  const shown = { ...cycle, benchmarks: visible.shown }
  const areas = withinCeiling(knowledge.areas, channel.ceiling)
  const categories = withinCeiling(knowledge.categories, channel.ceiling)
  const chart = drawChart(shown, { ...knowledge, areas: areas.shown, categories: categories.shown })
  const title = `${country.name} ${cycle.cycle}`
  const line = `benchmark ${country.name.toLowerCase()} ${cycle.cycle} crosswalk`
  return {
    to: 'member',
    marking: highestMarking([cycle, ...visible.shown, ...areas.shown, ...categories.shown]),
    parts: [
      ...(asked
        ? describeWalk(asked, crossWalk(asked, chart.things, chart.ties), chart, title)
        : describeLooseEnds(chart, title, line)),
      note(
        `Sources: benchmarks and headings ${printCitation(cycle.cite)}; categories ${categorySources(knowledge)}, as cabled; no source pairs areas with articles: our reading.`,
      ),
      ...withheldNote(visible.withheld + areas.withheld + categories.withheld),
    ],
  }
}

const plurals: Readonly<Record<Side, string>> = {
  heading: 'headings',
  area: 'areas',
  category: 'categories',
  article: 'articles',
  benchmark: 'benchmarks',
}

function readSides(text: string, country: Country, cycle: Cycle): { from: Side; to: Side } | undefined {
  const words = text
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '' && !/^(?:to|by|of|from|and|with)$/.test(word))
  if (words.length === 0) return undefined
  const example = `/benchmark ${country.name.toLowerCase()} ${cycle.cycle} crosswalk area article`
  const read = words.map((word) => {
    const side = sides.find((one) => word === one || word === plurals[one])
    const near = side ?? nearestWord(word, [...sides, ...Object.values(plurals)])
    if (!side)
      throw new UserError(
        `"${word}" is no side of the cross-walk${near ? `; did you mean ${near}` : ''}. Sides: ${sides.join(', ')}.`,
        { example },
      )
    return side
  })
  const [from, to = 'benchmark', ...more] = read
  if (!from || from === to || more.length > 0) throw new UserError('Name two sides that differ.', { example })
  return { from, to }
}

function drawChart(cycle: Cycle, knowledge: Knowledge): Chart {
  const { areas, categories, headings, articles } = knowledge
  const headingBasis = (id: string) => {
    const cite = headings.find((one) => one.id === id)?.cite
    return typeof cite === 'object' && cite.source === cycle.cite.source
      ? 'as cabled'
      : 'our reading (filed under the headings of another source)'
  }
  const ties = [
    ...tiesOfCycle(cycle, headingBasis),
    ...categories.flatMap(({ number, articles: refs, overlay }) => {
      const ends = { category: `${number}` }
      const proposed = overlay.articles.filter((ref) => !refs.includes(ref))
      return [
        ...refs.flatMap((ref) => articleTies(ref, { ends, basis: 'as cabled' })),
        ...proposed.flatMap((ref) => articleTies(ref, { ends, basis: `our reading (${overlay.because})` })),
      ]
    }),
    ...areas.flatMap(({ id, articles: refs }) =>
      refs.flatMap((ref) =>
        articleTies(ref, {
          ends: { area: id },
          basis: 'our reading (no source pairs areas with articles)',
        }),
      ),
    ),
  ]
  return {
    things: {
      heading: cycle.headings,
      area: areas.map(({ id }) => id),
      category: categories.map(({ number }) => `${number}`),
      article: articles.map(({ number }) => `${number}`),
      benchmark: cycle.benchmarks.map(({ id }) => id),
    },
    ties,
    name: (side, id) => nameOf(side, id, knowledge),
  }
}

function categorySources({ categories }: Knowledge): string {
  const cites = categories.map(({ cite }) => {
    if (cite === 'unverified') return cite
    const { place: _, ...paragraph } = cite
    return printCitation(paragraph)
  })
  return [...new Set(cites)].join('; ')
}

function nameOf(side: Side, id: string, { headings, areas, categories, articles }: Knowledge): string {
  switch (side) {
    case 'heading':
      return headings.find((one) => one.id === id)?.name ?? id
    case 'area': {
      const area = areas.find((one) => one.id === id)
      return area ? `Area ${area.number}, ${area.name}` : id
    }
    case 'category':
      return `Category ${id}, ${categories.find(({ number }) => `${number}` === id)?.name ?? id}`
    case 'article':
      return `Article ${id}, ${articles.find(({ number }) => `${number}` === id)?.title ?? id}`
    case 'benchmark':
      return id
  }
}

function describeWalk(
  { from, to }: { from: Side; to: Side },
  walks: readonly Walk[],
  { name }: Chart,
  title: string,
): Part[] {
  const leading = walks.filter((walk) => walk.to.length > 0)
  const alone = walks.filter((walk) => walk.to.length === 0).map((walk) => name(from, walk.from))
  return [
    heading(`${title}: ${plurals[from]} to ${plurals[to]}`),
    paragraph({ bold: `${leading.length} of ${walks.length} ${plurals[from]} lead to ${plurals[to]}` }, '.'),
    ...leading.flatMap((walk): Part[] => [
      paragraph({ bold: name(from, walk.from) }),
      list(
        walk.to.map(({ id, ways }): Line => {
          const label = to === 'article' ? `Article ${id}` : name(to, id)
          return [{ bold: label }, `: ${ways.map(printWay).join(' · ')}`]
        }),
      ),
    ]),
    ...(alone.length > 0 ? [paragraph({ bold: `Lead to no ${to}` }, `: ${alone.join('; ')}.`)] : []),
  ]
}

/** `14.2, our reading: it is the duty to eradicate`; through a benchmark, with what ties it to either side. */
function printWay({ through, ties }: Way): string {
  const places = new Map<string, string[]>()
  for (const { at, basis, ends } of ties) {
    const about = sides.find((side) => side !== 'benchmark' && ends[side] !== undefined)
    const place = at ?? (through === undefined ? undefined : about)
    places.set(basis, [...(places.get(basis) ?? []), ...(place === undefined ? [] : [place])])
  }
  const told = [...places].map(([basis, named]) => [...named, printBasis(basis)].join(', ')).join('; ')
  return through === undefined ? told : `through ${through} (${told})`
}

/** For every side what is tied to no benchmark, and of the benchmarks what each is not tied to. */
function describeLooseEnds({ things, ties, name }: Chart, title: string, line: string): Part[] {
  const others = sides.filter((side): side is Exclude<Side, 'benchmark'> => side !== 'benchmark')
  const isTied = (side: Side, id: string, to: Side) =>
    ties.some(({ ends }) => ends[side] === id && ends[to] !== undefined)
  const unserving = others.flatMap((side): Line[] => {
    const free = things.benchmark.filter((id) => !isTied('benchmark', id, side))
    return side === 'heading' ? [] : [[{ bold: `Serve no ${side}` }, `: ${free.join(', ') || 'none'}`]]
  })
  const unserved = others.map((side): Line => {
    const free = things[side].filter((id) => !isTied(side, id, 'benchmark'))
    const names = side === 'article' ? printRuns(free) : free.map((id) => name(side, id)).join('; ')
    return [{ bold: `${capitalise(plurals[side])} with no benchmark` }, `: ${names || 'none'}`]
  })
  const served = new Set(ties.flatMap(({ ends }) => (ends.benchmark && ends.category ? [ends.category] : [])))
  const through = things.article.filter(
    (id) =>
      !isTied('article', id, 'benchmark') &&
      ties.some(
        ({ ends, basis }) => ends.article === id && basis === 'as cabled' && served.has(ends.category ?? ''),
      ),
  )
  return [
    heading(`${title}: headings, areas, categories and articles`),
    paragraph(
      'What is tied to nothing. A benchmark may serve several; each link and its basis: ',
      { code: `/${line} area article` },
      ', any side to any.',
    ),
    paragraph({ bold: 'Benchmarks' }),
    list(unserving),
    paragraph({ bold: 'The other sides' }),
    list([
      ...unserved,
      [
        { bold: 'Of those articles, taken in by a category that a benchmark serves (as cabled)' },
        `: ${printRuns(through) || 'none'}`,
      ],
    ]),
    buttons(
      { label: 'Areas to Articles', call: `${line} area article` },
      { label: 'Categories to Headings', call: `${line} category heading` },
      { label: 'Benchmarks to Articles', call: `${line} benchmark article` },
    ),
  ]
}

/** `1-2, 4, 20-34` */
function printRuns(ids: readonly string[]): string {
  const runs: [number, number][] = []
  for (const number of ids.map(Number)) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
    .flatMap(([first, last]) => parseArticles(first === last ? `${first}` : `${first}-${last}`) ?? [])
    .map(printArticles)
    .join(', ')
}
