import { expect, test } from 'vitest'
import { spellOut } from '../../../src/knowledge/question/shorthand.ts'

test.each([
  ['send dept the text w/ a copy', 'send department the text w/ a copy'],
  ['coca this yr compared w last', 'coca this year compared with last'],
  ['why dont they, and why cant we', 'why do not they, and why can not we'],
  ['us drug budget fy09 total', 'us drug budget fy 2009 total'],
  ["CY '08 rate", 'CY 2008 rate'],
  ['fy2010 and FY 2009', 'fy2010 and FY 2009'],
  ['sec 487; alt dev', 'section 487; alternative development'],
  ['consumo en EEUU? en EE.UU.', 'consumo en Estados Unidos? en Estados Unidos'],
  ['dept. of state', 'department of state'],
  ['may we use it in May', 'we use it in May'],
  ['s487, art14.2', 's 487, art 14.2'],
  ['who sends us the card, and what does it get us', 'who sends  the card, and what does it get '],
  ["drop since 01, and in '05", 'drop since 2001, and in 2005'],
  ['parte de la Convención del 88', 'parte de la Convención del 1988'],
  ['# of teams, shd it rise', 'number of teams, should it rise'],
  ['wich ships board under the 88 treaty', 'which ships board under the 1988 treaty'],
  ['is it fiscal 08 or calendar 08', 'is it fiscal 2008 or calendar 2008'],
  ['can I trust the 9 thousand, o las 12 mil', 'can I trust the 9000, o las 12000'],
  ['would it help us with us involved', 'would it help  with  involved'],
  ['14.1bn less 2mn over 12k ha', '14.1 billion less 2 million over 12000 ha'],
  ["why can't we, won’t they, and isn't it", 'why can not we, will not they, and is not it'],
  ['the meth act of the mid 2000s', 'the meth act of the  '],
  ['parte del convenio de Viena del 88', 'parte del convenio de Viena del 1988'],
  ["what's the M in VRAEM", "what's VRAEM"],
  // What only looks shortened, or like a pronoun.
  ['drug use in us', 'drug use in us'],
  ['does us law bar aid', 'does us law bar aid'],
  ['88 hectares of coca', '88 hectares of coca'],
  ['3.5k, the A in a form', '3.5k, the A in a form'],
  ['para cuándo es el plazo', 'para cuándo es el plazo'],
  ['a target of 10, since 15 were missed', 'a target of 10, since 15 were missed'],
])('%s', (typed, meant) => {
  expect(spellOut(typed)).toBe(meant)
})
