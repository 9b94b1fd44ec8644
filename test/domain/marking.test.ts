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
  ['(C) seizure', 'above'],
  ['seizure (S//NF)', 'above'],
  ['(TS//SI) seizure', 'above'],
  ['S//NF seizure', 'above'],
  ['SECRET LIMA 412', 'above'],
  ['S E C R E T LIMA 412', 'above'],
  ['C O N F I D E N T I A L', 'above'],
  ['TOP SECRET', 'above'],
  ['releasable: NOFORN', 'above'],
])('%s claims %s', (text, marking) => {
  expect(claimedMarking(text)).toBe(marking)
})
