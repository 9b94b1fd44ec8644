import type { DocumentProblem, Refusal } from '../line.ts'
import { refuse } from '../line.ts'

/** What Windows-1252 has at 0x80 to 0x9f. Node 20 and early 22 decode these as Latin-1, whatever they are asked for. */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * Reads bytes as UTF-8 or UTF-16, whichever they are; else in the charset that the file declares, or as Windows-1252 (which holds
 * Latin-1). Refuses what is no text.
 */
export function decodeText(
  bytes: Uint8Array,
  declared?: string,
): { text: string; problems: DocumentProblem[] } | Refusal {
  const wide = wideEncoding(bytes)
  const text =
    (wide ? new TextDecoder(wide).decode(bytes) : decodeUtf8(bytes)) ?? decodeDeclared(bytes, declared)
  const decoded = text ?? decodeWindows(bytes)
  if (isBinary(decoded)) {
    return refuse('is not text, whatever its name says; save it as text, HTML, Word (.docx) or PDF')
  }
  const problems =
    text === undefined
      ? [{ line: 1, what: 'not UTF-8; read as Windows-1252, so check accented letters' }]
      : []
  return { text: decoded, problems }
}

/** By its byte order mark; without one, Latin text in UTF-16 has a zero in nearly every second byte. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 4096)
  const zeros = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const half = sample.length / 2
  if (odd > half * 0.7 && even < half * 0.1) return 'utf-16le'
  return even > half * 0.7 && odd < half * 0.1 ? 'utf-16be' : undefined
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** The charset that a page of HTML declares near its start, as browsers look for it. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  return /<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w:.-]+)/i.exec(start)?.[1]
}

/** Undefined for a charset that is unknown, not what the bytes are, or one of the names of Windows-1252. */
function decodeDeclared(bytes: Uint8Array, charset: string | undefined): string | undefined {
  if (charset === undefined) return undefined
  try {
    const decoder = new TextDecoder(charset, { fatal: true })
    return decoder.encoding === 'windows-1252' ? undefined : decoder.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined
    throw error
  }
}

function decodeWindows(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign)
}

/** One control sign in a hundred is more than any text has. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 100_000)
  const signs = sample.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]/g)?.length ?? 0
  return sample.includes('\0') || signs * 100 > sample.length
}
