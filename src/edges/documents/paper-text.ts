import type { FilePart } from '../../commands/reply.ts'
import { renderMarkdown } from '../markdown.ts'
import { paperParts } from '../plain-text.ts'
import { renderCsv } from './csv.ts'

/** What a file says as text: of a sheet its CSV, of a paper its Markdown, the marking first and last. */
export function fileText(part: FilePart): string {
  if ('text' in part) return part.text
  if ('sheet' in part) return renderCsv(part.sheet)
  const { marking } = part.paper
  return renderMarkdown({ to: 'member', marking, parts: paperParts(part.paper) })
}
