import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../folder.ts'
import { attache, runHere } from './attache.ts'

const rehearse = ['--now', '2009-04-06']

it('writes each format to its file, and says plainly what cannot be written', async () => {
  const folder = temporaryFolder()
  const all = ['--docx', 'card.docx', '--csv', 'card.csv', '--json', 'card.json', '--md', 'card.md']
  const written = await attache(['export', 'reportcard', 'peru', ...all, ...rehearse], { folder })
  expect([written.code, written.stderr]).toEqual([0, ''])
  expect(written.stdout).toBe('card.docx\ncard.csv\ncard-entries.csv\ncard.json\ncard.md\n')
  expect(readFileSync(join(folder, 'card.docx')).subarray(0, 2).toString()).toBe('PK')
  expect(JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8'))).toMatchObject({ version: 1 })

  mkdirSync(join(folder, 'taken'))
  writeFileSync(join(folder, 'old.md'), 'before')
  const wrong: [args: string[], code: number, why: string][] = [
    [['reportcard', 'peru', '--md', 'none/card.md'], 1, 'there is no such folder; nothing half is left'],
    [['reportcard', 'peru', '--md', 'taken'], 1, 'it is a folder; nothing half is left'],
    [['reportcard', 'atlantis', '--md', 'old.md'], 2, 'is not understood'],
    [['reportcard', 'peru'], 2, 'at least one file'],
  ]
  for (const [args, code, why] of wrong) {
    const { code: ended, stderr } = await runHere(['export', ...args, ...rehearse], { folder })
    expect([args, ended]).toEqual([args, code])
    expect(stderr.replace(/\s+/g, ' ')).toContain(why)
  }
  expect(readFileSync(join(folder, 'old.md'), 'utf8')).toBe('before')
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})
