import type { Deadline } from '../../domain/deadline.ts'
import type { DeadlineBook } from '../../domain/deadline-change.ts'
import { highestMarking, isWithin } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { findEntry, listEntries } from '../../store/entries.ts'
import type { Db } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import { entryPhrase } from '../log/entry-lines.ts'
import { buttons, note, paragraph, type Reply, type Span } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { because, changeDeadline, splitName } from './change.ts'
import { findOccurrence, readDeadlines } from './find-deadline.ts'
import { printDue, printPerson } from './lines.ts'

/** Entries offered as evidence when none is named. */
const offered = 3

/** `L-4`, a web address, a cable's number or a page (`74 FR 48369`); several may be named. */
const evidenceForm = /^(?:L-?\d+|https?:\/\/\S+|\d{1,3} (?:[A-Z][A-Z.'’-]+ )+\d+)(?:,? (?:and )?|$)/i

/** `done reply L-4`: links evidence. It counts once somebody else has validated it. */
export async function markDone(text: string, call: Call, context: Context): Promise<Reply> {
  const [slug, given] = splitName(text, 'done reply L-1')
  const evidence = given.replace(/^(?:src|source|evidence|with) /i, '')
  if (!evidenceForm.test(evidence)) return askEvidence(slug, given, context)
  return changeDeadline(call, context, slug, async (db, book) => {
    const occurrence = findOccurrence(slug, book, context)
    const { deadline } = occurrence
    const known = book.evidence.get(occurrence.id)
    if (known)
      throw new UserError(
        `${occurrence.id} has evidence already: ${known.text}, linked by ${known.by}. It waits to be validated.`,
        { example: `/deadline validate ${occurrence.id}` },
      )
    for (const id of evidence.toUpperCase().match(/\bL-?\d+/g) ?? []) await needEntry(db, id, context)
    return {
      event: { kind: 'done', occurrence: occurrence.id, evidence },
      says: [
        { bold: deadline.title },
        `: evidence linked, ${evidence}, by `,
        { member: call.member },
        '. It waits to be validated by ',
        deadline.validator === undefined ? 'somebody else' : printPerson(deadline.validator),
        '.',
      ],
      parts: [
        buttons(
          { label: 'Validate', call: `deadline validate ${occurrence.id}`, style: 'primary' },
          {
            label: 'Return',
            call: `deadline return ${occurrence.id} because the evidence does not show it`,
            style: 'danger',
          },
        ),
      ],
    }
  })
}

async function needEntry(db: Db, typed: string, { channel }: Context): Promise<void> {
  const id = `L-${Number(typed.replace(/^L-?/, ''))}`
  const entry = await findEntry(db, id)
  if (!entry || !isWithin(entry.marking, channel.ceiling))
    throw new UserError(`There is no entry ${id}. Nothing was changed.`, { example: '/log list' })
  if (entry.state === 'void')
    throw new UserError(`${id} is void, and proves nothing. Nothing was changed.`, {
      example: `/log show ${id}`,
    })
}

/** Done without evidence is refused; the latest entries of its country are offered. */
async function askEvidence(slug: string, given: string, context: Context): Promise<Reply> {
  const book = await readDeadlines(context)
  const { id, deadline } = findOccurrence(slug, book, context)
  const entries = await listEntries(context.db, {
    latest: offered,
    ...(deadline.country !== undefined && { country: deadline.country }),
  })
  const shown = entries
    .filter(({ marking, state }) => isWithin(marking, context.channel.ceiling) && state !== 'void')
    .reverse()
  return {
    to: 'member',
    marking: highestMarking([deadline, ...shown]),
    refused: true,
    parts: [
      paragraph(
        given === ''
          ? 'Done needs evidence: an entry, a web address or a cable. '
          : 'Words alone are no evidence: name an entry, a web address or a cable. ',
        'Nothing was changed.',
      ),
      ...shown.map((entry) => note(`${entry.id}: ${entryPhrase(entry, context.knowledge)}`)),
      paragraph('For example: ', { code: `/deadline done ${id} ${shown[0]?.id ?? '09 LIMA 412'}` }),
      ...(shown.length === 0
        ? []
        : [buttons(...shown.map((entry) => ({ label: entry.id, call: `deadline done ${id} ${entry.id}` })))]),
    ],
  }
}

/** `validate reply`: somebody other than who linked the evidence says that it shows what it should. */
export function validateDone(text: string, call: Call, context: Context): Promise<Reply> {
  const [slug] = splitName(text, 'validate reply')
  return changeDeadline(call, context, slug, (_db, book) => {
    const { occurrence, evidence } = linked(slug, book, context)
    const { deadline } = occurrence
    if (evidence.by === call.member)
      throw new UserError('You linked this evidence; somebody else validates it. Nothing was changed.', {
        example: `/deadline ${deadline.id}`,
      })
    const instead = mayValidate(deadline, call, context)
    return {
      event: { kind: 'validated', occurrence: occurrence.id },
      says: [
        { bold: `Done: ${deadline.title}` },
        `, due ${printDue(occurrence)}. Evidence ${evidence.text}, by `,
        { member: evidence.by },
        '; validated by ',
        { member: call.member },
        ...instead,
        `. No more nudges for ${occurrence.id}.`,
      ],
    }
  })
}

/** `return reply because …`: the evidence does not show it; the deadline stands open again. */
export function returnDone(text: string, call: Call, context: Context): Promise<Reply> {
  const [slug, after] = splitName(text, 'return reply because the cable is not held')
  const { reason } = because(after, 'return', slug)
  return changeDeadline(call, context, slug, (_db, book) => {
    const { occurrence, evidence } = linked(slug, book, context)
    const instead = evidence.by === call.member ? [] : mayValidate(occurrence.deadline, call, context)
    return {
      event: { kind: 'returned', occurrence: occurrence.id },
      reason,
      says: [
        { bold: occurrence.deadline.title },
        `: ${evidence.text} was returned by `,
        { member: call.member },
        ...instead,
        `, because ${reason}. It stands open; nudges go on.`,
      ],
    }
  })
}

function linked(slug: string, book: DeadlineBook, context: Context) {
  const occurrence = findOccurrence(slug, book, context)
  const evidence = book.evidence.get(occurrence.id)
  if (!evidence)
    throw new UserError(`No evidence is linked to ${occurrence.id}. Nothing was changed.`, {
      example: `/deadline done ${occurrence.id} L-1`,
    })
  return { occurrence, evidence }
}

/**
 * Without a validator anybody but who linked it; where a person is named, only they, or an administrator in their place: then the
 * words to say so. An office is no person: a reviewer speaks for it. Throws a `UserError` for anybody else.
 */
function mayValidate({ id, validator }: Deadline, { member }: Call, { role }: Context): Span[] {
  if (validator === undefined || validator === `@${member}`) return []
  const isPerson = validator.startsWith('@')
  if (isAtLeast(role, isPerson ? 'administrator' : 'reviewer'))
    return [', in place of the validator ', printPerson(validator)]
  throw new UserError(
    `${id} has a validator: only they, or ${isPerson ? 'an administrator' : 'a reviewer'} in their place, may. Nothing was changed.`,
    { example: `/deadline ${id}`, also: ['Validator: ', printPerson(validator), '.'] },
  )
}
