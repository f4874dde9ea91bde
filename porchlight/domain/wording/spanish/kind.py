"""Spanish for what is kind. In the tú and the usted form. It changes no level."""

from __future__ import annotations

OBSERVE = (
    (
        "(?:note|vi|oi) (?:que )?(?:te|tu|el|la|hoy|ayer|casi|no|estas|estabas|llegaste)|"
        "(?:estabas|estuviste|saliste|llegaste|fuiste|regresaste|volviste|hablaste|"
        "quedaste|levantaste|contaste) ~5 (?:el (?:lunes|martes|miercoles|jueves|viernes|"
        "sabado|domingo)|ayer|hoy|esta (?:semana|manana)|antes|temprano|tarde|despues|"
        "anoche|en (?:la|el))|casi no (?:hablaste|hablamos|platicamos|platicaste|comiste)|"
        "no hemos (?:hablado|platicado)|el (?:lunes|martes|miercoles|jueves|viernes|sabado|"
        "domingo) ~2 (?:hablaste|saliste|llegaste|fuiste|estabas)|nadie tiene la culpa|"
        "no supe de (?:ti|usted)",
        "",
    ),
)
FEEL = (
    (
        "me (?:siento|senti|preocupe|preocupo|preocupa|preocupas|duele|dolio|asuste|asusto|"
        "alegra|alegre|alegro|entristece|puse|pone|angustia|da|dio|dieron|importas|"
        "importa) ?(?:mucho|mal|sol[oa]|miedo|tristeza|gusto|alegria|ansiedad|pena|mucha|"
        "mucho|feliz|contenta?o?|triste)?|(?:siento|senti) (?:miedo|tristeza|alegria|"
        "soledad|feo|preocupacion|gusto|esperanza|mucha|mucho|alivio|tension|angustia|"
        "enojo)|te (?:quiero|amo|extrano|adoro)|le (?:quiero|extrano)|(?:estoy|"
        "estaba) (?:preocupad[oa]|triste|feliz|content[oa]|asustad[oa]|orgullos[oa]|"
        "nervios[oa]|cansad[oa]|agradecid[oa])|(?:tengo|traigo|tuve) (?:miedo|esperanza|"
        "preocupacion|pendiente|tristeza)",
        "me da (?:verguenza|asco|lastima|pena ser)|me da (?:verguenza|pena) que seas",
    ),
)
REQUEST = (
    (
        "me (?:gustaria|ayudaria|encantaria|serviria|avisas|avisarias|ayudas|das)|"
        "(?:podemos|podriamos|podrias|puedes|podria|puede) (?:hablar|platicar|vernos|ver|"
        "avisarme|llamarme|llamar|comer|mandarme|decirme|venir|ir|buscar|intentar|"
        "ayudarme)|(?:quisiera|quiero) (?:hablar|verte|platicar|saber|entender|oir|otra|"
        "otro|una|un|que platiquemos|seguir|creerlo|ir)|por favor|te parece si|"
        "no puedo (?:prestarte|prestar|darte|pagar|recibirte|abrirte|abrir|quedarme|"
        "hablar)|necesito (?:un|una|descansar|tiempo|silencio|dormir)|lo (?:vemos|hablamos|"
        "platicamos)|(?:vemos|buscamos|probamos)",
        "",
    ),
)
EASYOUT = (
    (
        "si (?:quieres|quiere|puedes|puede|gustas|prefieres|necesitas|te late|te sirve|"
        "te acomoda|tienes ganas|te nace)|si no (?:quieres |puedes |"
        "se puede )?(?:esta bien|no pasa nada|ni modo|luego|otro|no importa|igual)|"
        "sin (?:prisa|presion|compromiso|problema|apuro)|otro dia|no pasa nada|"
        "no hace falta|cuando (?:quieras|puedas|gustes|te sientas|tengas)|(?:piensalo|"
        "pienselo)|tu (?:dices|decides|di|eliges)|no tienes que (?:contestar|responder|"
        "decir|venir|explicar)|no es necesario|tambien (?:se vale|sirve|esta bien)|"
        "como (?:quieras|tu quieras|gustes|prefieras)|o (?:prefieres|manana|luego|"
        "mejor otro|otro)|si un dia|solo si",
        "",
    ),
)
AFFIRM = (
    (
        "(?:orgullos|orgullosa|orgulloso|orgullo) (?:de|por|estoy)|gracias (?:por|a)|"
        "(?:felicidades|felicito|bravo)|bien hecho|que (?:bueno|gusto|alegria|"
        "bien) ?(?:que|tenerte|verte|oirte|saber)?|me (?:alegra|alegro|encanta|da gusto|"
        "dio gusto) (?:que|verte|oirte|tu|saber|mucho)?|feliz (?:cumpleanos|dia)|suerte|"
        "mucha suerte|(?:creo|confio) en (?:ti|usted)|eres (?:muy |una persona |un |una |"
        "tan ){0,6}(?:fuerte|valiente|importante|buen[oa]?|capaz|especial|generos[oa]|"
        "lind[oa])|vales mucho|lo (?:lograste|hiciste|estas haciendo) (?:muy )?(?:bien)?|"
        "(?:seguiste|sigues) (?:adelante|intentando|aunque)|(?:admiro|valoro|agradezco)|"
        "(?:significo|significa) mucho|vas bien",
        "gracias por (?:nada|acordarte|avisar tarde)|felicidades por (?:llegar|fin|"
        "acordarte)|bien hecho genio",
    ),
)
UNDERSTAND = (
    (
        "(?:entiendo|comprendo|imagino) (?:que|por que|lo|como|tu)|(?:entender|"
        "comprender) (?:lo|que|como|por|mejor|te)|tiene sentido|con razon|(?:debe|debio|"
        "ha de) (?:de )?(?:ser|estar|haber sido|sentirse) ~1 (?:dificil|duro|cansado|"
        "pesado)|se que (?:es|ha sido|fue|no es|te|cuesta|esto) ~2 (?:dificil|duro|facil|"
        "cuesta|pesado)|suena (?:dificil|duro|pesado|a que)|no se (?:exactamente|que tan|"
        "como)|cuesta (?:mucho|trabajo)|quiero (?:entender|entenderte)|"
        "cualquiera (?:estaria|se sentiria|en tu lugar)|ver por que fue|(?:es|"
        "fue) ~1 (?:normal|comprensible|natural)|(?:semana|dia) ~1 (?:dificil|pesad[oa]|"
        "dur[oa])",
        "",
    ),
)
PRESENCE = (
    (
        "aqui (?:estoy|estamos|estare|hay|tienes|sigo|te espero|esta tu)|(?:estoy|estare|"
        "ando) (?:contigo|en casa|cerca|aqui|para|pensando|libre|despiert[oa]|con usted)|"
        "(?:pienso|pensando) en (?:ti|usted)|te (?:acompano|escucho|espero|guardo|guarde|"
        "llevo|preparo|mando|invito|marco|abrazo)|le (?:acompano|escucho|espero|guardo)|"
        "(?:cuentas|cuenta) conmigo|vamos (?:por|a|juntos|al)|hay (?:lugar|comida|cafe|"
        "sopa|un plato|un lugar|sitio|cama)|no estas sol[oa]|como (?:estas|te fue|esta|"
        "amaneciste|te va|va|sigues|te sientes|estuvo)|ver (?:esta|este) (?:puesta|"
        "atardecer|partido|pelicula|cielo)|si quieres compania|viste (?:el|la|esta|este)|"
        "(?:un|una) (?:abrazo|cafe|beso)|me quedo (?:cerca|contigo|aqui)|voy contigo|"
        "(?:buenos|buenas) (?:dias|noches|tardes)|hola|siempre (?:tienes|hay|seras|vas a)",
        "",
    ),
)
