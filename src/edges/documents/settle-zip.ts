import jszip from 'jszip'
import type { IsoDate } from '../../domain/date.ts'

/** The first moment that a zip can tell. */
const zipBegins = new Date('1980-01-01T00:00:00Z')

interface Settled {
  /** The one it says it was made on. */
  day: IsoDate
  /** Each takes the next place that was left for one, a table without rows. */
  tables: readonly string[]
}

/**
 * The same Word file with its tables, and without what its writer makes anew each time: the moment, in its properties and in the
 * zip, and the random names of relationships.
 */
export async function settleZip(bytes: Uint8Array, settled: Settled): Promise<Uint8Array> {
  const zip = new jszip()
  const names = new Map<string, string>()
  const parts = Object.values((await jszip.loadAsync(bytes)).files).filter(({ dir }) => !dir)
  for (const part of parts) {
    const content = /\.(?:xml|rels)$/.test(part.name)
      ? settleText(part.name, await part.async('string'), settled, names)
      : await part.async('uint8array')
    zip.file(part.name, content, { date: zipBegins, createFolders: false })
  }
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level } })
}

/** A long annex is packed in a third of the time that the usual level takes, and a tenth larger. */
const level = 1

function settleText(path: string, text: string, settled: Settled, names: Map<string, string>): string {
  if (path === 'docProps/core.xml')
    return text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, `${settled.day}T00:00:00Z`)
  const named = text.replace(/rId[a-z0-9_-]{21}/g, (random) => {
    const name = names.get(random) ?? `rIdn${names.size + 1}`
    names.set(random, name)
    return name
  })
  const tables = [...settled.tables]
  return path === 'word/document.xml' ? named.replace(/<w:tbl\/>/g, () => tables.shift() ?? '') : named
}
