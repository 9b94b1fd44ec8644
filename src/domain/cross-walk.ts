import { parseArticles } from './article.ts'
import type { Cycle } from './benchmark.ts'

/** The ways of sorting the same work. An article is a whole one: its paragraphs are said in what ties it. */
export const sides = ['heading', 'area', 'category', 'article', 'benchmark'] as const
export type Side = (typeof sides)[number]

/** A tie that is stated or read somewhere. `at` is the place of the Convention it names, a range perhaps. */
export interface Tie {
  ends: Partial<Record<Side, string>>
  basis: string
  at?: string
}

/** How one leads to another: by a tie of their own, or through a benchmark that both are tied to. */
export interface Way {
  through?: string
  ties: Tie[]
}

/** One thing of a side, and all it leads to on another, each with every way there. */
export interface Walk {
  from: string
  to: { id: string; ways: Way[] }[]
}

/** The ties of a cycle's benchmarks; `headingBasis` says how a heading is known to be the benchmark's. */
export function tiesOfCycle(
  { benchmarks }: Pick<Cycle, 'benchmarks'>,
  headingBasis: (heading: string) => string,
): Tie[] {
  return benchmarks.flatMap(({ id: benchmark, heading, areas, categories, articles }) => [
    { ends: { benchmark, heading }, basis: headingBasis(heading) },
    ...areas.map(({ id, basis }): Tie => ({ ends: { benchmark, area: id }, basis })),
    ...categories.map(({ number, basis }): Tie => ({ ends: { benchmark, category: `${number}` }, basis })),
    ...articles.flatMap(({ ref, basis }) => articleTies(ref, { ends: { benchmark }, basis })),
  ])
}

/** A tie for every article that a reference takes in: 15-19 is five, 3.1(a) is one. */
export function articleTies(ref: string, tie: Tie): Tie[] {
  return (parseArticles(ref) ?? []).flatMap(({ first: [from = 0], last: [until = 0] }) =>
    Array.from({ length: until - from + 1 }, (_, index) => ({
      ...tie,
      ends: { ...tie.ends, article: `${from + index}` },
      at: ref,
    })),
  )
}

/** What each of `from`'s things leads to on the other side, in the order given; a thing that leads nowhere has an empty `to`. */
export function crossWalk(
  { from, to }: { from: Side; to: Side },
  things: Readonly<Record<Side, readonly string[]>>,
  ties: readonly Tie[],
): Walk[] {
  const between = (one: Side, id: string, other: Side, otherId: string): Tie[] =>
    ties.filter(({ ends }) => ends[one] === id && ends[other] === otherId)
  const isStep = from !== 'benchmark' && to !== 'benchmark'
  return things[from].map((id) => ({
    from: id,
    to: things[to].flatMap((otherId) => {
      const direct = between(from, id, to, otherId)
      const ways: Way[] = direct.length > 0 ? [{ ties: direct }] : []
      for (const benchmark of isStep ? things.benchmark : []) {
        const [first, second] = [
          between(from, id, 'benchmark', benchmark),
          between('benchmark', benchmark, to, otherId),
        ]
        if (first.length > 0 && second.length > 0)
          ways.push({ through: benchmark, ties: [...first, ...second] })
      }
      return ways.length > 0 ? [{ id: otherId, ways }] : []
    }),
  }))
}
