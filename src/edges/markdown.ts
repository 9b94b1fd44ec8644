import type { Button, FilePart, Line, Part, Reply, Span } from '../commands/reply.ts'
import { fileParts, markedParts, plainLines, plainSpan, spans } from './plain-text.ts'
import { quotedLines } from './quoted-lines.ts'
import { visibleText } from './visible-text.ts'

/** The answer in GitHub-flavoured Markdown, ending in a newline. Whatever came from people is escaped: it shows as typed. */
export function renderMarkdown(reply: Reply): string {
  return `${markedParts(reply)
    .map(partText)
    .filter((text) => text !== '')
    .join('\n\n')}\n`
}

function partText(part: Part): string {
  switch (part.part) {
    case 'heading':
      return `## ${inlineText([part.text])}`
    case 'paragraph':
      return lineText(part.text)
    case 'facts':
      return part.facts
        .map(([label, value]) => `- ${inlineText([{ bold: `${label}:` }, ' ', ...spans(value)])}`)
        .join('\n')
    case 'list':
      // Another bullet than that of facts: the two would run together into one list.
      return part.items.map((item) => `* ${lineText(item)}`).join('\n')
    case 'table':
      return tableText(part)
    case 'chart':
      return plainLines(part).map(lineText).join('\n')
    case 'quote':
      // Two spaces at its end keep a line of its own.
      return `${quotedLines(part.text)
        .map((line) => `> ${lineText(line)}`)
        .join('  \n')}\n>\n> ${lineText(part.citation)}`
    case 'note': {
      const text = inlineText(spans(part.text))
      return text === '' ? '' : `_${text}_`
    }
    case 'form':
      return lineText(part.instead)
    case 'file':
      return 'text' in part
        ? fencedText(part)
        : [lineText([{ bold: part.name }]), ...fileParts(part).map(partText)].join('\n\n')
    case 'buttons':
      return part.buttons.map(buttonText).join('\n')
  }
}

/** Fenced by one more mark than any run of them inside. */
function fencedText({ name, text }: Extract<FilePart, { text: string }>): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const lines = text.trimEnd().split(/\r?\n/).map(visibleText)
  return [lineText([{ bold: name }]), '', fence, ...lines, fence].join('\n')
}

function buttonText({ label, call }: Button): string {
  return `- ${inlineText([{ bold: label }, ' ', { code: `/${call}` }])}`
}

function tableText({ caption, columns, rows }: Part & { part: 'table' }): string {
  const width = Math.max(columns.length, ...rows.map((row) => row.length), 1)
  const lines = [columns, Array.from({ length: width }, () => '---'), ...rows].map((cells, index) => {
    const texts = Array.from({ length: width }, (_, column) => cells[column] ?? '')
    return `| ${texts.map((text) => (index === 1 ? text : inlineText([text]))).join(' | ')} |`
  })
  return [lineText([{ bold: caption }]), '', ...lines].join('\n')
}

/** At the beginning of a line a heading sign, bullet, number or rule would count as one; so would four spaces. */
function lineText(line: Line): string {
  return inlineText(spans(line))
    .replace(/^[#=+-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}

function inlineText(line: readonly Span[]): string {
  return line.map(spanText).join('').trim()
}

function spanText(span: Span): string {
  const text = plainSpan(span)
  if (typeof span === 'string' || 'member' in span || 'channel' in span || 'date' in span)
    return escapeMarkdown(text)
  if ('bold' in span) return boldText(text)
  if ('code' in span) return codeText(text)
  const address = safeAddress(span.link)
  return address === undefined
    ? escapeMarkdown(text)
    : `[${escapeMarkdown(visibleText(span.text || span.link))}](<${address}>)`
}

/** Signs that touch white space inside would not be read as bold. */
function boldText(text: string): string {
  const words = text.trim()
  return words === '' ? text : text.replace(words, () => `**${escapeMarkdown(words)}**`)
}

/** Fenced by more backticks than the text holds in a row; nothing inside is read as markup, save the cell sign of tables. */
function codeText(text: string): string {
  if (text.trim() === '') return text
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = longest > 0 ? ' ' : ''
  return `${fence}${space}${text}${space}${fence}`
}

/** Only addresses of the web and of mail become links; signs that could end the link are percent-encoded. */
function safeAddress(link: string): string | undefined {
  if (!/^(?:https?:\/\/|mailto:)\S+$/i.test(link)) return undefined
  return visibleText(link).replace(/[<>\\|]/g, encodeURIComponent)
}

/** The colon and dots are those that would make a bare address a link. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|~&]|:(?=\/\/)|(?<=\bwww)\./gi, '\\$&')
}
