import { constants, crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  name: string
  content: string | Uint8Array
  /** What the directory of the file says of its size, where that is a lie. */
  claims?: number
}

/** A zip file of these parts, deflated. */
export function makeZip(parts: readonly ZipPart[]): Uint8Array {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claims } of parts) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const label = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crcOf(plain), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claims ?? plain.length, 18)
    fields.writeUInt16LE(label.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, label, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, place, label]))
    files.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...files, list, Buffer.from('PK\x05\x06'), end]))
}

/** `crc32` came with Node 20.15. */
function crcOf(bytes: Buffer): number {
  if (typeof crc32 === 'function') return crc32(bytes)
  let rest = ~0
  for (const byte of bytes) {
    rest ^= byte
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0)
  }
  return ~rest >>> 0
}

/** A Word document of these paragraphs, each given as the XML inside its `w:p`, or as plain words. */
export function makeDocx(paragraphs: readonly string[], others: readonly ZipPart[] = []): Uint8Array {
  const body = paragraphs.map((text) => `<w:p>${text.startsWith('<') ? text : run(text)}</w:p>`).join('')
  return makeZip([
    { name: 'word/document.xml', content: wordXml('document', `<w:body>${body}</w:body>`) },
    ...others,
  ])
}

export function wordXml(root: string, inner: string): string {
  return `<?xml version="1.0"?><w:${root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${inner}</w:${root}>`
}

export function run(text: string): string {
  return `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
}

/** Words at a place of a page, in points from its lower left. */
export interface Placed {
  text: string
  at: [x: number, y: number]
  size?: number
  isBold?: boolean
  /** In a font of a typewriter, whose letters and spaces are all three fifths of its size wide. */
  isTyped?: boolean
  /** Quarter turns to the left. */
  turn?: number
}

/** A PDF with a page for each list of lines, or of placed words; with more in its trailer, on each of its pages, or as a bookmark. */
export function makePdf(
  pages: readonly (readonly (string | Placed)[])[],
  { trailer = '', onPages = '', bookmark = '' } = {},
): Uint8Array {
  const kids = pages.map((_page, index) => `${6 + index * 2} 0 R`).join(' ')
  const outline = 6 + pages.length * 2
  const outlines = bookmark === '' ? '' : `/Outlines ${outline} 0 R`
  return writePdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${outlines} >>`,
      `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
      ...pages.flatMap((lines, index) => [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${7 + index * 2} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> ${onPages} >>`,
        pageStream(lines),
      ]),
      `<< /First ${outline + 1} 0 R >>`,
      `<< /Title (${bookmark}) >>`,
    ],
    trailer,
  )
}

/** A PDF of which every page shows one stream: this text so many times, packed into a thousandth. */
export function makePackedPdf(pages: number, text: string, times: number): Uint8Array {
  const begun = deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH })
  const packed = Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array(times).fill(begun), deflateRawSync('')])
  const kids = Array.from({ length: pages }, (_page, index) => `${5 + index} 0 R`)
  return writePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed.toString('latin1')}\nendstream`,
    ...kids.map(
      () =>
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>',
    ),
  ])
}

function writePdf(objects: readonly string[], trailer = ''): Uint8Array {
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = text.length
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`
  text += `trailer << /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

/** Lines 14 points apart, where they are not placed; an empty line leaves a space. */
function pageStream(lines: readonly (string | Placed)[]): string {
  const shown = lines.map((line, index) =>
    showWords(typeof line === 'string' ? { text: line, at: [72, 720 - index * 14] } : line),
  )
  const stream = shown.join('\n')
  return `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`
}

function showWords({
  text,
  at: [x, y],
  size = 12,
  isBold = false,
  isTyped = false,
  turn = 0,
}: Placed): string {
  const [cos, sin] = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ][turn] ?? [1, 0]
  const words = text.replace(/[()\\]/g, '\\$&')
  const font = isTyped ? 3 : isBold ? 2 : 1
  return text === ''
    ? ''
    : `BT /F${font} ${size} Tf ${cos} ${sin} ${-(sin ?? 0)} ${cos} ${x} ${y} Tm (${words}) Tj ET`
}
