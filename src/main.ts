#!/usr/bin/env node
import { randomBytes } from 'node:crypto'
import { ConfigError } from './config.ts'
import { explainStoreError, StoreError } from './store/open.ts'
import { DataError, makeLog, UsageError } from './verbs/program.ts'

/** Each verb is loaded only when it is asked for: a lookup should not wait for what it does not use. */
const verbs: Record<string, () => Promise<{ runVerb(args: string[]): Promise<number> }>> = {
  start: () => import('./verbs/start.ts'),
  run: () => import('./verbs/run.ts'),
  parse: () => import('./verbs/parse.ts'),
  ingest: () => import('./verbs/ingest.ts'),
  validate: () => import('./verbs/validate.ts'),
  roll: () => import('./verbs/roll.ts'),
  nudges: () => import('./verbs/nudges.ts'),
  import: () => import('./verbs/import.ts'),
  export: () => import('./verbs/export.ts'),
  audit: () => import('./verbs/audit.ts'),
  purge: () => import('./verbs/purge.ts'),
  doctor: () => import('./verbs/doctor.ts'),
  backup: () => import('./verbs/backup.ts'),
  restore: () => import('./verbs/restore.ts'),
  help: () => import('./verbs/help.ts'),
  version: () => import('./verbs/version.ts'),
}

const synonyms: Record<string, string> = {
  '--help': 'help',
  '-h': 'help',
  '--version': 'version',
  '-v': 'version',
}

async function main([word = 'help', ...args]: string[]): Promise<number> {
  const load = verbs[synonyms[word] ?? word]
  if (!load) {
    throw new UsageError(`there is no verb "${word}"; known are ${Object.keys(verbs).join(', ')}`)
  }
  const { runVerb } = await load()
  return runVerb(args)
}

/** What an operator can mend is one line and exit 1 (2 for a wrong command line); anything else is a bug, with a reference. */
function report(thrown: unknown): number {
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

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe has left; there is nobody to tell.
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main(process.argv.slice(2)).catch(report)
