import { printSpan } from '../../domain/period.ts'
import type { Change, NilVersion } from '../../domain/restatement.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { findingPhrase } from '../benchmark/finding-lines.ts'
import { entryPhrase } from './entry-lines.ts'

/** A change in one phrase, as it is or would be written. */
export function changePhrase(change: Change, knowledge: Knowledge): string {
  if (change.of === 'entry') {
    const { entry } = change
    const name = entry.id === 'L-0' ? 'a new entry' : entry.id
    const state = entry.state === 'submitted' ? '' : `, ${entry.state}`
    return `${name}, ${entryPhrase(entry, knowledge)}${state}`
  }
  if (change.of === 'pair') {
    const { first, second, state } = change.pair
    return `${first} and ${second} ${state === 'both' ? 'kept as two events' : state}`
  }
  if (change.of === 'finding') return findingPhrase(change.finding, knowledge)
  const { id } = change.nil
  return `${id === 'N-0' ? 'a new' : `${id},`} ${nilPhrase(change.nil)}`
}

/** `nil return under FY2010/PE-DP-2 for 1 Mar 2009 to 31 Mar 2009` */
export function nilPhrase(nil: NilVersion): string {
  const { cycle, benchmark, state } = nil
  return `nil return under ${cycle}/${benchmark} for ${printSpan(nil)}${state === 'void' ? ', void' : ''}`
}
