import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SqliteFile } from '../../src/store/sqlite-file.ts'
import { startFakeSlack } from '../fake-slack/fake-slack.ts'
import { serveHere } from '../fake-slack/served.ts'
import { temporaryFolder } from '../folder.ts'
import { attache, runHere } from './attache.ts'

const doctor = async (folder: string, env: Record<string, string> = {}, run = runHere) => {
  const { code, stdout, stderr } = await run(['doctor'], { folder, env })
  expect(stderr).toBe('')
  const states = stdout.matchAll(/^(ok|attention|broken) +(\S+(?: \S+)*) {2,}(.*)$/gm)
  return {
    code,
    stdout,
    of: new Map([...states].map(([, state, what, says]) => [what, `${state}: ${says}`])),
  }
}

describe('attache doctor, without Slack', () => {
  it('is well on a machine that has nothing yet, and makes nothing', async () => {
    const folder = temporaryFolder()
    const { code, of } = await doctor(folder, {}, attache)
    expect(code).toBe(0)
    expect(of.get('database')).toBe('attention: there is none at store.sqlite yet')
    expect(of.get('Slack')).toContain('the program rehearses')
    expect((await doctor(folder)).of.get('database')).toContain('there is none')
  })

  it('tells of a store in use, its audit and its backups', async () => {
    const folder = temporaryFolder()
    await runHere(['run', '--now', '2009-04-06', '--', '/log seizure 1 kg cocaine at Callao'], { folder })
    const before = await doctor(folder)
    expect(before.code).toBe(0)
    expect(before.of.get('database')).toMatch(/^ok: store\.sqlite is whole, \d+ KB, rehearsal$/)
    expect(before.of.get('audit')).toBe('ok: 2 acts, none altered, moved or taken out')
    expect(before.of.get('backups')).toMatch(/^attention: none was ever made/)
    expect(before.stdout).toContain('make one each day: "attache backup FILE"')
    await runHere(['backup', 'kept.sqlite'], { folder })
    chmodSync(join(folder, 'store.sqlite'), 0o644)
    const after = await doctor(folder)
    expect(after.of.get('backups')).toMatch(/^ok: the last is 0 days old, .*kept\.sqlite$/)
    expect(after.of.get('files')).toBe('attention: others may read store.sqlite')
  })

  it('exits 1 for what is broken, and says what to do', async () => {
    const folder = temporaryFolder()
    await runHere(['run', '--now', '2009-04-06', '--', '/log seizure 1 kg cocaine at Callao'], { folder })
    const file = new SqliteFile(join(folder, 'store.sqlite'))
    file.run('DROP TRIGGER audit_is_not_shortened; DELETE FROM audit WHERE number = 2')
    file.close()
    const cut = await doctor(folder, { ATTACHE_DATA: 'nowhere' })
    expect(cut.code).toBe(1)
    expect(cut.of.get('audit')).toBe('broken: act 2 is missing')
    expect(cut.of.get('data folder')).toMatch(/^broken: /)
    writeFileSync(join(folder, 'store.sqlite'), 'x'.repeat(5_000))
    expect((await doctor(folder)).of.get('database')).toMatch(/^broken: .*damaged or not a database/)
    const unset = await doctor(folder, { ATTACHE_CEILING: 'SECRET' })
    expect(unset).toMatchObject({ code: 1 })
    expect(unset.of.get('settings')).toBe('broken: ATTACHE_CEILING takes one of U, SBU')
  })
})

describe('attache doctor, with Slack', () => {
  it('tells of keys, scopes, clock, channels and the running program; and of tokens that are revoked', async () => {
    const folder = temporaryFolder()
    let ahead = 0
    const slack = await startFakeSlack({
      transport: 'http',
      withhold: ['files:write'],
      channels: [{ name: 'lima-nas' }, { name: 'left' }, { name: 'old' }],
      now: () => Date.now() + ahead,
    })
    onTestFinished(() => slack.close())
    const served = await serveHere(slack, { folder, env: { ATTACHE_ADMINS: 'UMARIA' } })
    onTestFinished(served.stop)
    const port = new URL(served.url).port
    const env = {
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      PORT: port,
    }
    for (const channel of ['lima-nas', 'left', 'old']) await slack.command('maria', channel, '/watch peru')
    slack.removeBot('left')
    slack.world.channel('old').isArchived = true
    const seen = await doctor(folder, env)
    expect(seen.code).toBe(1)
    expect(seen.of.get('bot token')).toBe('ok: Slack knows it')
    expect(seen.of.get('scopes')).toMatch(/^attention: missing: files:write/)
    expect(seen.of.get('clock skew')).toMatch(/^ok: this machine is \d s/)
    expect(seen.of.get('channels')).toBe('ok: in 1 that watch a country')
    expect(seen.of.get('channel CLEFT')).toContain('broken: it watches a country, and the app is not in it')
    expect(seen.of.get('channel COLD')).toContain('attention: it watches a country and is archived')
    expect(seen.of.get('running')).toMatch(/^ok: it answers at http/)
    expect(seen.of.get('clock')).toMatch(/^ok: it last ticked at 20/)

    const { text } = await slack.command('maria', 'DMARIA', '/attache status')
    expect(text).toMatch(/broken: channel CLEFT[\s\S]*\/invite @attache[\s\S]*checks are well/)
    expect((await slack.command('john', 'DJOHN', '/attache status')).text).not.toContain('checks')

    ahead = 600_000
    expect((await doctor(folder, env)).of.get('clock skew')).toMatch(
      /^broken: .*(?:598|599|600|601) s behind Slack; its/,
    )
    ahead = 0
    // The store was stamped live by its first start: without keys the program would rehearse, and refuse it.
    expect(seen.of.has('mode')).toBe(false)
    expect((await doctor(folder)).of.get('mode')).toContain('attention: the database is live, and none')
    const wrong = await doctor(folder, { ...env, SLACK_BOT_TOKEN: 'xoxb-wrong', PORT: '1' })
    expect(wrong.of.get('bot token')).toBe('broken: Slack refuses it')
    expect(wrong.of.get('running')).toMatch(/^attention: nothing answers/)

    await slack.perform(slack.payloads.event({ type: 'tokens_revoked', tokens: { bot: ['UBOT'] } }), {
      expect: 'ack',
    })
    const health = async () => {
      const response = await fetch(`${served.url}/healthz`)
      return { status: response.status, ...((await response.json()) as object) }
    }
    await expect.poll(health).toMatchObject({ status: 503, ok: false, slack: 'tokens_revoked' })
    expect(served.stderr.join('\n')).toContain('the app was taken out of the workspace (tokens_revoked)')
    const posts = () => slack.calls.filter(({ method }) => method === 'chat.postMessage').length
    const before = posts()
    await slack.directMessage('maria', 'deadline', { expect: 'ack' })
    await expect
      .poll(() =>
        new SqliteFile(join(folder, 'store.sqlite'), { readonly: true }).value(
          "SELECT count(*) FROM outbox WHERE state = 'waiting'",
        ),
      )
      .toBe(1)
    expect(posts()).toBe(before)
    expect((await doctor(folder, env)).of.get('running')).toContain('Slack tokens_revoked')
  })
})
