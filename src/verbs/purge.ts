import { claimedMarking } from '../domain/marking.ts'
import { type AskedPlace, readPlace } from '../domain/place.ts'
import { foldText } from '../domain/text.ts'
import { listDocuments } from '../store/documents.ts'
import { type Store, StoreError } from '../store/open.ts'
import { purgeEntry } from '../store/purge.ts'
import { purgeAlias } from '../store/purge-alias.ts'
import { purgeDocument } from '../store/purge-document.ts'
import { purgeFinding } from '../store/purge-finding.ts'
import {
  makeLog,
  needKnowledge,
  openStanding,
  parseVerb,
  printPath,
  readSettings,
  storeNow,
  UsageError,
} from './program.ts'
import { eraseImage, openSearch } from './search-image.ts'

const form =
  'attache purge L-142 --because "classified text", or attache purge "26 LIMA 77 para 3" --because …'

/** After a spill: takes the text of an entry, a finding, an alias, a document or a place of one away for good. Whoever may write the store's file may do it. */
export async function runVerb(args: string[]): Promise<number> {
  const { values, positionals } = parseVerb(args, {
    because: { type: 'string' },
    member: { type: 'string' },
  })
  const isAlias = positionals[0] === 'alias' && positionals.length > 1
  const [typed = '', ...rest] = isAlias ? positionals.slice(1) : positionals
  const reason = values.because?.trim() ?? ''
  if (typed === '' || rest.length > 0 || reason === '')
    throw new UsageError(
      `purge takes one entry, finding, document, paragraph or alias, and a reason: ${form}`,
    )
  if (claimedMarking(reason) !== 'U')
    throw new UsageError('the reason stays in the store: say it without markings, and without the text')
  const config = readSettings()
  // As with a restore: whoever may write the file did it, and nobody else is named for it.
  const by = values.member ?? 'operator'
  if (values.member !== undefined && config.admins.length > 0 && !config.admins.includes(values.member))
    throw new UsageError(`${values.member} is no administrator; ATTACHE_ADMINS names them`)
  const { store, mode } = await openStanding(config)
  try {
    const why = { by, now: await storeNow(store.db, mode), reason }
    if (isAlias) {
      process.stdout.write(`${(await removeAlias(store, typed, why)).join('\n')}\n`)
      return 0
    }
    const number = /^L-?0*(\d{1,9})$/i.exec(typed)?.[1]
    const finding = /^F-0*(\d{1,9})$/i.exec(typed)?.[1]
    const lines = await (number !== undefined
      ? removeEntry(store, `L-${number}`, why)
      : finding !== undefined
        ? removeFinding(store, `F-${finding}`, why)
        : removeDocument(store, typed, why))
    if (number === undefined && finding === undefined) {
      eraseImage(store)
      await openSearch({ store, knowledge: needKnowledge(config.data), log: makeLog(config.logLevel) })
    }
    process.stdout.write(`${lines.join('\n')}\n`)
    return 0
  } finally {
    await store.close()
  }
}

interface Why {
  by: string
  now: string
  reason: string
}

async function removeEntry(store: Store, id: string, why: Why): Promise<string[]> {
  const purged = await purgeEntry(store, { id, ...why })
  if (!purged) throw new StoreError(`there is no entry ${id} in ${printPath(store.path)}`)
  const { versions, drafts, restatements, messages, cards, alike, aliases, releases, exports } = purged
  return [
    `${id} is removed: versions ${versions}, drafts ${drafts}, restatements ${restatements}, messages kept for delivery ${messages}, frozen cards ${cards}. A tombstone stays.`,
    'The file was rebuilt and its log emptied. Not reached from here: backups, reports already made, and what was posted in Slack.',
    ...leftLines(releases),
    ...(alike.length > 0 ? [`The same line stands in ${alike.join(', ')}: purge those too.`] : []),
    ...(aliases.length > 0
      ? [
          `Words that were given for a substance stood in it: ${aliases.map((words) => `"${words}"`).join(', ')}. If they give it away: attache purge alias "${aliases[0]}" --because …`,
        ]
      : []),
    ...(exports.length > 0
      ? ['Handed over since it was recorded, so these files may hold it; have them destroyed:']
      : []),
    ...exports.map(({ about, member, at }) => `- ${about}, to ${member} on ${at.slice(0, 10)}`),
  ]
}

/** What a purge cannot fetch back. */
function leftLines(releases: readonly string[]): string[] {
  return releases.length === 0
    ? []
    : [`It stood in ${releases.join(', ')}, released and gone out: have whoever got it destroy it.`]
}

async function removeAlias(store: Store, words: string, why: Why): Promise<string[]> {
  const versions = await purgeAlias(store, { words, ...why })
  if (versions === undefined)
    throw new StoreError(`no such words were given for a substance in ${printPath(store.path)}`)
  return [
    `The words and their reasons are removed: versions ${versions}. They mean nothing from now on; who gave them when stays.`,
    'The file was rebuilt and its log emptied. Not reached from here: entries that hold the words, backups, and what was posted in Slack.',
  ]
}

async function removeFinding(store: Store, id: string, why: Why): Promise<string[]> {
  const purged = await purgeFinding(store, { id, ...why })
  if (!purged) throw new StoreError(`there is no finding ${id} in ${printPath(store.path)}`)
  const { versions, restatements, messages, cards, releases } = purged
  return [
    `${id} is removed: versions ${versions}, restatements ${restatements}, messages kept for delivery ${messages}, frozen cards ${cards}. A tombstone stays.`,
    'The file was rebuilt and its log emptied. Not reached from here: backups, reports already made, and what was posted in Slack.',
    ...leftLines(releases),
  ]
}

async function removeDocument(store: Store, typed: string, why: Why): Promise<string[]> {
  const named = readName(
    typed,
    (await listDocuments(store.db)).map(({ id }) => id),
  )
  const purged = named && (await purgeDocument(store, { ...named, ...why }))
  if (!purged)
    throw new StoreError(
      `there is no entry, document or paragraph "${typed.slice(0, 80)}" in ${printPath(store.path)}`,
    )
  const { versions, paragraphs, annotations, messages } = purged
  return [
    `${typed} is removed: versions ${versions}, paragraphs ${paragraphs}, annotations ${annotations}, messages kept for delivery ${messages}. A tombstone stays.`,
    ...(named.place
      ? []
      : [`${named.id} is retired; a clean copy can be taken in after /source restore ${named.id} because …`]),
    'The file was rebuilt, its log emptied and the search image made anew. Not reached from here: the file it was read from, backups, reports already made, and what was posted in Slack. A running server lets go of it with its next question.',
  ]
}

/** `26 LIMA 77`, or `26 LIMA 77 para 3`: the longest label that the words begin with, and the place after it. */
function readName(typed: string, labels: readonly string[]): { id: string; place?: AskedPlace } | undefined {
  const id = labels
    .filter((label) => `${foldText(typed)} `.startsWith(`${foldText(label)} `))
    .toSorted((one, other) => other.length - one.length)[0]
  if (id === undefined) return undefined
  const rest = typed.slice(id.length).trim()
  if (rest === '') return { id }
  const place = readPlace(rest)
  return place && { id, place }
}
