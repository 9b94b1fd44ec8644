import { crc32, deflateSync } from 'node:zlib'

/** A picture for a document, twice as many pixels as it is shown with. */
export interface Picture {
  png: Uint8Array
  width: number
  height: number
}

/** As shown; rows of a chart stand close, so that the dashes of `whole` run on from one to the next. */
const size = { width: 360, height: 22, bar: 14 }

type Colour = readonly [red: number, green: number, blue: number]
const colours = { paper: [255, 255, 255], bar: [47, 84, 150], line: [127, 127, 127] } as const

/**
 * A bar from the left as long as `share` of the picture, 0 to 1, with a dashed line at `whole` where that is given. It holds no
 * letters: those stand beside it as text, so that it needs no font and is the same bytes on every machine.
 */
export function drawBar(share: number, whole?: number): Picture {
  const [width, height] = [size.width * 2, size.height * 2]
  const end = Math.round(Math.min(Math.max(share, 0), 1) * width)
  const dashed = whole === undefined ? -1 : Math.min(Math.round(whole * width), width - 2)
  const colourAt = (x: number, y: number): Colour => {
    if (dashed >= 0 && (x === dashed || x === dashed + 1) && y % 11 < 6) return colours.line
    if (x < 2) return colours.line
    return x < end && Math.abs(y + 0.5 - height / 2) < size.bar ? colours.bar : colours.paper
  }
  return { png: writePng(width, height, colourAt), width: size.width, height: size.height }
}

/** Eight bits each of red, green and blue (W3C, Portable Network Graphics §11); a line of pixels begins with its filter, none. */
function writePng(width: number, height: number, colourAt: (x: number, y: number) => Colour): Uint8Array {
  const lines = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) lines.set(colourAt(x, y), y * (1 + width * 3) + 1 + x * 3)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND')])
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(name: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const framed = Buffer.alloc(8 + named.length)
  framed.writeUInt32BE(data.length, 0)
  framed.set(named, 4)
  framed.writeUInt32BE(crc32(named), 4 + named.length)
  return framed
}
