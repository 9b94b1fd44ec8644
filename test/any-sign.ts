import fc from 'fast-check'

const surrogates = { first: 0xd800, count: 0x800 }

/**
 * Any sign of Unicode, drawn as `unit: 'binary'` of fast-check draws them. That makes a table of all million signs first, which
 * takes a second and then slows every collection of garbage.
 */
export const anySign = fc
  .nat({ max: 0x10ffff - surrogates.count })
  .map(
    (index) => String.fromCodePoint(index < surrogates.first ? index : index + surrogates.count),
    indexOfSign,
  )

function indexOfSign(sign: unknown): number {
  const point = typeof sign === 'string' ? sign.codePointAt(0) : undefined
  if (point === undefined || String.fromCodePoint(point) !== sign) throw new Error('no single sign')
  if (point < surrogates.first) return point
  if (point < surrogates.first + surrogates.count) throw new Error('half a sign')
  return point - surrogates.count
}
