import { describe, expect, test } from 'vitest'
import { formsWanted } from '../../../src/knowledge/question/asked-forms.ts'

const tells = (question: string, text: string): boolean =>
  formsWanted(question).every((form) => form.test(text))

describe('a question that wants a form is answered by a text that holds it, and by no other', () => {
  test.each([
    [
      'who is the director of the police',
      'Director Ana Ruiz leads the police',
      'The director leads the police',
    ],
    ['who is the head of the unit', 'Ana Ruiz, its acting head, said so', 'The Head Of Unit said so'],
    ['who commands the base', 'The base is commanded by Juan Soto', 'It is commanded by the police'],
    ['who is the director', 'DIRECTOR ANA RUIZ', 'THE DIRECTOR OF THE UNIT'],
    ['por qué se fueron', 'Se fueron porque no hubo apoyo', 'Se fueron dos.'],
    ['nombre del jefe de la unidad', 'Chief Ramos', 'Owner: nobody named'],
    [
      'why did they leave the list',
      'They left for want of cultivation',
      'No. 12, 15 September 2010. Left: two.',
    ],
    ['budget for the campaign in 2009', 'US$ 2 million', 'A campaign on television'],
    ['which general heads the unit', 'Gen. Soto heads it', 'A general heads it'],
    ['who leads the talks for Peru', 'Ambassador Rey leads them', 'The ministry leads the talks'],
    ['what does a kilo of leaf cost', 'A kilo costs $ 4', 'A kilo is 1,000 grams'],
    ['how much is a policeman paid', 'No sum is stated', '400 policemen were to graduate'],
    ['cuánto costaron las bases', 'Las bases costaron 2 millones', 'Las bases son dos'],
    ['phone number of the desk', 'Call +1 202 555 0100', 'The desk is in Washington'],
    ['number for the duty officer', 'duty@example.org', 'The duty officer sits in Lima'],
    ['what is the number of the law on inputs', 'Law No. 28305', 'A law on inputs, of 2004'],
    ['what fine does a firm face', 'It is punished by a fine', 'A firm not in the registry is told so'],
    ['what got them off the list', 'They left for want of cultivation', 'Left: two.'],
    ['who runs the review', 'A commission runs it', 'The review has four rounds'],
    ['maximum prison term for laundering', 'Up to 25 years', 'Laundering is punished'],
  ])('%s', (question, told, untold) => {
    expect(tells(question, told)).toBe(true)
    expect(tells(question, untold)).toBe(false)
  })

  test.each([
    'who must send the report card',
    'who is a major transit country',
    'what is the number of the cable',
    'which officials must be prosecuted',
    'does their grade depend on how much money we give',
    'what are prison officers told to do',
    'how many kilos were seized',
  ])('%s wants none', (question) => {
    expect(formsWanted(question)).toEqual([])
  })
})
