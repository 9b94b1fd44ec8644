import type { Selectable } from 'kysely'
import type { Role, RoleTurn } from '../domain/role.ts'
import { recordAct } from './audit.ts'
import type { Db } from './open.ts'
import { one, prepared } from './prepared.ts'
import type { RoleRow } from './schema.ts'

/** The role that was given to a member, and not taken back since. */
export async function findRole(db: Db, member: string): Promise<Role | undefined> {
  return (await latestTurn(db, member))?.role
}

/** The last turn of a member's role. */
export async function latestTurn(db: Db, member: string): Promise<RoleTurn | undefined> {
  const [row] = await latest(db, { member })
  return row && fromRow(row)
}

const latest = prepared((db, { member }: { member: string }) =>
  db.selectFrom('roles').selectAll().where('member', '=', member).orderBy('version', 'desc').limit(one),
)

/** The last turn of every member who ever had one, by member. */
export async function listRoles(db: Db): Promise<RoleTurn[]> {
  const rows = await db.selectFrom('roles').selectAll().orderBy('member').orderBy('version').execute()
  return [...new Map(rows.map((row) => [row.member, fromRow(row)])).values()]
}

/** Keeps a turn. Throws when that version exists: two people changed it at once. */
export async function addRoleTurn(db: Db, turn: RoleTurn): Promise<void> {
  await db
    .insertInto('roles')
    .values({
      member: turn.member,
      version: turn.version,
      role: turn.role ?? null,
      changed_by: turn.changedBy,
      changed_at: turn.changedAt,
      reason: turn.reason,
    })
    .execute()
  await recordAct(db, {
    at: turn.changedAt,
    member: turn.changedBy,
    act: turn.role === undefined ? 'took role' : 'gave role',
    about: turn.member,
    ...(turn.role !== undefined && { detail: turn.role }),
    marking: 'U',
  })
}

/** Only rows that `addRoleTurn` made are read back, so the narrow types of the domain hold. */
function fromRow(row: Selectable<RoleRow>): RoleTurn {
  return {
    member: row.member,
    version: row.version,
    ...(row.role !== null && { role: row.role as Role }),
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    reason: row.reason,
  }
}
