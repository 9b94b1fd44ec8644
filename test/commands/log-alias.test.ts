import { expect, it } from 'vitest'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { findEntry } from '../../src/store/entries.ts'
import { openDesk, type } from '../desk.ts'

const rui = { member: 'rui' }
const says = async (...given: Parameters<typeof type>) => renderPlainText(await type(...given))
const line = '/log seizure 5 kg pasta bruta at Callao'
const given = '/log alias "pasta bruta" = cocaine paste because the police call it so'

it('keeps a line with an unknown substance as a draft, until a reviewer says what it means', async () => {
  const desk = await openDesk()
  const asked = await says(desk, line)
  expect(asked).toContain('No substance is known as "pasta bruta".')
  expect(asked).toContain('kept as draft D-1')
  expect(asked).toContain('/log draft D-1 take 1')
  expect(await says(desk, '/log draft D-1 take 1')).toContain('No substance is known')
  expect(await says(desk, given)).toContain('That takes a reviewer')
  expect(await says(desk, given, rui)).toContain('"pasta bruta" means cocaine paste in entries from now on')
  expect(await says(desk, '/log draft D-1 take 1')).toContain('Recorded L-1')
  expect(await findEntry(desk.db, 'L-1')).toMatchObject({ substance: 'cocaine', form: 'paste' })
  expect(await says(desk, 'log Police seized 12 kg of Pasta Bruta in Callao.')).toContain('Recorded L-2')
  expect(await says(desk, '/log aliases')).toMatch(
    /pasta bruta · cocaine paste · by \S*rui on 6 Apr 2009, because the police/,
  )
})

it('takes an alias back, with each turn a version', async () => {
  const desk = await openDesk()
  await type(desk, given, rui)
  expect(await says(desk, '/log alias "Pasta Bruta" = none because it was another thing', rui)).toContain(
    'means nothing',
  )
  expect(await says(desk, line)).toContain('No substance is known')
  expect(await says(desk, '/log aliases')).toContain('No words were given')
  const rows = await desk.db.selectFrom('substance_aliases').select(['version', 'substance']).execute()
  expect(rows).toEqual([
    { version: 1, substance: 'cocaine' },
    { version: 2, substance: null },
  ])
})

it.each([
  ['/log alias = cocaine because so', 'Say the words'],
  ['/log alias "pasta bruta" = cocaine paste', 'Say why'],
  ['/log alias "pasta bruta" = cocane because so', 'No substance is known as "cocane"; cocaine?'],
  ['/log alias "cocaine" = heroin because so', 'a word of the lexicon already'],
  ['/log alias "pasta bruta" = none because so', 'no alias given here'],
  ['/log alias "pasta bruta" = cocaine paste because so mark c', 'carries a classification marking'],
  ['/log alias "pasta bruta" = cocaine paste because so mark sbu', 'what it would be kept with is U'],
  ['/log alias "pasta bruta" = cocaine paste because so mark red', 'mark takes U or SBU'],
])('%s', async (typed, answer) => {
  const desk = await openDesk()
  expect(await says(desk, typed, rui)).toContain(answer)
})

it('offers the nearest name of a substance that was mistyped', async () => {
  const desk = await openDesk()
  expect(await says(desk, '/log seizure 5 kg cocane at Callao')).toContain('It Is cocaine')
  expect(await says(desk, '/log draft D-1 take 1')).toContain('Recorded L-1')
  expect(await says(desk, '/log Police seized 30 kg of wopwop in Callao.')).toContain(
    'No substance is known as "wopwop".',
  )
})
