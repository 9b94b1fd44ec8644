import { open, rename, rm } from 'node:fs/promises'

/** A file could not be written; the message says why and what is left. */
export class SaveError extends Error {
  override readonly name = 'SaveError'
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk can only be read',
  EACCES: 'its folder may not be written to',
  EPERM: 'its folder may not be written to',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
}

/**
 * Writes beside the file and takes its place once all of it is on disk, so that a failure leaves what was there. Files are private
 * (0600). Throws `SaveError`.
 */
export async function saveFile(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.part`
  try {
    const file = await open(beside, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new SaveError(`${path} cannot be written: ${reasons[code] ?? message}; nothing half is left`)
  }
}
