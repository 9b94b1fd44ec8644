/** Letters set apart from each other by spaces, hyphens or points. */
const spacedWord = /\b[A-Z]([ .-]| {2})(?:[A-Z]\1)+[A-Z]\b/g

/** Words written so, `S E N S I T I V E  B U T`, as others are; those with as much between them as between their letters as one. */
export function joinSpaced(text: string): string {
  return text.replace(spacedWord, joinLetters)
}

/** The words of a text that are written so, joined. */
export function spacedWords(text: string): string[] {
  return (text.match(spacedWord) ?? []).map(joinLetters)
}

function joinLetters(word: string): string {
  return word.replace(/[ .-]/g, '')
}
