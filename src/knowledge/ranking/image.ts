import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { analysisVersion } from './analysis.ts'
import { minisearchVersion, type NumberedPassage } from './minisearch-insides.ts'
import { makePartition, makeVocabulary, type Partition, type Vocabulary } from './partition.ts'

/** What an image is made by: this file's format, what reads texts, what indexes them, and what writes values. */
const maker = `1 ${analysisVersion} ${minisearchVersion} ${process.versions.v8}`

interface Image {
  terms: string[]
  partitions: PartitionImage[]
}

interface PartitionImage {
  ids: string[]
  lengths: Uint32Array
  titleLengths: Uint32Array
  /** The terms of all passages, one after the other. */
  terms: Uint32Array
}

export interface Held {
  vocabulary: Vocabulary
  partitions: Partition[]
}

/**
 * The partitions as bytes, after a digest of these bytes, of `content` and of what made them. Nothing of what was removed is in it,
 * not even its words.
 */
export function writeImage({ vocabulary, partitions }: Held, content: string): Uint8Array {
  const terms: string[] = []
  const renumbered = new Map<number, number>()
  const renumber = (term: number): number => {
    const known = renumbered.get(term)
    if (known !== undefined) return known
    renumbered.set(term, terms.length)
    return terms.push(vocabulary.terms[term] ?? '') - 1
  }
  const body = serialize({
    terms,
    partitions: partitions.map((partition) => imageOf(partition, renumber)),
  } satisfies Image)
  return Buffer.concat([digest(body, content), body])
}

/** The partitions of an image, or undefined when it is damaged, was made by another program, or holds other content. */
export function readImage(bytes: Uint8Array, content: string): Held | undefined {
  const body = bytes.subarray(digestLength)
  if (!digest(body, content).equals(bytes.subarray(0, digestLength))) return undefined
  const { terms, partitions } = deserialize(body) as Image
  const vocabulary = makeVocabulary(terms)
  return {
    vocabulary,
    partitions: partitions.map((partition) => makePartition(vocabulary, passagesOf(partition))),
  }
}

function imageOf(partition: Partition, renumber: (term: number) => number): PartitionImage {
  const held = partition.passages.filter((passage) => passage !== undefined)
  const terms = new Uint32Array(partition.total.body)
  let at = 0
  for (const passage of held) for (const term of passage.terms) terms[at++] = renumber(term)
  return {
    ids: held.map(({ id }) => id),
    lengths: Uint32Array.from(held, (passage) => passage.terms.length),
    titleLengths: Uint32Array.from(held, ({ titleLength }) => titleLength),
    terms,
  }
}

function passagesOf({ ids, lengths, titleLengths, terms }: PartitionImage): NumberedPassage[] {
  let end = 0
  return ids.map((id, at) => {
    const start = end
    end += lengths[at] ?? 0
    return { id, terms: terms.subarray(start, end), titleLength: titleLengths[at] ?? 0 }
  })
}

const digestLength = 32

function digest(body: Uint8Array, content: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([maker, content]))
    .update(body)
    .digest()
}
