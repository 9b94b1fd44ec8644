import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { SqliteFile } from '../../src/store/sqlite-file.ts'
import { temporaryFolder } from '../folder.ts'
import { makeDocx, makePackedPdf, makePdf } from '../knowledge/documents/made-files.ts'
import { attache, runHere } from './attache.ts'

/** A cable of our own, as a file holds it. */
function cable(number: number, ...paragraphs: string[]): string {
  return [
    'P 141500Z MAR 26',
    'FM AMEMBASSY LIMA',
    'TO SECSTATE WASHDC',
    '',
    `UNCLAS LIMA ${String(number).padStart(6, '0')}`,
    '',
    'TAGS: SNAR PE',
    '',
    `SUBJECT: PORT INSPECTIONS ${number}`,
    '',
    ...paragraphs.map((text, index) => `${index + 1}. ${text}\n`),
  ].join('\n')
}

/** A folder with these files, each path with its text. */
function folderWith(files: Record<string, string | Uint8Array>): string {
  const folder = temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const ask = async (folder: string, line: string) => (await runHere(['run', '--', line], { folder })).stdout

describe('attache ingest', () => {
  it('takes in a folder and all below it, once, and changes nothing the second time', async () => {
    const folder = folderWith({
      'in/77.txt': cable(77, 'Forty containers were opened.', 'Paita is next.'),
      'in/notes/memo.md': '# Dog teams\n\nTwo more are wanted.\n\nThey come in May.\n',
      'in/notes/table.xlsx': 'x',
      'in/.hidden/78.txt': cable(78, 'Hidden.'),
    })
    symlinkSync('..', join(folder, 'in/notes/back'))
    symlinkSync('77.txt', join(folder, 'in/copy.txt'))
    const first = await attache(['ingest', 'in'], { folder })
    expect(first.stdout.split('\n')).toEqual([
      '26 LIMA 77: taken in, 2 paragraphs, U (in/77.txt)',
      expect.stringMatching(/^memo: taken in, \d paragraphs?, U \(in\/notes\/memo\.md\)$/),
      '2 files: 2 new, 0 changed, 0 unchanged, 0 refused',
      '',
    ])
    expect(first.stderr).toContain('1 file of other kinds passed over: 1 .xlsx')
    expect(first.code).toBe(0)
    const second = await runHere(['ingest', 'in', 'in/77.txt'], { folder })
    expect(second.stdout).toContain('2 files: 0 new, 0 changed, 2 unchanged, 0 refused')
    expect(await ask(folder, '/source 26 LIMA 77 para 2')).toContain('Paita is next.')
  })

  it('takes in PDFs, one after another, and a Word document as the program that was built', async () => {
    const folder = folderWith({
      'dams.pdf': makePdf([['1. The dam was closed.']]),
      'gates.pdf': makePdf([['1. The gate was painted.']]),
      'weirs.pdf': makePdf([['1. The weir was opened.', '', '2. Nobody saw it.']]),
      'locks.docx': makeDocx(['1. The lock was shut.', '2. Somebody saw it.']),
    })
    const { stdout, code } = await attache(['ingest', '.'], { folder })
    expect(stdout).toContain('4 files: 4 new')
    expect(code).toBe(0)
    expect(await ask(folder, '/source gates para 1')).toContain('The gate was painted.')
    expect(await ask(folder, '/source weirs para 2')).toContain('Nobody saw it.')
    expect(await ask(folder, '/source locks para 1')).toContain('The lock was shut.')
  })

  it('refuses a PDF that unpacks to far more than a document holds, and reads the next one', async () => {
    const folder = folderWith({
      'in/bomb.pdf': makePackedPdf(1, ' '.repeat(1024 * 1024), 600),
      'in/weirs.pdf': makePdf([['1. The weir was opened.', '', '2. Nobody saw it.']]),
    })
    const { stdout, stderr, code } = await attache(['ingest', 'in'], { folder })
    expect(stderr).toMatch(/^in\/bomb\.pdf:1: unpacks to far more than a document.*Print it to a new PDF/m)
    expect(stdout).toContain('2 files: 1 new, 0 changed, 0 unchanged, 1 refused')
    expect(code).toBe(1)
  })

  it('takes the sections of a cable in several files in as one, and names what to do with one alone', async () => {
    const section = (number: number, text: string) =>
      cable(77, text).replace('UNCLAS LIMA', `UNCLAS SECTION 0${number} OF 02 LIMA`)
    const folder = folderWith({
      'in/b.txt': section(1, 'Forty containers.'),
      'in/a.txt': section(2, 'Paita.').replace('1.', '2.'),
    })
    const alone = await runHere(['ingest', 'in/a.txt'], { folder })
    expect(alone.stderr).toContain(
      'in/a.txt:1: is section 2 of 2 of cable LIMA 77, and section 1 is not among the files',
    )
    const { stdout, code } = await runHere(['ingest', '--as', '26 LIMA 77', 'in'], { folder })
    expect(stdout).toContain('26 LIMA 77: taken in, 2 paragraphs, U (in/b.txt and 1 more section)')
    expect(code).toBe(0)
    writeFileSync(join(folder, 'in/copy.txt'), section(1, 'Forty containers.'))
    const again = await runHere(['ingest', 'in'], { folder })
    expect(again.stdout).toContain('3 files: 0 new, 0 changed, 1 unchanged, 0 refused')
    expect(again.stderr).toContain('in/copy.txt:1: holds section 1 once more, and is not read')
    expect(await ask(folder, '/source 26 LIMA 77 para 2')).toContain('Paita.')
  })

  it('keeps nothing of a cable of which one section is marked above the ceiling', async () => {
    const section = (number: number, text: string) =>
      cable(77, text).replace('UNCLAS LIMA', `UNCLAS SECTION 0${number} OF 02 LIMA`)
    const folder = folderWith({
      'in/a.txt': section(1, 'Forty containers.'),
      'in/b.txt': section(2, '(C) Paita.'),
    })
    const { stdout, stderr } = await runHere(['ingest', '--as', '26 LIMA 77', 'in'], { folder })
    expect(stdout).toContain('2 files: 0 new, 0 changed, 0 unchanged, 2 refused')
    expect(stderr).toContain(
      'in/a.txt:1: is section 1 of 2 of cable LIMA 77, of which section 2, in in/b.txt, is refused',
    )
    expect(stderr).toMatch(/^in\/b\.txt:11: is marked above/m)
  })

  it('keeps the old version of what changed', async () => {
    const folder = folderWith({ '77.txt': cable(77, 'Forty containers were opened.') })
    await runHere(['ingest', '77.txt'], { folder })
    writeFileSync(join(folder, '77.txt'), cable(77, 'Forty-one containers were opened.'))
    const { stdout } = await runHere(['ingest', '77.txt'], { folder })
    expect(stdout).toContain(
      '26 LIMA 77: version 2, 1 paragraph, U; version 1 (1 paragraph, U, from 77.txt) can still be cited',
    )
    expect(await ask(folder, '/source 26 LIMA 77 para 1')).toContain('Forty-one')
    expect(await ask(folder, '/source 26 LIMA 77 version 1 para 1')).toContain('Forty containers')
  })

  it('says at Ctrl-C what was taken in and what was not, and keeps nothing half', async () => {
    const many = Array.from({ length: 400 }, (_none, index) => `Container ${index} was opened.`)
    const numbers = Array.from({ length: 30 }, (_none, index) => 101 + index)
    const folder = folderWith(Object.fromEntries(numbers.map((n) => [`in/${n}.txt`, cable(n, ...many)])))
    const { stdout, stderr, code } = await attache(['ingest', 'in'], { folder, stopAt: /taken in/ })
    const kept = stdout.match(/taken in/g)?.length ?? 0
    expect(code).toBe(130)
    expect(kept).toBeLessThan(numbers.length)
    expect(stderr).toContain(
      `stopped: ${kept} of 30 documents kept whole, and nothing of the others, from in/${numbers[kept]}.txt on; the same command goes on there`,
    )
    const file = new SqliteFile(join(folder, 'store.sqlite'))
    const held = file.prepare('SELECT count(*) AS paragraphs FROM paragraphs GROUP BY document').all()
    file.close()
    expect(held).toEqual(Array(kept).fill({ paragraphs: many.length }))
  })

  it('shows in a dry run what would be understood, and makes nothing', async () => {
    const folder = folderWith({ '77.txt': cable(77, 'Forty containers were opened.', 'Paita is next.') })
    const { stdout, code } = await runHere(['ingest', '--dry-run', '77.txt'], { folder })
    for (const line of [
      '26 LIMA 77 · cable · 14 Mar 2026 · U · PORT INSPECTIONS 77',
      '  sent: 141500Z MAR 26',
      '  tags: SNAR PE',
      '  ¶1 (U) Forty containers were opened.',
      '26 LIMA 77: would be taken in, 2 paragraphs, U (77.txt)',
      '1 file: 1 new, 0 changed, 0 unchanged, 0 refused; a dry run, nothing was kept',
    ])
      expect(stdout.split('\n')).toContain(line)
    expect(code).toBe(0)
    expect(readdirSync(folder)).toEqual(['77.txt'])
    await runHere(['ingest', '77.txt'], { folder })
    const again = await runHere(['ingest', '--dry-run', '77.txt'], { folder })
    expect(again.stdout).toContain('26 LIMA 77: unchanged (77.txt)')
  })

  it('says every problem as file:line: what, on one line whatever the name, and takes in the rest', async () => {
    const folder = folderWith({
      'in/77.txt': cable(77, 'Forty containers were opened.'),
      'in/empty\nfile.txt': '',
      'in/broken.docx': 'no zip',
      'in/same.txt': cable(78).concat('1. Once more.\n\n'.repeat(24)),
    })
    const socket = createServer().listen(join(folder, 'in/pipe.txt'))
    onTestFinished(() => void socket.close())
    await once(socket, 'listening')
    symlinkSync('nowhere.txt', join(folder, 'in/lost.txt'))
    symlinkSync('round.txt', join(folder, 'in/round.txt'))
    const { stdout, stderr, code } = await runHere(['ingest', 'in', 'gone.txt'], { folder })
    const lines = stderr.trim().split('\n').sort()
    const remarks = lines.filter((line) => line.includes('same.txt'))
    expect(remarks).toHaveLength(21)
    expect(remarks).toContainEqual(expect.stringMatching(/: and 3 more remarks from here on$/))
    expect(lines.filter((line) => !remarks.includes(line))).toEqual([
      expect.stringMatching(/^gone\.txt:1: is not there/),
      expect.stringMatching(/^in\/broken\.docx:1: is no Word document/),
      expect.stringMatching(/^in\/empty\\nfile\.txt:1: is empty/),
      expect.stringMatching(/^in\/lost\.txt:1: is not there, or is a link that leads nowhere/),
      expect.stringMatching(/^in\/pipe\.txt:1: is a socket, not a file/),
      expect.stringMatching(/^in\/round\.txt:1: is a link that leads back to itself/),
    ])
    expect(stdout).toContain('2 new, 0 changed, 0 unchanged, 6 refused')
    expect(code).toBe(1)
  })

  it('refuses a file of 200 MB before reading it', async () => {
    const folder = folderWith({ 'big.txt': '' })
    truncateSync(join(folder, 'big.txt'), 200 * 1024 * 1024)
    const { stderr, code } = await runHere(['ingest', 'big.txt'], { folder })
    expect(stderr).toMatch(/^big\.txt:1: has 200 MB, and at most 16 MB are read; split it\n$/)
    expect(code).toBe(1)
  })

  it('keeps, says and logs nothing of a file that holds anything above the ceiling', async () => {
    const secret = 'the lighthouse keeper'
    const folder = folderWith({ '77.txt': cable(77, 'Open.', `(S//NF) It is ${secret}.`) })
    const env = { ATTACHE_CEILING: 'SBU' }
    for (const args of [
      ['ingest', '77.txt'],
      ['ingest', '--dry-run', '77.txt'],
    ]) {
      const { stdout, stderr, code } = await attache(args, { folder, env })
      expect(stderr).toMatch(/^77\.txt:13: /)
      expect(stdout + stderr).not.toContain(secret)
      expect(stdout + stderr).not.toContain('Open.')
      expect(code).toBe(1)
    }
    for (const name of readdirSync(folder).filter((name) => name.startsWith('store')))
      expect(readFileSync(join(folder, name)).includes(secret), name).toBe(false)
  })

  it('keeps to the ceiling of the deployment', async () => {
    const folder = folderWith({ '77.txt': cable(77, '(SBU) Forty containers were opened.') })
    expect((await runHere(['ingest', '77.txt'], { folder })).code).toBe(1)
    const raised = await runHere(['ingest', '77.txt'], { folder, env: { ATTACHE_CEILING: 'SBU' } })
    expect(raised.stdout).toContain('26 LIMA 77: taken in, 1 paragraph, SBU')
  })

  it('counts what is not there among the files', async () => {
    const folder = folderWith({ '77.txt': cable(77, 'Forty containers were opened.') })
    const { stdout } = await runHere(['ingest', '77.txt', 'gone.txt'], { folder })
    expect(stdout).toContain('2 files: 1 new, 0 changed, 0 unchanged, 1 refused')
  })

  test.each([
    [['ingest'], /ingest takes files or folders/],
    [['ingest', '--loud', 'a.txt'], /--loud/],
    [['ingest', '--as', '26 LIMA 77', 'a.txt', 'b.txt'], /--as names one document, and these are 2 files/],
  ])('says what is wrong with %j, exit 2', async (args, message) => {
    const folder = folderWith({ 'a.txt': 'a', 'b.txt': 'b' })
    const { code, stderr } = await runHere(args, { folder })
    expect(stderr).toMatch(message)
    expect(code).toBe(2)
  })
})

it('gives a label that two files claim to neither, until each is named', async () => {
  const folder = folderWith({
    'in/a.txt': cable(77, 'Forty containers were opened.'),
    'in/b.txt': cable(77, 'Fifty containers were opened.'),
  })
  const { stdout, stderr, code } = await runHere(['ingest', 'in'], { folder })
  expect(stderr).toMatch(/^in\/a\.txt:1: claims 26 LIMA 77, as in\/b\.txt does.*--as "26 LIMA 77"/m)
  expect(stdout).toContain('2 files: 0 new, 0 changed, 0 unchanged, 2 refused')
  expect(code).toBe(1)
  for (const name of ['a', 'b'])
    expect((await runHere(['ingest', '--as', '26 LIMA 77', `in/${name}.txt`], { folder })).code).toBe(0)
  expect(await ask(folder, '/source 26 LIMA 77 version 1 para 1')).toContain('Forty')
  expect(await ask(folder, '/source 26 LIMA 77 para 1')).toContain('Fifty')
})

describe('an ingest that is killed', () => {
  it('leaves whole documents only; the next one adds the rest', async () => {
    const text = Array.from({ length: 400 }, (_, index) => `Container ${index} was opened and closed again.`)
    const names = Array.from({ length: 25 }, (_, index) => `in/${index + 10}.txt`)
    const folder = folderWith(
      Object.fromEntries(names.map((name, index) => [name, cable(index + 10, ...text)])),
    )
    const child = spawn(process.execPath, [resolve('dist/main.js'), 'ingest', 'in'], {
      cwd: folder,
      env: { PATH: process.env.PATH, DATABASE_URL: 'store.sqlite' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let told = ''
    child.stdout.on('data', (data: Buffer) => {
      told += data
      if (told.split('\n').length > 3) child.kill('SIGKILL')
    })
    await once(child, 'close')
    expect(child.signalCode).toBe('SIGKILL')
    const file = new SqliteFile(join(folder, 'store.sqlite'))
    const held = file.rows<{ claimed: number; kept: number }>(`
      SELECT paragraphs AS claimed, (SELECT count(*) FROM paragraphs WHERE document = added) AS kept FROM documents
    `)
    expect(held.length).toBeGreaterThanOrEqual(told.split('\n').length - 1)
    expect(held.every(({ claimed, kept }) => claimed === 400 && kept === 400)).toBe(true)
    expect(file.value('SELECT count(*) FROM paragraphs')).toBe(held.length * 400)
    file.close()
    const { stdout } = await runHere(['ingest', 'in'], { folder })
    expect(stdout).toContain(
      `25 files: ${25 - held.length} new, 0 changed, ${held.length} unchanged, 0 refused`,
    )
  })
})
