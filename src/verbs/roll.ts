import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findCountry } from '../domain/country.ts'
import { rollCycle } from '../knowledge/roll.ts'
import { DataError, needKnowledge, parseVerb, printPath, readSettings, UsageError } from './program.ts'

const form = 'attache roll peru FY2027 --from FY2010'

/** Writes a new cycle's file beside the old one, for a person to edit. Never overwrites. */
export async function runVerb(args: string[]): Promise<number> {
  const { word, to, from } = readArguments(args)
  const { data } = readSettings()
  const knowledge = needKnowledge(data)
  const country = findCountry(word, knowledge.countries)
  if (!country)
    throw new UsageError(`"${word}" is no country that data/countries.yaml holds; write e.g. ${form}`)
  const old = knowledge.cycles.find((cycle) => cycle.country === country.id && cycle.cycle === from)
  if (!old) {
    const held = knowledge.cycles.filter((cycle) => cycle.country === country.id).map(({ cycle }) => cycle)
    throw new UsageError(`no cycle ${from} is held for ${country.name}; held: ${held.join(', ') || 'none'}`)
  }
  if (knowledge.cycles.some((cycle) => cycle.country === country.id && cycle.cycle === to)) {
    throw new UsageError(
      `${to} is held for ${country.name} already; edit its file in ${printPath(data)}/benchmarks`,
    )
  }
  const target = join(data, 'benchmarks', `${country.id}-${to}.yaml`)
  if (existsSync(target)) throw new DataError(`${printPath(target)} exists already; nothing was written`)
  writeFileSync(target, rollCycle({ text: fileOf(data, country.id, from), from, to }), { flag: 'wx' })
  const marks = readFileSync(target, 'utf8').match(/FILL IN/g)?.length ?? 0
  process.stdout.write(
    `${printPath(target)} is written: ${old.benchmarks.length} benchmarks carried over from ${from}, ${marks} places marked FILL IN.\nEdit it, take "unconfirmed" out, then run: attache validate\n`,
  )
  return 0
}

function readArguments(args: string[]): { word: string; to: string; from: string } {
  const { values, positionals } = parseVerb(args, { from: { type: 'string' } })
  const [word, to, ...rest] = positionals
  if (!word || !to || !values.from || rest.length > 0) {
    throw new UsageError(`roll takes a country, a cycle and --from: ${form}`)
  }
  for (const cycle of [to, values.from]) {
    if (!/^(FY)?(19|2\d)\d\d$/.test(cycle))
      throw new UsageError(`"${cycle}" is no cycle; write it like FY2027`)
  }
  return { word, to, from: values.from }
}

function fileOf(data: string, country: string, cycle: string): string {
  const folder = join(data, 'benchmarks')
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8')
    if (
      new RegExp(`^cycle: *['"]?${cycle}['"]?\\s*$`, 'm').test(text) &&
      new RegExp(`^country: *['"]?${country}\\b`, 'm').test(text)
    )
      return text
  }
  throw new DataError(`no file in ${printPath(folder)} holds ${cycle} of ${country}`)
}
