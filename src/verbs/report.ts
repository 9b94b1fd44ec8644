import { randomBytes } from 'node:crypto'
import { ConfigError } from '../config.ts'
import { explainStoreError, StoreError } from '../store/open.ts'
import { DataError, makeLog, UsageError } from './program.ts'

/** What an operator can mend is one line and exit 1 (2 for a wrong command line); anything else is a bug, with a reference. */
export function report(thrown: unknown): number {
  const error = explainStoreError('the store', thrown)
  if (error instanceof UsageError) {
    process.stderr.write(`attache: ${error.message}\nSee "attache help".\n`)
    return 2
  }
  if (error instanceof ConfigError || error instanceof StoreError || error instanceof DataError) {
    process.stderr.write(`attache: ${error.message}\n`)
    return 1
  }
  const reference = randomBytes(4).toString('hex')
  makeLog('error').error({ err: error, reference }, 'unexpected')
  process.stderr.write(
    `attache: something went wrong on our side; tell the maintainers the reference ${reference}\n`,
  )
  return 1
}
