import { countsToward } from '../../domain/counts-toward.ts'
import type { Entry } from '../../domain/entry.ts'
import type { Finding } from '../../domain/finding.ts'
import { isWithin } from '../../domain/marking.ts'
import type { Change } from '../../domain/restatement.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { listBenchmarkDuties } from '../../store/benchmark-duties.ts'
import { findEntry } from '../../store/entries.ts'
import type { Db } from '../../store/open.ts'
import type { Context } from '../call.ts'
import { listAdministrators } from '../permission.ts'
import type { Line, Span } from '../reply.ts'
import { UserError } from '../user-error.ts'

/** The validators named in a country, by `cycle/id` of their benchmark; a member's id, without the sign before it. */
export type Validators = ReadonlyMap<string, string>

export async function listValidators(db: Db, country: string): Promise<Validators> {
  const duties = await listBenchmarkDuties(db, country)
  return new Map(
    duties
      .filter(({ duty }) => duty === 'validator')
      .map(({ cycle, benchmark, member }) => [`${cycle}/${benchmark}`, member.replace(/^@/, '')]),
  )
}

/** Those of the benchmarks that a record counts toward, as `cycle/id`, that name a validator. */
interface Validated {
  keys: string[]
  /** Any one of them accepts: a record has one state, also where it counts toward several benchmarks. */
  validators: string[]
}

/** What an entry measures or supports; a benchmark above the channel's ceiling decides too, though it is not named. */
export function validatedOf(entry: Entry, named: Validators, knowledge: Knowledge): Validated {
  if (named.size === 0) return { keys: [], validators: [] }
  const { measures, supports } = countsToward(entry, knowledge.cycles, knowledge)
  return pick(
    [
      ...measures.map(({ cycle, indicator }) => benchmarkKey(cycle, indicator, knowledge)),
      ...supports.map(({ cycle, benchmark }) => `${cycle}/${benchmark}`),
    ],
    named,
  )
}

function pick(keys: readonly string[], named: Validators): Validated {
  const own = [...new Set(keys)].filter((key) => named.has(key))
  return { keys: own, validators: [...new Set(own.flatMap((key) => named.get(key) ?? []))] }
}

/** `FY2010/PE-IL-3` of the benchmark that has this id, or an indicator of this id. */
function benchmarkKey(cycle: string, id: string, { cycles }: Knowledge): string {
  const held = cycles.find((one) => one.cycle === cycle)?.benchmarks
  const own = held?.find((one) => one.id === id || one.indicators.some((indicator) => indicator.id === id))
  return `${cycle}/${own?.id ?? id}`
}

/** Who alone decides on a finding. */
export async function validatedFinding(
  db: Db,
  { country, cycle, about }: Pick<Finding, 'country' | 'cycle' | 'about'>,
  { knowledge }: Context,
): Promise<Validated> {
  return pick([benchmarkKey(cycle, about, knowledge)], await listValidators(db, country))
}

/** Who alone decides on a change that waits behind a lock; of a merge, whoever validates one of the two entries. */
export async function validatedChange(
  db: Db,
  change: Change,
  country: string,
  context: Context,
): Promise<Validated> {
  const { knowledge } = context
  if (change.of === 'finding') return validatedFinding(db, change.finding, context)
  const named = await listValidators(db, country)
  if (change.of === 'nil return')
    return pick([benchmarkKey(change.nil.cycle, change.nil.benchmark, knowledge)], named)
  if (named.size === 0) return pick([], named)
  // Of a corrected entry also what it counted toward before.
  const ids = change.of === 'entry' ? [change.entry.id] : [change.pair.first, change.pair.second]
  const held = await Promise.all(ids.map((id) => findEntry(db, id)))
  const entries = [...held, change.of === 'entry' ? change.entry : undefined]
  return pick(
    entries.flatMap((entry) => (entry ? validatedOf(entry, named, knowledge).keys : [])),
    named,
  )
}

/**
 * Where a benchmark names a validator, only they accept or return what counts toward it, or an administrator in their place: then
 * the line to say so. Throws a `UserError` for anybody else, and for `own` work, which nobody decides on, with who can.
 */
export async function assertValidates(
  { id, verb, own }: { id: string; verb: 'accept' | 'return'; own: boolean },
  { keys, validators }: Validated,
  member: string,
  context: Context,
): Promise<Span[]> {
  const example = id.startsWith('F-') ? `/benchmark show ${id}` : '/log list submitted'
  const others = validators.filter((validator) => validator !== member)
  const also = validators.length === 0 ? undefined : whoDecides(others, await listAdministrators(context))
  const hints = { example, ...(also && { also }) }
  if (own) throw new UserError(`${id} is your own; a second person ${verb}s it. Nothing was changed.`, hints)
  if (validators.length === 0 || validators.includes(member)) return []
  if (context.role !== 'administrator') {
    const shown = keys.filter((key) => mayName(key, context))
    const toward =
      shown.length > 0 ? `${id} counts toward ${shown.join(' and ')}, which` : `What ${id} counts toward`
    throw new UserError(
      `${toward} has a validator: only they, or an administrator, ${verb} it. Nothing was changed.`,
      hints,
    )
  }
  return [' As an administrator, in place of the validator ', ...listed(others), '.']
}

function whoDecides(validators: readonly string[], administrators: readonly string[]): Line {
  return [
    ...(validators.length > 0 ? ['Validator: ', ...listed(validators), '. '] : []),
    ...(administrators.length > 0
      ? ['Administrators: ', ...listed(administrators), '.']
      : ['No administrator is named.']),
  ]
}

function listed(members: readonly string[]): Span[] {
  return members.flatMap((member, index): Span[] => [index > 0 ? ', ' : '', { member }])
}

function mayName(key: string, { knowledge, channel }: Context): boolean {
  const [name, id] = key.split('/')
  const cycle = knowledge.cycles.find((one) => one.cycle === name)
  const benchmark = cycle?.benchmarks.find((one) => one.id === id)
  return (
    !!cycle && !!benchmark && [cycle, benchmark].every(({ marking }) => isWithin(marking, channel.ceiling))
  )
}
