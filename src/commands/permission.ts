import { claimedMarking } from '../domain/marking.ts'
import { isAtLeast, type Role } from '../domain/role.ts'
import { listRoles } from '../store/roles.ts'
import type { Audience, Call, Context, Standing } from './call.ts'
import type { Line } from './reply.ts'
import { UserError } from './user-error.ts'

/**
 * The role that a call runs in. Throws a `UserError` when its member has less than it takes, or when it would record from
 * a channel that is shared with another organisation; what takes an administrator they may do there too.
 */
export async function permittedRole(needed: Role, { member, text }: Call, context: Context): Promise<Role> {
  if (needed === 'reader') return needed
  // A line that names a marking is not said again; what is classified the waist refuses in its own words.
  const unsaid = claimedMarking(text) === 'SBU'
  const { role, isOutsider, audience } = await findStanding(needed, context)
  if (!isAtLeast(role, needed)) {
    throw new UserError(
      `That takes ${withArticle(needed)}, and you are ${withArticle(role)}${isOutsider ? outsider : ''}. Nothing was changed. An administrator can give you the role: /attache roles give @${member} ${needed} because …`,
      {
        also: await whoCanGive(context),
        example: '/attache status',
        unsaid,
        why: isOutsider ? 'outsider' : 'lacks the role',
      },
    )
  }
  if (audience === 'unseen')
    throw new UserError(`Nothing is recorded from here: ${context.channel.isPrivate ? ofOthers : unseen}`, {
      example: '/attache status',
      unsaid,
      why: 'app not in the channel',
    })
  if (audience === 'shared') {
    throw new UserError(
      'Nothing is recorded from here: this channel is shared with another organisation, or Slack does not say that it is not. Write to Attaché in a direct message instead. An administrator can allow it here: /watch recording on',
      { also: await whoCanGive(context), example: '/attache status', unsaid, why: 'shared channel' },
    )
  }
  return role
}

/** Whether the caller could record an entry here: nothing is offered that would be refused. */
export async function mayRecord(context: Context): Promise<boolean> {
  const { role, audience } = await findStanding('reporter', context)
  return isAtLeast(role, 'reporter') && audience === 'members'
}

/** Who reads the channel is asked only where that may close it. */
async function findStanding(needed: Role, context: Context): Promise<Standing & { audience: Audience }> {
  const mayBeClosed = needed !== 'administrator' && context.channel.settings.recording !== 'on'
  const [standing, audience] = await Promise.all([
    context.standing(),
    mayBeClosed ? context.audience() : ('members' as const),
  ])
  return { ...standing, audience }
}

/** The app cannot be asked into a direct message. */
const ofOthers =
  'this direct message is not the one between you and Attaché, or Slack does not say that it is. Write to Attaché itself instead.'

/** Why a channel counts as read by others, and what mends it. */
export const unseen =
  'Attaché is not in this channel, so Slack does not tell it who reads it. Invite it with /invite @attache and try again; from a group message, write to Attaché alone.'

/** Of the two only the person knows which it is. */
const outsider = ' here: a guest, or Slack does not say just now that you are none; then try again'

/** Those who are administrators by the settings, then those who were made so. */
export async function listAdministrators({
  db,
  appointed,
}: Pick<Context, 'db' | 'appointed'>): Promise<string[]> {
  const given = (await listRoles(db)).filter(({ role }) => role === 'administrator')
  return [...new Set([...appointed.administrator, ...given.map(({ member }) => member)])]
}

async function whoCanGive(context: Context): Promise<Line> {
  const members = await listAdministrators(context)
  if (members.length === 0)
    return 'No administrator is named yet: whoever runs Attaché names one in ATTACHE_ADMINS.'
  return ['Administrators: ', ...members.flatMap((member, index) => [index > 0 ? ', ' : '', { member }]), '.']
}

export function withArticle(role: Role): string {
  return role === 'administrator' ? `an ${role}` : `a ${role}`
}
