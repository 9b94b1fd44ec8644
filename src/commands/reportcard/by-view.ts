import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { printWithin } from '../../domain/citation.ts'
import { highestMarking } from '../../domain/marking.ts'
import { benchmarksOf, type CardBenchmark, type ReportCard } from '../../domain/report-card.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { printFigures } from '../benchmark/progress-lines.ts'
import { heading, type Line, list, note, type Part, paragraph, type Reply, type Span } from '../reply.ts'
import { missingParts, verdictParts } from './card-lines.ts'
import { footOf, type Telling } from './describe-card.ts'

/** What a card can be ordered by instead of its own headings. */
export const orders = ['area', 'article', 'category'] as const
export type Order = (typeof orders)[number]

/** What a benchmark serves, as its cycle's file links it; the basis says who says so. */
interface Link {
  key: string
  basis: string
}

const linksOf: Record<Order, (benchmark: Benchmark) => Link[]> = {
  area: ({ areas }) => areas.map(({ id, basis }) => ({ key: id, basis })),
  article: ({ articles }) => articles.map(({ ref, basis }) => ({ key: ref, basis })),
  category: ({ categories }) => categories.map(({ number, basis }) => ({ key: String(number), basis })),
}

/** What of a card stands under one area, article or category, with who says so; the last group holds what stands under none. */
export interface Group {
  /** `none` for the last. */
  key: string
  name: string
  benchmarks: { shown: CardBenchmark; basis?: string }[]
}

/** A card's groups in their own order. A benchmark stands under each that it serves: they are not to be added up. */
export function groupCard(order: Order, card: ReportCard, cycle: Cycle, knowledge: Knowledge): Group[] {
  const all = benchmarksOf(card)
  const linked = cycle.benchmarks.flatMap((benchmark) => {
    const shown = all.find(({ id }) => id === benchmark.id)
    return shown ? [{ shown, links: linksOf[order](benchmark) }] : []
  })
  const used = linked.flatMap(({ links }) => links.map(({ key }) => key))
  const none = linked.filter(({ links }) => links.length === 0).map(({ shown }) => ({ shown }))
  return [
    ...orderKeys(order, used, knowledge).map((key) => ({
      key,
      name: nameOf(order, key, knowledge),
      benchmarks: linked.flatMap(({ shown, links }) =>
        links.filter((link) => link.key === key).map(({ basis }) => ({ shown, basis })),
      ),
    })),
    ...(none.length > 0 ? [{ key: 'none', name: `Under no ${order}`, benchmarks: none }] : []),
  ]
}

/** Said wherever a card is grouped. */
export const groupsNote = (order: Order): string =>
  `A benchmark stands under each ${order} it serves: the groups are not to be added up.`

/** A card by area, article or category, each benchmark with the basis of its link. */
export function describeBy(order: Order, card: ReportCard, cycle: Cycle, telling: Telling): Reply {
  const { knowledge, first } = telling
  const parts: Part[] = [
    heading(`Report card by ${order}: ${card.title}`),
    ...verdictParts(card),
    paragraph(...first),
    ...groupCard(order, card, cycle, knowledge).flatMap(({ name, benchmarks }) => [
      heading(name),
      list(benchmarks.map((one) => groupLine(one, card, telling))),
    ]),
    ...missingParts(card),
    note(groupsNote(order)),
    ...footOf(card, telling),
  ]
  return { to: 'member', marking: card.marking, parts }
}

function orderKeys(order: Order, used: readonly string[], { areas }: Knowledge): string[] {
  const held = new Set(used)
  const known =
    order === 'area'
      ? areas.map(({ id }) => id)
      : order === 'category'
        ? [...held].sort((a, b) => Number(a) - Number(b))
        : [...held].sort(new Intl.Collator('en', { numeric: true }).compare)
  const listed = known.filter((key) => held.has(key))
  return [...listed, ...[...held].filter((key) => !listed.includes(key))]
}

function nameOf(order: Order, key: string, { areas, articles, categories }: Knowledge): string {
  if (order === 'area') return areas.find(({ id }) => id === key)?.name ?? key
  if (order === 'category')
    return `Category ${key}: ${categories.find(({ number }) => String(number) === key)?.name ?? 'not held'}`
  const [number = key] = key.split('.')
  const title = articles.find((article) => String(article.number) === number)?.title
  return title === undefined ? `Article ${key}` : `Article ${key}: ${title}`
}

function groupLine(
  { shown, basis }: Group['benchmarks'][number],
  card: ReportCard,
  { knowledge: { units }, markOf }: Telling,
): Line {
  const { id, indicators, conditions, cite } = shown
  const marking = highestMarking(indicators.map((indicator) => markOf(shown, indicator)))
  const tail = [
    ...(basis === undefined ? [] : [basis]),
    ...conditions.map((one) => `condition: ${one.text} (${printWithin(one.cite, card.cite.source)})`),
    printWithin(cite, card.cite.source),
  ]
  const statuses = indicators.flatMap((indicator, index): Span[] => {
    const figures = printFigures(indicator, units)
    return [
      index > 0 ? '; ' : ' ',
      ...(indicators.length > 1 ? [`${indicator.id.slice(id.length)}) `] : []),
      { bold: indicator.status },
      figures === undefined ? '' : ` (${figures})`,
    ]
  })
  return [{ bold: id }, ` (${marking})`, ...statuses, ` · ${tail.join(' · ')}`]
}
