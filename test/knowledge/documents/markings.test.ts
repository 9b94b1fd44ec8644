import { describe, expect, it } from 'vitest'
import { lineMarking } from '../../../src/knowledge/documents/marking/line-marking.ts'
import { readable, refusal } from './read-file.ts'

describe('what a line claims for itself', () => {
  it.each([
    ['(U) The port was calm.', 'U'],
    ['(SBU) The port was calm.', 'SBU'],
    ['SENSITIVE', 'SBU'],
    ['(FOUO) For the desk.', 'SBU'],
    ['(U-FOUO) Aa.', 'SBU'],
    ['2. (UNCLASSIFIED - FOR OFFICIAL USE ONLY) Aa.', 'SBU'],
    ['A. (Unclassified, Sensitive) Aa.', 'SBU'],
    ['2. U//FOUO: Aa.', 'SBU'],
    ['(Unclas/LES) Aa.', 'SBU'],
    ['(U - Entire text) Aa.', 'U'],
    ['(U) Sensitive matters are left out.', 'U'],
    ['The U.S. (law enforcement sensitive to this) agreed.', 'U'],
    ['LIMITED OFFICIAL USE', 'SBU'],
    ['2. (U - PII) Aa.', 'SBU'],
    ['2. (LIMDIS) Aa.', 'SBU'],
    ['UN RESTRICTED', 'above'],
    ['Distr.: Restricted', 'above'],
    ['Distr.: General', 'U'],
    ['UN SECRETO', 'U'],
    ['Distribution: restricted', 'U'],
    ['A sensitive matter, in small letters.', 'U'],
    ['Copyright (C) 2001 by the office.', 'U'],
    ['(C) The minister said so.', 'above'],
    ['9. (C) The minister said so.', 'above'],
    ['¶9 (S//NF) The minister said so.', 'above'],
    ['The port was calm. (S) The minister left.', 'above'],
    ['C O N F I D E N T I A L LUMBRE 000321', 'above'],
    ['S E C R E T SECTION 01 OF 02', 'above'],
    ['UNCLAS LUMBRE 000321 NOFORN', 'above'],
    ['(SBU//NF) The port was calm.', 'above'],
    ['Classification: Secret', 'above'],
    ['*** confidential ***', 'above'],
    ['RESERVADO', 'above'],
    ['TOP \t SECRET', 'above'],
    ['SENSITIVE\tBUT  UNCLASSIFIED', 'SBU'],
    ['E.O. 12958: DECL: 04/01/2019', 'above'],
    ['Classified By: the officer, reason 1.4 (b)', 'above'],
    ['The Secretary of State spoke in confidence.', 'U'],
    ['See para 3(C) and section 489(a)(1) (C) of the act.', 'U'],
    ['Parts (A), (B) and (C) apply to the vessel(s).', 'U'],
    ['¶9(C) holds them, as paragraph (C) says.', 'U'],
    ['as paragraph (C) says', 'U'],
    ['1. (C - Entire text) Aa.', 'above'],
    ['(C-Entire text) Aa.', 'above'],
    ['(S: entire text)', 'above'],
    ['1. C - ENTIRE TEXT.', 'above'],
    ['This cable is classified Secret.', 'above'],
    ['( C ) Aa.', 'above'],
    ['3. [C] Aa.', 'above'],
    ['3. （C） Aa.', 'above'],
    ['(C-NF) Aa.', 'above'],
    ['(SBU-NF) Aa.', 'above'],
    ['3. (s/nf) Aa.', 'above'],
    ['(Begin C) Aa. (End C)', 'above'],
    ['(Secret) The minister left.', 'above'],
    ['3. (secret) The minister left.', 'above'],
    ['Comment: (Confidential) He left.', 'above'],
    ['3. (RESTRICTED) Aa.', 'above'],
    ['The annex (NATO RESTRICTED) is apart.', 'above'],
    ['3. (R) Aa.', 'above'],
    ['C-O-N-F-I-D-E-N-T-I-A-L', 'above'],
    ['S.E.C.R.E.T.', 'above'],
    ['S E C R E T  L I M A  0 0 1', 'above'],
    ['S E N S I T I V E', 'SBU'],
    ['S E N S I T I V E  B U T  U N C L A S S I F I E D', 'SBU'],
    ['S.E.N.S.I.T.I.V.E', 'SBU'],
    ['NATO SECRET', 'above'],
    ['Confidential - Entire text', 'above'],
    ['<Secret>', 'above'],
    ['Clasificación de seguridad: reservado', 'above'],
    ['INFORMACIÓN RESERVADA', 'above'],
    ['DERIVED FROM: DSCG 05-1', 'above'],
    ['Derived from: Multiple Sources', 'above'],
    ['CLASSIFIED BY DCM A. HART FOR REASONS 1.4 (B) AND (D)', 'above'],
    ['Decl on: 2019/04/02', 'above'],
    ['A SECRET CABLE, SECRET//NOFORN', 'above'],
    ['DOCUMENTO SECRETO', 'above'],
    ['INFORME SECRETO N° 12', 'above'],
    ['Oficio (R) N° 045-2009-ABC', 'above'],
    ['CLASIFICADO: SECRETO', 'above'],
    ['Grado de seguridad: SECRETO', 'above'],
    ['MUY SECRETO', 'above'],
    ['ESTRICTAMENTE RESERVADO', 'above'],
    ['SECRETO - No divulgar', 'above'],
    ['VS-NUR FÜR DEN DIENSTGEBRAUCH', 'above'],
    ['E.O. 12356: DECL OADR', 'above'],
    ['(С) Aa, in a Cyrillic letter.', 'above'],
    ['ЅЕСRЕТ', 'above'],
    ['INFORME SECRETO REVELA COCA EN PUNO', 'U'],
    ['Informe reservado del Congreso.', 'U'],
    ['VOTO SECRETO', 'U'],
    ['Secreto: no se sabe quién.', 'U'],
    ['A temperature of 35 (C) was reached.', 'U'],
    ['Статья 3 (а) и (б) говорит о сырье.', 'U'],
    ['THE SECRET PARAGRAPHS OF THIS CABLE', 'above'],
    ['UNCLASSIFIED//FOUO', 'SBU'],
    ['3. (LES) Aa.', 'SBU'],
    ['LAW ENFORCEMENT SENSITIVE', 'SBU'],
    ['DEA SENSITIVE', 'SBU'],
    ['3. (OUO) Aa.', 'SBU'],
    ['Comment: (S.B.U.) He left.', 'SBU'],
    ['Comment: (Official Use Only) He left.', 'SBU'],
    ['TIME-SENSITIVE', 'U'],
    ['Uso oficial de la lengua quechua', 'U'],
    ['The law names Spanish for official use, only in part.', 'U'],
    ['3. (sbu) Aa.', 'SBU'],
    ['[SBU] Aa.', 'SBU'],
    ['(Sensitive but Unclassified) Aa.', 'SBU'],
    ['3. (Sensitive) Aa.', 'SBU'],
    ['Comment: (Sensitive) He left.', 'SBU'],
    ['3. (For Official Use Only) Aa.', 'SBU'],
    ['CUI//SP-LEI', 'SBU'],
    ['A (sensitive) matter.', 'U'],
    ['The sensitive but unclassified list went to Lima.', 'U'],
    ['The kerosene is sold for official use only.', 'U'],
    ['The report is sensitive to the price of leaf.', 'U'],
    ['SENSITIVE ISSUES', 'U'],
    ['CUI 2345678', 'U'],
    ['Código Único de Inversiones (CUI): 2345678', 'U'],
    ['3. (CUI) Aa.', 'SBU'],
    ['LES MINISTRES', 'U'],
    ['The U.S. Secret Service paid confidential informants.', 'U'],
    ['THE SECRET SERVICE PAID CONFIDENTIAL INFORMANTS IN SECRET.', 'U'],
    ['THE NUMBER IS KEPT CONFIDENTIAL.', 'U'],
    ['S E C R E T A R Y', 'U'],
    ['Restricted', 'U'],
    ['Free | Restricted', 'U'],
    ['Reservado', 'U'],
    ['A (secret) ballot and (confidential) talks.', 'U'],
    ['Ephedrine (Restricted) and others', 'U'],
    ['said that [C]ongress and [S]he would', 'U'],
    ['vitamin (C) is one', 'U'],
    ['the Coordinator for Counterterrorism (S/CT), and the staff (S/P)', 'U'],
    ['(C) 2009 The office. All rights reserved.', 'U'],
    ['E.O. 12958: DECL: N/A', 'U'],
    ['Derived from: the survey of 2008', 'U'],
    ['for the reasons in para 1.4 (b)', 'U'],
    ['land classified by height', 'U'],
    ['(end c. 1998)', 'U'],
    ["the convention's entire text", 'U'],
  ])('%s: %s', (text, marking) => {
    expect(lineMarking(text)).toBe(marking)
  })

  it('takes (C) after an item (B) for an item', async () => {
    const text = '1. Three:\n\n(A) one\n\n(B) two\n\n(C) three'
    expect((await readable('a.txt', text)).document.paragraphs.at(-1)?.cite).toMatchObject({ part: 'C' })
    expect(await refusal('a.txt', '1. Two:\n\n(A) one\n\n(C) three')).toMatchObject({ line: 5 })
  })

  it.each([
    ['after (A) and (B) in the lines above', '1. That (A) bases open; (B) fuel be paid; and\n(C) pay rise.'],
    ['far behind (B)', `1. (A) one; (B) ${'two '.repeat(200)}; (C) three.`],
    ['above a word alone', '1. The names were kept\nconfidential.\n\n2. Others are not.'],
    ['above it, in capitals', '1. THE NAMES OF OFFICERS ARE\nCONFIDENTIAL.\n\n2. OTHERS ARE NOT.'],
    ['in an item', '1. Two:\n\na) Público\n\nb) Secreto\n\nc) Confidencial'],
    ['over a table', 'Aa.\n\nRestricted\n\n1. Bb.'],
  ])('takes for no marking what stands %s', async (_where, text) => {
    expect(await refusal('a.txt', text)).toBeUndefined()
  })

  it.each([
    ['in another paragraph', '1. That (A) bases open; (B) fuel be paid.\n\n(C) Pay rose.', 3],
    ['behind an item (B)', '1. Two:\n\n(A) one\n\n(B) two\n\n1A. (C) Pay rose.', 7],
    ['at a paragraph put in', '1. Aa.\n\n1 bis. (secret) Bb.', 3],
    ['after a lone (B)', '1. As (B) says\n(C) Pay rose.', 2],
    ['first of all', 'Restricted\n\n1. Aa.', 1],
    ['at a break of pages', '1. The names of the officers are\nCONFIDENTIAL\nkept apart.', 2],
    ['on the first line, in small letters', 'confidential\n\n1. Aa.', 1],
    ['right below a title, in small letters', 'Note on the draft law\nconfidential\n\n1. Aa.', 2],
  ])('takes for a marking what stands %s', async (_where, text, line) => {
    expect(await refusal('a.txt', text)).toMatchObject({ line, isAbove: true })
  })
})

describe('the ceiling', () => {
  it.each([
    ['a portion', 'Aa.\n\nBb.\n\n1. (S) Cc.', 5],
    ['a banner', 'SECRET\n\n1. Aa.', 1],
    ['the end', '1. Aa.\n\nNOFORN', 3],
    ['a mark split between lines', '1. Aa.\n\n2. Bb (S/\n/NF) cc.', 3],
    ['a comment of a page', '<p>1. Aa.</p>\n<!-- SECRET -->', 2],
    ['what a page says of itself', '<p>1. Aa.</p>\n<meta name="marking" content="Restricted">', 2],
    ['a picture', '<p>1. Aa.</p>\n<p><img alt="CONFIDENTIAL"></p>', 2],
  ])('refuses a file for %s, names the line and none of its words', async (_what, text, line) => {
    const refused = await refusal(text.startsWith('<') ? 'a.html' : 'a.txt', text)
    expect(refused?.line).toBe(line)
    expect(refused?.what).not.toMatch(/Aa|Bb|Cc|SECRET|NOFORN|\(S/)
  })

  it('refuses SBU where only U may be held', async () => {
    expect(await refusal('a.txt', '1. Aa.\n\n2. (SBU) Bb.', { ceiling: 'U' })).toMatchObject({ line: 3 })
    expect(await refusal('a.txt', '1. (U) Aa.', { ceiling: 'U' })).toBeUndefined()
  })

  it.each<[string, string, string[]]>([
    ['its own mark', '1. (SBU) Aa.\n\n2. (U) Bb.\n\n3. Cc.', ['SBU', 'U', 'U']],
    ['the mark of its paragraph', '1. (SBU) Aa:\n\nA) Bb;\n\nB) (U) Cc.', ['SBU', 'SBU', 'U']],
    ['a banner', 'SENSITIVE BUT UNCLASSIFIED\n\n1. Aa.\n\n2. (U) Bb.', ['SBU', 'U']],
    ['the mark before it', '1. (SBU) Aa.\n\n2. Bb:\n\nA) Cc;\n\nB) (U) Dd.', ['SBU', 'SBU', 'SBU', 'U']],
    ['the mark before it, without numbers', '(SBU) Aa.\n\nBb.\n\n(U) Cc.\n\nDd.', ['SBU', 'SBU', 'U', 'U']],
    [
      'its own mark, put in behind another',
      '1. (U) Aa.\n\n1A. (SBU) Bb.\n\n2. (U) Cc.\n\n2A. Dd.',
      ['U', 'SBU', 'U', 'U'],
    ],
    ['words right above', '1. Aa (SBU) bb.\n2. Cc.\n\n3. (U) Dd.', ['SBU', 'SBU', 'U']],
    ['words of its own', '1. (U) Aa.\n\nMore (SBU) words.\n\n2. Bb.', ['SBU', 'U']],
  ])('marks a paragraph by %s', async (_what, text, expected) => {
    const { document } = await readable('a.txt', text)
    expect(document.paragraphs.map(({ marking }) => marking)).toEqual(expected)
    expect(document.marking).toBe('SBU')
  })

  it.each([
    'UNCLAS LUMBRE 000321 SIPDIS SENSITIVE',
    'UNCLAS LUMBRE 000321 SENSITIVE',
    'UNCLAS SENSITIVE LUMBRE 000321',
    'UNCLAS S E N S I T I V E LUMBRE 000321',
    'U N C L A S LUMBRE 000321\n\nS E N S I T I V E',
    'UNCLAS SENSITIVE SECTION 01 OF 01 LUMBRE 000321',
    'UNCLAS//FOUO LUMBRE 000321',
    'UNCLASSIFIED//FOR OFFICIAL USE ONLY LUMBRE 000321',
    'UNCLAS LUMBRE 000321\n\nSIPDIS SENSITIVE',
    'UNCLAS LUMBRE 000321\n\nSIPDIS, SENSITIVE',
    'UNCLAS LUMBRE 000321\nCAPTIONS: SENSITIVE',
    'UNCLAS LUMBRE 000321 EXDIS',
  ])('marks the whole of a cable by its head: %s', async (marked) => {
    const { document } = await readable('a.txt', `${headed(marked)}1. Aa.\n\n2. (U) Bb.`)
    expect(document.paragraphs.map(({ marking }) => marking)).toEqual(['SBU', 'U'])
    expect(document.id).toBe('09 LUMBRE 321')
    expect(document.head.captions.join()).toMatch(/SENSITIVE|FOUO|FOR OFFICIAL USE ONLY|EXDIS/)
    expect(await refusal('a.txt', `${headed(marked)}1. Aa.`, { ceiling: 'U' })).toMatchObject({
      isAbove: true,
    })
  })

  it.each([
    'SENSITIVE BUT UNCLASSIFIED (SBU)',
    'SENSITIVE BUT UNCLASSIFIED - NOT FOR INTERNET DISTRIBUTION',
    'Sensitive But Unclassified',
    'sensitive but unclassified',
    'S E N S I T I V E  B U T  U N C L A S S I F I E D',
    'S E N S I T I V E B U T U N C L A S S I F I E D',
    'UNCLASSIFIED AND SENSITIVE',
    'INTERNAL USE ONLY',
    'NOT FOR RELEASE',
    'SOLO USO OFICIAL',
    'DOCUMENTO DE USO INTERNO',
    'NOT FOR PUBLIC DISTRIBUTION',
    'USO INTERNO',
    'USO OFICIAL',
    'Page 1 of 3 - Sensitive but Unclassified',
    'Classification: SBU',
    'Sensitivity: sensitive',
    'SBU/DELIBERATIVE',
    'Classification: SBU - Deliberative Process',
    'SBU - DRAFT',
    'SBU - PRIVACY OR PII',
    'LAW ENFORCEMENT USE ONLY',
    'EMBASSY USE ONLY',
    'INTERNAL USE',
    'OFFICIAL SENSITIVE',
    'DIFUSIÓN RESTRINGIDA',
    'EXDIS',
    'S B U',
    'U//FOUO',
    'CUI',
    'OFFICIAL-SENSITIVE',
    'OFFICIAL USE ONLY',
    'Distribution limited: for official use only',
    'OUO',
    'S.B.U.',
    'DEA SENSITIVE',
    'SENSITIVE SECURITY INFORMATION',
    'Official - SBU',
    'Official - SBU (Law Enforcement)',
    'Official - SBU (Deliberative Process)',
    'SBU - Law Enforcement',
    'Unclassified (SBU)',
    'Classification: Unclassified (Sensitive)',
    'SENSIBLE PERO NO CLASIFICADO',
    'PARA USO OFICIAL EXCLUSIVO',
    'Solo para uso oficial',
  ])('marks the whole by a banner, and reads no words of it: %s', async (line) => {
    for (const text of [`${line}\n\nAa\n\n1. Bb.`, `Aa\n\n1. Bb.\n\n${line}`]) {
      const { document } = await readable('a.txt', text)
      expect(document.paragraphs.map(({ marking }) => marking)).toEqual(['SBU'])
      expect(document.paragraphs.map((paragraph) => paragraph.text)).toEqual(['Bb.'])
    }
  })

  it.each([
    'SBU\nThis email is UNCLASSIFIED.',
    'Sensitive\nThis email is UNCLASSIFIED.',
    'Sensitive\n\nUNCLASSIFIED',
    'This email is UNCLASSIFIED (SBU).',
    'This email is Unclassified (Sensitive).',
    'Official - SBU\nUNCLASSIFIED',
  ])('marks the whole of a mail by how it ends: %s', async (end) => {
    const mail = `From: Hart\nTo: Ruiz\nSubject: ports\n\nAa.\n\nBb.\n\n${end}\n`
    const { document } = await readable('a.txt', mail)
    expect(document.paragraphs.map(({ marking }) => marking)).not.toContain('U')
    expect(await refusal('a.txt', mail, { ceiling: 'U' })).toMatchObject({ isAbove: true })
  })

  it.each(['TIME-SENSITIVE', 'Notes on PRICE-SENSITIVE', 'Climate-Sensitive Crops', 'Notes, time sensitive'])(
    'takes a word with sensitive in it for no mark of a title: %s',
    async (title) => {
      const { document } = await readable('a.md', `${title}\n\n1. Aa.\n\n2. Bb.`, { ceiling: 'U' })
      expect(document.marking).toBe('U')
    },
  )

  it.each([
    'Minutes (SBU)',
    'Minutes - SENSITIVE',
    'MINUTES UNCLASSIFIED-SENSITIVE',
    'SBU Minutes',
    '# (SBU) Minutes',
  ])('marks the whole by a title: %s', async (title) => {
    const { document } = await readable('a.md', `${title}\n\n1. Aa.\n\n2. Bb.`)
    expect(document.paragraphs.map(({ marking }) => marking)).not.toContain('U')
  })

  it.each([
    'sensitive but unclassified',
    'for official use only',
    '(sensitive but unclassified)',
    'para uso oficial exclusivo',
  ])('marks the whole by small letters right below a title: %s', async (mark) => {
    for (const below of ['', 'Lima, May 2009']) {
      const { document } = await readable(
        'a.txt',
        `Embassy Lumbre\n\nNote on the draft law\n${mark}\n${below}\n\nAa.\n\nBb.`,
      )
      expect(document.paragraphs.map(({ marking }) => marking)).not.toContain('U')
    }
  })

  it.each([
    'This cable is Sensitive but Unclassified. Please handle accordingly.',
    'THIS CABLE IS SENSITIVE BUT\nUNCLASSIFIED, PLEASE PROTECT.',
    'This is a Sensitive But Unclassified message.',
    'This email is UNCLASSIFIED//SBU.',
    'This message contains sensitive but unclassified information.',
    'This telegram and its annexes should be treated as SBU.',
    'Sensitive but unclassified, please protect accordingly.',
    'Message is sensitive but unclassified. Please protect.',
    'SBU - Entire text.',
    '(Entire text is SBU.)',
    'Sensitive - entire text.',
    'Unless otherwise marked, all paragraphs are SBU.',
    'Unless otherwise marked, paragraphs are SBU.',
    'Paragraphs are SBU unless otherwise noted.',
    'Cable is SBU. Post asks for dogs.',
    'What follows is SBU.',
    'The following points are Sensitive but Unclassified:',
    'The paragraphs below are SBU.',
    'Cable is SBU in its entirety.',
    'The information herein is SBU.',
    'The information contained in this report is Sensitive but Unclassified.',
    'Paras 1-3 SBU.',
    'Warning: This document contains information that is FOR OFFICIAL USE ONLY.',
    'Este documento es sensible pero no clasificado.',
    'El presente informe contiene información para uso oficial exclusivo.',
    'Paragraphs 2 and 3 are sensitive but unclassified.',
    'Please protect this cable as sensitive but unclassified.',
  ])('marks the whole by a sentence: %s', async (sentence) => {
    const { document } = await readable('a.txt', `1. ${sentence}\n\n2. Aa.\n\n3. (U) Bb.\n\n4. Cc.`)
    expect(document.paragraphs.map(({ marking }) => marking)).toEqual(['SBU', 'SBU', 'U', 'SBU'])
    expect(await refusal('a.txt', `1. ${sentence}`, { ceiling: 'U' })).toMatchObject({ isAbove: true })
  })

  it.each([
    'The entire text is sensitive to each comma.',
    'El Código Único de Inversiones (CUI) es 2345678.',
    'The export list is sensitive but unclassified.',
    'That list was called\nsensitive but unclassified. Please protect the sources.',
    'For official use only the ministry buys kerosene.',
    'THE TALKS WERE\nSENSITIVE.',
    'SENSITIVE MATTERS\nWERE LEFT.',
    'This cable is sensitive to the price of leaf.',
    'He would handle it as sensitive but unclassified material would be.',
    'The guide has a sensitive but unclassified report in it.',
    'The form is for official use only.',
    'A list that says what follows is sensitive to prices.',
    'That cable is sensitive but unclassified.',
    'El quechua es de uso oficial solamente en parte.',
    'The information in this paper is for official users only.',
    'The kerosene is sold\nfor internal use only.',
    'La sal es de uso interno.',
  ])('marks nothing by words that speak of it: %s', async (words) => {
    const text = `${headed('UNCLAS LUMBRE 000321').replace('Aa', 'SENSITIVE TALKS')}1. Aa.\n\n2. ${words}\n\n3. Bb.`
    expect((await readable('a.txt', text, { ceiling: 'U' })).document.marking).toBe('U')
  })

  it.each([
    'The names are held\nfor official use only\nby the police.',
    'The names are held\nfor official use only.',
    'Points\n\n- The police hold the names\n  for official use only\n- Boats came',
    'Aa.\n\n- The police hold the names\n  for official use only\n',
    'Law enforcement\n\nThe film is time-sensitive.',
  ])('marks nothing by a sentence or item that ends in a mark: %j', async (text) => {
    expect((await readable('a.txt', `${text}\n\nBb.`, { ceiling: 'U' })).document.marking).toBe('U')
  })

  it.each([
    '[Begin SBU]',
    '[Begin SBU.]',
    '(BEGIN SBU)',
    'Begin SBU text:',
    'Begin text (SBU):',
    'If raised (SBU):',
    'If raised - SBU:',
    'If asked (Sensitive):',
    'SBU points:',
  ])('marks all below a line that a block begins with, and nothing above: %s', async (line) => {
    for (const text of [`1. Aa.\n\n${line}\n\n2. Bb.\n\n3. Cc.`, `1. Aa.\n${line}\n2. Bb.\n3. Cc.`]) {
      const { document } = await readable('a.txt', text)
      expect(document.paragraphs.map(({ marking }) => marking)).toEqual(['U', 'SBU', 'SBU'])
      expect(document.paragraphs[0]?.text).toBe('Aa.')
      expect(await refusal('a.txt', text, { ceiling: 'U' })).toMatchObject({ isAbove: true })
    }
  })

  it.each<[string, string, string[]]>([
    ['on a line of its own', '1. Aa.\n\n[Begin SBU.]\n\n2. Bb.\n\n[End SBU.]\n\n3. Cc.', ['U', 'SBU', 'U']],
    ['in capitals', '1. Aa.\n\nBEGIN SBU\n\n2. Bb.\n\nEND SBU\n\n3. Cc.', ['U', 'SBU', 'U']],
    ['line under line', '1. Aa.\n[Begin SBU]\n2. Bb.\n[End SBU]\n3. Cc.', ['U', 'SBU', 'U']],
    ['without numbers', 'Aa.\n\n[Begin SBU]\n\nBb.\n\n[End SBU]\n\nCc.', ['U', 'SBU', 'SBU', 'U']],
    [
      'in its words',
      '1. Aa. Begin SBU. Bb.\n\n2. Cc.\n\n3. Dd. End SBU.\n\n4. Ee.',
      ['SBU', 'SBU', 'SBU', 'U'],
    ],
    [
      'over points',
      '1. (U) Aa.\n\nBegin text (SBU):\n\n-- Bb\n\n-- Cc\n\nEnd text.\n\n2. Dd.',
      ['U', 'SBU', 'SBU', 'SBU'],
    ],
    [
      'by a number of its own',
      '1. Aa.\n\n2. If raised (SBU):\n\nA) Bb.\n\nB) Cc.\n\n3. (U) Dd.',
      ['U', 'SBU', 'SBU', 'SBU', 'U'],
    ],
    ['around a mark', '1. Aa.\n\n2. (SBU) Bb. [Begin LES] Cc. [End LES]\n\n3. Dd.', ['U', 'SBU', 'SBU']],
    ['only in speech', '1. They begin sensitive talks.\n\n2. It was in the end sensitive.', ['U', 'U']],
    ['that is none', '1. Código Único de Inversiones (CUI):\n\n2. Bb.', ['U', 'U']],
    ['in small letters', '1. There are two matters (sensitive):\n\n2. Bb.', ['U', 'U']],
  ])('marks a block %s', async (_how, text, expected) => {
    const { document } = await readable('a.txt', text)
    expect(document.paragraphs.map(({ marking }) => marking)).toEqual(expected)
  })

  it.each([
    ['The film is\nnot for public distribution.', 'U'],
    ['The names are for\ninternal use only\nand not held.', 'U'],
    ['See on\npage 12\nof the survey.', 'U'],
    ['THE FILM IS\nFOR OFFICIAL USE ONLY.', 'SBU'],
  ])('loses no words of a sentence that a line alone would mark: %j', async (text, marking) => {
    const { document } = await readable('a.txt', `1. (U) Aa.\n\n2. ${text}\n\n3. (U) Cc.`)
    expect(document.paragraphs[1]).toMatchObject({ text: text.replaceAll('\n', ' '), marking })
  })

  it('holds a mark up to the next one, however it is written', async () => {
    const marks = [
      '[SBU]',
      '(Sensitive but Unclassified)',
      '(FOR OFFICIAL USE ONLY)',
      '(SENSITIVE)',
      'SBU:',
      '(SBU-P)',
      '(U-SBU)',
      '(U, SBU)',
      '(U//FOUO)',
      '(UNCLASSIFIED - FOR OFFICIAL USE ONLY)',
      '(UNCLASSIFIED — LES)',
    ]
    for (const mark of marks) {
      const { document } = await readable('a.txt', `1. Aa.\n\n2. ${mark} Bb.\n\n3. Cc.\n\n4. (U) Dd.`)
      expect(document.paragraphs.map(({ marking }) => marking)).toEqual(['U', 'SBU', 'SBU', 'U'])
      expect(document.paragraphs[1]?.text).toBe('Bb.')
    }
  })

  it.each([
    ['1. (U) Aa.\n\n## (SBU) Bb\n\n2. (U) Cc.\n\n## Dd\n\n3. (U) Ee.', ['U', 'SBU', 'U']],
    ['1. (U) Aa.\n\n## (SBU) Bb\n\n### Cc\n\n2. (U) Dd.\n\n3. (U) Ee.', ['U', 'SBU', 'U']],
    ['Aa.\n\n## Bb (SBU)\n\nCc.\n\n## Dd\n\n(U) Ee.', ['U', 'SBU', 'U']],
    ['1. (U) Aa.\n\n2. (U) Bb.\n\n## (SBU) Cc', ['U', 'SBU']],
  ])('shows no heading below its mark', async (text, expected) => {
    const { document } = await readable('a.md', text)
    expect(document.paragraphs.map(({ marking }) => marking)).toEqual(expected)
  })

  it('says where it marks what bears no mark', async () => {
    const { problems } = await readable('a.txt', '1. (SBU) Aa.\n\n2. Bb.\n\n3. Cc.\n\n4. (U) Dd.')
    expect(problems).toEqual([
      { line: 3, what: 'bears no mark behind an SBU paragraph; read as SBU, up to the next mark' },
    ])
  })
})

/** The head of a cable that bears this line of classification. */
function headed(marked: string): string {
  return `P 141830Z FEB 09\nFM AMEMBASSY LUMBRE\nTO SECSTATE WASHDC\n${marked}\n\nTAGS: SNAR\nSUBJECT: Aa\n\n`
}
