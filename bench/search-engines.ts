import lunr from 'lunr'
import MiniSearch from 'minisearch'
import type { Text } from '../src/knowledge/ranking/partition.ts'
import { makeRanking } from '../src/knowledge/ranking/ranking.ts'
import { stopWords } from '../src/knowledge/ranking/stop-words.ts'
import { SqliteFile } from '../src/store/sqlite-file.ts'

/** Takes texts in and gives a search over them: the ids of the best ten, the best first. */
export type Engine = (texts: readonly Text[]) => (question: string) => string[]

export const ours: Engine = (texts) => {
  const ranking = makeRanking()
  ranking.add(texts.map((text) => ({ ...text, marking: 'U' })))
  const view = ranking.view('U')
  return (question) => view.search(view.read(question), { limit: 10 }).map(({ id }) => id)
}

/** MiniSearch as it comes. */
export const minisearch: Engine = (texts) => {
  const index = new MiniSearch<Text>({ fields: ['title', 'body'] })
  index.addAll(texts)
  return (question) =>
    index
      .search(question)
      .slice(0, 10)
      .map(({ id }) => String(id))
}

/** SQLite's full-text search with its Porter stemmer, asked for each word once. Without stop words, which helps it much. */
export const fts5: Engine = (texts) => {
  const search = openFts5(texts)
  return (question) => search([...new Set(fts5Words(question))])
}

/** The same, asked for a word as often as the question says it: where questions repeat their subject, FTS5 at its best. */
export const fts5Repeating: Engine = (texts) => {
  const search = openFts5(texts)
  return (question) => search(fts5Words(question))
}

function fts5Words(question: string): string[] {
  const words = question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.filter((word) => !stopWords.has(word))
}

function openFts5(texts: readonly Text[]): (words: readonly string[]) => string[] {
  const file = new SqliteFile(':memory:')
  file.run(`CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, body, tokenize = 'porter unicode61')`)
  file.run('BEGIN')
  const insert = file.prepare('INSERT INTO texts VALUES (?, ?, ?)')
  for (const { id, title, body } of texts) insert.run(id, title, body)
  file.run('COMMIT')
  const select = file.prepare('SELECT id FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10')
  return (words) => {
    if (words.length === 0) return []
    const asked = words.map((word) => `"${word}"`).join(' OR ')
    return (select.all(asked) as { id: string }[]).map(({ id }) => id)
  }
}

/** lunr as it comes. The question is given word by word, since its own reader takes signs for operators. */
export const lunrEngine: Engine = (texts) => {
  const index = lunr((builder) => {
    builder.ref('id')
    builder.field('title')
    builder.field('body')
    for (const text of texts) builder.add(text)
  })
  return (question) =>
    index
      .query((query) => {
        for (const word of lunr.tokenizer(question)) query.term(word, {})
      })
      .slice(0, 10)
      .map(({ ref }) => ref)
}
