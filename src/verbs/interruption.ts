import { constants } from 'node:os'

/**
 * Has the program say one last line before Ctrl-C (or a stop by the system) ends it, with the exit code of that signal: 130 or
 * 143. Gives back what ends the watching. No transaction that is open is committed.
 */
export function onInterruption(lastLine: () => string): () => void {
  const end = (signal: NodeJS.Signals) => {
    process.stderr.write(`${lastLine()}\n`)
    process.exit(128 + constants.signals[signal])
  }
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM']
  for (const signal of signals) process.once(signal, end)
  return () => {
    for (const signal of signals) process.removeListener(signal, end)
  }
}
