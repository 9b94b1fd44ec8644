import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { cleanText, foldText, nearestWord, tokenise } from '../../src/domain/text.ts'
import { anySign } from '../any-sign.ts'

describe('cleanText reads what Slack clients send', () => {
  test.each([
    ['“250 kg” – Callao’s port', '"250 kg" - Callao\'s port'],
    ['250\u00a0kg\u2009cocaine\u3000at  Callao\n', '250 kg cocaine at Callao'],
    ['a\u200bb\u202ec\u2066d\u0007e\ufefff', 'abcdef'],
    ['src <https://a.gob.pe/x?y=1&amp;z=2|a page>', 'src https://a.gob.pe/x?y=1&z=2'],
    ['<https://a.gob.pe>', 'https://a.gob.pe'],
    ['<mailto:a@b.pe|a@b.pe>', 'a@b.pe'],
    ['by <@U123|ana> in <#C9|ops>', 'by @U123 in #C9'],
    ['<!channel> now', '!channel now'],
    ['&gt;= 5 t &amp;lt;', '>= 5 t &lt;'],
    ['Monzo\u0301n', 'Monz\u00f3n'],
    ['5 kg\ud800 cocaine', '5 kg cocaine'],
  ])('%j is %j', (raw, clean) => expect(cleanText(raw)).toBe(clean))

  it('changes nothing in text it has cleaned, save entities that were typed twice', () => {
    const word = fc.string({ unit: anySign }).filter((text) => !/[&<>]/.test(text))
    fc.assert(
      fc.property(word, (raw) => {
        expect(cleanText(cleanText(raw))).toBe(cleanText(raw))
      }),
      { seed: 1988, numRuns: 500 },
    )
  })
})

test('foldText ignores case and accents', () => expect(foldText('MONZÓN Ñ')).toBe('monzon n'))

describe('tokenise', () => {
  test.each([
    ['250kg', ['250', 'kg']],
    ['200-250 kg', ['200', '-', '250', 'kg']],
    ['~250,', ['~', '250', ',']],
    ['>=5t', ['>=', '5', 't']],
    ['US$14.1m S/ 500 S/500', ['US$', '14.1', 'm', 'S/', '500', 'S/', '500']],
    ['24APR09 2009-04-24 04/05/2009', ['24APR09', '2009-04-24', '04/05/2009']],
    ['24/04/2009, 25.04.2009. 1.25.1,5', ['24/04/2009', ',', '25.04.2009', '.', '1.25.1,5']],
    ['src "a b" (SBU)', ['src', '"a b"', '(', 'SBU', ')']],
    ['FY2010/PE-IL-3b NAS+DIRANDRO', ['FY2010/PE-IL-3b', 'NAS', '+', 'DIRANDRO']],
  ])('%s', (line, tokens) => expect(tokenise(line).map(({ text }) => text)).toEqual(tokens))

  it('loses no character but white space', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const line = cleanText(text)
        const tokens = tokenise(line)
        expect(tokens.map((token) => line.slice(token.start, token.end))).toEqual(
          tokens.map(({ text }) => text),
        )
        expect(tokens.map(({ text }) => text.replace(/ /g, '')).join('')).toBe(line.replace(/ /g, ''))
      }),
      { seed: 1988, numRuns: 500 },
    )
  })
})

describe('nearestWord', () => {
  const words = ['seizure', 'eradication', 'arrest', 'asset', 'Callao']
  test.each([
    ['siezure', 'seizure'],
    ['seizure', 'seizure'],
    ['eradicaton', 'eradication'],
    ['CALAO', 'Callao'],
    ['asett', 'asset'],
    ['xyzzy', undefined],
    ['as', undefined],
  ])('%s is near %s', (typed, nearest) => expect(nearestWord(typed, words)).toBe(nearest))
})
