import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that is gone after the test; tests that run side by side hand in their own `onTestFinished`. */
export function temporaryFolder(onFinished: typeof onTestFinished = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'attache-'))
  onFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
