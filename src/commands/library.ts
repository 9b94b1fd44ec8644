import type { Knowledge } from '../knowledge/knowledge.ts'
import { type Library, makeLibrary } from '../knowledge/library.ts'
import type { Db } from '../store/open.ts'
import { recallDocuments } from '../store/recall-documents.ts'

/** One for every store without documents: what is indexed of the data folder is kept with it. */
const withoutDocuments = new WeakMap<Knowledge, Library>()
const latest = new WeakMap<Db, Library>()

/**
 * The data folder and the documents held. It is the same value until a document, what is decided about one or an annotation
 * changes, by this process or another; asking costs one small query.
 */
export async function libraryOf(db: Db, knowledge: Knowledge): Promise<Library> {
  const documents = await recallDocuments(db)
  const kept = latest.get(db)
  const before = kept?.knowledge === knowledge ? kept : undefined
  if (before && isSameList(before.documents, documents)) return before
  const library =
    before || documents.length > 0 ? makeLibrary(knowledge, documents, before) : bareLibrary(knowledge)
  latest.set(db, library)
  return library
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index])
}

function bareLibrary(knowledge: Knowledge): Library {
  const library = withoutDocuments.get(knowledge) ?? makeLibrary(knowledge)
  withoutDocuments.set(knowledge, library)
  return library
}
