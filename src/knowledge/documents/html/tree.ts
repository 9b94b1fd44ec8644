import type { DefaultTreeAdapterTypes as Html } from 'parse5'

/** Parted by an empty line from what stands before and after. */
export const blocks = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hr main ol p pre section summary table tr ul'
  ).split(' '),
)
/** Not read as text; their words are only looked at for markings. */
const unread = new Set('head nav noscript object script select style svg template textarea'.split(' '))

export function attribute(node: Html.Element, name: string): string | undefined {
  return node.attrs.find((found) => found.name === name)?.value
}

export function wholeText(node: Html.ParentNode): string {
  let text = ''
  for (const { node: one } of walk(node)) if ('value' in one) text += one.value
  return text
}

/** Every node on entering, and every element again on leaving; a loop, since a file may nest without end. `leftOut` is skipped as well. */
export function* walk(
  root: Html.ParentNode,
  leftOut?: ReadonlySet<Html.ChildNode>,
): Generator<{ node: Html.ChildNode; leaving: boolean; skipped: boolean }> {
  const open: { node: Html.ParentNode; next: number; skipped: boolean }[] = [
    { node: root, next: 0, skipped: false },
  ]
  for (let here = open.at(-1); here; here = open.at(-1)) {
    const child = here.node.childNodes[here.next]
    here.next += 1
    if (!child) {
      open.pop()
      if ('tagName' in here.node) yield { node: here.node, leaving: true, skipped: here.skipped }
      continue
    }
    const skipped = here.skipped || unread.has(child.nodeName) || leftOut?.has(child) === true
    yield { node: child, leaving: false, skipped }
    if ('content' in child) open.push({ node: child.content, next: 0, skipped: true })
    if ('childNodes' in child) open.push({ node: child, next: 0, skipped })
  }
}
