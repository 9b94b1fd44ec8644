import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { printWithin } from '../../domain/citation.ts'
import type { CardBenchmark, ReportCard } from '../../domain/report-card.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { printFigures } from '../benchmark/progress-lines.ts'
import { heading, type Line, list, note, type Part, paragraph, type Reply, type Span } from '../reply.ts'
import { missingParts } from './card-lines.ts'
import { footOf, type Telling, verdictParts } from './describe-card.ts'

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

/**
 * A card by area, article or category: a benchmark stands under each that it serves, so that the groups are not to be added up,
 * with the basis of each link; those that serve none come last.
 */
export function describeBy(order: Order, card: ReportCard, cycle: Cycle, telling: Telling): Reply {
  const { knowledge, first } = telling
  const benchmarks = cycle.benchmarks.flatMap((benchmark) => {
    const shown = card.parts
      .flatMap(({ headings }) => headings.flatMap((one) => one.benchmarks))
      .find(({ id }) => id === benchmark.id)
    return shown ? [{ shown, links: linksOf[order](benchmark) }] : []
  })
  const keys = orderKeys(
    order,
    benchmarks.flatMap(({ links }) => links.map(({ key }) => key)),
    knowledge,
  )
  const parts: Part[] = [
    heading(`Report card by ${order}: ${card.title}`),
    ...verdictParts(card),
    paragraph(...first),
  ]
  for (const key of keys) {
    const under = benchmarks.flatMap(({ shown, links }) =>
      links.filter((link) => link.key === key).map((link) => groupLine(shown, card, knowledge, link.basis)),
    )
    parts.push(heading(nameOf(order, key, knowledge)), list(under))
  }
  const none = benchmarks.filter(({ links }) => links.length === 0)
  if (none.length > 0)
    parts.push(heading(`Under no ${order}`), list(none.map(({ shown }) => groupLine(shown, card, knowledge))))
  parts.push(
    ...missingParts(card),
    note(`A benchmark stands under each ${order} it serves: the groups are not to be added up.`),
    ...footOf(card, telling),
  )
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
  { id, marking, indicators, cite }: CardBenchmark,
  card: ReportCard,
  { units }: Knowledge,
  basis?: string,
): Line {
  const statuses = indicators.flatMap((indicator, index): Span[] => {
    const figures = printFigures(indicator, units)
    return [
      index > 0 ? '; ' : ' ',
      ...(indicators.length > 1 ? [`${indicator.id.slice(id.length)}) `] : []),
      { bold: indicator.status },
      figures === undefined ? '' : ` (${figures})`,
    ]
  })
  return [
    { bold: id },
    ` (${marking})`,
    ...statuses,
    `${basis === undefined ? '' : ` · ${basis}`} · ${printWithin(cite, card.cite.source)}`,
  ]
}
