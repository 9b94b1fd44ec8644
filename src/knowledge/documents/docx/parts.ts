import { type Entry, fromBufferPromise } from 'yauzl'
import { type Refusal, refuse } from '../line.ts'

/** The most that the parts read of a Word document may hold when inflated, together, in bytes. */
const largestContent = 64 * 1024 * 1024

/** Its text, what its numbers, headings, running heads and notes are made of, and its properties; the rest stays as it is. */
const readable =
  /^(?:word\/(?:document|numbering|styles|header\d*|footer\d*|footnotes|endnotes|comments)|docProps\/(?:core|app|custom))\.xml$/

/**
 * The parts of a Word document that are read, by their names in it. Refused before inflating where the directory of the zip
 * file says that they are too large, and while inflating where it lies.
 */
export async function readDocxParts(bytes: Uint8Array): Promise<Map<string, string> | Refusal> {
  const parts = new Map<string, string>()
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    let left = largestContent
    for await (const entry of zip.eachEntry()) {
      if (!readable.test(entry.fileName) || parts.has(entry.fileName)) continue
      if (entry.isEncrypted()) return refuse('is encrypted; save it without a password')
      const content = entry.uncompressedSize > left ? undefined : await inflate(entry, left, zip)
      if (!content) return tooLarge
      left -= content.length
      parts.set(entry.fileName, decodeXml(content))
    }
  } catch (error) {
    if (error instanceof Error)
      return refuse('is damaged or cut off; copy it again, or save it again in Word')
    throw error
  }
  if (!parts.has('word/document.xml')) return refuse('is a zip file, but no Word document')
  return parts
}

const tooLarge = refuse(
  `inflates to more than ${largestContent / 1024 / 1024} MB of text, far more than a document has; it may be made to do harm`,
)

async function inflate(
  entry: Entry,
  limit: number,
  zip: Awaited<ReturnType<typeof fromBufferPromise>>,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function decodeXml(bytes: Buffer): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8'
  return new TextDecoder(wide).decode(bytes)
}
