import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { drawBar } from '../../../src/edges/documents/bar-picture.ts'

/** The colour of a pixel, in a picture whose one block of data follows its 33 bytes of signature and header. */
function pixelOf(png: Uint8Array, x: number, y: number): string {
  const file = Buffer.from(png)
  const lines = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)))
  const at = y * (1 + file.readUInt32BE(16) * 3) + 1 + x * 3
  return lines.subarray(at, at + 3).toString('hex')
}

const [bar, line, paper] = ['2f5496', '7f7f7f', 'ffffff']

test.each<[share: number, whole: number | undefined, x: number, y: number, colour: string | undefined]>([
  [0.5, undefined, 359, 22, bar],
  [0.5, undefined, 360, 22, paper],
  [0.5, undefined, 359, 2, paper],
  [1, 0.25, 180, 22, line],
  [1, 0.25, 179, 22, bar],
  [1, 0.25, 180, 20, bar],
  [0, 1, 718, 0, line],
  [0, undefined, 0, 22, line],
  [-1, undefined, 2, 22, paper],
  [7, undefined, 719, 22, bar],
])('a bar of %s with the whole at %s has at %s, %s %s', (share, whole, x, y, colour) => {
  expect(pixelOf(drawBar(share, whole).png, x, y)).toBe(colour)
})
