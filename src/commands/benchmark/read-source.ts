import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { bareCitation, printCitation } from '../../domain/citation.ts'
import { highestMarking, type Marking, withinCeiling } from '../../domain/marking.ts'
import { benchmarkPassage } from '../../knowledge/benchmark-passages.ts'
import { differencesFrom, isOfText, printDifferences, printFaultBeside } from '../../knowledge/differences.ts'
import { faultsAt } from '../../knowledge/passage.ts'
import { paragraphsAt } from '../../store/documents.ts'
import type { Context } from '../call.ts'
import { note, type Part } from '../reply.ts'

/** A benchmark's source as it stands now: another version may be held than `data/` was written from. */
interface BenchmarkSource {
  /** Of what the text held says there; U where it is not held, or may not be shown. */
  marking: Marking
  /** Known faults that the text held may have; without one, all of them. */
  faults: string[]
  /** Where the text held says otherwise than we do. */
  differences: Part[]
}

export async function readSource(
  benchmark: Benchmark,
  cycle: Cycle,
  { db, asOf, channel, knowledge }: Context,
): Promise<BenchmarkSource> {
  const { cite } = benchmark
  const known = faultsAt(cite, knowledge.sources, channel.ceiling)
  const { shown: held } = withinCeiling(await paragraphsAt(db, cite, asOf), channel.ceiling)
  if (held.length === 0) return { marking: 'U', faults: known, differences: [] }
  const lines = held.map(({ text }) => text)
  const text = lines.join(' ')
  const ours = { ...benchmarkPassage(benchmark, cycle, knowledge), faults: known }
  const differing = differencesFrom(ours, { cite, lines })
  const asWritten = { code: `/source ${printCitation(bareCitation(cite))}` }
  return {
    marking: highestMarking(held),
    faults: known.filter((fault) => isOfText(fault, text)),
    differences: [
      ...(differing.length > 0 ? [note(`${printDifferences(differing)} As written: `, asWritten)] : []),
      ...known.filter((fault) => !isOfText(fault, text)).map((fault) => note(printFaultBeside(fault, text))),
    ],
  }
}
