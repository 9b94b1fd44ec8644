import type { Reply } from '../src/commands/reply.ts'
import { renderBlockKit } from '../src/edges/slack/block-kit.ts'
import { objects } from './fake-slack/json.ts'
import { plainMessage } from './fake-slack/text.ts'

/** Of a table on a telephone; of a line that does not wrap, in characters: a cable's is 69. */
const mostColumns = 5
const longestFixedLine = 90
/** Of what nothing breaks, neither a blank nor a hyphen or slash: some forty characters stand in a line of 375 px. */
const longestWord = 40

/** What undoes a person's work is confirmed before it is done. */
const takesBack = /^\w+ (?:void|return|unmerge|remove|withdraw|retire)\b/

/**
 * What somebody who hears the message read, or reads it on a telephone 375 px wide, would stumble over. Empty when all is well:
 * the plain text says the marking first, then whatever the blocks show, in their order, and nothing of how it is marked up.
 */
export function soundProblems(reply: Reply): string[] {
  const message = renderBlockKit(reply)
  const heard = plainMessage(message)
  const problems: string[] = []
  if (!/^\[(?:U|SBU)\]/.test(heard)) problems.push('the marking is not said first')
  if (/undefined|\[object|NaN|<!date/.test(heard)) problems.push('something that is no word is read out')
  for (const line of heard.split('\n')) {
    if (line !== '' && !/[\p{L}\p{N}]/u.test(line)) problems.push(`a line of signs alone: ${line}`)
    if (/[•…]{2,}|\.{4,}|[▁-▏■-◿✓✗✔✘]/u.test(line)) problems.push(`signs that stand for words: ${line}`)
    const long = line.split(/[\s/\u2010\u2011-]+/).find((word) => word.length > longestWord)
    if (long !== undefined) problems.push(`a word that does not fit a line: ${long}`)
  }
  // A cut text says how much is missing, and the call that shows it.
  const isCut = /\d+ more(?:: \/|, not shown here)/.test(heard)
  let from = 0
  for (const words of isCut ? [] : shownWords(message.blocks)) {
    const at = heard.indexOf(words, from)
    if (at === -1) problems.push(`shown, but not said in its place: ${words.slice(0, 60)}`)
    else from = at
  }
  const labels = reply.parts.flatMap((part) => (part.part === 'buttons' ? part.buttons : []))
  for (const { label, call, style } of labels) {
    if (takesBack.test(call) && style !== 'danger') problems.push(`a button that asks nobody again: ${call}`)
    if (!/\p{L}|\d/u.test(label)) problems.push(`a button without words: ${label}`)
    if (labels.some((other) => other.label === label && other.call !== call))
      problems.push(`two buttons that sound alike: ${label}`)
    if (/\p{Extended_Pictographic}/u.test(label)) problems.push(`a button with a picture in it: ${label}`)
  }
  for (const part of reply.parts) {
    if (part.part === 'heading' && /\p{Extended_Pictographic}/u.test(part.text))
      problems.push('a picture in a heading')
    if (part.part === 'table' && part.columns.length > mostColumns)
      problems.push('a table too wide for a telephone')
    if (
      part.part === 'file' &&
      'text' in part &&
      part.text.split('\n').some((line) => line.length > longestFixedLine)
    )
      problems.push(`${part.name} has lines that do not fit`)
  }
  return [...new Set(problems)]
}

/** The words of the blocks, in order; pictures, tables and buttons are said in words of their own. */
function shownWords(blocks: readonly unknown[]): string[] {
  return objects([...blocks]).flatMap((block) => {
    if (!['header', 'rich_text', 'context'].includes(String(block.type))) return []
    return wordsIn(block.elements ?? block.text)
  })
}

function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  const [object] = objects([value])
  if (!object) return []
  if (typeof object.text === 'string') return object.text.split('\n').filter((text) => text.trim() !== '')
  return wordsIn(object.elements)
}
