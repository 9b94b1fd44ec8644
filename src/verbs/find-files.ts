import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { Problem } from '../knowledge/data-file.ts'

/** A file to be read: as it was named or come upon, and where it really lies. */
export interface FoundFile {
  path: string
  realPath: string
  bytes: number
}

export interface FoundFiles {
  files: FoundFile[]
  /** Files in folders whose ending is none of those wanted, counted by ending. */
  passedOver: Map<string, number>
  problems: Problem[]
}

/**
 * The files named, and those with one of these endings in the folders named and all below, in one order on every machine. A
 * file or folder that is come upon twice, by whatever links, is found once; hidden ones are not entered.
 */
export function findFiles(named: readonly string[], endings: readonly string[]): FoundFiles {
  const found: FoundFiles = { files: [], passedOver: new Map(), problems: [] }
  const seen = new Set<string>()
  for (const path of named) visit(path, { found, seen, endings, isNamed: true })
  return found
}

interface Visit {
  found: FoundFiles
  /** Real paths. */
  seen: Set<string>
  endings: readonly string[]
  /** It was named by the person, so it is read whatever it is called. */
  isNamed: boolean
}

function visit(path: string, { found, seen, endings, isNamed }: Visit): void {
  try {
    const realPath = realpathSync(path)
    if (seen.has(realPath)) return
    seen.add(realPath)
    const stats = statSync(realPath)
    if (stats.isDirectory()) {
      for (const name of readdirSync(realPath).sort()) {
        if (!name.startsWith('.')) visit(join(path, name), { found, seen, endings, isNamed: false })
      }
    } else if (!isNamed && !endings.some((ending) => path.toLowerCase().endsWith(ending))) {
      const ending = extname(path).toLowerCase() || basename(path)
      found.passedOver.set(ending, (found.passedOver.get(ending) ?? 0) + 1)
    } else if (stats.isFile()) {
      found.files.push({ path, realPath, bytes: stats.size })
    } else {
      found.problems.push({ file: path, line: 1, what: `is ${kindOf(stats)}, not a file that can be read` })
    }
  } catch (error) {
    found.problems.push({ file: path, line: 1, what: explain(error, path) })
  }
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'a pipe'
  return stats.isSocket() ? 'a socket' : 'a device'
}

function explain(error: unknown, path: string): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' && path.includes('\ufffd')) return 'has a name that is not UTF-8; rename it'
  if (code === 'ENOENT') return 'is not there, or is a link that leads nowhere'
  if (code === 'ELOOP') return 'is a link that leads back to itself'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by this user'
  return `cannot be read (${code ?? String(error)})`
}
