import { toInstant } from '../../domain/date.ts'
import { isOccurrenceOf } from '../../domain/deadline.ts'
import type { DeadlineBook } from '../../domain/deadline-change.ts'
import type { Entry } from '../../domain/entry.ts'
import { highestMarking, isWithin, type Marking } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { plural } from '../../domain/text.ts'
import { listFeedback } from '../../store/answers.ts'
import { listDrafts } from '../../store/drafts.ts'
import { findEntriesOfCall, listEntries } from '../../store/entries.ts'
import { listFindings } from '../../store/findings.ts'
import { findRestatementOfCall, listRestatements } from '../../store/restatements.ts'
import { findingPhrase } from '../benchmark/finding-lines.ts'
import { listValidators, validatedChange, validatedFinding, validatedOf } from '../benchmark/validators.ts'
import type { Call, Context } from '../call.ts'
import { openFeedback } from '../conversation/feedback.ts'
import { changePhrase } from '../log/change-lines.ts'
import { entryPhrase } from '../log/entry-lines.ts'
import type { Button, Line } from '../reply.ts'

/** One thing that waits for a person, and the press that opens it. */
interface Waiting {
  line: Line
  button?: Button
  marking: Marking
}

/** Of one kind; the rest is counted. */
const mostShown = 3
/** Looked at for what is to be reviewed. */
const mostReviewed = 100
/** A draft that nobody answered for so long is given up, in milliseconds. */
const draftLife = 7 * 24 * 60 * 60_000

/** What waits for the caller: to fix, to finish, to validate; of a reviewer, to review. */
export async function listWaiting(
  call: Pick<Call, 'member'>,
  book: DeadlineBook,
  context: Context,
): Promise<{ lines: Line[]; buttons: Button[]; marking: Marking }> {
  const all = [
    ...(await toFix(call, context)),
    ...(await toFinish(call, context)),
    ...toValidate(call, book, context),
    ...(!isAtLeast(context.role, 'reviewer') ? [] : await toReview(call, context)),
  ].filter(({ marking }) => isWithin(marking, context.channel.ceiling))
  return {
    lines: all.map(({ line }) => line),
    buttons: all.flatMap(({ button }) => (button ? [button] : [])),
    marking: highestMarking(all),
  }
}

async function toFix({ member }: Pick<Call, 'member'>, { db, knowledge }: Context): Promise<Waiting[]> {
  const returned = await listEntries(db, { recordedBy: member, state: 'returned', latest: mostShown })
  return returned.reverse().map((entry) => ({
    line: [
      { bold: `To fix: ${entry.id}` },
      ` ${entryPhrase(entry, knowledge)}${entry.reason ? ` · returned because ${entry.reason}` : ''}`,
    ],
    button: { label: `Fix ${entry.id}`, call: `log fix ${entry.id}` },
    marking: entry.marking,
  }))
}

async function toFinish({ member }: Pick<Call, 'member'>, { db, now }: Context): Promise<Waiting[]> {
  const since = toInstant(Date.parse(now) - draftLife)
  const found: Waiting[] = []
  for (const draft of await listDrafts(db, member, since, mostShown)) {
    const { id, typed, ask, evidence } = draft
    const key = `draft/${id}`
    const isDone =
      (await findEntriesOfCall(db, key)).length > 0 || (await findRestatementOfCall(db, key)) !== undefined
    if (isDone || ask === 'Removed.') continue
    const isForm = typed === '' && evidence !== undefined
    found.push({
      line: [{ bold: `To finish: ${id}` }, isForm ? ' a form on a message, not sent' : ` ${ask}`],
      button: { label: `Open ${id}`, call: isForm ? `log form ${id}` : `log draft ${id}` },
      marking: draft.marking,
    })
  }
  return found
}

function toValidate({ member }: Pick<Call, 'member'>, book: DeadlineBook, { role }: Context): Waiting[] {
  return [...book.evidence].flatMap(([id, evidence]): Waiting[] => {
    const deadline = book.deadlines.find((one) => isOccurrenceOf(id, one))
    if (!deadline || evidence.validated || evidence.by === member) return []
    const isTheirs = deadline.validator === `@${member}`
    if (!isTheirs && (deadline.validator !== undefined || !isAtLeast(role, 'reviewer'))) return []
    return [
      {
        line: [
          { bold: `To validate: ${id}` },
          ` ${deadline.title} · ${evidence.text}, by `,
          { member: evidence.by },
        ],
        button: { label: 'Open Evidence', call: `deadline ${id}` },
        marking: deadline.marking,
      },
    ]
  })
}

/** What counts toward a benchmark with a validator waits for them alone; for others only where it is the validator's own. */
async function isTheirs(
  member: string,
  submitted: readonly Entry[],
  { db, knowledge }: Pick<Context, 'db' | 'knowledge'>,
): Promise<(entry: Entry) => boolean> {
  const countries = [...new Set(submitted.map(({ country }) => country))]
  const lists = countries.map(async (country) => [country, await listValidators(db, country)] as const)
  const named = new Map(await Promise.all(lists))
  return (entry) => {
    const { validators } = validatedOf(entry, named.get(entry.country) ?? new Map(), knowledge)
    const others = validators.filter((validator) => validator !== entry.recordedBy)
    return others.length === 0 || others.includes(member)
  }
}

async function toReview({ member }: Pick<Call, 'member'>, context: Context): Promise<Waiting[]> {
  const { db, knowledge, channel } = context
  const submitted = await listEntries(db, { state: 'submitted', latest: mostReviewed })
  const mine = await isTheirs(member, submitted, { db, knowledge })
  const others = submitted.filter(
    (entry) => entry.recordedBy !== member && isWithin(entry.marking, channel.ceiling) && mine(entry),
  )
  const shown = others.slice(-mostShown).reverse()
  const more = others.length - shown.length
  const wrong = openFeedback(await listFeedback(db)).filter(({ verdict }) => verdict === 'wrong').length
  return [
    ...shown.map((entry) => ({
      line: [
        { bold: `To review: ${entry.id}` },
        ` ${entryPhrase(entry, knowledge)} · by `,
        { member: entry.recordedBy },
      ],
      button: { label: `Review ${entry.id}`, call: `log show ${entry.id}` },
      marking: entry.marking,
    })),
    ...(more > 0
      ? [
          {
            line: `${more}${others.length >= mostReviewed - 1 ? ' or more' : ''} further ${more === 1 ? 'entry' : 'entries'} to review`,
            button: { label: 'All to Review', call: 'log list submitted' },
            marking: 'U' as const,
          },
        ]
      : []),
    ...(await decisionsToReview({ member }, context)),
    ...(wrong > 0
      ? [
          {
            line: `${plural(wrong, 'answer was', 'answers were')} called wrong`,
            button: { label: 'Read What Was Said', call: 'attache feedback' },
            marking: 'U' as const,
          },
        ]
      : []),
  ]
}

/** Changes that wait behind a lock, and baselines, assessments and adopted totals, of the countries watched; the latest first. */
async function decisionsToReview({ member }: Pick<Call, 'member'>, context: Context): Promise<Waiting[]> {
  const { db, knowledge, channel } = context
  const isOwn = ({ validators }: { validators: readonly string[] }) =>
    validators.length === 0 || validators.includes(member)
  const found: Waiting[] = []
  for (const country of channel.watches) {
    for (const { id, state, period, change, proposedBy, marking } of await listRestatements(db, country))
      if (
        state === 'waiting' &&
        proposedBy !== member &&
        isOwn(await validatedChange(db, change, country, context))
      )
        found.push({
          line: [
            { bold: `To decide: ${id}` },
            ` ${changePhrase(change, knowledge)} · ${period} is locked · by `,
            { member: proposedBy },
          ],
          button: { label: `Review ${id}`, call: `log show ${id}` },
          marking,
        })
    for (const finding of await listFindings(db, country))
      if (
        finding.state === 'submitted' &&
        finding.recordedBy !== member &&
        isOwn(await validatedFinding(db, finding, context))
      )
        found.push({
          line: [
            { bold: `To review: ${finding.id}` },
            ` ${findingPhrase(finding, knowledge)} · by `,
            { member: finding.recordedBy },
          ],
          button: { label: `Review ${finding.id}`, call: `benchmark show ${finding.id}` },
          marking: finding.marking,
        })
  }
  return found
    .filter(({ marking }) => isWithin(marking, channel.ceiling))
    .slice(-mostShown)
    .reverse()
}
