import { claimedMarking } from '../domain/marking.ts'
import { StoreError } from '../store/open.ts'
import { purgeEntry } from '../store/purge.ts'
import { openStamped, parseVerb, printPath, readSettings, storeNow, UsageError } from './program.ts'

const form = 'attache purge L-142 --because "classified text"'

/** After a spill: takes an entry's text away for good. Whoever may write the store's file may do it. */
export async function runVerb(args: string[]): Promise<number> {
  const { values, positionals } = parseVerb(args, {
    because: { type: 'string' },
    member: { type: 'string' },
  })
  const [typed = '', ...rest] = positionals
  const number = /^L-?0*(\d{1,9})$/i.exec(typed)?.[1]
  const reason = values.because?.trim() ?? ''
  if (number === undefined || rest.length > 0 || reason === '')
    throw new UsageError(`purge takes an entry and a reason: ${form}`)
  if (claimedMarking(reason) !== 'U')
    throw new UsageError('the reason stays in the store: say it without markings, and without the text')
  const config = readSettings()
  const by = values.member ?? config.admins[0] ?? 'administrator'
  if (values.member !== undefined && config.admins.length > 0 && !config.admins.includes(values.member))
    throw new UsageError(`${values.member} is no administrator; ATTACHE_ADMINS names them`)
  const { store, mode } = await openStamped(config)
  try {
    const id = `L-${number}`
    const purged = await purgeEntry(store, { id, by, now: await storeNow(store.db, mode), reason })
    if (!purged) throw new StoreError(`there is no entry ${id} in ${printPath(config.database)}`)
    const { versions, drafts, restatements, messages, cards, alike } = purged
    const lines = [
      `${id} is removed: versions ${versions}, drafts ${drafts}, restatements ${restatements}, messages kept for delivery ${messages}, frozen cards ${cards}. A tombstone stays.`,
      'The file was rebuilt and its log emptied. Not reached from here: backups, reports already made, and what was posted in Slack.',
      ...(alike.length > 0 ? [`The same line stands in ${alike.join(', ')}: purge those too.`] : []),
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
    return 0
  } finally {
    await store.close()
  }
}
