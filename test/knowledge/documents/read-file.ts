import { printCitation } from '../../../src/domain/citation.ts'
import { type DocumentReading, readDocument } from '../../../src/knowledge/documents/read-document.ts'

type Options = Partial<Parameters<typeof readDocument>[1]>

/** Reads a file under the highest ceiling and without any known source, save as told. */
async function readFile(name: string, content: string | Uint8Array, options: Options = {}) {
  // As a file system hands it over.
  const bytes = Buffer.from(content)
  return readDocument({ name, bytes }, { ceiling: 'SBU', sources: [], ...options })
}

/** The same, for a file that must be read. */
export async function readable(
  name: string,
  content: string | Uint8Array,
  options: Options = {},
): Promise<DocumentReading> {
  const reading = await readFile(name, content, options)
  if ('refused' in reading) throw new Error(`${name} ${reading.refused.what}`)
  return reading
}

/** Why a file is refused, or undefined. */
export async function refusal(name: string, content: string | Uint8Array, options: Options = {}) {
  const reading = await readFile(name, content, options)
  return 'refused' in reading ? reading.refused : undefined
}

/** `¶9(C) Interdiction 3: words`, for each paragraph. */
export function listed({ document }: DocumentReading): string[] {
  return document.paragraphs.map(
    ({ cite, text }) => `${printCitation(cite).slice(document.id.length).trim() || '(before ¶1)'}: ${text}`,
  )
}

/** All of a reading, for a person to compare with its file. */
export function printReading({ document, problems }: DocumentReading): string {
  const { paragraphs, head, gaps, ...rest } = document
  const lines = paragraphs.map((paragraph) =>
    [
      `${printCitation(paragraph.cite)} · ${paragraph.marking} · line ${paragraph.line}`,
      ...(paragraph.heading === undefined ? [] : [`under: ${paragraph.heading}`]),
      ...(paragraph.numbering === undefined ? [] : [`number: ${paragraph.numbering}`]),
      paragraph.text,
    ].join('\n'),
  )
  const said = problems.map(({ line, what }) => `${line}: ${what}`)
  return `${JSON.stringify({ ...rest, ...head, gaps }, null, 2)}\n\n${said.join('\n')}\n\n${lines.join('\n\n')}\n`
}
