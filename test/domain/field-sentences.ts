import type { Row } from './sentences.ts'

// In the manner of press notes, wire texts and yearly reports; sentences of our own, no report's.
export const field: Row[] = [
  ['Police denied that they had seized 100 kg of cocaine.', ['none']],
  [
    'PNP officers intercepted a pickup near Pichari on Tuesday and confiscated one hundred and eighty kilos of cocaine base.',
    ['log', 'seizure 180 kg cocaine base at pichari'],
  ],
  [
    'LIMA, MARCH 3 (AP) - PERUVIAN ANTI-DRUG POLICE SEIZED 1.2 TONNES OF COCAINE HIDDEN IN FROZEN FISH AT THE PORT OF PAITA AND ARRESTED FIVE PEOPLE, OFFICIALS SAID.',
    ['log', 'seizure 1.2 t cocaine at paita', 'arrest 5 people at paita'],
  ],
  [
    'Agentes de la Dirandro decomisaron media tonelada de clorhidrato de cocaína en una vivienda de San Juan de Lurigancho.',
    ['log', 'seizure 0.5 t cocaine hydrochloride at san-juan-de-lurigancho'],
  ],
  [
    'En lo que va del año se han erradicado 7 mil 850 hectáreas de coca en el Alto Huallaga, frente a las 6 mil 900 del mismo periodo de 2008.',
    ['log', 'eradication total 7,850 ha coca at upper-huallaga'],
  ],
  [
    'Police in Tocache destroyed four cocaine laboratories and burned 1,150 kilos of coca leaf yesterday.',
    ['log', 'lab destruction 4 laboratories at tocache', 'context/disposal 1,150 kg coca-leaf at tocache'],
  ],
  [
    'Customs officers at Callao inspected 214 containers in April and seized 96 kg of cocaine in two of them.',
    ['log', 'inspection/container 214 containers at callao', 'seizure 96 kg cocaine at callao'],
  ],
  [
    'Efectivos de la Marina intervinieron una embarcación frente a Talara con 1 800 kilos de cocaína.',
    ['log', 'seizure 1,800 kg cocaine at talara'],
  ],
  [
    'Two suspects were arrested with 15 kg of cocaine hydrochloride and USD 120,000 in cash.',
    ['log', 'arrest 2 people', 'seizure 15 kg cocaine hydrochloride', 'asset/seized 120,000 USD'],
  ],
  ['No drugs were seized in the operation.', ['none']],
  [
    'Un perro de la unidad canina detectó 22 kilos de cocaína en el aeropuerto Jorge Chávez; un ciudadano español quedó detenido.',
    ['clarify', 'seizure 22 kg cocaine at lima-airport', 'arrest 1 people at lima-airport'],
  ],
  [
    'More than a ton of marijuana was burned by authorities on Friday.',
    ['clarify', 'context/disposal 1 t cannabis'],
  ],
  ['Se incautó 1.250 kg de droga en Huánuco.', ['clarify', 'seizure 1,250 kg unnamed-drug at huanuco']],
  [
    'During Q4 2008 a total of 1,430 hectares of coca were eradicated, including 320 in Monzón and 210 in Aguaytía.',
    ['log', 'eradication total 1,430 ha coca'],
  ],
  ['CY08: 9,950 HA COCA ERADICATED BY CORAH (FORCED).', ['log', 'eradication/forced total 9,950 ha coca']],
  [
    'On 24APR09 PNP/DIRANDRO seized 2.3 MT PBC, 450 gal kerosene and 3 vehicles vic Llochegua.',
    [
      'log',
      'seizure 2.3 t cocaine paste at llochegua',
      'seizure 450 gal kerosene at llochegua',
      'asset/seized 3 vehicles at llochegua',
    ],
  ],
  [
    'Tres personas murieron y 140 kilos de cocaína fueron decomisados tras el choque de un camión en Chincha.',
    ['log', 'seizure 140 kg cocaine at chincha'],
  ],
  [
    'The police said they had seized $2.3 million, four SUVs and a yacht.',
    ['log', 'asset/seized 2,300,000 USD', 'asset/seized 4 vehicles', 'asset/seized 1 vessels'],
  ],
  [
    'Ecuadorian soldiers destroyed a coca processing lab and about 12,000 coca plants near the border with Colombia.',
    ['log', 'lab destruction 1 laboratories', 'eradication 12,000 plants coca'],
  ],
  [
    'La Policía Antidrogas intervino un camión cisterna con 4,800 galones de kerosene en La Oroya el 15 de marzo.',
    ['log', 'seizure 4,800 gal kerosene at la-oroya'],
  ],
  [
    'Nine tonnes of precursors were seized in Junín, Pasco and Huánuco in May.',
    ['log', 'seizure 9 t unnamed-precursor at junin'],
  ],
  [
    'The coast guard offloaded 5,400 pounds of cocaine worth $81 million in Miami.',
    ['clarify', 'seizure 5,400 lb cocaine'],
  ],
  [
    "A 29-year-old man was caught with 45 capsules of cocaine in his stomach at Lima's airport.",
    ['log', 'seizure 45 pills cocaine at lima-airport'],
  ],
  [
    'Troops eradicated poppy on 2¾ hectares in Cajamarca.',
    ['log', 'poppy eradicated 2.75 ha opium-poppy at cajamarca'],
  ],
  [
    'In January police seized 800 kg of cocaine in Callao, 120 kg in Paita and 65 kg in Ilo.',
    [
      'log',
      'seizure 800 kg cocaine at callao',
      'seizure 120 kg cocaine at paita',
      'seizure 65 kg cocaine at ilo',
    ],
  ],
  [
    'The operation netted 1,400 litres of ether and led to the arrest of four Peruvians and a Bolivian.',
    ['log', 'seizure 1,400 L ethyl-ether', 'arrest 4 people', 'arrest 1 people'],
  ],
  [
    'Police seized 20 kg of cocaine paste on 3 March and 35 kg of cocaine base on 5 March.',
    ['log', 'seizure 20 kg cocaine paste', 'seizure 35 kg cocaine base'],
  ],
]
