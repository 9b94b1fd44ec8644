import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { saveFile } from '../../../src/edges/documents/save-file.ts'
import { temporaryFolder } from '../../folder.ts'

test('takes the place of what was there, for its owner alone', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'card.csv')
  writeFileSync(path, 'before')
  await saveFile(path, Buffer.from('after'))
  expect(readFileSync(path, 'utf8')).toBe('after')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['card.csv'])
})

test.each<[what: string, path: (folder: string) => string, why: string]>([
  ['a folder that is not there', (folder) => join(folder, 'none', 'card.csv'), 'there is no such folder'],
  ['a file in place of the folder', (folder) => join(folder, 'file', 'card.csv'), 'its folder is a file'],
  ['a name without end', (folder) => join(folder, 'x'.repeat(300)), 'its name is too long'],
])('%s: says why, and leaves no half file', async (_what, pathIn, why) => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), '')
  await expect(saveFile(pathIn(folder), Buffer.from('x'))).rejects.toThrow(`${why}; nothing half is left`)
  expect(readdirSync(folder)).toEqual(['file'])
})
