import { closeSync, existsSync, fstatSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type FindImage, libraryOf, type Opening, worthAnImage } from '../commands/library.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Library } from '../knowledge/library.ts'
import { libraryImage } from '../knowledge/shelf.ts'
import type { Store } from '../store/open.ts'

/** Where the search image of a store lies: beside it, and in no backup. */
function imagePath(store: Pick<Store, 'path'>): string {
  return `${store.path}.search`
}

const freshPath = (store: Pick<Store, 'path'>): string => `${imagePath(store)}.new`

/** Reads the image where there is one. A damaged one is noticed by whoever opens it. */
export function findImageOf(store: Pick<Store, 'path'>): FindImage {
  return async () => {
    try {
      return await readFile(imagePath(store))
    } catch {
      return undefined
    }
  }
}

/**
 * Makes all that is held ready to be searched, and keeps the image for the next start where so many passages are not in it. What it
 * gives back does so again, after more was read.
 */
export async function openSearch(
  {
    store,
    knowledge,
    log,
    onStage,
  }: { store: Store; knowledge: Knowledge; log: Logger } & Pick<Opening, 'onStage'>,
  worth = worthAnImage,
): Promise<() => Promise<void>> {
  const ready = () => libraryOf(store.db, knowledge, { findImage: findImageOf(store), onStage })
  let kept = 0
  const keep = async () => {
    const { library, read } = await ready()
    if (library.documents.length === 0 || read - kept < worth) return
    try {
      if (await writeImage(store, library)) kept = read
    } catch (error) {
      log.warn({ err: error }, 'the search image was not kept; the next start reads every text')
    }
  }
  const { library, read } = await ready()
  log.info({ documents: library.documents.length, read }, 'ready to be searched')
  await keep()
  return keep
}

/** Overwrites the image and takes it away: after a purge no word of it may stay. */
export function eraseImage(store: Pick<Store, 'path'>): void {
  for (const path of [imagePath(store), freshPath(store)]) {
    if (!existsSync(path)) continue
    const file = openSync(path, 'r+')
    try {
      writeSync(file, Buffer.alloc(fstatSync(file).size))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    rmSync(path)
  }
}

/** Writes the image beside its place, then puts it there. False when the library was renewed meanwhile: then nothing is kept. */
async function writeImage(store: Pick<Store, 'path'>, library: Library): Promise<boolean> {
  const fresh = freshPath(store)
  const file = await open(fresh, 'w', 0o600)
  try {
    const pieces = libraryImage(library)
    for (let piece = pieces.next(); ; piece = pieces.next()) {
      if (piece.done) {
        if (piece.value) await rename(fresh, imagePath(store))
        return piece.value
      }
      if (piece.value.length > 0) await file.write(piece.value)
      await setImmediate()
    }
  } finally {
    await file.close()
    await rm(fresh, { force: true })
  }
}
