import sax from 'sax'

/** Deeper than any document nests; without end, the stack of open elements would fill the memory. */
const deepest = 400

/** XML that no program for writing makes. */
export class HarmfulXml extends Error {}

export interface XmlVisitor {
  /** `attribute` answers by a name without its prefix. */
  open(name: string, attribute: (name: string) => string | undefined): void
  close?(name: string): void
  text?(text: string): void
}

/** Walks XML; names come without their prefix. Throws an `Error` for XML that is not well formed, a `HarmfulXml`
 * for what is nested too deeply or brings entities of its own. */
export function readXml(xml: string, visitor: XmlVisitor): void {
  const parser = sax.parser(true, { position: false })
  let depth = 0
  parser.onopentag = (tag) => {
    depth += 1
    if (depth > deepest) throw new HarmfulXml('nests its parts far beyond any document')
    visitor.open(bare(tag.name), (name) => attributeOf(tag.attributes, name))
  }
  parser.onclosetag = (name) => {
    depth -= 1
    visitor.close?.(bare(name))
  }
  parser.ontext = (text) => visitor.text?.(text)
  parser.oncdata = (text) => visitor.text?.(text)
  parser.ondoctype = () => {
    throw new HarmfulXml('declares entities of its own, as no Word document does')
  }
  parser.onerror = (error) => {
    throw error
  }
  parser.write(xml).close()
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function attributeOf(attributes: Record<string, unknown>, wanted: string): string | undefined {
  const name = Object.keys(attributes).find((known) => bare(known) === wanted)
  const value = name === undefined ? undefined : attributes[name]
  return typeof value === 'string' ? value : undefined
}
