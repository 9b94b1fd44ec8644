import { programVersion } from './program.ts'

export async function runVerb(): Promise<number> {
  process.stdout.write(`attache ${programVersion()}\n`)
  return 0
}
