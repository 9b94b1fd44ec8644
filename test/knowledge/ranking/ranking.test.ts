import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type MarkedText,
  makeRanking,
  type Ranking,
  rankingFromImage,
} from '../../../src/knowledge/ranking/ranking.ts'
import { atOnce } from '../../../src/knowledge/steps.ts'
import { anyQuestion, anyTexts } from './texts.ts'

const runs = { seed: 1988, numRuns: 100 }

const texts: MarkedText[] = [
  {
    id: 'port',
    title: 'Seizures at ports',
    body: 'Cocaine was seized in containers at Callao and Paita.',
    marking: 'U',
  },
  {
    id: 'zone',
    title: 'Coca zones',
    body: 'Eradication of coca in the Monzón valley by CORAH.',
    marking: 'U',
  },
  { id: 'reply', title: '', body: 'The reply is due by 25 April 2009, under paragraph 9(A).', marking: 'U' },
  {
    id: 'base',
    title: 'Police bases',
    body: 'Two bases in the Monzón valley and 400 police.',
    marking: 'SBU',
  },
]

function rankingOf(marked: readonly MarkedText[]): Ranking {
  const ranking = makeRanking()
  ranking.add(marked)
  return ranking
}

function ask(ranking: Ranking, question: string, ceiling: 'U' | 'SBU' = 'U', limit = 10): string[] {
  const view = ranking.view(ceiling)
  return view.search(view.read(question), { limit }).map(({ id }) => id)
}

const imageOf = (ranking: Ranking): Buffer => Buffer.concat([...ranking.toImage(['texts 1'])])

const open = (image: Uint8Array): Ranking | undefined => atOnce(rankingFromImage(image))?.ranking

const anyMarked = fc
  .tuple(anyTexts, fc.infiniteStream(fc.constantFrom('U', 'SBU', 'U by another title')))
  .map(([all, markings]) =>
    all.map((text, at): MarkedText => {
      const marking = markings.next().value ?? 'U'
      if (marking !== 'U by another title') return { ...text, marking }
      return { ...text, marking: 'U', titleAbove: all[at - 1]?.body ?? 'ports' }
    }),
  )

describe('a ranking', () => {
  const ranking = rankingOf(texts)

  it.each([
    ['where was cocaine seized?', ['port']],
    ['eradicating coca', ['zone']],
    ['Monzon valley', ['zone']],
    ['9(A)', ['reply']],
    ['para 9', ['reply']],
    ['eradicaton', ['zone']],
    ['seizrues', ['port']],
    ['CORHA', ['zone']],
    ['containrz', ['port']],
    ['cca', []],
    ['2019', []],
    ['what is it?', []],
    ['unicorn', []],
    ['', []],
  ])('at U, %s', (question, ids) => {
    expect(ask(ranking, question)).toEqual(ids)
  })

  it('shows an SBU reader both markings, best first', () => {
    expect(ask(ranking, 'police in the Monzón valley', 'SBU')).toEqual(['base', 'zone'])
  })

  it('says which of the terms a text holds, and which word was taken for another', () => {
    const view = ranking.view('U')
    const terms = view.read('coca coca eradicaton unicorn')
    expect(terms).toEqual([
      { term: 'coca', weight: 2 },
      { term: 'erad', weight: 1, asked: 'eradicaton' },
      { term: 'unicorn', weight: 1 },
    ])
    const [first, ...others] = view.search(terms, { limit: 1 })
    expect([first?.id, others]).toEqual(['zone', []])
    expect(['coca', 'erad', 'zone', 'nowhere'].filter((term) => first?.holds(term))).toEqual(['coca', 'erad'])
  })

  it('leaves out what is not wanted, which still counts', () => {
    const view = ranking.view('U')
    const hits = view.search(view.read('coca cocaine'), { limit: 1, isWanted: (id) => id !== 'zone' })
    expect(hits.map(({ id }) => id)).toEqual(['port'])
    expect([view.count, view.holding('coca'), view.holding('unicorn')]).toEqual([3, 1, 0])
    expect(view.rarity('unicorn')).toBeGreaterThan(view.rarity('coca'))
  })

  it('refuses an id that is there already, of either marking', () => {
    expect(() => ranking.add([{ id: 'base', title: '', body: 'Other', marking: 'U' }])).toThrow('base')
  })

  it('puts first the text in which the terms stand together', () => {
    const filler = Array.from({ length: 12 }, (_, at) => `word${at}`).join(' ')
    const apart = { id: 'apart', title: '', body: `police ${filler} base ${filler}`, marking: 'U' } as const
    const together = {
      id: 'together',
      title: '',
      body: `${filler} police base ${filler}`,
      marking: 'U',
    } as const
    expect(ask(rankingOf([apart, together]), 'police base')).toEqual(['together', 'apart'])
  })

  it('keeps the order of adding between equals, and its limit', () => {
    const equals = Array.from({ length: 70 }, (_, at) => ({
      id: `e${at}`,
      title: '',
      body: 'port',
      marking: 'U' as const,
    }))
    expect(ask(rankingOf(equals), 'port', 'U', 60)).toEqual(equals.slice(0, 60).map(({ id }) => id))
  })
})

describe('the laws of a ranking', () => {
  it('what is above a ceiling changes no score under it', () => {
    fc.assert(
      fc.property(anyMarked, anyQuestion, (marked, words) => {
        const below = marked.filter(({ marking }) => marking === 'U')
        const alone = rankingOf(below.map(({ titleAbove: _, ...text }) => text))
        expect(answer(rankingOf(marked), words)).toEqual(answer(alone, words))
      }),
      runs,
    )
  })

  it('a title above a ceiling is that of its text for whoever may see it', () => {
    fc.assert(
      fc.property(anyMarked, anyQuestion, (marked, words) => {
        const titled = marked.map(({ titleAbove, ...text }) => ({ ...text, title: titleAbove ?? text.title }))
        expect(answer(rankingOf(marked), words, 'SBU')).toEqual(answer(rankingOf(titled), words, 'SBU'))
      }),
      runs,
    )
  })

  it('what was removed leaves nothing, and what is put back is found as before', () => {
    fc.assert(
      fc.property(anyMarked, anyQuestion, fc.nat(39), (marked, words, kept) => {
        const ranking = rankingOf(marked)
        ranking.view('SBU')
        ranking.remove(['nowhere', ...marked.slice(kept).map(({ id }) => id)])
        expect(answer(ranking, words, 'SBU')).toEqual(answer(rankingOf(marked.slice(0, kept)), words, 'SBU'))
        ranking.add(marked.slice(kept))
        expect(answer(ranking, words, 'SBU')).toEqual(answer(rankingOf(marked), words, 'SBU'))
      }),
      runs,
    )
  })

  it('an image answers as what it was made of, and goes on from there', () => {
    fc.assert(
      fc.property(anyMarked, anyQuestion, fc.nat(39), (marked, words, kept) => {
        const ranking = rankingOf(marked)
        ranking.remove(marked.slice(kept).map(({ id }) => id))
        const loaded = open(imageOf(ranking))
        if (!loaded) throw new Error('not loaded')
        expect(answer(loaded, words, 'SBU')).toEqual(answer(ranking, words, 'SBU'))
        loaded.remove(['t0'])
        loaded.add(marked.slice(kept))
        ranking.remove(['t0'])
        ranking.add(marked.slice(kept))
        expect(answer(loaded, words, 'SBU')).toEqual(answer(ranking, words, 'SBU'))
      }),
      runs,
    )
  })
})

/** Scores of sums made in another order differ in their last places. */
function answer(ranking: Ranking, words: readonly string[], ceiling: 'U' | 'SBU' = 'U'): unknown {
  const view = ranking.view(ceiling)
  const asked = view.read(words.join(' '))
  const hits = view.search(asked, { limit: 50 })
  const terms = asked.map(({ term }) => term).sort()
  return {
    count: view.count,
    hits: new Map(hits.map(({ id, score, holds }) => [id, [score.toFixed(4), terms.filter(holds)]])),
  }
}

describe('an image', () => {
  const ranking = rankingOf(texts)
  const image = imageOf(ranking)

  it('tells what it was made of', () => {
    expect(atOnce(rankingFromImage(image))?.content).toEqual(['texts 1'])
  })

  it('is refused when any byte is another, when cut short, or when empty', () => {
    for (let at = 0; at < image.length; at += 7) {
      const damaged = Uint8Array.from(image)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      expect(open(damaged), `byte ${at}`).toBeUndefined()
    }
    for (const length of [0, 1, 32, image.length - 1]) {
      expect(open(image.subarray(0, length))).toBeUndefined()
    }
  })

  it('holds no word of what was removed', () => {
    const other = rankingOf(texts)
    expect(imageOf(other).includes('polic')).toBe(true)
    other.remove(['base'])
    expect(imageOf(other).includes('polic')).toBe(false)
  })
})
