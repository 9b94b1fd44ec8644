import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { terminal } from '../src/commands/context.ts'
import { parseMoment } from '../src/domain/date.ts'
import type { Marking } from '../src/domain/marking.ts'
import { renderTerminal } from '../src/edges/terminal-text.ts'
import { openDesk, type } from './desk.ts'

/**
 * Conversations as a user would have them. A file begins with a title and a header (`now`, `member`, `channel`, `ceiling`);
 * then `> line` and, indented by four, the answer as the terminal shows it. A header line between changes it from there on.
 * `UPDATE_TRANSCRIPTS=1 npm test` writes the answers anew, to be read before they are kept.
 */
const folder = 'test/transcripts'

describe.each(readdirSync(folder).filter((name) => name.endsWith('.md')))('%s', (name) => {
  it('goes as written', async () => {
    const path = join(folder, name)
    const written = readFileSync(path, 'utf8')
    const told = await retell(written)
    if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(path, told)
    else expect(told).toBe(written)
  })
})

async function retell(written: string): Promise<string> {
  const header = { now: '2009-04-06', member: 'ana', channel: terminal, ceiling: 'SBU' }
  const told: string[] = []
  const lines = written.split('\n')
  for (const line of lines) {
    const setting = /^(now|member|channel|ceiling): (.+)$/.exec(line)
    if (setting) header[setting[1] as keyof typeof header] = setting[2] ?? ''
    if (line.startsWith('> ')) break
  }
  const desk = await openDesk({ ceiling: header.ceiling as Marking })
  for (const line of lines) {
    const setting = /^(now|member|channel): (.+)$/.exec(line)
    if (setting) header[setting[1] as keyof typeof header] = setting[2] ?? ''
    if (line.startsWith('    ')) continue
    if (line === '' && told.at(-1) === '') continue
    told.push(line)
    if (!line.startsWith('> ')) continue
    const now = parseMoment(header.now, 'America/Lima')
    if (now === undefined) throw new Error(`"${header.now}" is no moment`)
    const reply = await type(desk, line.slice(2), { member: header.member, channel: header.channel, now })
    const answer = renderTerminal(reply, { width: 80, colour: false })
    told.push('', ...answer.split('\n').map((row) => (row === '' ? '' : `    ${row}`)), '')
  }
  return `${told
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}
