import type { DefaultTreeAdapterTypes as Html } from 'parse5'
import { attribute, blocks, walk, wholeText } from './tree.ts'

/** A note at the end of a page. */
export interface HtmlNote {
  /** What leads to it, without brackets. */
  sign: string
  /** Its words begin with the sign again, which leads nowhere. */
  repeatsSign: boolean
}

/** The notes of a page, by the links that lead to them and by the elements that hold them. */
interface HtmlNotes {
  bySigns: ReadonlyMap<Html.ChildNode, HtmlNote>
  inBlocks: ReadonlyMap<Html.ChildNode, HtmlNote>
  /** Links in notes, back to their signs. */
  back: ReadonlySet<Html.ChildNode>
}

/** Finds what raised or bracketed links lead to further down: `[1]`, as LibreOffice, Word and most pages have their notes. */
export function findNotes(page: Html.ParentNode): HtmlNotes {
  const { links, named } = readLinks(page)
  const found = new Map<Html.Element, { name: string; note: HtmlNote; signs: Html.Element[] }>()
  const shared = new Set<Html.Element>()
  for (const { link, name } of links) {
    const sign = signOf(link)
    const target = named.get(name)
    const block = sign === undefined || !target ? undefined : noteAround(target, name)
    if (sign === undefined || !block || startOf(block) < startOf(link)) continue
    const known = found.get(block)
    if (known && known.name !== name) shared.add(block)
    else if (known) known.signs.push(link)
    else {
      const note = { sign, repeatsSign: block.tagName !== 'li' }
      found.set(block, { name, note, signs: [link] })
    }
  }
  const notes = [...found].filter(([block]) => !shared.has(block))
  const ofSigns = new Map(
    notes.flatMap(([block, { note, signs }]) =>
      signs.flatMap((sign) => anchorsOf(sign).map((anchor) => [anchor, { block, note }] as const)),
    ),
  )
  const back = new Set<Html.ChildNode>()
  for (const { link, name } of links) {
    const led = ofSigns.get(name)
    if (!led || !isWithin(link, led.block)) continue
    back.add(isRaisedAlone(link) ? link.parentNode : link)
    led.note.repeatsSign = false
  }
  return {
    bySigns: new Map(
      notes.flatMap(
        ([
          ,
          {
            note,
            signs: [first],
          },
        ]) => (first ? [[first, note]] : []),
      ),
    ),
    inBlocks: new Map(notes.map(([block, { note }]) => [block, note])),
    back,
  }
}

interface Link {
  link: Html.Element
  /** What it leads to, in the page itself. */
  name: string
}

/** The links within a page, and the elements that they may lead to. */
function readLinks(page: Html.ParentNode): { links: Link[]; named: Map<string, Html.Element> } {
  const links: Link[] = []
  const named = new Map<string, Html.Element>()
  for (const { node, leaving, skipped } of walk(page)) {
    if (leaving || skipped || !('tagName' in node)) continue
    for (const name of namesOf(node)) if (!named.has(name)) named.set(name, node)
    const href = node.tagName === 'a' ? attribute(node, 'href') : undefined
    if (href?.startsWith('#')) links.push({ link: node, name: href.slice(1) })
  }
  return { links, named }
}

function namesOf(node: Html.Element): string[] {
  const names = [attribute(node, 'id'), node.tagName === 'a' ? attribute(node, 'name') : undefined]
  return names.flatMap((name) => name || [])
}

const noteSign = /^(?:\w{1,4}|[*†‡§]{1,4})$/
const bracketed = /^\[(.{1,4})\]$/

/** The sign that a link shows, if it may lead to a note; a bare figure in the line may name a page or a paragraph. */
function signOf(link: Html.Element): string | undefined {
  const text = wholeText(link).trim()
  const inBrackets = bracketed.exec(text)?.[1]
  const sign = inBrackets ?? text
  return noteSign.test(sign) && (inBrackets !== undefined || isRaised(link)) ? sign : undefined
}

function isRaised(link: Html.Element): boolean {
  for (const { node } of walk(link)) if (node.nodeName === 'sup') return true
  const { parentNode: around } = link
  const outer = around && 'parentNode' in around ? around.parentNode : null
  return around?.nodeName === 'sup' || outer?.nodeName === 'sup'
}

/** The only words of a raised element. */
function isRaisedAlone(link: Html.Element): link is Html.Element & { parentNode: Html.Element } {
  const { parentNode } = link
  return parentNode?.nodeName === 'sup' && wholeText(parentNode).trim() === wholeText(link).trim()
}

const noteBlocks = new Set(['p', 'li', 'dd', 'div', 'aside', 'tr'])

/** Nodes of a note at most; what holds more is a part of the text. */
const mostInNote = 300

/** The element that holds the note of this name; Word and LibreOffice have one of that name around all of its paragraphs. */
function noteAround(target: Html.Element, name: string): Html.Element | undefined {
  let block: Html.Element = target
  while (!noteBlocks.has(block.tagName)) {
    const { parentNode } = block
    if (blocks.has(block.tagName) || !parentNode || !('tagName' in parentNode)) return undefined
    block = parentNode
  }
  const { parentNode: around } = block
  const isAround =
    around?.nodeName === 'div' && 'tagName' in around && name.includes(attribute(around, 'id') || ' ')
  const note = isAround ? around : block
  return isNote(note) ? note : undefined
}

function isNote(block: Html.Element): boolean {
  let nodes = 0
  for (const { node, leaving } of walk(block)) {
    nodes += leaving ? 0 : 1
    if (nodes > mostInNote || /^h[1-6]$/.test(node.nodeName)) return false
  }
  return true
}

/** The names by which a note may lead back to its sign. */
function anchorsOf(sign: Html.Element): string[] {
  const { parentNode: around } = sign
  const near = around && 'tagName' in around && !blocks.has(around.tagName) ? [around] : []
  return [...near, sign, ...sign.childNodes].flatMap((one) => ('tagName' in one ? namesOf(one) : []))
}

function isWithin(link: Html.Element, block: Html.Element): boolean {
  let one: Html.ParentNode | null = link
  while (one && one !== block) one = 'parentNode' in one ? one.parentNode : null
  return one !== null
}

function startOf(node: Html.Element): number {
  return node.sourceCodeLocation?.startOffset ?? 0
}
