import jszip from 'jszip'
import type { IsoDate } from '../../domain/date.ts'

/** The first moment that a zip can tell. */
const zipBegins = new Date('1980-01-01T00:00:00Z')

/**
 * The same Office file without what its writer makes anew each time: the moment, in its properties and in the zip, and the
 * random names of relationships. `day` is the one it says it was made on.
 */
export async function settleZip(bytes: Uint8Array, day: IsoDate): Promise<Uint8Array> {
  const settled = new jszip()
  const names = new Map<string, string>()
  const parts = Object.values((await jszip.loadAsync(bytes)).files).filter(({ dir }) => !dir)
  for (const part of parts) {
    const content = /\.(?:xml|rels)$/.test(part.name)
      ? settleText(part.name, await part.async('string'), day, names)
      : await part.async('uint8array')
    settled.file(part.name, content, { date: zipBegins, createFolders: false })
  }
  return settled.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

function settleText(path: string, text: string, day: IsoDate, names: Map<string, string>): string {
  if (path === 'docProps/core.xml') return text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, `${day}T00:00:00Z`)
  return text.replace(/rId[a-z0-9_-]{21}/g, (random) => {
    const name = names.get(random) ?? `rIdn${names.size + 1}`
    names.set(random, name)
    return name
  })
}
