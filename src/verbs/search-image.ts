import { closeSync, existsSync, fstatSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type FindImage, libraryOf, type Opening, openedOf, worthAnImage } from '../commands/library.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Library } from '../knowledge/library.ts'
import { isWhole } from '../knowledge/ranking/image.ts'
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

/** True where there is an image and a start can use it. It is read whole for that. */
export async function isImageWhole(store: Pick<Store, 'path'>): Promise<boolean> {
  const image = await findImageOf(store)()
  if (image === undefined) return false
  for (const steps = isWhole(image); ; await setImmediate()) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * Makes all that is held ready to be searched, and keeps the image for the next start. What it gives back does so again, after more
 * was read.
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
  const { library, read } = await ready()
  log.info({ documents: library.documents.length, read }, 'ready to be searched')
  let kept = 0
  const keep = async () => {
    await ready()
    kept = await keepImage({ store, log }, kept, worth)
  }
  await keep()
  return keep
}

/**
 * Keeps the image of what was read for questions, where so many passages more than `kept` were not in it, or where it is damaged;
 * gives how many passages the image saves the next start. Reads nothing of the store itself.
 */
export async function keepImage(
  { store, log }: { store: Pick<Store, 'db' | 'path'>; log: Logger },
  kept = 0,
  worth = worthAnImage,
): Promise<number> {
  const { library, read } = openedOf(store.db) ?? { read: 0 }
  if (!library || library.documents.length === 0 || read === kept) return kept
  const isOld = read - kept >= worth || (existsSync(imagePath(store)) && !(await isImageWhole(store)))
  if (!isOld) return kept
  try {
    return (await writeImage(store, library)) ? read : kept
  } catch (error) {
    log.warn({ err: error }, 'the search image was not kept; the next start reads every text')
    return kept
  }
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
