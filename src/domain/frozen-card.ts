import type { Cycle } from './benchmark.ts'
import type { Instant, IsoDate } from './date.ts'
import type { Marking } from './marking.ts'
import type { IndicatorProgress } from './progress.ts'
import { benchmarksOf, entriesOf, type ReportCard } from './report-card.ts'
import { idForm } from './text.ts'

/** A part of a screen as it was shown, as plain data; the screen's own words for it are the commands' business. */
export type PagePart = Readonly<Record<string, unknown>>

/** What of the data folder a card was made of: its cycle, and by `place vrae` a hash of each record that entries are read with. */
export interface KeptKnowledge {
  cycle: Cycle
  words: Readonly<Record<string, string>>
  /** By the id of each entry and finding the card rests on, its version then: time alone does not tell apart what one instant holds. */
  versions: Readonly<Record<string, number>>
}

/** A card kept as it was shown. Nothing changes it but a purge, which takes out what rests on the entry removed. */
export interface FrozenCard {
  id: string
  country: string
  cycle: string
  asOf: IsoDate
  /** Nothing recorded later was read for it. */
  instant: Instant
  /** That of the channel it was shown in: what was above it, was not read either. */
  ceiling: Marking
  marking: Marking
  /** Its fingerprint, with the data folder's hash and the program's version that it hangs on. */
  print: string
  data: string
  program: string
  page: readonly PagePart[]
  /** The same card in its other orders, by their names. Absent, as is `knowledge`, in cards that an earlier program kept. */
  views?: Readonly<Record<string, readonly PagePart[]>>
  knowledge?: KeptKnowledge
  card: ReportCard
  frozenBy: string
  frozenAt: Instant
  reason?: string
}

/** Stands in place of a line whose figures rested on a record that is gone. */
const removedLine = 'taken out: it rested on a record that was removed'

/**
 * The card without anything that rests on an entry or finding: each figure it was part of is taken out whole, since what is left of a sum
 * would tell what was taken from it. Undefined when the card does not rest on it.
 */
export function withoutRecord(frozen: FrozenCard, id: string): FrozenCard | undefined {
  const { card, page, views, knowledge } = frozen
  const touched = touchedBy(card, id)
  const isNamed = idForm(id)
  if (touched.size === 0 && !namesRecord(frozen, [id])) return undefined
  const without = (parts: readonly PagePart[]): PagePart[] => [
    ...parts.flatMap((part) => scrubPart(part, touched, isNamed)),
    {
      part: 'note',
      text: [
        `${isEntry(id) ? 'One entry' : 'One finding'} removed; the fingerprint is of the card as it was.`,
      ],
    },
  ]
  return {
    ...frozen,
    card: scrubCard(card, id, touched),
    page: without(page),
    ...(knowledge && {
      knowledge: {
        ...knowledge,
        versions: Object.fromEntries(Object.entries(knowledge.versions).filter(([one]) => one !== id)),
      },
    }),
    ...(views && {
      views: Object.fromEntries(Object.entries(views).map(([order, parts]) => [order, without(parts)])),
    }),
  }
}

/** The card marked for what of these records it tells: they are SBU now, whatever they were when it was kept. */
export function withRaised(frozen: FrozenCard, raised: Iterable<string>): FrozenCard {
  return namesRecord(frozen, raised)
    ? { ...frozen, marking: 'SBU', card: { ...frozen.card, marking: 'SBU' } }
    : frozen
}

function namesRecord({ card, page, views }: FrozenCard, ids: Iterable<string>): boolean {
  const text = JSON.stringify([card, page, views])
  return [...ids].some((id) => idForm(id).test(text))
}

const isEntry = (id: string): boolean => id.startsWith('L-')

/** Ids of the indicators and benchmarks that rest on the record or name it. */
function touchedBy(card: ReportCard, id: string): Set<string> {
  return new Set(
    benchmarksOf(card).flatMap((benchmark) => {
      const indicators = benchmark.indicators.filter((indicator) =>
        [
          ...entriesOf({ ...benchmark, indicators: [indicator], supports: [] }),
          ...indicator.findings,
        ].includes(id),
      )
      const isSupport = benchmark.supports.some(({ entry }) => entry === id)
      const own = indicators.length > 0 || isSupport ? [benchmark.id] : []
      return [...own, ...indicators.map((indicator) => indicator.id)]
    }),
  )
}

function scrubCard(card: ReportCard, id: string, touched: ReadonlySet<string>): ReportCard {
  const without = (ids: readonly string[]) => ids.filter((one) => one !== id)
  const merged = card.merged?.filter(({ entry, claims }) => entry !== id && !claims.includes(id))
  const restated = card.restated?.filter(({ entry }) => entry !== id)
  return {
    ...card,
    parts: card.parts.map((part) => ({
      ...part,
      headings: part.headings.map((heading) => ({
        ...heading,
        benchmarks: heading.benchmarks.map((benchmark) => ({
          ...benchmark,
          supports: benchmark.supports.filter(({ entry }) => entry !== id),
          assessments: benchmark.assessments.filter(({ finding }) => finding !== id),
          indicators: benchmark.indicators.map((indicator) =>
            touched.has(indicator.id) ? scrubIndicator(indicator, id) : indicator,
          ),
        })),
      })),
    })),
    missing: card.missing.map((one) => (touched.has(one.id) ? { ...one, why: removedLine } : one)),
    entries: without(card.entries),
    findings: without(card.findings),
    findingsUnreviewed: without(card.findingsUnreviewed),
    ...(merged && { merged }),
    ...(restated && { restated }),
    ...(isEntry(id) && { removed: (card.removed ?? 0) + 1 }),
  }
}

function scrubIndicator(indicator: IndicatorProgress, id: string): IndicatorProgress {
  const { assessment, ...others } = indicator
  return {
    ...others,
    ...(assessment && assessment.finding !== id && { assessment }),
    why: removedLine,
    series: [],
    entries: indicator.entries.filter((one) => one !== id),
    findings: indicator.findings.filter((one) => one !== id),
  }
}

/** A chart goes whole: its bars are of the same figures. */
function scrubPart(part: PagePart, touched: ReadonlySet<string>, isNamed: RegExp): PagePart[] {
  if (part.part === 'chart') return []
  if (Array.isArray(part.items)) {
    const items = part.items.map((item: unknown) => {
      const [first] = Array.isArray(item) ? (item as unknown[]) : []
      const name = typeof first === 'object' && first !== null && 'bold' in first ? String(first.bold) : ''
      return touched.has(name) ? [{ bold: name }, ` ${removedLine}`] : withoutName(item, isNamed)
    })
    return [{ ...part, items }]
  }
  return [withoutName(part, isNamed) as PagePart]
}

/** The same, its strings without the record's id. */
function withoutName(value: unknown, isNamed: RegExp): unknown {
  if (typeof value === 'string') return value.replace(new RegExp(isNamed.source, 'g'), 'one removed')
  if (Array.isArray(value)) return value.map((one) => withoutName(one, isNamed))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutName(one, isNamed)]))
}
