import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { temporaryFolder } from '../folder.ts'
import { attache, runHere } from './attache.ts'

const rehearse = ['--now', '2009-04-06']

async function importFile(text: string | Uint8Array, ...args: string[]) {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'past.csv'), text)
  return { folder, ...(await runHere(['import', 'past.csv', ...rehearse, ...args], { folder })) }
}

describe('import', () => {
  const rows = `kind,method,quantity,unit,substance,place,date,agency,source,note
seizure,,250,kg,cocaine,Callao,2009-03-03,PNP,09 LIMA 412,"under a floor, said one"
eradication,forced,"1,200",ha,coca,Monzón,2 Feb 2009,CORAH,Police report no. 5 by hand,
`

  it('shows how each row is read, and writes nothing, with --dry-run', async () => {
    const { folder, code, stdout } = await importFile(rows, '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toContain('past.csv:2: (SBU) seizure 250 kg cocaine at Callao on 3 Mar 2009, evidence A.')
    expect(stdout).toContain('past.csv:3: (SBU) eradication forced 1,200 ha coca at Monzón on 2 Feb 2009')
    expect(stdout).toContain('Measures FY2010/PE-DP-1b')
    expect(stdout).toContain('2 rows can be imported; nothing was written')
    const list = await runHere(['run', ...rehearse, '--', '/log list'], { folder })
    expect(list.stdout).toContain('Nothing is recorded yet')
  })

  it('records all of them, once', async () => {
    const { folder, code, stdout } = await importFile(rows, '--member', 'ana')
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '2 entries recorded, 0 wait for a second person, 0 were there already\n',
    })
    writeFileSync(join(folder, 'longer.csv'), `${rows}seizure,,3,kg,heroin,Paita,2009-03-04,,,\n`)
    const again = await attache(['import', 'longer.csv', ...rehearse], { folder })
    expect(again.stdout).toContain('1 entry recorded, 0 wait for a second person, 2 were there already')
    const show = await runHere(['run', ...rehearse, '--', '/log show L-1'], { folder })
    expect(show.stdout).toContain('under a floor, said one')
    expect(show.stdout).toContain('by @ana')
  })

  it('records nothing while one row cannot be read, and says why of each', async () => {
    const { folder, code, stdout, stderr } = await importFile(
      `${rows}seizure,,5,tons,cocaine,Callao,2009-03-03,,,\nseizure,,5,kg,zebra,Callao,2009-03-03,,,\nseizure,,5,kg,cocaine,Callao,,,,\nseizure,,5,kg,cocaine,Callao,2009-03-03,,,(S//NF) lion\n`,
    )
    expect(code).toBe(1)
    expect(stdout).toMatch(/past\.csv:4: cannot be read: .*Write one of: 5 t, 5 short tons, 5 long tons/)
    expect(stdout).toMatch(/past\.csv:5: cannot be read: /)
    expect(stdout).toMatch(/past\.csv:6: cannot be read: a past entry needs its date/)
    expect(stdout).toMatch(/past\.csv:7: cannot be read: the row is marked above the ceiling/)
    expect(stdout).not.toContain('lion')
    expect(stderr).toContain('4 of 6 rows cannot be read; nothing was imported')
    const list = await runHere(['run', ...rehearse, '--', '/log list'], { folder })
    expect(list.stdout).toContain('Nothing is recorded yet')
  })

  test.each([
    [
      'whole lines, semicolons, a byte-order mark',
      '\ufeffline;\nseizure 3 kg cocaine at Paita on 2 Mar 2009;\n',
      1,
    ],
    ['lines alone', 'line\nseizure 3 kg cocaine at Paita on 2 Mar 2009\n', 0],
    ['Windows line ends and a blank line', 'line\r\nseizure 3 kg cocaine at Paita on 2 Mar 2009\r\n\r\n', 0],
    ['an unknown column', 'line,colour\nseizure 3 kg cocaine,red\n', 1],
    ['only a header', 'line\n', 1],
    ['an empty file', '', 1],
    ['an open quote', 'line\n"seizure\n', 1],
    ['a row of another length', 'kind,quantity\nseizure\n', 1],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0xd8]), 1],
  ])('%s: exit %s', async (_, text, code) => {
    const ran = await importFile(text)
    expect(ran.code).toBe(code)
    if (code === 1) expect(ran.stderr).toMatch(/^attache: .+\n$/)
  })

  it('takes a file of baselines, known by its column period', async () => {
    const file = `benchmark,value,unit,substance,period,scope,source,reason
PE-IL-3b,"12,000",kg,cocaine,FY2008,zones,09 LIMA 77,the table of the year
`
    const { folder, stdout } = await importFile(file, '--member', 'ana')
    expect(stdout).toBe('1 baseline recorded, 0 wait for a second person, 0 were there already\n')
    const found = await runHere(['run', ...rehearse, '--', '/benchmark show F-1'], { folder })
    expect(found.stdout).toContain('baseline 12,000 kg cocaine in FY2008')
  })

  it('takes one file that is there', async () => {
    const folder = temporaryFolder()
    expect((await runHere(['import'], { folder })).stderr).toContain('import takes one file')
    expect((await runHere(['import', 'none.csv'], { folder })).stderr).toContain(
      'cannot be read; name a CSV file',
    )
  })
})
