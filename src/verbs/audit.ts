import { printName } from '../domain/text.ts'
import { listActs, verifyAudit } from '../store/audit.ts'
import { openStore } from '../store/open.ts'
import { printPath, readSettings, UsageError } from './program.ts'

const form = 'attache audit, attache audit verify, or attache audit verify 152:3fa9c0d1'

/** Acts printed; more are found in Slack by naming days. */
const printed = 1_000

/** Prints who did what, newest last; with `verify`, whether the chain is whole: exit 1 when it is not. */
export async function runVerb([word, noted, ...rest]: string[]): Promise<number> {
  const [, number, hash] = /^(\d{1,12}):([0-9a-f]{8,64})$/.exec(noted ?? '') ?? []
  const isNoted = number !== undefined && hash !== undefined
  if (rest.length > 0 || (word !== undefined && word !== 'verify') || (noted !== undefined && !isNoted))
    throw new UsageError(`audit is asked as ${form}`)
  const { database } = readSettings()
  const store = openStore(database, 'never')
  try {
    if (word === undefined) {
      const acts = await listActs(store.db, {}, printed)
      for (const { number, at, member, act, about, detail = '', channel = '' } of acts.toReversed())
        process.stdout.write(
          `${[`${number}`, at, member, act, about, detail, channel].map(printName).join('\t')}\n`,
        )
      const [first] = acts.slice(-1)
      if (first && first.number > 1)
        process.stderr.write(
          `attache: the last ${acts.length} acts; an administrator finds earlier ones by their days: /attache audit since 2009-04-01 until 2009-05-01\n`,
        )
      return 0
    }
    const verdict = await verifyAudit(store.db, isNoted ? { number: Number(number), hash } : undefined)
    if ('broken' in verdict) {
      process.stderr.write(
        `attache: the audit of ${printPath(database)} is broken: ${verdict.broken}. Keep the file as it is, and compare it with a backup.\n`,
      )
      return 1
    }
    const { acts, hash: last } = verdict
    process.stdout.write(
      acts === 0
        ? 'No act is kept yet.\n'
        : `${acts} acts, none altered, moved or taken out. Note ${acts}:${last.slice(0, 16)} elsewhere: whoever can write the file could write all of it anew, and only a note shows that.\n`,
    )
    return 0
  } finally {
    await store.close()
  }
}
