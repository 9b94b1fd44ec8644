import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readKept } from '../../src/knowledge/kept.ts'
import { shippedKnowledge } from '../desk.ts'
import { temporaryFolder } from '../folder.ts'

const kept = 'dist/knowledge.json'

describe('what the build keeps of the data folder', () => {
  it('is what reading the folder gives', () => {
    expect(readKept(kept, 'data')).toEqual(shippedKnowledge())
  })

  it('is not used for a folder that differs in a single sign', () => {
    const folder = temporaryFolder()
    cpSync('data', folder, { recursive: true })
    expect(readKept(kept, folder)).toEqual(shippedKnowledge())
    writeFileSync(join(folder, 'lexicon/notes.yaml'), '')
    expect(readKept(kept, folder)).toBeUndefined()
  })

  it.each([
    ['is not there', undefined],
    ['is cut short', '{"hash":'],
    ['is not knowledge', '[]'],
  ])('is not used when its file %s', (_, text) => {
    const file = join(temporaryFolder(), 'knowledge.json')
    if (text !== undefined) writeFileSync(file, text)
    expect(readKept(file, 'data')).toBeUndefined()
  })

  it('is not used for a folder that cannot be read', () => {
    expect(readKept(kept, join(temporaryFolder(), 'none'))).toBeUndefined()
  })
})
