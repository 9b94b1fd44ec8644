/**
 * Everything that a terminal, a log or a chat client obeys instead of showing: control characters (escape among them),
 * line and paragraph separators, the marks that override the direction of text, halves of broken characters; and the two signs that
 * no XML may hold.
 */
const obeyed = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff\p{Surrogate}]/gu

/** Without any of them, which is quickly told of most strings. */
const allShown = /^[ -~\u00a0-\u2027\u202f-\u2065\u206a-\ud7ff]*$/

const spaces = '\t\n\v\f\r\u0085\u2028\u2029'

/**
 * The same text with those signs made visible (␛ for escape), and white space of other lines or columns made a space.
 * Renderers put every string of a reply through it, so a line stays one line.
 */
export function visibleText(text: string): string {
  if (allShown.test(text)) return text
  return text.replace(obeyed, (sign) => {
    if (spaces.includes(sign)) return ' '
    if (sign === '\u007f') return '␡'
    return sign < ' ' ? String.fromCharCode(0x2400 + sign.charCodeAt(0)) : '\ufffd'
  })
}

/** An address of the web that a reader may follow as it stands: nothing in it is obeyed, ends it or hides. */
export function isWebAddress(link: string): boolean {
  return /^https?:\/\/[^\s<>|]+$/i.test(link) && link === visibleText(link)
}
