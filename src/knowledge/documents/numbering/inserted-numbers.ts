/** What tells a paragraph put in behind another from that: `2A.`, `3 bis.`, also with a hyphen. */
export const inserted = '(?:-?[A-Z]|[ -]?(?:bis|ter|qu[aá]ter))'

/** Where a numbered paragraph begins, in lines whose spaces are single ones. */
export const numberStart = `^[\\s>#*]*(?:¶ ?)?(?:\\d+${inserted}?[.)]|\\(\\d+\\)) ?`
