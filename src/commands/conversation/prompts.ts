import { isWithin } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { listEntries } from '../../store/entries.ts'
import { listWatches } from '../../store/watches.ts'
import type { Call, Context } from '../call.ts'

/** What is offered to somebody who opens a conversation: said as it stands, or pressed. */
export interface Prompt {
  title: string
  /** The line that answers it. */
  call: string
}

/** What Slack shows. */
const mostPrompts = 4

/** What is worth asking now: returned entries first, then what waits for a reviewer, what is due, and the watched countries. */
export async function suggestPrompts(call: Pick<Call, 'member'>, context: Context): Promise<Prompt[]> {
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
  return [
    ...mine.map(({ id }) => ({ title: `Why was ${id} returned?`, call: `log show ${id}` })),
    ...(waits.length > 0 ? [{ title: 'Which entries wait for review?', call: 'log list submitted' }] : []),
    { title: 'What is due?', call: 'deadline' },
    { title: `How is ${country} doing?`, call: card },
    { title: `What are ${country}'s benchmarks?`, call: `benchmark ${country.toLowerCase()}` },
    { title: 'What can I ask?', call: 'attache help' },
  ].slice(0, mostPrompts)
}
