"""Spanish for SHAME: says that they are bad. In the tú and the usted form."""

from __future__ import annotations

from porchlight.domain.wording.spanish.everyday import TEASE

BAD = (
    "fracasado|fracasada|fracaso|decepcion|verguenza|inutil|inservible|flojo|floja|"
    "debil|egoista|irresponsable|borracho|borracha|drogadicto|drogadicta|mentiroso|"
    "mentirosa|ladron|ladrona|ratero|ratera|malagradecido|malagradecida|ingrato|"
    "ingrata|cobarde|estorbo|carga|basura|asco|mediocre|inmaduro|inmadura|imbecil|"
    "idiota|tonto|tonta|estupido|estupida|pendejo|pendeja|huevon|huevona|parasito|"
    "mantenido|mantenida|sinverguenza|desobligado|desobligada|descarado|descarada|"
    "conchudo|conchuda|perdedor|perdedora|lastre|ridiculo|ridicula|patetico|patetica|"
    "monstruo|desastre|vago|vaga|vividor|vividora|malo|mala|pesimo|pesima|peor|"
    "porqueria|escoria|mugroso|mugrosa|hipocrita|falso|falsa|desgraciado|desgraciada|"
    "desconsiderado|desconsiderada|insoportable|bueno|buena|caso perdido|caso|oveja|"
    "poca cosa|poco|nadie|cero|necio|necia|terco|terca|infantil|chillon|chillona|"
    "payaso|vicioso|viciosa|teporocho|pobre diablo|vergonzoso|vergonzosa|bruto|bruta|"
    "burro|burra|aprovechado|aprovechada|chantajista|insensible|cruel|desalmado|"
    "desalmada|deshonra|miserable|rata|arrimado|arrimada|holgazan|holgazana|patan|"
    "mal hijo|mal padre|mala madre|mala hija|mal|incapaz|desagradecido|desagradecida"
)

# What says it, and what silences that.
ROWS = (
    (
        "^(?:y |pues ){0,6}mirate$|y mirate|no (?:eres|vas a ser) (?:nada|nadie|"
        "el (?:hombre|hijo|padre)|la (?:mujer|hija|madre)|capaz|ni)|(?:estoy|estamos|"
        "ya estoy|me tienes) (?:hart[oa]s?|cansad[oa]s?|decepcionad[oa]s?|"
        "avergonzad[oa]s?) de (?:ti|tus|tu|usted|que)|perdi(?:mos)? (?:la (?:fe|esperanza|"
        "confianza)|el respeto) (?:en|por|contigo)|esperaba(?:mos)? (?:mas|"
        "algo mejor) de (?:ti|usted)|no te reconozco|ya no se quien eres|te deberia|"
        "con razon (?:te|tu|no|nadie|se|la)|te (?:comportas|portas) como (?:un|una|nin[oa]|"
        "si)|(?:eres|estas|te pones) (?:muy |tan |bien |de )?(?:dramatic[oa]|exagerad[oa]|"
        "ridicul[oa]|insoportable|imposible)",
        "con razon (?:te|no|se) (?:sientes|sentias|duele|pones|querias|cansas|estas|"
        r"asust)\w{0,3}|(?:estoy|estaba) cansad[oa] de (?:tu ausencia|que (?:estes lejos|"
        "llueva))|perdi la esperanza y",
    ),
    (
        "(?:eres|es usted|has sido|fuiste|te has vuelto|te volviste|te convertiste en|"
        "seras|sigues siendo|te crees|que|por|no seas|no sea|pareces|te portas como|pinche|"
        "pinches|siempre fuiste|siempre has sido)(?: (?:un|una|muy|tan|bien|puro|pura|el|"
        "la|todo|toda|unos|tremend[oa]|gran|completo|completa|verdader[oa]|simple|lo|mas|"
        "solo|solamente|nada mas que|tod[oa] un[oa]?|maldit[oa]|pinche|vil|mi|nuestr[oa]|"
        "de lo|otro|otra|pobre|grandisim[oa]|siempre|el mas|la mas|como|bastante|"
        "demasiado)){0,4} (?:" + BAD + ")",
        "(?:no|nunca|jamas|tampoco) (?:eres|es|seras|has sido|fuiste)|(?:eres|es usted|"
        "has sido|fuiste|seras|sigues siendo)(?: (?:un|una|muy|tan|bien|el|la|mi|lo|mas|"
        "nuestr[oa])){0,3} (?:buen[oa](?! para nada)|poco(?! hombre)|terc[oa](?= y te)|"
        "peor(?=$| que nadie)|peor que (?:tu|su) ~1 "
        + TEASE
        + "|nadie(?= mas)|mal[oa]? (?:para|con|jugador|cocin|baila|"
        r"persona no)\w{0,4})|que (?:tont[oa] (?:fui|soy|me|lo mio)|bueno|buena|"
        "mal(?: (?:dia|rato|se|tiempo|que|te|lo|momento|me|estuv|pas))?|mala (?:suerte|"
        "onda|noche|semana|racha)|asco de (?:dia|clima)|carga|poco|peor|desastre de (?:dia|"
        "cocina)|verguenza (?:me da|la mia|contigo)|cruel|ridicul[oa] (?:soy|me)|nadie|"
        r"debil|necio|pobre|caso|mal[oa] (?:fui|soy))\w{0,3}|(?:lo|mas|algo|nada|todo|se|de|"
        "el|la|los|cosas|creo|dice|decir|siento|para|por|a|en|con|las) que ~2 (?:mal|malo|"
        "mala|nadie|bueno|buena|poco|peor|debil|carga)|por (?:un |una |el |la |lo |"
        "tan ){0,6}(?:mal|malo|mala|buen[oa]|nadie|poco|peor|desastre|debil)|"
        "pareces (?:cansad|un)|que peor|te crees poca|no seas tan",
    ),
    (
        "(?:das|dan|da|dio|dando) (?:mucha |pura |tanta |una )?(?:verguenza|asco|lastima|"
        "pena ajena)|me das (?:pena|mucha)|(?:me|nos) da (?:mucha |tanta )?(?:verguenza|"
        "pena|asco|lastima) (?:que (?:seas|digas|te|me|nos|vean|sepan)|ser|verte|"
        "decir que eres|presentarte|contigo|tu|salir)|que (?:verguenza|decepcion|asco|"
        "pena contigo|poca (?:madre|verguenza)|desilusion|poco hombre|clase de|"
        "tipo de (?:padre|madre|hijo|hija|persona)|lastima (?:de|das)|bajo (?:has )?caiste|"
        "bajo has caido|bajo)|clase de (?:padre|madre|hijo|hija|hombre|mujer|hermano|"
        "hermana|persona|esposo|esposa|abuelo)|tipo de (?:padre|madre|hijo|hija|hombre|"
        "mujer|persona|ejemplo)|no (?:tienes|tiene) (?:ni )?(?:tantita |nada de |la |"
        "un poco de |poquita |ninguna |ni tantita )?(?:verguenza|madre|caracter|fuerza|"
        "fuerzas|remedio|perdon|palabra|dignidad|pantalones|respeto|voluntad|cara|corazon|"
        "amor propio|llenadera|educacion|huevos|valor|futuro|sentimientos|conciencia|moral|"
        "excusa|decencia|consideracion|solucion|compostura|verguenza)|sin (?:caracter|"
        "verguenza|voluntad|dignidad|palabra|corazon)|falta de (?:caracter|voluntad|"
        "respeto|verguenza|huevos|madurez)|poca (?:madre|verguenza)|fuerza de voluntad",
        "me da pena (?:que (?:me veas|te (?:sientas|pase|duela))|pedir|"
        "decir(?:te)?(?! que eres)|molestar)|(?:no|nunca) (?:me|nos|te) da (?:verguenza|"
        "pena|asco)|no (?:das|das) (?:verguenza|lastima|pena)|me dio verguenza|"
        "que verguenza me|no tienes (?:perdon|excusa|fuerzas)? ?(?:que pedir|hoy|para)|"
        "no tienes que|no tienes (?:fuerza|fuerzas|cara|valor|corazon) (?:hoy|ahora|para|"
        "y)|no es ~1 (?:falta de|cuestion de|fuerza de) ~1|(?:no es|mas que|"
        "no depende de) (?:la )?fuerza de voluntad|no me das",
    ),
    (
        "(?:me|nos) (?:averguenzas|averguenza|avergonzaste|decepcionas|decepcionaste|"
        "decepciona|das asco|repugnas|enfermas|das pena|defraudas|asqueas|avergonzamos|"
        "desilusionas)|(?:avergonzado|avergonzada|decepcionado|decepcionada|decepcionados|"
        "decepcionadas|avergonzados|harta|harto|hartos|hartas|asqueada|asqueado) (?:de|por|"
        "contigo|con|estoy|estamos|me|nos|nos tienes)|me averguenzo (?:de (?:ti|que|ser|tu|"
        "usted))|(?:mirate|mirese|veate|vete) (?:al espejo|nada mas|como|en lo que|no mas|"
        "nomas)|mira (?:nada mas )?(?:como (?:andas|estas|vienes|llegas|te ves|traes|"
        "quedaste|terminaste)|en lo que te|tu (?:facha|cara|vida)|las fachas)|"
        "en lo que te (?:convertiste|has convertido|volviste)|no (?:sirves|vales|mereces|"
        "sirve) (?:para|ni|de|nada|que|la|una|mi|nuestro|lo|ningun)?|no vales|"
        "nadie (?:te (?:quiere|va a querer|soporta|aguanta|necesita|extrana|respeta|"
        "contrata))|quien te va a (?:querer|contratar|creer|aguantar)|(?:buen|bueno|"
        "buena) para nada|no (?:tienes|hay) remedio|que (?:van a|va a) (?:decir|"
        "pensar) (?:la gente|los|de|mi|nuestra|todos)|la gente (?:habla|se rie|murmura)|"
        "(?:ojala|desearia|preferiria) (?:que )?(?:no hubieras|nunca hubieras|no fueras|"
        "no te hubiera|no haberte|que no fueras)|no te (?:crie|eduque|criamos|"
        "ensene) (?:asi|para)|(?:crie|criamos) (?:a )?(?:un|una|mejor)|eres (?:lo peor|"
        "de lo peor|un don nadie|un cero|nada|poco hombre|poca mujer|la verguenza|"
        "el (?:peor|error)|un error|una cualquiera|la oveja)|(?:debe|"
        "deberia)(?:ria)?(?:s)? (?:de )?(?:darte|darle) (?:verguenza|pena|asco)|"
        "te deberia dar (?:verguenza|pena|asco)|no te da (?:verguenza|pena|asco|tantita|"
        "ni)|te odio|no te (?:soporto|aguanto)|me caes (?:gordo|mal)|(?:ten|"
        "tenga) (?:tantita |un poco de |poquita )?(?:verguenza|dignidad|madre|pena|respeto|"
        "amor propio)|verguenza (?:de|deberia|te|me das|para|eres|tu|seas|ser)|tu falta de|"
        "ni para eso|hombre de verdad|dizque|lastima me das|(?:pobre|pobrecito|"
        r"pobrecita) (?:de (?:tu|tus|ti)|diablo|imbecil|tont\w)|mal (?:padre|hijo|hermano|"
        "esposo|marido|ejemplo)|mala (?:madre|hija|hermana|esposa|persona|influencia|mujer|"
        "semilla)",
        "no te (?:soporto|aguanto) (?:lejos|triste)|(?:no|nunca) (?:me|nos) (?:averguenzas|"
        "decepcionas|decepcionaste|averguenzo|enfermas|defraudas)|no me averguenzo|"
        "mira como (?:estas|andas|vas) (?:de (?:bien|guap)|avanzando|mejorando|sonriendo|"
        r"logr|creciendo)\w{0,4}|mereces|no vales menos|no (?:eres|soy) ~2 (?:un |"
        "una )?mal[oa]? (?:padre|madre|hijo|hija|persona|hermano|hermana)|"
        "nadie te quiere (?:mas|ver (?:mal|sufrir|triste))|(?:estoy|estaba) (?:hart[oa]|"
        "decepcionad[oa]|avergonzad[oa]) (?:de (?:mi|la lluvia|trabajar|este trafico|"
        "pelear|mi trabajo|haber)|conmigo|por (?:haber|lo que (?:dije|hice)))|"
        "que va a decir (?:el doctor|la doctora)|no eres nada|eres nada menos|"
        "te deberia dar gusto|mirate (?:bien|con carino|que)|no me caes|fuera un mal",
    ),
)
