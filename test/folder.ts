import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const inMemory = '/dev/shm'
/** A container may give it very little. */
const enough = 2 * 1024 ** 3

/**
 * A store waits for the disk at every commit, a fifth of all time here; nothing that a test sees is other in memory. The soak
 * stays on the disk.
 */
const base = process.env.MODE !== 'soak' && hasRoom(inMemory) ? inMemory : tmpdir()

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= enough
}

/** A new folder, for whoever takes it away. */
export function makeFolder(): string {
  return mkdtempSync(join(base, 'attache-'))
}

/** A folder that is gone after the test; tests that run side by side hand in their own `onTestFinished`. */
export function temporaryFolder(onFinished: typeof onTestFinished = onTestFinished): string {
  const folder = makeFolder()
  onFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
