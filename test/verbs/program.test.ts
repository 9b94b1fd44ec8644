import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dateIn } from '../../src/domain/date.ts'
import { SqliteFile } from '../../src/store/sqlite-file.ts'
import { readNow, realNow } from '../../src/verbs/program.ts'
import { temporaryFolder } from '../folder.ts'
import { attache, runHere } from './attache.ts'

// At any moment it is another day than in Greenwich in one of the two.
it.each(['Pacific/Kiritimati', 'Pacific/Niue'])('takes today to be the day of its zone, %s', (zone) => {
  expect(dateIn(readNow('today', zone), zone)).toBe(dateIn(realNow(), zone))
})

describe('run', () => {
  it('answers one line on standard output, exit 0', async () => {
    const { code, stdout, stderr } = await attache(['run', '--now', '2009-04-06', '--', '/deadline reply'], {
      folder: temporaryFolder(),
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Sat 25 Apr 2009 · 19 days left')
  })

  it('gives a file alone, so that it can be written to one', async () => {
    const { code, stdout } = await runHere(['run', '--now', '2009-04-06', '--', '/deadline export'], {
      folder: temporaryFolder(),
    })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/)
  })

  it('says which other files of an answer it leaves out', async () => {
    const line = '/reportcard peru export csv'
    const { code, stdout, stderr } = await runHere(['run', '--now', '2009-04-06', '--', line], {
      folder: temporaryFolder(),
    })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\ufeff?cycle,actor/)
    expect(stderr).toMatch(/not written: report-card-PE-FY2010-2009-04-06-entries\.csv/)
  })

  it('exits 0 for a question it declines', async () => {
    const { code, stdout } = await runHere(['run', '--', '/ask what is the capital of France'], {
      folder: temporaryFolder(),
    })
    expect(code).toBe(0)
    expect(stdout).toMatch(/no source held/i)
  })

  it('exits 2 for what the person can mend, on standard error, in plain words', async () => {
    const { code, stdout, stderr } = await attache(['run', '--', '/log seizure cocaine'], {
      folder: temporaryFolder(),
    })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/no quantity/i)
    expect(stderr).not.toMatch(/\bat .*\.js:\d+/)
  })

  it.each([
    ['--json', (out: string) => (JSON.parse(out) as { to: string }).to, 'member'],
    ['--blocks', (out: string) => (JSON.parse(out) as { response_type: string }).response_type, 'ephemeral'],
    ['--markdown', (out: string) => out.includes('25 Apr 2009'), true],
  ])('gives the answer as %s', async (option, read, expected) => {
    const { code, stdout } = await runHere(['run', option, '--now', '2009-04-06', '--', '/deadline reply'], {
      folder: temporaryFolder(),
    })
    expect(code).toBe(0)
    expect(read(stdout)).toBe(expected)
  })

  it('keeps what it recorded for the next run, and for its own member', async () => {
    const folder = temporaryFolder()
    await runHere(
      ['run', '--now', '2009-04-06', '--member', 'ana', '--', '/log seizure 250 kg cocaine at Callao'],
      { folder },
    )
    const mine = await runHere(['run', '--member', 'ana', '--', '/log mine'], { folder })
    expect(mine.stdout).toContain('L-1')
    const others = await runHere(['run', '--member', 'ben', '--', '/log mine'], { folder })
    expect(others.stdout).toContain('nothing yet')
  })

  it('shows another channel only U', async () => {
    const { stdout } = await runHere(['run', '--channel', 'C1', '--', '/benchmark peru 2005'], {
      folder: temporaryFolder(),
      env: { ATTACHE_CEILING: 'SBU' },
    })
    expect(stdout).toMatch(/\d+ items withheld \(SBU\)/)
    expect(stdout).not.toContain('8,000')
  })

  it.each([
    [['run'], /run takes a line/],
    [['run', '--wrong', '--', 'x'], /--wrong/],
    [['run', '--now', 'yesterday', '--', '/deadline'], /"yesterday" is no moment; write today, a day/],
    [['dance'], /there is no verb "dance"; known are start, run/],
    [['nudges', '--from', '2009-02-31', '--until', '2009-04-01'], /not a day of the calendar/],
    [['nudges', '--from', '2009-05-01', '--until', '2009-04-01'], /before/],
    [['roll', 'peru'], /roll takes a country, a cycle and --from/],
    [['roll', 'atlantis', 'FY2027', '--from', 'FY2010'], /no country/],
    [['roll', 'peru', 'FY2027', '--from', 'FY1999'], /held: 2005, FY2010/],
    [['backup'], /backup takes one file/],
  ])('says what is wrong with %j, exit 2', async (args, message) => {
    const { code, stderr } = await runHere(args, { folder: temporaryFolder() })
    expect(stderr).toMatch(message)
    expect(code).toBe(2)
  })
})

describe('a store is a rehearsal or live for good', () => {
  it('is stamped by its first use, and the other mode refuses it', async () => {
    const folder = temporaryFolder()
    await runHere(['run', '--', '/log seizure 250 kg cocaine at Callao country peru'], { folder })
    const rehearsed = await runHere(['run', '--now', '2009-04-06', '--', '/deadline'], { folder })
    expect(rehearsed.code).toBe(1)
    expect(rehearsed.stderr).toMatch(/store\.sqlite is a live store.*nothing was changed/)
    const started = await attache(['start'], { folder })
    expect(started.code).toBe(1)
    expect(started.stderr).toMatch(/live store/)
    const again = await runHere(['run', '--', '/log list'], { folder })
    expect(again.stdout).toContain('L-1')
  })

  it('runs on the kept clock once it is a rehearsal', async () => {
    const folder = temporaryFolder()
    await runHere(['run', '--now', '2009-05-04', '--', '/attache status'], { folder })
    const { stdout } = await runHere(['run', '--', '/attache status'], { folder })
    expect(stdout).toContain('Mon 6 Apr 2009 09:00')
  })
})

describe('a store that cannot serve', () => {
  it.each([
    ['a folder', (path: string) => void mkdirSync(path), /is a folder/],
    [
      'a damaged file',
      (path: string) => writeFileSync(path, 'x'.repeat(5_000)),
      /damaged or not a database; nothing was changed/,
    ],
  ])('%s gives one line and exit 1', async (_name, make, message) => {
    const folder = temporaryFolder()
    make(join(folder, 'store.sqlite'))
    const { code, stdout, stderr } = await runHere(['run', '--', '/deadline'], { folder })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('a locked file gives one line and exit 1, and is as it was', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'store.sqlite')
    await runHere(['run', '--now', '2009-04-06', '--', '/log seizure 250 kg cocaine at Callao'], { folder })
    const holder = new SqliteFile(path)
    holder.run('BEGIN EXCLUSIVE')
    const { code, stderr } = await attache(['run', '--', '/log seizure 1 kg cocaine at Callao'], { folder })
    holder.run('COMMIT')
    holder.close()
    expect(code).toBe(1)
    expect(stderr).toMatch(/locked by another program/)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    const { stdout } = await runHere(['run', '--', '/log list'], { folder })
    expect(stdout).toContain('L-1')
    expect(stdout).not.toContain('L-2')
  })

  it.each([
    [
      { DATABASE_URL: 'postgres://u:secret@h/db' },
      /DATABASE_URL is "postgres:\/\/…": only a path or a file: URL/,
    ],
    [{ ATTACHE_TIMEZONE: 'Lima' }, /ATTACHE_TIMEZONE is not a time zone/],
    [{ ATTACHE_CEILING: 'SECRET' }, /ATTACHE_CEILING takes one of U, SBU/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL takes one of/],
    [{ ATTACHE_DATA: 'nowhere' }, /data folder cannot be read/],
  ])('settings %j are refused by name', async (env, message) => {
    const { code, stderr } = await runHere(['run', '--', '/deadline'], {
      folder: temporaryFolder(),
      env: env as unknown as Record<string, string>,
    })
    expect(code).toBe(1)
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain('secret@')
  })
})

describe('the rehearsal', () => {
  it('plays its five lines with their answers when nobody types', async () => {
    const { code, stdout, stderr } = await attache(['start'], { folder: temporaryFolder() })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Mon 6 Apr 2009, 09:00')
    for (const line of [
      '/benchmark peru',
      '/article 3.1(a)',
      '/deadline',
      '/log seizure 250 kg cocaine at Callao',
      '/reportcard peru',
    ]) {
      expect(stdout).toContain(`attache> ${line}`)
    }
    expect(stdout).toContain('Recorded L-1')
    expect(stdout).not.toMatch(/\u001b\[/)
  })

  it('answers piped lines in order and ends at their end', async () => {
    const { code, stdout } = await attache(['start'], {
      folder: temporaryFolder(),
      input: '/log seizure 1 kg cocaine at Callao\n/log seizure 2 kg cocaine at Callao\n',
    })
    expect(code).toBe(0)
    expect(stdout.indexOf('Recorded L-1')).toBeLessThan(stdout.indexOf('Recorded L-2'))
    expect(stdout).not.toContain('/reportcard peru\n\n[')
  })

  it('moves its clock forwards only, shows the nudges on the way once, and resumes where it stood', async () => {
    const folder = temporaryFolder()
    const first = await attache(['start'], {
      folder,
      input: '/clock 2009-04-23\n/clock 2009-04-01\n/clock soon\n/clock 2031-01-01\n',
    })
    const posted = [...first.stdout.matchAll(/^-- (.+), posted in this channel:/gm)].map(([, when]) => when)
    expect(posted.slice(0, 4)).toEqual([
      'Mon 6 Apr 2009 09:00',
      'Wed 8 Apr 2009 09:00',
      'Mon 13 Apr 2009 09:00',
      'Fri 17 Apr 2009 09:00',
    ])
    expect(first.stdout).toContain('The clock only moves forwards')
    expect(first.stdout).toContain('"soon" is no day')
    expect(first.stdout).toContain('at most 20 years at once')
    const second = await attache(['start'], { folder, input: '/clock\n' })
    expect(second.stdout).toContain('It is Thu 23 Apr 2009, 09:00')
    expect(second.stdout).not.toContain('posted in this channel')
  })

  it('begins a new file at /clock reset and keeps the old one', async () => {
    const folder = temporaryFolder()
    const { stdout } = await attache(['start'], {
      folder,
      input: '/log seizure 1 kg cocaine at Callao\n/clock reset\n/log list\n',
    })
    expect(stdout).toContain('Nothing is recorded yet')
    expect(existsSync(join(folder, 'store.sqlite.replaced-1'))).toBe(true)
    const old = await runHere(['run', '--', '/log list'], {
      folder,
      env: { DATABASE_URL: 'store.sqlite.replaced-1' },
    })
    expect(old.stdout).toContain('L-1')
  })
})

describe('the other verbs', () => {
  it('print help and version', async () => {
    const folder = temporaryFolder()
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect((await attache(['help'], { folder })).stdout).toContain('attache nudges --from')
    expect((await attache(['version'], { folder })).stdout).toBe(`attache ${version}\n`)
    const { code, stdout } = await attache(['ingest', '--help'], { folder })
    expect([code, stdout.split('\n').length]).toEqual([0, 4])
    expect(stdout).toMatch(/^attache ingest [\s\S]*--dry-run[\s\S]*--as/)
  })

  it('nudges prints the plan on a machine that has no store, and makes none', async () => {
    const folder = temporaryFolder()
    const { code, stdout } = await attache(['nudges', '--from', '2009-04-06', '--until', '2009-04-24'], {
      folder,
      env: { DATABASE_URL: '', ATTACHE_TIMEZONE: 'America/Lima' },
    })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Mon 6 Apr 2009 09:00 {2}terminal {2}reply: notice$/m)
    expect(stdout).toMatch(/^Fri 24 Apr 2009 09:00 {2}terminal {2}reply: 1 and 0 days before$/m)
  })

  it('backup copies a store in use, restore puts it back', async () => {
    const folder = temporaryFolder()
    await runHere(['run', '--now', '2009-04-06', '--', '/log seizure 1 kg cocaine at Callao'], { folder })
    const backup = await attache(['backup', 'kept.sqlite'], { folder })
    expect(backup.stdout).toContain('store.sqlite is backed up to kept.sqlite')
    expect(statSync(join(folder, 'kept.sqlite')).mode & 0o777).toBe(0o600)
    await runHere(['run', '--', '/log seizure 2 kg cocaine at Callao'], { folder })
    const restored = await attache(['restore', 'kept.sqlite'], { folder })
    expect(restored.stdout).toContain('store.sqlite.replaced-1')
    const { stdout } = await runHere(['run', '--', '/log list'], { folder })
    expect(stdout).toContain('L-1')
    expect(stdout).not.toContain('L-2')
  })

  it('backup loses nothing while entries are being written', async () => {
    const folder = temporaryFolder()
    await runHere(['run', '--now', '2009-04-06', '--', '/attache status'], { folder })
    const lines = Array.from(
      { length: 60 },
      (_, index) => `/log seizure ${index + 1} kg cocaine at Callao`,
    ).join('\n')
    const writing = attache(['start'], { folder, input: `${lines}\n` })
    const backups: string[] = []
    let done = false
    void writing.then(() => {
      done = true
    })
    for (let n = 1; !done; n++) {
      const { code } = await attache(['backup', `b${n}.sqlite`], { folder })
      expect(code).toBe(0)
      backups.push(`b${n}.sqlite`)
    }
    expect(backups.length).toBeGreaterThan(0)
    for (const name of backups) {
      const copy = new SqliteFile(join(folder, name), { readonly: true })
      const numbers = copy
        .rows<{ number: number }>('SELECT number FROM entries ORDER BY number')
        .map(({ number }) => number)
      expect(copy.value('PRAGMA integrity_check')).toBe('ok')
      expect(numbers).toEqual(numbers.map((_, index) => index + 1))
      copy.close()
    }
    expect((await writing).stdout).toContain('Recorded L-60')
  })

  it('roll writes a file that validates, says what to fill in, and never overwrites', async () => {
    const folder = temporaryFolder()
    cpSync('data', join(folder, 'data'), { recursive: true })
    const env = { ATTACHE_DATA: 'data' }
    const rolled = await attache(['roll', 'peru', 'FY2027', '--from', 'FY2010'], { folder, env })
    expect(rolled.stderr).toBe('')
    expect(rolled.stdout).toMatch(
      /data\/benchmarks\/PE-FY2027\.yaml is written: 16 benchmarks carried over from FY2010, \d+ places marked FILL IN/,
    )
    const text = readFileSync(join(folder, 'data/benchmarks/PE-FY2027.yaml'), 'utf8')
    expect(text).toContain('continues: FY2010/PE-IL-3')
    expect(text).toMatch(/of: FY2025/)
    expect(text).not.toContain('deadlines:\n')
    const valid = await attache(['validate'], { folder, env })
    expect(valid.stderr).toBe('')
    expect(valid.code).toBe(0)
    const shown = await runHere(['run', '--now', '2026-11-02', '--', '/benchmark peru'], { folder, env })
    expect(shown.stdout).toContain('no source of FY2027 is held yet')
    expect((await runHere(['roll', 'peru', 'FY2027', '--from', 'FY2010'], { folder, env })).stderr).toMatch(
      /held for Peru already/,
    )
  })

  it('validate names file and line, what is wrong and what to do', async () => {
    const folder = temporaryFolder()
    cpSync('data', join(folder, 'data'), { recursive: true })
    const path = join(folder, 'data/countries.yaml')
    const lines = readFileSync(path, 'utf8').split('\n')
    const at = lines.findIndex((line) => line.includes('iso3:'))
    const broken = (line: string) => writeFileSync(path, lines.with(at, line).join('\n'))
    const first = lines[at] ?? ''
    broken(first.replace('iso3:', 'iso4:'))
    const wrong = await runHere(['validate', 'data'], { folder })
    expect(wrong.code).toBe(1)
    expect(wrong.stderr).toMatch(/data\/countries\.yaml:\d+: "iso4" is not a field here/)
    expect(wrong.stderr).toMatch(
      /data\/countries\.yaml:\d+: "iso3" is missing; every record here needs it: add "iso3: …"/,
    )
    broken(`${first}\n${first}`)
    const doubled = await runHere(['validate', 'data'], { folder })
    expect(doubled.stderr).toMatch(
      /data\/countries\.yaml:\d+: the same field stands twice in one record; delete one/,
    )
    broken(first.replace(/iso3: *[A-Z]+/, 'iso3: afghanistan'))
    const invalid = await runHere(['validate', 'data'], { folder })
    expect(invalid.stderr).toMatch(new RegExp(`data/countries\\.yaml:${at + 1}: "iso3" is "afghanistan"`))
    broken(first.replace('iso3:', 'iso4:'))
    const unread = await runHere(['run', '--', '/deadline'], { folder, env: { ATTACHE_DATA: 'data' } })
    expect(unread.code).toBe(1)
    expect(unread.stderr).toContain('data/countries.yaml:')
  })
})

it('ends quietly when nobody reads its output any more', async () => {
  const child = spawn('sh', ['-c', `"${process.execPath}" "${resolve('dist/main.js')}" start | head -n 1`], {
    cwd: temporaryFolder(),
    env: { PATH: process.env.PATH, DATABASE_URL: 'store.sqlite' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const code = await new Promise((done) => child.on('close', done))
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
})
