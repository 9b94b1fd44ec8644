import { UsageError } from './program.ts'
import { report } from './report.ts'

/** Each verb is loaded only when it is asked for: a lookup should not wait for what it does not use. */
const verbs: Record<string, () => Promise<{ runVerb(args: string[]): Promise<number> }>> = {
  start: () => import('./start.ts'),
  run: () => import('./run.ts'),
  parse: () => import('./parse.ts'),
  ingest: () => import('./ingest.ts'),
  validate: () => import('./validate.ts'),
  roll: () => import('./roll.ts'),
  nudges: () => import('./nudges.ts'),
  import: () => import('./import.ts'),
  export: () => import('./export.ts'),
  audit: () => import('./audit.ts'),
  purge: () => import('./purge.ts'),
  doctor: () => import('./doctor.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  help: () => import('./help.ts'),
  version: () => import('./version.ts'),
}

const synonyms: Record<string, string> = {
  '--help': 'help',
  '-h': 'help',
  '--version': 'version',
  '-v': 'version',
}

/** Runs the program with the words of its command line; resolves to its exit code, whatever is thrown. */
export async function runAttache(words: string[]): Promise<number> {
  return runWord(words).catch(report)
}

async function runWord([word = 'help', ...args]: string[]): Promise<number> {
  const load = verbs[synonyms[word] ?? word]
  if (!load) {
    throw new UsageError(`there is no verb "${word}"; known are ${Object.keys(verbs).join(', ')}`)
  }
  if (asksHelp(args) && load !== verbs.help) return runWord(['help', word])
  const { runVerb } = await load()
  return runVerb(args)
}

/** `--help` among the options, not among the words after `--`. */
function asksHelp(args: string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? args.length : end).some((word) => synonyms[word] === 'help')
}
