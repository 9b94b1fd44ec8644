import { expect, test } from 'vitest'
import { claimedMarking } from '../../src/domain/marking.ts'

test.each([
  ['seizure 5 kg cocaine', 'U'],
  ['(U) seizure', 'U'],
  ['the secretary kept a secret', 'U'],
  ['src 09 STATE 32018 ¶9(C)', 'U'],
  ['article 9(1)(C)', 'U'],
  ['(SBU) seizure', 'SBU'],
  ['SENSITIVE BUT UNCLASSIFIED', 'SBU'],
  ['(sbu) seizure', 'SBU'],
  ['[sbu] seizure', 'SBU'],
  ['(sensitive but unclassified) seizure', 'SBU'],
  ['Sensitive but Unclassified: seizure', 'SBU'],
  ['a sensitive but unclassified list, a (sensitive) matter', 'U'],
  ['(C) seizure', 'above'],
  ['seizure (S//NF)', 'above'],
  ['(TS//SI) seizure', 'above'],
  ['S//NF seizure', 'above'],
  ['SECRET LIMA 412', 'above'],
  ['S E C R E T LIMA 412', 'above'],
  ['C O N F I D E N T I A L', 'above'],
  ['TOP SECRET', 'above'],
  ['releasable: NOFORN', 'above'],
  ['( C ) seizure', 'above'],
  ['[S] seizure', 'above'],
  ['(C - Entire text) seizure', 'above'],
  ['(s/nf) seizure', 'above'],
  ['(Begin S) seizure', 'above'],
  ['said [S]he left', 'U'],
  ['from (c) to (s), (end c. 1998)', 'U'],
])('%s claims %s', (text, marking) => {
  expect(claimedMarking(text)).toBe(marking)
})
