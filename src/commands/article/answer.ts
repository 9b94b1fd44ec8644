import { type ArticleSpan, coversArticles, printArticles } from '../../domain/article.ts'
import { printCitation, unverified } from '../../domain/citation.ts'
import { countsToward } from '../../domain/counts-toward.ts'
import { counts, type Entry } from '../../domain/entry.ts'
import { highestMarking, isWithin, type Marking, withinCeiling } from '../../domain/marking.ts'
import { type HeldPlace, heldPlaces } from '../../knowledge/held-places.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { citeArticle } from '../../knowledge/law-passages.ts'
import { faultsAt, printBasis, printCite, printFault } from '../../knowledge/passage.ts'
import { heading, type Line, list, note, type Part, paragraph, type Reply, withheldNote } from '../reply.ts'
import type { SourceTrust } from '../source-trust.ts'
import { benchmarksInvoking, type Invoking, meeting } from './lookup.ts'

/** Subject, categories as cabled and as proposed, benchmarks that invoke it with their basis, and the entries under those. */
export function describeArticles(
  asked: readonly ArticleSpan[],
  places: readonly HeldPlace[],
  knowledge: Knowledge,
  entries: readonly Entry[],
  { ceiling, trust }: { ceiling: Marking; trust: SourceTrust },
): Reply {
  const invoking = withinCeiling(benchmarksInvoking(asked, knowledge), ceiling)
  const { counted, withheld } = entriesUnder(entries, invoking.shown, knowledge, ceiling)
  return {
    to: 'member',
    marking: highestMarking([...places.map(({ article }) => article), ...invoking.shown, ...counted]),
    parts: [
      heading(titleOf(asked, places)),
      ...describeSubject(asked, places, knowledge),
      ...describeCategories(asked, knowledge, ceiling),
      ...describeBenchmarks(invoking.shown),
      ...describeEntries(counted),
      ...trust.notes([
        ...places.map(({ article, ref }) => citeArticle(article, ref)),
        ...categoriesMet(asked, knowledge).map(({ cite }) => cite),
        ...invoking.shown.map(({ benchmark }) => benchmark.cite),
      ]),
      ...withheldNote(invoking.withheld + withheld),
    ],
  }
}

function titleOf(asked: readonly ArticleSpan[], places: readonly HeldPlace[]): string {
  const refs = asked.map(printArticles).join(', ')
  const titles = new Set(places.map(({ article: { title } }) => title))
  return titles.size === 1 ? `Article ${refs}: ${[...titles].join('')}` : `Articles ${refs}`
}

/** The subject, after those of the places around it; then what stands directly inside. */
function describeSubject(
  asked: readonly ArticleSpan[],
  shown: readonly HeldPlace[],
  knowledge: Knowledge,
): Part[] {
  const all = heldPlaces(knowledge)
  const around = all.filter((place) => shown.some((inner) => coversArticles(place.span, inner.span)))
  const inside = all.filter((place) =>
    shown.some(
      (outer) =>
        place.span.first.length === outer.span.first.length + 1 && coversArticles(outer.span, place.span),
    ),
  )
  const single = shown.length === 1
  const part =
    single &&
    inside.length === 0 &&
    asked.some(({ first }) => first.length > (shown[0]?.span.first.length ?? 0))
  const cited = shown.map(({ article: record, ref }) => printCite(citeArticle(record, ref)))
  const label = (place: HeldPlace) =>
    place.span.first.length === 1 && !single ? `${place.ref}, ${place.article.title}` : place.ref
  return [
    list(around.map((place): Line => [{ bold: label(place) }, `: ${place.subject}`])),
    ...(single && inside.length > 0
      ? [
          paragraph('Its parts:'),
          list(inside.map((place): Line => [{ bold: place.ref }, `: ${place.subject}`])),
        ]
      : []),
    ...(part ? [note('Its paragraphs are not held one by one.')] : []),
    note(
      `${cited.length > 3 ? cited[0]?.replace(/, art\. .*$/, '') : cited.join('; ')} · subjects in our own words`,
    ),
  ]
}

function categoriesMet(asked: readonly ArticleSpan[], { categories }: Knowledge): Knowledge['categories'] {
  return categories.filter(({ articles }) => meeting(articles, asked))
}

function describeCategories(asked: readonly ArticleSpan[], knowledge: Knowledge, ceiling: Marking): Part[] {
  const { categories, sources } = knowledge
  const cabled = categories.flatMap(({ number, name, articles, cite }): Line[] => {
    const met = meeting(articles, asked)
    if (!met) return []
    return [
      [
        { bold: `Category ${number}, ${name}` },
        `: ${articles.join('; ')}, so it ${met.how} · as cabled, ${printCite(cite)}`,
      ],
    ]
  })
  const proposed = categories.flatMap(({ number, articles, overlay }): Line[] => {
    const [before, after] = [meeting(articles, asked), meeting(overlay.articles, asked)]
    if (before?.whole === after?.whole) return []
    return [
      `Category ${number} (${overlay.articles.join('; ')}) ${after?.how ?? 'leaves it out'}: ${overlay.because}`,
    ]
  })
  return [
    paragraph({ bold: 'Categories, as cabled' }),
    cabled.length > 0 ? list(cabled) : paragraph('No category covers it.'),
    ...categoriesMet(asked, knowledge)
      .flatMap(({ cite }) => (cite === unverified ? [] : faultsAt(cite, sources, ceiling)))
      .map((fault) => note(printFault(fault))),
    ...(proposed.length > 0
      ? [paragraph({ bold: 'Where the mapping we propose differs (our reading)' }), list(proposed)]
      : []),
  ]
}

/** Those that name the place stand with their statement, those a whole category brings in with their basis only. */
function describeBenchmarks(invoking: readonly Invoking[]): Part[] {
  if (invoking.length === 0) return [paragraph('No benchmark held invokes it.')]
  const lines = invoking.map(({ cycle, benchmark, direct, through, marking }): Line => {
    const { id, statement, actor, cite } = benchmark
    const ways = direct.map(({ ref, basis }) => `art. ${ref}, ${printBasis(basis)}`)
    const categories = through.map(({ number, basis }) => `through category ${number}, ${printBasis(basis)}`)
    const text = ways.length > 0 ? [statement, ...ways] : categories
    return [
      { bold: `${id} (${cycle.cycle}, ${actor})` },
      `: ${[...text, printCitation(cite), marking].join(' · ')}`,
    ]
  })
  return [paragraph({ bold: 'Benchmarks that invoke it' }), list(lines)]
}

interface Counted {
  benchmark: string
  measuring: number
  supporting: number
  marking: Marking
}

/** How many entries measure or support each benchmark; void and returned ones do not count, those above the ceiling are only withheld. */
function entriesUnder(
  entries: readonly Entry[],
  invoking: readonly Invoking[],
  knowledge: Knowledge,
  ceiling: Marking,
): { counted: Counted[]; withheld: number } {
  const judged = entries
    .filter(counts)
    .map((entry) => ({ entry, toward: countsToward(entry, knowledge.cycles, knowledge) }))
  const above = new Set<string>()
  const counted = invoking.flatMap(({ cycle: { cycle }, benchmark }) => {
    const indicators = benchmark.indicators.map(({ id }) => id)
    const under = judged.flatMap(({ entry, toward }) => {
      const measures = toward.measures.some(
        (one) => one.cycle === cycle && indicators.includes(one.indicator),
      )
      const supports = toward.supports.some((one) => one.cycle === cycle && one.benchmark === benchmark.id)
      return measures || supports ? [{ id: entry.id, marking: entry.marking, measures, supports }] : []
    })
    for (const { id, marking } of under) if (!isWithin(marking, ceiling)) above.add(id)
    const { shown } = withinCeiling(under, ceiling)
    return shown.length === 0
      ? []
      : [
          {
            benchmark: `${benchmark.id} (${cycle})`,
            measuring: shown.filter(({ measures }) => measures).length,
            supporting: shown.filter(({ supports }) => supports).length,
            marking: highestMarking(shown),
          },
        ]
  })
  return { counted, withheld: above.size }
}

function describeEntries(under: readonly Counted[]): Part[] {
  if (under.length === 0) return [paragraph('Nothing logged under it.')]
  const lines = under.map(
    ({ benchmark, measuring, supporting }) =>
      `${benchmark}: ${measuring} measuring, ${supporting} supporting`,
  )
  return [paragraph({ bold: 'Entries under it' }), list(lines)]
}
