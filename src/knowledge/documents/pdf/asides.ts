import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs'

/** What people write of a file; the names of the programs that made it are left out. */
const properties = ['Title', 'Subject', 'Keywords', 'Author']
/** The same, as newer files hold them. */
const newerProperties = ['dc:title', 'dc:description', 'dc:subject', 'pdf:keywords']

/** Lines that a file says of itself, shown on no page: its title, subject and keywords, the labels that a system added, its bookmarks. */
export async function readProperties(pdf: PDFDocumentProxy): Promise<string[]> {
  const { info, metadata } = await pdf.getMetadata()
  const held = new Map<string, unknown>(Object.entries(info))
  return linesOf([
    ...properties.map((name) => held.get(name)),
    ...Object.values(Object(held.get('Custom'))),
    ...newerProperties.map((name) => metadata?.get(name)),
    ...titlesOf(await pdf.getOutline()),
  ])
}

interface Bookmark {
  title: string
  items: Bookmark[]
}

/** The titles of bookmarks, in their order. */
function titlesOf(bookmarks: readonly Bookmark[] | null): string[] {
  return (bookmarks ?? []).flatMap(({ title, items }) => [title, ...titlesOf(items)])
}

/** Lines of the notes on a page, and of what was filled into its form; they stand over the page, and are no part of its text. */
export async function readNotes(page: PDFPageProxy): Promise<string[]> {
  const notes: Note[] = await page.getAnnotations()
  return linesOf(
    // A box that is ticked has a name for that, and no words; a link describes itself.
    notes.flatMap(({ subtype, fieldType, contentsObj, fieldValue }) =>
      subtype === 'Link' || fieldType === 'Btn' ? [] : [contentsObj?.str, fieldValue],
    ),
  )
}

interface Note {
  subtype?: string
  fieldType?: string
  fieldValue?: unknown
  contentsObj?: { str?: string }
}

function linesOf(values: readonly unknown[]): string[] {
  return values
    .flat()
    .flatMap((value) => (typeof value === 'string' ? value.split(/[\r\n]+/) : []))
    .filter((line) => line.trim() !== '')
}
