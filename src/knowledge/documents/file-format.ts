import { type Refusal, refuse } from './line.ts'

const megabyte = 1024 * 1024
/** The most bytes of a file that may hold pictures, and of one of text alone: a shelf of books has less. */
const largest = { pictured: 64 * megabyte, text: 16 * megabyte }

/** The endings of the names of files that can be read. */
export const readableEndings = ['.txt', '.md', '.html', '.htm', '.docx', '.pdf'] as const

export type FileFormat = 'text' | 'markdown' | 'html' | 'docx' | 'pdf'

const formats: Record<(typeof readableEndings)[number], FileFormat> = {
  '.txt': 'text',
  '.md': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.docx': 'docx',
  '.pdf': 'pdf',
}

const signatures: { format: FileFormat | 'ole'; bytes: readonly number[] }[] = [
  { format: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { format: 'docx', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { format: 'ole', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
]

/** How a file is to be read: by the ending of its name, which its first bytes must bear out. */
export function formatOf(name: string, bytes: Uint8Array): FileFormat | Refusal {
  if (bytes.length === 0) return refuse('is empty')
  const ending = readableEndings.find((known) => name.toLowerCase().endsWith(known))
  if (!ending)
    return refuse(
      `is none of the kinds that can be read (${readableEndings.join(', ')}); save it as one of them`,
    )
  const format = formats[ending]
  const tooLarge = refuseTooLarge(name, bytes.length)
  if (tooLarge) return tooLarge
  const found = signatures.find((signature) =>
    signature.bytes.every((byte, at) => bytes[at] === byte),
  )?.format
  if (found === 'ole') {
    return refuse('is an encrypted or an old Word file; save it as .docx without a password')
  }
  if (format === 'docx' && found !== 'docx') return refuse('is no Word document, whatever its name says')
  if (format === 'pdf' && found !== 'pdf' && !startsLikePdf(bytes)) {
    return refuse('is no PDF, whatever its name says')
  }
  if (found !== undefined && found !== format) {
    return refuse(
      found === 'pdf' ? 'is a PDF; name it .pdf' : 'is a zip file or a Word document; name it .docx',
    )
  }
  return format
}

/** What the numbers of lines count in a file of this name: its lines, the paragraphs of Word, the pages of a PDF. */
export function placeWord(name: string): 'line' | 'paragraph' | 'page' {
  if (/\.pdf$/i.test(name)) return 'page'
  return /\.docx$/i.test(name) ? 'paragraph' : 'line'
}

/** The refusal of a file of more bytes than its kind may have, so that it need not even be opened; undefined of any other. */
export function refuseTooLarge(name: string, bytes: number): Refusal | undefined {
  const most = /\.(?:pdf|docx)$/i.test(name) ? largest.pictured : largest.text
  if (bytes <= most) return undefined
  return refuse(`has ${Math.ceil(bytes / megabyte)} MB, and at most ${most / megabyte} MB are read; split it`)
}

/** Readers of PDF allow a kilobyte of anything before its signature. */
function startsLikePdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
}
