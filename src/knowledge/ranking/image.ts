import { createHash, type Hash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import type { Steps } from '../steps.ts'
import { analysisVersion } from './analysis.ts'
import { minisearchVersion, type NumberedPassage } from './minisearch-insides.ts'
import { fillPartition, makeVocabulary, type Partition, type Vocabulary } from './partition.ts'

/** What an image is made by: this file's format and what is put in it, what reads texts, what indexes them, and what writes values. */
const maker = `4 ${analysisVersion} ${minisearchVersion} ${process.versions.v8}`

export interface Held {
  vocabulary: Vocabulary
  partitions: Partition[]
}

/** Where the rest goes: what the texts were, and how many terms there are. */
interface Head {
  content: readonly string[]
  terms: number
  partitions: number
}

/** Some of the passages of a partition. */
interface Passages {
  place: number
  ids: string[]
  lengths: Uint32Array
  titleLengths: Uint32Array
  /** The terms of all of them, one after the other. */
  terms: Uint32Array
}

/** So many terms, or passages, are one piece. */
const pieceSize = { terms: 5_000, passages: 500 }

/**
 * The partitions in pieces: a head, the terms, the passages, and last a digest of all before it and of what made them. Nothing of
 * what was removed is in it, not even its words.
 */
export function* writeImage({ vocabulary, partitions }: Held, content: readonly string[]): Generator<Buffer> {
  const terms: string[] = []
  const renumbered = new Map<number, number>()
  const renumber = (term: number): number => {
    const known = renumbered.get(term)
    if (known !== undefined) return known
    renumbered.set(term, terms.length)
    return terms.push(vocabulary.terms[term] ?? '') - 1
  }
  const hash = beginDigest()
  const passages: Buffer[] = []
  for (const [place, partition] of partitions.entries()) {
    const held = partition.passages.filter((passage) => passage !== undefined)
    for (const piece of pieces(held, pieceSize.passages)) {
      passages.push(framed({ place, ...toPassages(piece, renumber) } satisfies Passages))
      yield Buffer.alloc(0)
    }
  }
  yield told(framed({ content, terms: terms.length, partitions: partitions.length } satisfies Head), hash)
  for (const piece of pieces(terms, pieceSize.terms)) yield told(framed(piece), hash)
  for (const piece of passages) yield told(piece, hash)
  yield hash.digest()
}

/** The partitions of an image and what their texts were; undefined when it is damaged or was made by another program. */
export function* readImage(bytes: Uint8Array): Steps<{ held: Held; content: readonly string[] } | undefined> {
  if (!(yield* isWhole(bytes))) return undefined
  const body = bodyOf(bytes)
  const [head, ...rest] = frames(body)
  if (!head) return undefined
  const { content, terms: termCount, partitions: places } = deserialize(head) as Head
  const terms: string[] = []
  const passages = Array.from({ length: places }, (): NumberedPassage[] => [])
  for (const frame of rest) {
    if (terms.length < termCount) for (const term of deserialize(frame) as string[]) terms.push(term)
    else {
      const piece = deserialize(frame) as Passages
      for (const passage of fromPassages(piece)) passages[piece.place]?.push(passage)
    }
    yield
  }
  const vocabulary = makeVocabulary(terms)
  const partitions: Partition[] = []
  for (const part of passages) partitions.push(yield* fillPartition(vocabulary, part))
  return { held: { vocabulary, partitions }, content }
}

/** False when it is damaged or was made by another program. */
export function* isWhole(bytes: Uint8Array): Steps<boolean> {
  const body = bodyOf(bytes)
  const hash = beginDigest()
  for (let at = 0; at < body.length; at += hashedAtOnce) {
    hash.update(body.subarray(at, at + hashedAtOnce))
    yield
  }
  return hash.digest().equals(bytes.subarray(body.length))
}

/** All but the digest. */
function bodyOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, Math.max(0, bytes.length - digestLength))
}

function toPassages(
  held: readonly NumberedPassage[],
  renumber: (term: number) => number,
): Omit<Passages, 'place'> {
  const terms = new Uint32Array(held.reduce((sum, passage) => sum + passage.terms.length, 0))
  let at = 0
  for (const passage of held) for (const term of passage.terms) terms[at++] = renumber(term)
  return {
    ids: held.map(({ id }) => id),
    lengths: Uint32Array.from(held, (passage) => passage.terms.length),
    titleLengths: Uint32Array.from(held, ({ titleLength }) => titleLength),
    terms,
  }
}

function fromPassages({ ids, lengths, titleLengths, terms }: Passages): NumberedPassage[] {
  let end = 0
  return ids.map((id, at) => {
    const start = end
    end += lengths[at] ?? 0
    return { id, terms: terms.subarray(start, end), titleLength: titleLengths[at] ?? 0 }
  })
}

function* pieces<Item>(all: readonly Item[], size: number): Generator<Item[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}

/** A value as bytes, after how many they are. */
function framed(value: unknown): Buffer {
  const bytes = serialize(value)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([length, bytes])
}

function frames(bytes: Uint8Array): Uint8Array[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Uint8Array[] = []
  for (let at = 0; at + 4 <= all.length; ) {
    const length = all.readUInt32LE(at)
    found.push(all.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return found
}

function told(bytes: Buffer, hash: Hash): Buffer {
  hash.update(bytes)
  return bytes
}

const digestLength = 32

/** So many bytes are hashed in a step. */
const hashedAtOnce = 1 << 20

function beginDigest(): Hash {
  return createHash('sha256').update(maker)
}
