import { expect, test } from 'vitest'
import { claimedMarking, takeMark } from '../../src/domain/marking.ts'

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
  ['C-NF: seizure', 'above'],
  ['SBU/NF seizure', 'above'],
  ['S / NF', 'above'],
  ['UN F-16, NF-7 and SBU-NFL', 'SBU'],
  ['said [S]he left', 'U'],
  ['from (c) to (s), (end c. 1998)', 'U'],
  ['seizure 5 kg cocaine mark C', 'above'],
  ['because it is known mark: top secret src 09 LIMA 900', 'above'],
  ['5 kg cocaine mark c at Callao', 'above'],
  ['"paid by W mark s//nf" src x', 'above'],
  ['seizure mark sbu', 'SBU'],
  ['seizure mark U', 'U'],
  ['the mark C, told by Mark Smith', 'U'],
  ['they mark secret routes', 'U'],
])('%s claims %s', (text, marking) => {
  expect(claimedMarking(text)).toBe(marking)
})

test.each([
  ['a port log mark sbu', { rest: 'a port log', mark: 'SBU' }],
  ['"a post mark" mark U.', { rest: '"a post mark"', mark: 'U' }],
  ['a port log mark red', { problem: 'mark takes U or SBU, e.g. mark SBU.' }],
  ['a port log mark Confidential', { problem: 'mark takes U or SBU, e.g. mark SBU.' }],
  ['a port log', { rest: 'a port log' }],
  ['talk with Mark U', { rest: 'talk with Mark U' }],
  ['at Callao. Mark U', { rest: 'at Callao.', mark: 'U' }],
  ['told by Mark Smith', { rest: 'told by Mark Smith' }],
  ['"how they mark things"', { rest: '"how they mark things"' }],
  ['a brand mark found at Callao', { rest: 'a brand mark found at Callao' }],
])('%s ends with a mark or not', (text, taken) => {
  expect(takeMark(text)).toEqual(taken)
})
