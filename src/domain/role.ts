import type { Instant } from './date.ts'

/** What a person may do here; each may do what those before it may. */
export const roles = ['reader', 'reporter', 'reviewer', 'administrator'] as const
export type Role = (typeof roles)[number]

/** One turn of a member's role; without a role, it was taken back. */
export interface RoleTurn {
  member: string
  version: number
  role?: Role
  changedBy: string
  changedAt: Instant
  reason: string
}

export function isAtLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}

/**
 * The role of a member: the higher of what the settings say and of what was given, so that nobody can take away what the
 * operator set. Undefined where neither names them.
 */
export function appointedRole(bySettings: Role | undefined, given: Role | undefined): Role | undefined {
  if (bySettings === undefined || given === undefined) return bySettings ?? given
  return isAtLeast(bySettings, given) ? bySettings : given
}
