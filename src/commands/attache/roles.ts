import { dateIn, printDate } from '../../domain/date.ts'
import { claimedMarking } from '../../domain/marking.ts'
import { isAtLeast, type Role, type RoleTurn, roles } from '../../domain/role.ts'
import { nearestWord } from '../../domain/text.ts'
import { recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import { addRoleTurn, latestTurn, listRoles } from '../../store/roles.ts'
import type { Call, Context } from '../call.ts'
import { roleBySettings } from '../context.ts'
import { splitReason } from '../log/entry-id.ts'
import { withArticle } from '../permission.ts'
import { heading, type Line, list, note, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'

const example = '/attache roles give @ana reviewer because she checks the entries'

/** `/attache roles`: who may do what, and by whose word; `give` and `take` change it. */
export function rolesLine(text: string, call: Call, context: Context): Promise<Reply> {
  const [word = '', ...rest] = text.split(' ')
  if (word === '') return showRoles(context)
  if (word === 'give') return give(rest.join(' '), call, context)
  if (word === 'take') return take(rest.join(' '), call, context)
  throw new UserError(`/attache roles has no "${word}"; there are give and take.`, { example })
}

async function showRoles({ db, appointed, channel }: Context): Promise<Reply> {
  const bySettings = (['administrator', 'reviewer'] as const).flatMap((role) =>
    appointed[role].map((member): Line => [{ member }, ` · ${role} · by the settings`]),
  )
  const given = (await listRoles(db))
    .filter(({ role }) => role !== undefined)
    .map(
      ({ member, role, changedBy, changedAt, reason }): Line => [
        { member },
        ` · ${role} · given by `,
        { member: changedBy },
        ` on ${printDate(dateIn(changedAt, channel.zone))}, because ${reason}`,
      ],
    )
  const lines = [...bySettings, ...given]
  return {
    to: 'member',
    marking: 'U',
    parts: [
      heading('Roles'),
      lines.length > 0 ? list(lines) : paragraph('Nobody has a role of their own.'),
      note(
        `Everybody else is ${withArticle(appointed.member)}; guests and people of other organisations are readers. Each role may do what those before it may: ${roles.join(', ')}.`,
      ),
    ],
  }
}

async function give(text: string, call: Call, context: Context): Promise<Reply> {
  const { what, reason } = splitReason(text)
  const [typed = '', ...words] = what.split(' ')
  const member = readName(typed)
  const role = readRole(words.filter((word) => !/^(?:as|an?|the)$/i.test(word)).join(' '))
  assertReason(reason, `/attache roles give @${member} ${role} because she checks the entries`)
  const bySettings = roleBySettings(context.appointed, member)
  if (bySettings !== undefined && isAtLeast(bySettings, role)) throw namedInSettings(member, bySettings)
  return turn({ member, role, reason }, call, context)
}

async function take(text: string, call: Call, context: Context): Promise<Reply> {
  const { what, reason } = splitReason(text)
  const member = readName(what)
  assertReason(reason, `/attache roles take @${member} because she has left`)
  return turn({ member, reason }, call, context)
}

async function turn(
  wanted: Pick<RoleTurn, 'member' | 'role' | 'reason'>,
  { member: changedBy }: Call,
  context: Context,
): Promise<Reply> {
  const { member, role, reason } = wanted
  const isTurned = await writing(context.db, async (db) => {
    const latest = await latestTurn(db, member)
    if (latest?.role === role) return false
    const changedAt = await recordingInstant(db, context.now)
    await addRoleTurn(db, { ...wanted, version: (latest?.version ?? 0) + 1, changedBy, changedAt })
    return true
  })
  const bySettings = roleBySettings(context.appointed, member)
  if (!isTurned) {
    if (role === undefined && bySettings !== undefined) throw namedInSettings(member, bySettings)
    const says = role === undefined ? ' has no role that was given. ' : ` is ${withArticle(role)} already. `
    return { to: 'member', marking: 'U', parts: [paragraph({ member }, says, 'Nothing was changed.')] }
  }
  const usual = bySettings ?? context.appointed.member
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(
        { member },
        role === undefined
          ? ` is ${withArticle(usual)} again, or a reader where they are a guest`
          : ` is now ${withArticle(role)}`,
        `, because ${reason}. By `,
        { member: changedBy },
        '.',
      ),
      note('It holds from the next line or press on, also for a form that is open. See ', {
        code: '/attache roles',
      }),
    ],
  }
}

/** `@ana`, as `cleanText` leaves a member that Slack names, or the bare id. */
function readName(typed: string): string {
  const [, name] = /^@?([^\s@]{1,80})$/.exec(typed) ?? []
  if (name !== undefined) return name
  throw new UserError(
    typed === ''
      ? 'Name a person. Nothing was changed.'
      : `"${typed}" is nobody's name. Nothing was changed.`,
    { example },
  )
}

function readRole(word: string): Role {
  const typed = word.toLowerCase()
  const role = roles.find((one) => one === typed)
  if (role) return role
  throw new UserError(
    `${typed === '' ? 'Say which role' : `"${typed}" is no role`}; there are ${roles.join(', ')}. Nothing was changed.`,
    { example: `/attache roles give @ana ${nearestWord(typed, roles) ?? 'reviewer'} because …` },
  )
}

/** It is shown wherever roles are. */
function assertReason(reason: string, example: string): void {
  if (reason === '')
    throw new UserError('Say why: a role keeps its reason. Nothing was changed.', { example })
  if (claimedMarking(reason) !== 'U')
    throw new UserError('The reason is shown in every channel: say it without markings. Nothing was kept.', {
      unsaid: true,
      example,
    })
}

function namedInSettings(member: string, role: Role): UserError {
  return new UserError(
    `@${member} is ${withArticle(role)} by the settings (ATTACHE_ADMINS, ATTACHE_REVIEWERS), which whoever runs Attaché changes. Nothing was changed.`,
    { example: '/attache roles' },
  )
}
