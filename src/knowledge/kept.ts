import { readFileSync } from 'node:fs'
import { readFolder } from './data-folder.ts'
import type { Knowledge } from './knowledge.ts'

/**
 * What `readKnowledge` made of the data folder when the program was built, kept in `file`: reading it takes a hundredth of the
 * time. Undefined where the folder holds anything else now, or nothing was kept.
 */
export function readKept(file: string, folder: string): Knowledge | undefined {
  const found = readFolder(folder)
  if ('problem' in found) return undefined
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Knowledge
    return kept.hash === found.hash ? kept : undefined
  } catch {
    return undefined
  }
}
