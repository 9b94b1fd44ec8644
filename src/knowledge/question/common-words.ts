import { foldText } from '../../domain/text.ts'
import { regular } from '../ranking/irregular.ts'
import { spanishBeginnings, spanishVerb } from './spanish.ts'

/**
 * Everyday and abstract words, English and Spanish: they tell little of what a question is about, so that one which no
 * holds does not stand in an answer's way, and a  that holds nothing else is no answer. Nothing is declined for them.
 * Words for what may be asked of a thing (price, name, result) are not among them.
 */
const everyday = `decent remind somebody someone nobody grateful glad appreciate wonder wondering curious colleague may might able above abroad absolutely accept acceptable access accord account achieve across act action active actual
  actually add addition additional adequate advance affect afford again agree ahead aim allow almost alone amount along alongside already
  alternative although always among amount announce annual another answer anyone anything apart appear applicable application apply
  approach appropriate approve area argue around arrange arrive aside ask aspect assess assessment assign assist assume attempt
  attention available avoid aware away back bad base based basic basically basis become before begin behind believe belong below benefit
  best better beyond big bit body both break brief bring broad build call came can care carry case category cause certain
  chance change check choose cite claim clarify class clear clearly close collect combine come comment commit commitment common compare
  complete comply component concept concern conclude condition conduct confirm connect consider consist consistent constitute
  contain content context continue contribute control convert  core correct count couple course cover create created criterion
  crucial current currently cut date day days deal decide decision dedicate deep demand demonstrate depend describe deserve despite detail
  determine develop development different difficult direct discuss distinct distinguish divide document done doubt draft draw
  drive drop due duration during duty each early easy effect effective effectively effort either element eligible else
  emphasis enable encourage end enforce engage enhance ensure enough enter entire entity entry equal equip especially essential
  establish ever every everyone everything evidence exact exactly examine example except exclude exist expand
  expect explain express extend extent face facilitate fact factor  failure fair fall far fast feel few fight figure fill final
  finally find fine finish first five fix flow focus follow following form formal former forward found four free frequent
  friend full fully function fund further future gain general generally get give given goal going good great ground group grow
  guess guidance guide guy half hand handle happen hard  hear heavy held help her high him hit hold  hour hundred
  idea identical identify immediate impact implement implementation important improve incentive include included including indicate individual influence
  inform information initial initiate initiative input inside instance instead instrument intend intent interest interested internal
  introduce involve involved issue item itself join jump just justify keep key kind knew know known lack large last lately
  later latest lay lead leader leadership learn least leave led left legal less let level like likely limit line link little local long
  longer look lose lost lot low lower main mainly maintain major make manage manner mark matter maximum maybe mean meaning measure
  mechanism meet mention method middle might mind minimum minor minute miss missing mode moment month morning most mostly move must near
  nearly necessarily necessary need negative neither never nevertheless new newest next nice normal normally note nothing notice now number
  numbers object oblige obligation obstacle obtain obvious occur offer often ok old once ones  operate operation
  opinion opportunity oppose option order ordinary organise organize original other others ought out outcome outline outside overall overview
  own page paid part participate particular particularly partly pass past pattern pay people per percent percentage perform performance perhaps
  period permanent permit person piece place plain plan play please plenty plus point policy portion pose position positive possible
  potential practical practice precise prefer prepare present press presumably pretty prevent previous primary prior priority
  probably problem procedure proceed process program programme progress prohibit project promote proper properly
  propose protect prove provide provision public publish pull purpose pursue push put puts qualify question quick quickly quite raise range
  rather reach react read ready real really reason reasonable recall receive recent recently recognise recommend reduce refer
  reference reflect regard regarding regardless regular regulate reinforce relate related relation relevant rely remain remember
  remind remove repeat replace represent require requirement resolve respect respective respond responsible responsibility rest restrict
  resume retain return reveal review rid right rise role roughly round rule run safe same save scope second section see seek seem seen
  select self send sense sent separate series serious seriously serve set settle seven several shall share shift short should show
  side sign significant similar simple simply since size single situation six slow slowly small solution solve some somehow someone something sometimes
  somewhere soon sort sound source speak special specific specifically specify spend stage stand standard standing start state status stay
  step stick still stop straight strength strengthen strong structure stuff style subject submit subsequent subsequently such suddenly sufficient suggest
  suitable summarise summarize summary  support suppose sure sustain system table take talk task tell ten tend term terms test 
  thank that then thing things think third thought three threshold through throughout thus tight till today together told
  tomorrow tonight took top topic total touch toward towards track transfer treat trigger tried true try turn twice two type typical
  ultimate under undergo understand undertake unless until update upon upper urgent use used useful user using usual usually valid value variety
  various vary version versus via view virtually visible vital wait walk want watch way ways week weeks well went whatever whenever wherever
  whether while whole why wide will wish within without word words work worse worst worth would write written wrong wrote year years yes
  yesterday yet
  anti ran won't letting spanish english absolute afterwards ago aim albeit allegedly almost aloud altogether anyhow anyways anywhere apparently arise arguably aspect automatic
  automatically awfully badly barely beforehand behalf besides bet bother bound briefly bunch busy careful carefully cause certainly chiefly
  closely comfortable commonly completely concretely consequently considerable considerably constantly continually conversely correctly
  crazy curious daily dare definite definitely deliberately deserve desire detailed directly doable double downright dozen easily elaborate
  elsewhere enormous entirely especially essentially ethical eventually everywhere evident evidently exclusive exclusively expressly extra
  extreme extremely fairly familiar feasible firstly folks formally forth forever fortunately forward frankly freely frequently fresh
  funny furthermore generally gently genuine genuinely glad gladly gotta gradually greatly guy guys halfway hardly harm hence hopefully hope
  huge ideal ideally implicit implicitly importantly incidentally increasingly indeed indirectly inevitable initially inner instantly intact
  intense invariably ironically isolated kinda kindly largely lately latter lest let lets literally little loads locally loose loosely
  loud love lucky massive meanwhile merely messy mere minimal moreover mostly namely naturally neat needless nevertheless nicely nobody
  nonetheless noticeable nowadays nowhere numerous obviously occasional occasionally oddly openly originally otherwise overly partially
  passive personal personally physical physically plainly plausible poorly possibly precisely preferably presumably previously primarily
  principally prone properly proud purely quietly randomly rapid rapidly readily realistic reasonably recall remarkable repeatedly
  reportedly respectively roughly sadly scarcely secondly seldom sensible separately severely sharp sharply shortly similarly simultaneously
  sincerely sizeable slight slightly smooth smoothly soft softly solely solid somewhat sooner specially spot squarely steady stick strange
  strangely strict strictly strongly stupid subtle successfully suddenly sufficiently super supposed supposedly surely surprising surprised
  swift swiftly tangible technically temporarily terrible terribly thorough thoroughly thoughts thus tiny tons totally tough tricky
  truly twofold typically ultimately unclear undoubtedly uniform unique unless unlike unlikely usual utterly vast verbally virtual vs
  nutshell background recap rundown gist refresher headsup weird whereas whereby wholly widely wise wonder worry worried worthwhile yeah yep yup
  accompany accordance adapt adjust advance advise afford allocate alter analyse analyze anticipate appreciate arrange ascertain attain
  attempt attribute await bear behave blame borrow bother breathe bump bring calculate cancel catch celebrate challenge cite clean clear
  clip collapse commence compel compensate compile compose comprise conceive confuse consult contrast converse coordinate cope
  correspond craft debate deem define denote derive describe detect devote differ disagree disappear discover display dispose distribute
  double dream earn emerge emphasise emphasize encounter endorse engage entail entitle envisage equate evolve exceed excuse exercise exert
  exhibit experience explore exploit fetch flag float focus forget foresee formulate foster fulfil fulfill gather generate grab grasp
  guarantee halt heed highlight hint host ignore illustrate imagine impact imply impose impress incline incur infer inherit initiate insist
  inspire interact interpret interrupt invite justify label lean lie lift listen locate mandate manifest master merge merit mind mix modify
  neglect observe occupy offset omit operate outweigh overcome overlook overlap pause perceive persist persuade pick pile pose pour praise
  predict prevail proceed prompt pronounce provoke query quote rank react rectify redirect refrain reiterate remark render rephrase
  replicate resemble resort respond restate retain retrieve reverse revert reward rush satisfy scan scrap scratch select shape shed shrug
  signal skip slip smile solve speculate split spot squeeze stare stem stipulate stress stretch strive struggle succeed suffer surround
  suspect swap switch tackle tailor tempt tie toss touch trace trail transform translate trust tune uncover underline undermine
  undo unfold unify unlock upgrade uphold utilise utilize vanish verify volunteer warrant waste weaken welcome withdraw witness wrap yield`

/** The same in Spanish; of verbs, one form stands for all. */
const everydaySpanish = `acerca además algún alguna alguno algunos alguien ante aún bajo bien cierto consiste contra cualquier cuál cuándo dado darle dar debería
  deja desde dijo dos ejemplo empieza encima esa ese eso esas esos están estamos existen gran grande hablar hacen hacia haga hicieron hizo
  igual incluso junto luego mayor mejor menos mi mientras mucha muchas muchos nada ni ninguno no nos nosotros nuestra nueva
  nuevas nuevos otros otras pasar pide piden pedir poco podemos primer primera propia propias propio propios próxima próximo quieren
  querer refiere relativa relativo respecto sabemos saber segunda segundo sería siempre sido siendo sobre solo sólo tal también tampoco tanto
  tendrá tengo tipo trabajo usa usar va van varias varios vez veces
  aplica año años ahora antes cada cosa cubre debe deben debemos debía debían debió debieron debería deberían decir dice días día dónde existe hace hacer han hasta incluye mes mismo mucho
  muy nuestro nueva nuevo otra otro parte pasa pasó permite porque puede pueden quiere razón sabe según sigue significa sin sirve tenemos
  tener tiene tienen toda todas todo todos trata va ver vez
  frente materia uso usado usados usada usadas abarca acaba acabar actual actualmente ahí alcanza algo allá allí alrededor amplio anterior apenas aparece aparecen así asunto aunque ayuda
  básicamente bastante bueno buena buscar caso cerca ciertas ciertos claro comienza comienzo completo común conocer contar convertir
  corresponde corresponden cree creo cuenta cumple da dan debemos deberían decidir dejar demás dentro depende derecho detrás diferente
  diferentes directamente dispone distinto distintos efectivamente empezar encargada encargado encima encontrar enseguida entonces entrar
  época era eran éramos ésta éste estar estos estuvo evidente exacta exactamente exacto explica explicar explique falta fin final finalmente
  forma formas fuera fueron general habla había haber habrá hacerlo harán hecho hicieron hora hoy ido igualmente importa importante
  incluyen indica indicar inmediatamente le les llama llaman llega llegar llevar lleva lugar manda manera mayoría me media medio mediante
  mencionan menciona mil momento mostrar necesario necesita necesitamos ningún ninguna normal nuestros obliga obligan ocurre ocurrió pasado
  pena pensar peor perdón persona personas pertenece pocas pocos podría podrían poner ponen posible preciso pregunta preguntar presenta
  previsto principal principales principio pronto propone pudo pues puesto punto puntos queda quedan querría quisiera quizá quizás rápido
  realmente recibe recibir recuerda relación respuesta resulta resumen sabes sacar sale salen sean seguir seguro será serán servir si sí
  siguiente siguientes similar simplemente sino situación sobra sobretodo somos suele suelen supone supuesto tarde te tema temas
  tercera tercero ti toca tomar total través trae tratan tu último última últimos últimas único única usan útil usted ustedes varía
  verdad verdadero veo vamos viene vienen vista vuelve
  abrir aceptar acordar afectar agregar alcanzar ampliar anotar añadir aprender aprovechar armar arreglar asegurar atender aumentar avisar bajar bastar brindar caber
  caer calcular calificar cambiar cargar cerrar citar colocar comentar comparar comprender conceder conseguir considerar constar consultar contestar continuar
  correr costar crear creer dedicar definir dejar demorar depender desear destacar dirigir disponer doler durar elegir encontrar enfrentar entender enterar entrar
  entregar enviar enumerar escoger escribir escuchar esperar establecer estar evaluar exigir existir explicar faltar fijar formar funcionar ganar guardar haber hallar
  indicar iniciar insistir intentar ir juntar leer levantar llamar llegar llenar llevar lograr mandar mantener marcar mencionar meter mirar modificar mover
  necesitar notar obtener ocupar ofrecer olvidar pagar parecer partir pasar pensar perder permanecer planear plantear poder poner preferir preguntar preocupar preparar
  presentar pretender proponer provocar publicar quedar quitar realizar recibir recoger recomendar reconocer recordar reducir referir regresar repetir requerir
  resolver responder resultar revisar saber sacar salir seguir sentar señalar separar servir solicitar solucionar soler subir suceder sufrir surgir tardar
  tener terminar tocar tomar trabajar traer tratar ubicar unir valer vencer ver venir volver
  afuera aquí arriba atrás debajo delante demasiado mañana adelante ayer anoche casi aparte siquiera respecto tampoco mitad docena corto largo alto bajo listo
  lunes martes miércoles jueves viernes sábado domingo manera modo punto lado lista cuyo cuya oficina gente detalle duda idea plazo
  más sea sean tres ambos ambas así mismas mismos estoy estaba estaban estuve estén ha he hay haya hayan hemos había habían hubo hubiera habría habría soy eres seré seas sea sean voy vas vaya vayan iba iban íbamos fui
  puedo puedes podía pudieron pudiera pueda puedan pude quise quiso quería querían quieras quiera sé sepa supe supo sabía hago haga hizo hice haremos haría
  haz digo dice dijeron diga digan dime dicho diciendo decía decían decimos doy dio dieron dé den daba pongo puso pusieron ponga tengo tenga tengan tuvo tuvieron tenía tenían
  vengo vino venga viendo visto vio vean vemos ve traigo trajo traiga salgo salga oye pienso piensa piensan siento siente entiendo entiende encuentra encuentran cuesta vuelvo
  vuelva muestra muestran muestre cuento cuentan recuerdo recuerdan pierde sirvo pidió pido sigo siguen siguió durmió prefiero mismo misma ella ellos ellas ello él yo tú
  nunca jamás nadie todavía aún acá abajo adentro afuera dónde adónde ojalá acaso quizás mío tuyo suyo tan par veras claramente completamente solamente totalmente probablemente
  seguramente además gracias favor oiga mira hola señor señora uno cuatro cinco seis siete ocho nueve diez mundo hombre mujer hombres mujeres problema problemas palabra palabras`

const spanish = everydaySpanish.split(/\s+/).map(foldText)
const words: ReadonlySet<string> = new Set([...everyday.split(/\s+/), ...spanish])
/** What the past tenses of irregular verbs begin with: `dijimos`, `tuvieron`. */
const irregular = 'dij hic tuv estuv pud pus quis sup vin traj hub anduv'.split(' ')
const verbs: ReadonlySet<string | undefined> = new Set([...spanish.map(spanishVerb), ...irregular])

/** True for a word as typed, also in the plural, the past and with -ing; in a Spanish question, in any form. */
export function isCommonWord(word: string, inSpanish = false): boolean {
  if (inSpanish && spanishBeginnings(word).some((one) => verbs.has(one))) return true
  const plain = word.replace(doubled, '$1')
  return (
    words.has(regular(word)) ||
    endings.some(
      ([ending, base]) =>
        word.endsWith(ending) && words.has(word.slice(0, word.length - ending.length) + base),
    ) ||
    (plain !== word && words.has(plain))
  )
}

/** `controlled` of control, `letting` of let. */
const doubled = /([bdglmnprt])\1(?:ed|ing)$/

const endings = [
  ['', ''],
  ['s', ''],
  ['es', ''],
  ['ies', 'y'],
  ['d', ''],
  ['ed', ''],
  ['ing', ''],
  ['ing', 'e'],
] as const
