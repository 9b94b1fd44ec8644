import { printProblem, readKnowledge } from '../knowledge/load.ts'
import { printPath, readSettings } from './program.ts'

/** Checks a data folder, the one given or the one in use: every problem as `file:line: what`, exit 1 when there is any. */
export async function runVerb([folder]: string[]): Promise<number> {
  const path = folder ?? readSettings().data
  const { knowledge, problems } = readKnowledge(path)
  if (!knowledge) {
    for (const problem of problems) process.stderr.write(`${printPath(path)}/${printProblem(problem)}\n`)
    process.stderr.write(
      `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in ${printPath(path)}\n`,
    )
    return 1
  }
  const benchmarks = knowledge.cycles.reduce((sum, cycle) => sum + cycle.benchmarks.length, 0)
  process.stdout.write(
    `${printPath(path)} is sound: ${knowledge.cycles.length} cycles, ${benchmarks} benchmarks, ${knowledge.deadlines.length} deadlines, ${knowledge.articles.length} articles, ${knowledge.sources.length} sources\n`,
  )
  return 0
}
