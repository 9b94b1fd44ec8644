import { describe, expect, it } from 'vitest'
import { clientOf, fakeSlack } from './bare-app.ts'

describe('faults', () => {
  it.each([
    [{ fault: 'rate-limited', seconds: 0 }, 0],
    [{ fault: 'status', status: 503 }, 0],
    [{ fault: 'refused', error: 'service_unavailable' }, 0],
    [{ fault: 'cut' }, 0],
    [{ fault: 'response-lost' }, 1],
    [{ fault: 'failed-after', error: 'internal_error' }, 1],
  ] as const)('%o leaves %i messages', async (fault, left) => {
    const slack = await fakeSlack()
    slack.faults.next('chat.postMessage', fault)
    const post = () => clientOf(slack).chat.postMessage({ channel: 'CLIMANAS', text: 'x' })
    await expect(post()).rejects.toThrow()
    expect(slack.channelMessages('#lima-nas')).toHaveLength(left)
    await post()
    expect(slack.channelMessages('#lima-nas')).toHaveLength(left + 1)
  })

  it('comes slowly', async () => {
    const slack = await fakeSlack()
    slack.faults.next('*', { fault: 'slow', ms: 40 })
    const begun = performance.now()
    await clientOf(slack).auth.test()
    expect(performance.now() - begun).toBeGreaterThanOrEqual(39)
  })

  it('comes by chance, the same for the same seed', async () => {
    const luck = async (seed: number) => {
      const slack = await fakeSlack()
      slack.faults.randomly({ seed, rate: 0.3, faults: [{ fault: 'refused', error: 'fatal_error' }] })
      const client = clientOf(slack)
      for (let call = 0; call < 30; call += 1) await client.auth.test().catch(() => undefined)
      return slack.calls.map(({ outcome }) => outcome).join()
    }
    const once = await luck(1988)
    expect(once).toContain('fatal_error')
    expect(once).toContain('ok')
    expect(await luck(1988)).toBe(once)
    expect(await luck(2009)).not.toBe(once)
  })
})
