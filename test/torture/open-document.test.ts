import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { Paper } from '../../src/commands/reply.ts'
import { renderDocx } from '../../src/edges/documents/docx.ts'
import { temporaryFolder } from '../folder.ts'

const office = (process.env.PATH ?? '')
  .split(':')
  .map((folder) => join(folder, 'soffice'))
  .find((path) => existsSync(path))

const paper: Paper = {
  title: 'Report card: a trial',
  marking: 'SBU',
  day: '2009-06-01',
  foot: 'As of 1 Jun 2009',
  sections: [
    {
      heading: 'Interdiction',
      parts: [
        { part: 'chart', title: 'Share', unit: '%', bars: [{ label: 'PE-IL-3b', value: 115.1 }] },
        { part: 'facts', facts: [['Due', 'June']] },
        {
          part: 'table',
          caption: 'Entries',
          columns: ['Entry', 'What'],
          rows: Array.from({ length: 60 }, (_, index) => [`L-${index + 1}`, 'seizure <40 kg> & more']),
        },
      ],
    },
  ],
}

// LibreOffice stands for the office programs that people have. It takes seconds to start, and is not needed to run Attaché: the
// test is skipped where it is not installed, and left to `npm run soak`.
it.skipIf(office === undefined || process.env.MODE !== 'soak')(
  'opens in LibreOffice with all that it says',
  async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'card.docx'), await renderDocx(paper))
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const card = join(folder, 'card.docx')
    const args = [profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder, card]
    await promisify(execFile)(office ?? '', args)
    const text = readFileSync(join(folder, 'card.txt'), 'utf8')
    const said = [
      'Report card: a trial',
      'Interdiction',
      'PE-IL-3b',
      '115.1 %',
      'Entry',
      'L-60',
      'seizure <40 kg> & more',
    ]
    for (const words of said) expect(text).toContain(words)
  },
  120_000,
)
