import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { printReading, readable } from './read-file.ts'

const folder = 'test/knowledge/documents/invented'
const files = readdirSync(folder).filter((name) => !name.endsWith('.golden'))

describe('invented documents', () => {
  it.each(files)('%s', async (name) => {
    const reading = await readable(name, readFileSync(join(folder, name)))
    await expect(printReading(reading)).toMatchFileSnapshot(resolve(folder, `${name}.golden`))
  })
})
