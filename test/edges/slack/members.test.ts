import { pino } from 'pino'
import { expect, it } from 'vitest'
import { remember } from '../../../src/edges/slack/members.ts'

const start = Date.parse('2009-04-06T14:00:00.000Z')
const silent = pino({ level: 'silent' })

function desk(answer: (member: string) => boolean = () => false) {
  const asked: string[] = []
  const clock = { at: start }
  const readGuest = async (member: string) => {
    asked.push(member)
    return answer(member)
  }
  return {
    asked,
    clock,
    isGuest: remember(readGuest, () => clock.at, { otherwise: true, log: silent, loss: 'unknown' }),
  }
}

it('asks once an hour', async () => {
  const { asked, clock, isGuest } = desk((member) => member === 'UGRETA')
  expect([await isGuest('UMARIA'), await isGuest('UGRETA'), await isGuest('UGRETA')]).toEqual([
    false,
    true,
    true,
  ])
  clock.at += 60 * 60_000 - 1
  await isGuest('UMARIA')
  expect(asked).toEqual(['UMARIA', 'UGRETA'])
  clock.at += 1
  await isGuest('UMARIA')
  expect(asked).toEqual(['UMARIA', 'UGRETA', 'UMARIA'])
})

it('takes whoever Slack does not speak of for a guest, and asks again', async () => {
  let isAway = true
  const { isGuest } = desk(() => {
    if (isAway) throw new Error('no answer')
    return false
  })
  expect(await isGuest('UMARIA')).toBe(true)
  isAway = false
  expect(await isGuest('UMARIA')).toBe(false)
})

it('remembers a thousand', async () => {
  const { asked, isGuest } = desk()
  for (let member = 0; member <= 1_000; member += 1) await isGuest(`U${member}`)
  asked.length = 0
  await isGuest('U1')
  await isGuest('U0')
  expect(asked).toEqual(['U0'])
})

it('goes by what Slack said within the day while it does not answer, and asks one question at a time', async () => {
  let isAway = false
  const { asked, clock, isGuest } = desk((member) => {
    if (isAway) throw new Error('no answer')
    return member === 'UGRETA'
  })
  expect(await Promise.all([isGuest('UMARIA'), isGuest('UMARIA')])).toEqual([false, false])
  expect(asked).toEqual(['UMARIA'])
  isAway = true
  clock.at += 23 * 60 * 60_000
  expect(await isGuest('UMARIA')).toBe(false)
  clock.at += 60 * 60_000
  expect(await isGuest('UMARIA')).toBe(true)
})

it('takes what Slack tells of its own accord for newer than what it is just answering', async () => {
  let answer: (isOutside: boolean) => void = () => undefined
  const ask = () =>
    new Promise<boolean>((resolve) => {
      answer = resolve
    })
  const isShared = remember(ask, () => start, { otherwise: true, log: silent, loss: 'unknown' })
  expect(isShared.known('C1')).toBeUndefined()
  const asking = isShared('C1')
  isShared.tell('C1', true)
  answer(false)
  expect(await asking).toBe(true)
  expect(isShared.known('C1')).toBe(true)
})
