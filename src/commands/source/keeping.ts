import { printDate } from '../../domain/date.ts'
import { isReviewInterval, type Keeping, reviewIntervals } from '../../domain/held-document.ts'
import { isWithin } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { recordingInstant } from '../../store/entries.ts'
import { addKeeping, findKeeping } from '../../store/keepings.ts'
import { writing } from '../../store/open.ts'
import { note, paragraph, type Reply, type Span } from '../reply.ts'
import { assertReasonWithin, UserError } from '../user-error.ts'
import { type About, type KnownSource, readLabel, unknownSource } from './known-sources.ts'

type Change = Partial<Pick<Keeping, 'state' | 'owner' | 'reviewEvery' | 'reviewed' | 'reason'>>

/** What a line decides about a source, and how that is said. */
interface Decision {
  change: Change
  said: Span[]
}

/**
 * What people decide about a source: `verb` is review, interval, owner, retire or restore, `text` the source and what follows. A
 * new version each time; said in the channel.
 */
export async function decide(verb: string, text: string, about: About): Promise<Reply> {
  const { call, context, sources } = about
  const named = readLabel(text, sources)
  if (!named || !isWithin(named.source.marking, context.channel.ceiling))
    throw unknownSource(text, sources, context)
  const { source, rest } = named
  assertReasonWithin(rest, source.marking, `/source ${source.id}`)
  const { change, said } = decisions[verb]?.(rest, source, about) ?? { change: {}, said: [] }
  await writing(context.db, async (db) => {
    const { version, state, ...current } = (await findKeeping(db, source.id)) ?? undecided
    const { reason: _earlier, ...kept } = current
    const next: Keeping = {
      source: source.id,
      version: version + 1,
      state,
      ...kept,
      ...change,
      changedBy: call.member,
      changedAt: await recordingInstant(db, context.now),
    }
    await addKeeping(db, next, source.marking)
  })
  return {
    to: 'channel',
    marking: source.marking,
    parts: [paragraph({ bold: source.id }, ' ', ...said), note(source.title)],
  }
}

/** Before anybody decided anything. */
const undecided: Pick<Keeping, 'version' | 'state' | 'reason'> = { version: 0, state: 'kept' }

const decisions: Record<string, (rest: string, source: KnownSource, about: About) => Decision> = {
  review(rest, source, about) {
    if (rest !== '')
      throw new UserError('A review takes the source alone.', { example: '/source review 09 STATE 32018' })
    const { call, context } = about
    if (source.owner !== call.member)
      assertReviewer(about, 'The owner of a source, a reviewer or an administrator reviews it.')
    return {
      change: { reviewed: context.today },
      said: [`is reviewed on ${printDate(context.today)} by `, { member: call.member }, ': it still stands.'],
    }
  },
  interval(rest, source, about) {
    const words = rest.toLowerCase()
    if (!isReviewInterval(words)) {
      throw new UserError(
        `How often is it reviewed? Write one of: ${Object.keys(reviewIntervals).join(', ')}.`,
        {
          example: '/source interval 09 STATE 32018 year',
        },
      )
    }
    if (source.owner !== about.call.member)
      assertReviewer(about, 'The owner of a source, a reviewer or an administrator sets its interval.')
    return { change: { reviewEvery: words }, said: [`is to be reviewed every ${words}.`] }
  },
  owner(rest, source, about) {
    const name = rest === 'me' ? about.call.member : /^@?([\p{L}\p{N}._-]{1,80})$/u.exec(rest)?.[1]
    if (name === undefined)
      throw new UserError('Name one owner.', { example: '/source owner 09 STATE 32018 me' })
    const takesOn = name === about.call.member && source.owner === undefined
    if (!takesOn)
      assertReviewer(
        about,
        'Anybody may become the owner of a source that has none; a reviewer or an administrator names another.',
      )
    return { change: { owner: name }, said: ['is owned by ', { member: name }, '.'] }
  },
  retire(rest, source) {
    if (!source.document) {
      throw new UserError(
        `The text of ${source.id} is not held; what only the data folder cites is taken out there.`,
        { example: '/source' },
      )
    }
    if (source.keeping?.state === 'retired') throw unchanged(`${source.id} is retired already.`, source)
    const reason = reasonOf(rest, 'retire')
    return {
      change: { state: 'retired', reason },
      said: [
        `is retired, because ${reason}. It is no longer searched; its paragraphs can still be cited. `,
        { code: `/source restore ${source.id} because …` },
        ' undoes this.',
      ],
    }
  },
  restore(rest, source) {
    if (source.keeping?.state !== 'retired') throw unchanged(`${source.id} is not retired.`, source)
    const reason = reasonOf(rest, 'restore')
    return { change: { state: 'kept', reason }, said: [`is in use again, because ${reason}.`] }
  },
}

function reasonOf(rest: string, verb: string): string {
  const reason = /^because (.+)$/i.exec(rest)?.[1]
  if (reason !== undefined) return reason
  throw new UserError('Say why, after because.', {
    example: `/source ${verb} 09 STATE 32018 because a corrected copy came`,
  })
}

function unchanged(what: string, { id }: KnownSource): UserError {
  return new UserError(`${what} Nothing was changed.`, { example: `/source ${id}` })
}

function assertReviewer({ context }: About, rule: string): void {
  if (!isAtLeast(context.role, 'reviewer'))
    throw new UserError(`${rule} Nothing was changed.`, { example: '/attache status' })
}
