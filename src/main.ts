#!/usr/bin/env node
import { runAttache } from './verbs/verbs.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe has left; there is nobody to tell.
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await runAttache(process.argv.slice(2))
