import { isWithin } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { recallConversation } from '../../store/conversations.ts'
import { listEntries } from '../../store/entries.ts'
import { listWatches } from '../../store/watches.ts'
import type { Call, Context } from '../call.ts'
import { type Asked, placeOf } from './turn.ts'

/** What is offered to somebody who opens a conversation: said as it stands, or pressed. */
export interface Prompt {
  title: string
  /** The line that answers it. */
  call: string
}

/** What Slack shows. */
const mostPrompts = 4

/**
 * What is worth asking now: what goes on from the last answer of the conversation, returned entries, what waits for a reviewer,
 * what is due, and the watched countries.
 */
export async function suggestPrompts(
  call: Pick<Call, 'member' | 'conversation'>,
  context: Context,
): Promise<Prompt[]> {
  const { db, knowledge, channel } = context
  const { role } = await context.standing()
  const seen = (entries: Awaited<ReturnType<typeof listEntries>>) =>
    entries.filter(({ marking }) => isWithin(marking, channel.ceiling))
  const mine = seen(await listEntries(db, { recordedBy: call.member, state: 'returned', latest: 1 }))
  const waits = isAtLeast(role, 'reviewer')
    ? seen(await listEntries(db, { state: 'submitted', latest: 1 }))
    : []
  const watched =
    channel.watches.length > 0 ? channel.watches : (await listWatches(db)).map((one) => one.country)
  const ids = [...new Set(watched)].filter((id) => knowledge.cycles.some(({ country }) => country === id))
  const names = ids.flatMap((id) => knowledge.countries.find((one) => one.id === id)?.name ?? [])
  const [
    country = knowledge.countries.find(({ id }) => id === knowledge.cycles[0]?.country)?.name ?? 'Peru',
  ] = names
  const card = `reportcard ${country.toLowerCase()}`
  const before =
    call.conversation === undefined
      ? undefined
      : ((await recallConversation(db, call.conversation, context.now)) as Asked | undefined)
  const spokenOf = knowledge.countries.find(({ id }) => id === before?.subject.country)
  const prompts = [
    ...(before ? goOn(before, context) : []),
    ...mine.map(({ id }) => ({ title: `Why was ${id} returned?`, call: `log show ${id}` })),
    ...(waits.length > 0 ? [{ title: 'Which entries wait for review?', call: 'log list submitted' }] : []),
    { title: 'What is due?', call: `deadline ${spokenOf?.name.toLowerCase() ?? ''}`.trim() },
    { title: `How is ${country} doing?`, call: card },
    { title: `What are ${country}'s benchmarks?`, call: `benchmark ${country.toLowerCase()}` },
    { title: 'What can I ask?', call: 'attache help' },
  ]
  return prompts
    .filter(({ title }, at) => prompts.findIndex((one) => one.title === title) === at)
    .slice(0, mostPrompts)
}

/** What is asked next of whatever was just answered: of a benchmark its target and entries, of a country how it stands. */
function goOn({ subject, via }: Asked, { knowledge }: Context): Prompt[] {
  const { benchmark, country } = subject
  const name = knowledge.countries.find(({ id }) => id === country)?.name
  const place = placeOf(subject, knowledge)
  if (benchmark !== undefined) {
    const key = [subject.cycle, benchmark].filter((word) => word !== undefined).join('/')
    const target = `What is the target of ${key}?`
    return [
      ...(via === 'benchmark'
        ? [{ title: target, call: `ask ${target}` }]
        : [{ title: `What is ${key}?`, call: `benchmark ${key}` }]),
      ...(name === undefined ? [] : [{ title: `How is ${name} doing?`, call: `reportcard ${place}` }]),
    ]
  }
  if (name === undefined || !knowledge.cycles.some((cycle) => cycle.country === country)) return []
  const standing = { title: `How is ${name} doing?`, call: `reportcard ${place}` }
  const listed = { title: `What are ${name}'s benchmarks?`, call: `benchmark ${name.toLowerCase()}` }
  return via === 'reportcard' ? [listed] : via === 'benchmark' ? [standing] : [standing, listed]
}
