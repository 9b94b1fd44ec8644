import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from './data-file.ts'

/** The YAML files of a data folder, in one order on every machine, and the hash of their names and bytes. */
export interface DataFolder {
  files: { name: string; text: string }[]
  hash: string
}

/** Names are relative to the folder, with `/`. */
export function readFolder(folder: string): DataFolder | { problem: Problem } {
  try {
    const files = listYaml(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
    const hash = createHash('sha256')
    for (const { name, text } of files) hash.update(`${name}\0${text}\0`)
    return { files, hash: hash.digest('hex') }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const what = `the data folder cannot be read (${why}); set ATTACHE_DATA to a folder like data/`
    return { problem: { file: folder, line: 1, what } }
  }
}

function listYaml(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.ya?ml$/.test(name) && statSync(join(folder, name)).isFile())
    .sort()
}
