import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Logger } from 'pino'
import { libraryOf } from '../commands/library.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { libraryImage, openLibrary } from '../knowledge/shelf.ts'
import type { Store } from '../store/open.ts'

/**
 * Makes all that is held ready to be searched: from the image beside the database where it is of the same texts, else by
 * reading them, which takes some 20 seconds for 100,000 paragraphs. What it gives back keeps the image for the next start,
 * if it is another by then.
 */
export async function openSearch(
  store: Store,
  knowledge: Knowledge,
  log: Logger,
): Promise<() => Promise<void>> {
  const path = `${store.path}.search`
  const library = await libraryOf(store.db, knowledge)
  let kept = openLibrary(library, readImage(path)) === 'from image' ? library : undefined
  log.info({ documents: library.documents.length, from: kept ? 'image' : 'texts' }, 'ready to be searched')
  const keep = async () => {
    const latest = await libraryOf(store.db, knowledge)
    if (latest === kept || latest.documents.length === 0) return
    try {
      writeFileSync(`${path}.new`, libraryImage(latest), { mode: 0o600 })
      renameSync(`${path}.new`, path)
      kept = latest
    } catch (error) {
      log.warn({ err: error }, 'the search image was not kept; the next start reads every text')
    }
  }
  await keep()
  return keep
}

/** Undefined when there is none. A damaged one is noticed by whoever opens it. */
function readImage(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
