import { clashingDuty, type Duty } from '../domain/deadline-change.ts'
import type { Call, Context } from './call.ts'
import { UserError } from './user-error.ts'

/**
 * Whether a person may be given a duty beside those `held`; `member` absent takes it away. Nobody validates what they own or stand
 * in for, and a validator is replaced by themself or an administrator alone: else whoever is held back could take their place.
 */
export function assertDuty(
  { duty, member, held, example }: Wanted,
  call: Pick<Call, 'member'>,
  { role }: Pick<Context, 'role'>,
): void {
  const clash = member === undefined ? undefined : clashingDuty(duty, member, held)
  if (clash !== undefined)
    throw new UserError(
      `${member} is its ${clash}: who validates it is neither its owner nor its alternate. Nothing was changed.`,
      { example },
    )
  const { validator } = held
  if (duty !== 'validator' || validator === undefined || validator === member) return
  if (validator === `@${call.member}` || role === 'administrator') return
  throw new UserError(
    `${validator} validates it: only they, or an administrator, hand that on. Nothing was changed.`,
    { example },
  )
}

interface Wanted {
  duty: Duty
  member?: string | undefined
  held: Partial<Record<Duty, string | undefined>>
  example: string
}
