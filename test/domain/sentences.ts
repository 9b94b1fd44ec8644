export type Row = [sentence: string, expected: [action: string, ...entries: string[]]]

// Sentences of our own, in the manner of the field; no report's.
export const english: Row[] = [
  ['DIRANDRO seized 250 kg of cocaine at Callao on 3 April.', ['log', 'seizure 250 kg cocaine at callao']],
  [
    'POLICE SEIZED 1,200 KGS OF COCA LEAF AND ARRESTED SEVEN SUSPECTS IN AYACUCHO ON 24APR09.',
    ['log', 'seizure 1,200 kg coca-leaf at ayacucho', 'arrest 7 people at ayacucho'],
  ],
  ['Police seized 30 kilos of cocaine in Callao.', ['log', 'seizure 30 kg cocaine at callao']],
  [
    'Customs officers discovered 88 kilograms of heroin in a container at the port.',
    ['clarify', 'seizure 88 kg heroin'],
  ],
  [
    'Four men were arrested after police found 12 kilos of cocaine in their truck.',
    ['clarify', 'arrest 4 people', 'seizure 12 kg cocaine'],
  ],
  [
    'CORAH eradicated 1,850 hectares of coca in the Upper Huallaga between January and March 2009.',
    ['log', 'eradication total 1,850 ha coca at upper-huallaga'],
  ],
  [
    'Authorities destroyed 14 cocaine laboratories and 3 tons of precursor chemicals.',
    ['clarify', 'lab destruction 14 laboratories', 'context/disposal 3 t unnamed-precursor'],
  ],
  ['The government plans to eradicate 10,000 hectares of coca in 2009.', ['none']],
  ["Peru's goal is 8,000 hectares.", ['none']],
  ['The shipment was worth $4.5 million.', ['none']],
  [
    'Police burned five tons of seized cocaine outside Lima.',
    ['clarify', 'context/disposal 5 t cocaine at lima'],
  ],
  ['No arrests were made.', ['none']],
  [
    'Officers seized 20 firearms, eight vehicles and $350,000 in cash.',
    ['log', 'asset/seized 20 firearms', 'asset/seized 8 vehicles', 'asset/seized 350,000 USD'],
  ],
  [
    'Two Colombians and a Mexican were detained with 45 kg of cocaine at Jorge Chávez airport.',
    [
      'log',
      'arrest 2 people at lima-airport',
      'arrest 1 people at lima-airport',
      'seizure 45 kg cocaine at lima-airport',
    ],
  ],
  [
    'Between 2006 and 2008, Peruvian authorities eradicated 32,000 hectares of coca.',
    ['log', 'eradication total 32,000 ha coca'],
  ],
  ['The lab could produce 500 kg of cocaine a month.', ['none']],
  ['An average of 40 kg is seized every week.', ['none']],
  [
    'The Coast Guard intercepted a go-fast vessel carrying 1.2 metric tons of cocaine.',
    ['log', 'seizure 1.2 t cocaine'],
  ],
  [
    'Over 400 police graduated from the Mazamari academy.',
    ['log', 'police/graduated 400 people at mazamari'],
  ],
  [
    'Bolivia extradited two suspects to the United States in March 2009.',
    ['log', 'extradition/granted 2 people'],
  ],
  [
    'UNODC estimates that 53,700 hectares of coca were under cultivation in 2007.',
    ['clarify', 'estimate total 53,700 ha coca'],
  ],
  [
    'In 2008, seizures of coca leaf totaled 2,130 metric tons, up from 1,800 metric tons in 2007.',
    ['log', 'seizure total 2,130 t coca-leaf'],
  ],
  ['The unit seized 3.4 tons of marijuana last week.', ['clarify', 'seizure 3.4 t cannabis']],
  ['Prosecutors charged a man with possession of 3 kg of heroin.', ['none']],
  ['Dealers sold 40 kg of heroin before they were caught.', ['none']],
  ['If police seize 5 kg, the sentence doubles.', ['none']],
  [
    'At least 2,000 gallons of kerosene were confiscated near Tocache.',
    ['log', 'seizure 2,000 gal kerosene at tocache'],
  ],
  ['Two suspects were convicted and sentenced to 12 years.', ['log', 'arrest/conviction 2 people']],
  [
    'Agents seized 350 kg of cocaine, valued at $9 million, from a warehouse in Guayaquil.',
    ['log', 'seizure 350 kg cocaine at guayaquil'],
  ],
  [
    'The raid netted 75 kg of cocaine base and 12 arrests.',
    ['log', 'seizure 75 kg cocaine base', 'arrest 12 people'],
  ],
  [
    'Troops destroyed 60 maceration pits and burned 2 tons of coca leaf.',
    ['clarify', 'lab destruction 60 laboratories', 'context/disposal 2 t coca-leaf'],
  ],
  // A noun after its figure, as one name.
  [
    '500 ha coca forced eradication in Tocache by CORAH',
    ['log', 'eradication/forced 500 ha coca at tocache'],
  ],
  [
    'CORAH reported 20 hectares voluntary eradication in San Martín.',
    ['clarify', 'eradication/voluntary 20 ha at san-martin'],
  ],
  ['A 250 kg cocaine seizure at Callao was reported yesterday.', ['log', 'seizure 250 kg cocaine at callao']],
  ['The 300 kg cocaine seizure target was not met.', ['none']],
  [
    'arrested five nationals w/ 35kg of cocaine in Tumbes',
    ['log', 'arrest 5 people at tumbes', 'seizure 35 kg cocaine at tumbes'],
  ],
  ['3 money launderers convicted', ['log', 'arrest/conviction 3 people']],
  ['manifest review unit stood up in Paita', ['log', 'police/unit stood up 1 units at paita']],
  // Asked for, granted and refused are three things.
  ['2 extraditions requested', ['log', 'extradition/requested 2 people']],
  ['Peru requested the extradition of 2 traffickers.', ['log', 'extradition/requested 2 people']],
  ['3 traffickers were extradited to the United States.', ['log', 'extradition/granted 3 people']],
  [
    'Police seized 5,000 ecstasy pills and 2 litres of liquid cocaine.',
    ['log', 'seizure 5,000 pills mdma', 'seizure 2 L cocaine'],
  ],
  [
    'Eradication teams uprooted 60 acres of poppy in Cauca.',
    ['log', 'poppy eradicated 60 acres opium-poppy at cauca'],
  ],
  [
    'Eleven tons of ephedrine, shipped from India, were seized in Manzanillo.',
    ['clarify', 'seizure 11 t ephedrine at manzanillo-mx'],
  ],
  [
    'Security forces arrested 142 traffickers, including 12 foreigners, and seized 8.4 tons of drugs, including 6 tons of cocaine and 2.4 tons of marijuana.',
    ['clarify', 'arrest 142 people', 'seizure 6 t cocaine', 'seizure 2.4 t cannabis'],
  ],
  [
    'The navy seized a semisubmersible with 4 metric tons of cocaine aboard.',
    ['log', 'asset/seized 1 vessels', 'seizure 4 t cocaine'],
  ],
  [
    'Police recovered 16 kg of cocaine base paste hidden in 12 packages.',
    ['log', 'seizure 16 kg cocaine base'],
  ],
  ['Half a ton of hashish was seized in Karachi.', ['clarify', 'seizure 0.5 t hashish at karachi']],
  [
    "Nigeria's NDLEA seized 10 kg of heroin and 300 kg of cannabis at Lagos.",
    ['log', 'seizure 10 kg heroin at lagos', 'seizure 300 kg cannabis at lagos'],
  ],
  ['The trafficker admitted smuggling 200 kg of cocaine in 2007.', ['none']],
  [
    'Farmers voluntarily eradicated 500 hectares of coca in San Martín.',
    ['log', 'eradication/voluntary 500 ha coca at san-martin'],
  ],
  [
    'NAS trained 120 officers at Santa Lucía in March.',
    ['log', 'police/trained 120 people at santa-lucia-pe'],
  ],
  ['The GOP allocated $14 million for eradication.', ['none']],
  ['Seizures fell by 20 percent compared to 2007.', ['clarify']],
  [
    'POLICE IN TUMACO SEIZED 2.3 METRIC TONS OF COCAINE YESTERDAY, THE NAVY SAID.',
    ['log', 'seizure 2.3 t cocaine at tumaco'],
  ],
  [
    'During the first half of 2008, the unit conducted 46 operations, seizing 12 MT of coca leaf and destroying 31 maceration pits.',
    [
      'log',
      'operation total 46 operations',
      'seizure total 12 t coca-leaf',
      'lab destruction total 31 laboratories',
    ],
  ],
  ['A total of 318 people were detained in 2008, down from 402 in 2007.', ['log', 'arrest total 318 people']],
  [
    'Cocaine seizures reached 28.4 metric tons in 2008, compared with 16.7 metric tons the year before.',
    ['log', 'seizure total 28.4 t cocaine'],
  ],
  ['The shipment of 500 kg was hidden in 20 sacks.', ['none']],
  ['The two countries signed an extradition treaty in 2003.', ['none']],
  ['Police did not seize any cocaine in March.', ['none']],
  ['The minister said that authorities would destroy 40 laboratories by June.', ['none']],
  ['Consumption of cocaine rose by 12 percent.', ['none']],
  ['Traffickers shipped 200 tons of cocaine through the corridor in 2008.', ['none']],
  ['A kilo of cocaine costs $1,500 in the VRAE.', ['none']],
  ['Roughly 9,000 hectares are grown for traditional use.', ['none']],
  ['The DEA donated four helicopters.', ['none']],
  [
    'Customs seized 1,800 litres of sulphuric acid and 400 kg of lime at a checkpoint near Pichari.',
    ['log', 'seizure 1,800 L sulphuric-acid at pichari', 'seizure 400 kg lime at pichari'],
  ],
  [
    'ARMY PATROL DESTROYS 12 PITS, BURNS 600 KG OF LEAF NEAR PICHARI',
    ['log', 'lab destruction 12 laboratories at pichari', 'context/disposal 600 kg coca-leaf at pichari'],
  ],
  [
    "In April 2009, Ecuador's navy seized three boats and arrested nine crew members.",
    ['log', 'asset/seized 3 vessels', 'arrest 9 people'],
  ],
  ['The court convicted 14 traffickers in 2008.', ['log', 'arrest/conviction total 14 people']],
  ['Police arrested 12 protesters in Lima.', ['clarify', 'arrest 12 people at lima']],
  ['Some 30 farmers blocked the road for three days.', ['none']],
  ['Officers seized multi-ton loads of cocaine.', ['clarify']],
  ['The unit has 120 officers and six vehicles.', ['none']],
  ['Police seized 2,204 lb (1,000 kg) of cocaine at Paita.', ['log', 'seizure 2,204 lb cocaine at paita']],
  [
    'Between 200 and 250 kilos of cocaine paste were seized in Uchiza.',
    ['log', 'seizure 200 kg cocaine paste at uchiza'],
  ],
  ['The United States provided $3.5 million to train 200 officers in 2008.', ['none']],
  ['Authorities estimate that 80 percent of the 300 tons produced each year leaves by sea.', ['none']],
  ['The law sets a prison term of 8 to 15 years for possession of more than 2 kg of cocaine.', ['none']],
  ['The United States provided $3.5 million to train 200 officers in 2008.', ['none']],
  ['Authorities estimate that 80 percent of the 300 tons produced each year leaves by sea.', ['none']],
  ['The law sets a prison term of 8 to 15 years for possession of more than 2 kg of cocaine.', ['none']],
  [
    'Seizures of cocaine have declined since 2005, when police seized 20 tons.',
    ['clarify', 'seizure total 20 t'],
  ],
  ['The port handles 2 million containers a year.', ['none']],
  ['In 2008, drug-related violence killed 120 people.', ['none']],
  ['There were 450 police officers assigned to the unit.', ['none']],
  ['Yields average 1.2 kg of paste per hectare.', ['none']],
  ['Police expect to seize more than 30 tons this year.', ['none']],
  ['The government said it had seized nothing in the operation.', ['clarify']],
  ['The report notes that 12 laboratories remain active in the valley.', ['none']],
  ['Farmers replanted 300 hectares of coca after eradication.', ['none']],
  ['The seizure of cocaine is a priority for the government.', ['none']],
  ['The agency lost two helicopters during eradication operations.', ['none']],
  ['The suspects tried to smuggle 40 kilos of cocaine in a shipment of asparagus.', ['none']],
  ['The unit aims to graduate 400 police next year.', ['none']],
  [
    'Customs inspected 1,200 containers at Paita in 2008.',
    ['log', 'inspection/container total 1,200 containers at paita'],
  ],
  ['Five kilos of cocaine worth $100,000 were found on the beach.', ['clarify', 'seizure 5 kg cocaine']],
  [
    'NAVY INTERDICTS GO-FAST WITH 800 KG COCAINE OFF PUNTARENAS; FOUR DETAINED.',
    ['log', 'seizure 800 kg cocaine', 'arrest 4 people'],
  ],
  [
    'Police in Spain seized 500 kg of cocaine that had been shipped from Callao.',
    ['log', 'seizure 500 kg cocaine'],
  ],
  ['The 2009 budget includes $12 million for 3 new bases.', ['none']],
]

export const spanish: Row[] = [
  [
    'La Policía Nacional incautó 250 kilos de clorhidrato de cocaína en el puerto del Callao.',
    ['log', 'seizure 250 kg cocaine hydrochloride at callao'],
  ],
  [
    'Agentes antidrogas decomisaron media tonelada de marihuana en Tumbes y detuvieron a cinco personas.',
    ['log', 'seizure 0.5 t cannabis at tumbes', 'arrest 5 people at tumbes'],
  ],
  [
    'Fueron detenidos tres sujetos que transportaban 30 kilos de pasta básica de cocaína en una camioneta.',
    ['log', 'arrest 3 people', 'seizure 30 kg cocaine paste'],
  ],
  [
    'El CORAH erradicó 1,250 hectáreas de hoja de coca en el Alto Huallaga durante el primer trimestre de 2009.',
    ['log', 'eradication total 1,250 ha coca at upper-huallaga'],
  ],
  [
    'Se incautaron dos toneladas y media de cocaína ocultas en un contenedor con destino a Bélgica.',
    ['log', 'seizure 2.5 t cocaine'],
  ],
  [
    'En lo que va del año, la DIRANDRO ha incautado 12 toneladas de droga y destruido 85 laboratorios.',
    ['log', 'seizure total 12 t unnamed-drug', 'lab destruction total 85 laboratories'],
  ],
  [
    'Doscientos cincuenta kilos de cocaína fueron incinerados ayer en Lima.',
    ['log', 'context/disposal 250 kg cocaine at lima'],
  ],
  [
    'La SUNAT decomisó 1 500 litros de acetona y 800 kilos de permanganato de potasio en Ayacucho.',
    ['log', 'seizure 1,500 L acetone at ayacucho', 'seizure 800 kg potassium-permanganate at ayacucho'],
  ],
  [
    'Policía destruye cuatro laboratorios clandestinos en el VRAE.',
    ['log', 'lab destruction 4 laboratories at vrae'],
  ],
  [
    'Capturan a 12 integrantes de una organización criminal en Trujillo.',
    ['log', 'arrest 12 people at trujillo-pe'],
  ],
  ['El Gobierno planea erradicar 25 000 hectáreas de coca este año.', ['none']],
  ['Faltan erradicar 3 mil hectáreas en el Monzón.', ['none']],
  ['Según la ONU, existen 56 mil hectáreas de coca en el país.', ['none']],
  ['La droga, valorizada en 3 millones de dólares, fue incautada en el Callao.', ['clarify']],
  [
    'Incautan 109 mil 220 kilos de hoja de coca en Ayacucho.',
    ['log', 'seizure 109,220 kg coca-leaf at ayacucho'],
  ],
  [
    'La Fiscalía incautó 12 inmuebles, 8 vehículos y US$ 250,000 en efectivo.',
    ['log', 'asset/seized 12 properties', 'asset/seized 8 vehicles', 'asset/seized 250,000 USD'],
  ],
  [
    'Detuvieron a dos colombianos con 15 kilos de heroína en el aeropuerto Jorge Chávez.',
    ['log', 'arrest 2 people at lima-airport', 'seizure 15 kg heroin at lima-airport'],
  ],
  ['No se incautó droga durante el operativo.', ['none']],
  ['El precio del kilo de cocaína llegó a 2 000 dólares.', ['none']],
  [
    'En Aguaytía erradicaron 93 hectáreas con 25 áreas de coca.',
    ['log', 'eradication 93.25 ha coca at aguaytia'],
  ],
  ['Incautaron 1.200 kilos de cocaína en Paita.', ['clarify', 'seizure 1,200 kg cocaine at paita']],
  [
    'El año pasado se decomisaron 20 toneladas, frente a las 15 toneladas de 2007.',
    ['clarify', 'seizure total 20 t'],
  ],
  ['Los agentes hallaron 340 kilos de cocaína en una embarcación.', ['clarify', 'seizure 340 kg cocaine']],
  ['Graduaron a 200 policías en la escuela de Mazamari.', ['log', 'police/graduated 200 people at mazamari']],
  ['Extraditaron a tres narcotraficantes a Estados Unidos.', ['log', 'extradition/granted 3 people']],
  ['La Policía decomisó 45 paquetes con 48 kilos de cocaína.', ['log', 'seizure 48 kg cocaine']],
  [
    'Tras incautar 60 kilos de cocaína, la Policía detuvo a dos hombres.',
    ['log', 'seizure 60 kg cocaine', 'arrest 2 people'],
  ],
  ['La meta para 2009 es erradicar 8 000 hectáreas.', ['none']],
  ['Un promedio de 20 kilos de cocaína es decomisado cada semana.', ['none']],
  ['El laboratorio tenía capacidad para producir 500 kilos al mes.', ['none']],
  ['Murieron tres policías y cinco soldados en una emboscada en el VRAE.', ['none']],
  [
    'Interceptan avioneta con 300 kilos de cocaína en Madre de Dios.',
    ['log', 'seizure 300 kg cocaine at madre-de-dios'],
  ],
  [
    'La PNP intervino a 4 personas y decomisó 18.5 kilos de PBC.',
    ['log', 'arrest 4 people', 'seizure 18.5 kg cocaine paste'],
  ],
  [
    'Se destruyeron 15 pistas de aterrizaje clandestinas en el VRAEM.',
    ['log', 'operation/airstrip destruction 15 airstrips at vrae'],
  ],
  [
    'Decomisan 5 mil plantas de marihuana en Huánuco.',
    ['log', 'seizure 5,000 plants cannabis-plant at huanuco'],
  ],
  [
    'Erradicaron 3 hectáreas de amapola en Cajamarca.',
    ['log', 'poppy eradicated 3 ha opium-poppy at cajamarca'],
  ],
  [
    'La Policía incautó 30 kilos de droga, entre ellos 20 de cocaína y 10 de marihuana.',
    ['log', 'seizure 30 kg unnamed-drug'],
  ],
  [
    'En total, 1 200 galones de kerosene fueron decomisados en La Merced.',
    ['log', 'seizure 1,200 gal kerosene'],
  ],
  [
    'Autoridades quemaron 9 toneladas de droga incautada en Lima.',
    ['log', 'context/disposal 9 t unnamed-drug at lima'],
  ],
  ['La Armada incautó 1,8 toneladas de cocaína en el Pacífico.', ['log', 'seizure 1.8 t cocaine']],
  [
    'Fueron incautados 500 gramos de cocaína y 2 kilos de marihuana; además, cayeron tres personas.',
    ['log', 'seizure 500 g cocaine', 'seizure 2 kg cannabis'],
  ],
  ['El detenido llevaba 12 cápsulas de cocaína.', ['none']],
  [
    'Dos toneladas 350 kilos de cocaína fueron halladas en el puerto de Paita.',
    ['clarify', 'seizure 2.35 t cocaine at paita'],
  ],
  ['La producción potencial de cocaína alcanzó 290 toneladas en 2008.', ['none']],
  ['Se calcula que cada hectárea produce 2 toneladas de hoja.', ['none']],
  ['El Congreso aprobó una ley que castiga la posesión de más de 2 kilos.', ['none']],
  ['La Policía busca a 12 integrantes de la banda.', ['none']],
  ['El acusado fue condenado a 15 años por transportar 50 kilos de cocaína.', ['clarify']],
  ['Fueron asesinados 5 policías durante la erradicación.', ['none']],
  ['Los precios subieron de 20 a 35 soles por arroba.', ['none']],
  ['La embarcación, con capacidad para 5 toneladas, fue hallada vacía.', ['none']],
  ['Ministro anuncia que se erradicarán 10 mil hectáreas en 2010.', ['none']],
  ['La producción potencial de cocaína alcanzó 290 toneladas en 2008.', ['none']],
  ['Se calcula que cada hectárea produce 2 toneladas de hoja.', ['none']],
  ['El Congreso aprobó una ley que castiga la posesión de más de 2 kilos.', ['none']],
  ['La Policía busca a 12 integrantes de la banda.', ['none']],
  ['El acusado fue condenado a 15 años por transportar 50 kilos de cocaína.', ['clarify']],
  ['Fueron asesinados 5 policías durante la erradicación.', ['none']],
  ['Los precios subieron de 20 a 35 soles por arroba.', ['none']],
  ['La embarcación, con capacidad para 5 toneladas, fue hallada vacía.', ['none']],
  ['Ministro anuncia que se erradicarán 10 mil hectáreas en 2010.', ['none']],
]
