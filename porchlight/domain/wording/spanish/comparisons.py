"""Spanish for COMPARE: holds them up against somebody else. In the tú and the usted form."""

from __future__ import annotations

from porchlight.domain.wording.spanish.everyday import SHARED, TEASE

KIN = (
    "(?:hermano|hermana|primo|prima|papa|mama|padre|madre|tio|tia|amigo|amiga|cunado|"
    "cunada|vecino|vecina|hermanito|hermanita|hermanos|primos|abuelo|abuela|companero|"
    "ex|comadre|compadre|esposa|esposo|sobrino|sobrina)"
)

# Who drinks, uses, or is said to be no good.
BAD = (
    "(?:borrach[oa]|borrachin|borrachales|alcoholic[oa]|drogadict[oa]|drogad[oa]|adict[oa]|"
    "vicios[oa]|mari[hg]uan[oa]|tomad[oa]|ped[oa]|crud[oa]|perdid[oa]|tomador|tomadora|"
    "mentiros[oa]|irresponsable|desobligad[oa]|inutil|mantenid[oa]|fracasad[oa])"
)
# Who is like somebody in what went well or in what is liked.
LIKED = (
    "(?<!no.)(?:eres|es|seras|estas|esta|te ves|se ve|saliste) (?:igual de|tan) (?:valiente|fuerte|"
    "guap[oa]|lind[oa]|bonit[oa]|buen[oa]|noble|generos[oa]|amable|inteligente|list[oa]|"
    "trabajador|trabajadora|chistos[oa]|gracios[oa]|carinos[oa]|paciente|alt[oa]|importante|"
    "querid[oa])(?: con (?:los|las|el|la|tu|tus|mis) \\w{2,12})? (?:como|que)|"
    "(?:dejaste|dejo|deje|dejar|sin) ~2 (?:tomar|beber|usar|"
    "consumir|fumar) ~3 (?:igual que|igual a|como) (?:tu|su)|(?:sobri[oa]|limpi[oa]|adelante|"
    "recuperacion|luchando|luchaste|pudiste|lograste) ~3 (?:igual que|igual a|como) (?:tu|su)|"
    "(?:cafe|te|agua|mate|atole|chocolate|leche|refresco|sopa|jugo|"
    "fotos|clases|notas|decisiones|calma|cosas|sol|siesta|camion|vitaminas|medicina) ~3 "
    "(?:igual que|como)|no eres (?:un|una|el mismo|la misma|otro|otra) " + BAD + " (?:como|que)"
)
TEASED = (
    "(?:(?:igual|igualit[oa]|identic[oa]|peor|mejor) (?:que|a)|como|fijate en|mira a|"
    f"(?:mentiros[oa]|perdid[oa]|inutil) (?:que|como)) (?:tu|su) {KIN} {TEASE}|"
    "mira a (?:tu|su) ~3 (?:camina|gatea|sonrie|juega|baila|crece|crecio|chiquit[oa])|"
    "(?:el bebe|la bebe|(?:el|la) nin[oa]) ~4 (?:igual|igualit[oa]|como)|nadie (?:hace|cocina|"
    "prepara|baila|canta|cuenta) ~5 como (?:tu|su)"
)
GOOD_NEWS = (
    rf"(?:(?:tu|su) (?:\w{{2,10}} )?{KIN}|(?:hij[oa]s?|muchach[oa]|espos[oa]|novi[oa]|niet[oa]|"
    rf"sobrin[oa]) de \w{{2,12}}) {SHARED}"
)

# What says it, and what silences that.
ROWS = (
    (
        r"(?:tu|su) (?:\w{2,10} )?(?:hermano|hermana|primo|prima|papa|mama|padre|madre|tio|"
        "tia|amigo|amiga|cunado|vecino) (?:si (?:trabaja|estudia|cumple|ayuda|sabe|pudo|"
        "puede|es|tiene|quiso|salio|dejo|llama|me|nos)|ya (?:tiene|trabaja|es|"
        "compro (?:su )?(?:casa|carro|coche|terreno|departamento)|"
        "termino(?:$| (?:la (?:carrera|escuela|prepa)|su|el (?:programa|tratamiento)))|"
        "lo (?:logro|dejo|hizo|supero|consiguio))|"
        "ya (?:dejo|salio)(?:$| (?:de (?:eso|ahi|tomar|beber|usar|fumar)|adelante|el vicio|"
        "la (?:droga|botella)|las drogas|eso|todo))|lleva ~3 (?:limpi[oa]|sobri[oa]|"
        "sin (?:tomar|usar|consumir)|trabajando)|"
        "(?:nunca|jamas|no) nos ~1 (?:dio|hizo|fallo|mintio|causo|ha)|"
        "tiene (?:trabajo|casa|carrera|familia|su|buen|una (?:casa|carrera|familia|vida)|"
        "un (?:buen|trabajo)))",
        GOOD_NEWS
        + "|ya tiene (?:tus|los|las|el|list[oa])|si puede (?:el|venir|ir|hoy|manana|pasar)|"
        "(?:si|ya) (?:me|nos|tiene|es) (?:dijo|llamo|conto|(?:tu|su|la|tus) (?:regalo|"
        r"cita)|hora|tarde|ayudo a (?:buscar|limpiar|cocinar)|avis\w{1,3}|pregunt\w{1,3}|"
        r"invit\w{1,3}|trajo)|si es tu|tiene su (?:fiesta|cumpleanos|cita|partido)",
    ),
    (
        "(?:tu|su) "
        + KIN
        + " (?:(?:nunca|jamas|no) nos (?:dio|causo|hizo|fallo|mintio|trajo) (?:un|una|problemas|"
        "tantos|verguenzas|preocupaciones|lata|esto|algo)|(?:siempre|si) (?:cumple|contesta|"
        "trabaja|avisa)|(?:nunca|jamas) (?:fallo|fallaba|falto|mintio|mentiria|tomo|bebio|robo)|"
        "(?:ya |si )?(?:dejo (?:de (?:tomar|beber|usar|fumar)|el vicio|las? drogas?|eso)|"
        "salio (?:adelante|de (?:eso|las drogas|ahi)))|si se (?:compuso|recupero)|ya (?:tiene|"
        "compro|mantiene|paga) (?:casa|carrera|trabajo|su (?:casa|familia|negocio|carrera)|"
        "un buen|una (?:casa|carrera|familia))|ya (?:cumple|cumplio|lleva) ~2 (?:mes|meses|ano|"
        "anos|semanas?|dias) (?:limpi[oa]|sobri[oa]|sin))",
        GOOD_NEWS
        + "|siempre contesta (?:con|cuando|rapido)|nunca (?:falto|fallo) (?:quien|amor|carino)|"
        "no nos hizo (?:un pastel|una comida)|tambien|salio adelante (?:y tu|tu tambien|igual)",
    ),
    (
        "(?:tu|su) "
        + KIN
        + " (?:pudo|puede|lo hizo|salio|si|logro)$|tu "
        + KIN
        + " ~1 (?:pudo|si pudo|lo logro|salio adelante|nunca)|por que no (?:eres|puedes ser|"
        "haces|te portas|seras|aprendes) (?:mas )?(?:como|de|igual)|(?:aprende|aprendele|"
        "fijate) (?:de|a|en) (?:tu|el|la|los|tus)|(?:igual|igualito|igualita|identico|"
        "identica|peor) (?:que|a) (?:tu|su) (?:padre|papa|mama|madre|hermano|hermana|tio|"
        "tia|abuelo|primo|ex)|como (?:tu|su) (?:hermano|hermana|padre|papa|primo|tio|madre|"
        "mama|abuelo)$|(?:comparado|comparada|comparas) con|(?:mejor|mas) (?:hombre|hijo|"
        "hija|padre|madre|hermano|fuerte|responsable|trabajador|trabajadora|listo|"
        "lista) que (?:tu|usted)|mejor que (?:tu|usted)",
        TEASED + "|(?:nunca|jamas) (?:nos|me) (?:dijo|conto|platico)|"
        "(?:te pareces|cocinas|cantas|ries|sonries|bailas|hablas|caminas|pintas|te ves|"
        "sonrisa|ojos) ~2 (?:igual|igualit[oa]|identic[oa]|como) ~2 (?:que |a )?(?:tu|su)|"
        + LIKED
        + "|"
        "comparad[oa] con (?:antes|el|hace|la|como)|(?:como|con) tu hermana? (?:quieras)|"
        "nunca te",
    ),
    (
        "(?:el|la|los) (?:hijo|hija|hijos|muchacho|esposo|marido|novio|vecino|nieto|yerno|"
        r"sobrino) de (?:\w{2,12} )(?:\w{2,12} )?(?:salio|ya|si|dejo|nunca|tiene (?:trabajo|"
        "casa|carrera|un buen|su)|pudo|trabaja|no|lo logro|se (?:compuso|recupero|graduo)|"
        "logro|termino|estudia|gana)|(?:otros|otras) (?:con|si|pueden|han|salen|pudieron|"
        "logran|estan peor|personas (?:si|pueden|con)|con menos|ya|no (?:hacen|andan|toman|"
        "tienen)|hijos|padres|madres|en tu lugar|hubieran|tienen (?:problemas|menos)|"
        "muchachos|a tu edad|hermanos)|los demas (?:si|pueden|no|trabajan|ya|salen|cumplen|"
        "hijos)|todos (?:pueden|pudieron|lo logran|los demas|salen adelante|trabajan|"
        "cumplen) ?(?:menos)?|menos tu$|a tu edad|(?:cuando )?(?:yo )?tenia tu edad|"
        "de tu edad (?:ya|si|tienen|trabajan)|hay (?:gente|quien|quienes|personas|"
        "otros) (?:que (?:si|esta|tiene|la pasa|sufre|vive|ha|no)|peor|con (?:menos|"
        "problemas|peores))|gente (?:normal|decente|con (?:problemas|menos|peores)|que si|"
        "peor|que la pasa)|una persona (?:normal|decente|responsable)|(?:un|una) (?:buen|"
        "buena) (?:padre|madre|hijo|hija|hermano|hermana|esposo|esposa|marido) (?:no|si|"
        "de verdad|haria|estaria|cuida|jamas|nunca|llama)|(?:un|una) (?:hijo|hija|padre|"
        "madre) (?:de verdad|normal|bueno|buena|como debe)|si (?:el|ella|yo|ellos) (?:pudo|"
        "pude|puede|puedo|pudieron|lo hizo|lo hice|logro|dejo|deje) ~4 (?:tu|por que|"
        r"usted)|si \w{3,12} (?:pudo|puede|dejo|salio|logro)|hasta (?:tu|el|la|mi|"
        r"un) (?:\w{2,12} )?(?:puede|pudo|sabe|lo hace|ya|tiene|entiende|trabaja)|"
        "cualquiera (?:lo (?:hace|haria|deja|logra)|con (?:tantita|un poco))|(?:mira|"
        "ve) a tu (?:hermano|hermana|primo|prima|papa|amigo|cunado)|(?:mira|ve) (?:a|al|"
        r"como) (?:\w{2,12} )?(?:el|la|hijo|hija|ya|si|ellos|los demas|tu)|yo (?:a tu edad|"
        "si pude|tambien (?:sufri|tuve|pase) ~3 y|deje|lo deje|nunca (?:necesit|tom|tuve|"
        r"fui|hice|anduve|falt)\w{0,4}|si (?:trabaj|cumpl|salgo|sali)\w{0,3}|"
        "trabajo (?:todo|desde|doble|diario) ~4 y)|en mis tiempos|la peor de|el (?:bueno|"
        "listo|responsable|trabajador|fuerte|exitoso) (?:siempre )?(?:es|fue|de la familia|"
        "era)|peores cosas|mas (?:joven|chico|chica) que tu y",
        GOOD_NEWS
        + "|"
        + TEASED
        + "|cualquiera (?:se (?:sentiria|cansa|cansaria|equivoca|enojaria|asusta)|estaria|"
        "en tu lugar|puede (?:equivocarse|tener|sentir)|lo (?:sentiria|entenderia))|"
        "a tu edad (?:yo (?:tambien (?:me sentia|tenia|estaba|andaba)|me sentia|"
        r"estaba (?:perdid|asustad)|no sabia))\w{0,1}|cuando tenia tu edad (?:tambien|"
        "me sentia|no sabia)|hay (?:gente|personas|quien|quienes|"
        "otros) que (?:te (?:quiere|quieren|ayuda|escucha)|tambien|ha (?:pasado|vivido)|"
        "esta (?:para|contigo))|otros (?:han pasado|tambien|dias|con (?:lo mismo|eso))|"
        r"(?:mira|ve) como (?:tu|el|la) ~2 (?:sonri|crec|jueg|avanz|florec|perr|gat)\w{0,4}|"
        "gente que (?:te|si te quiere)|hasta la proxima|hasta (?:mi|el|la|tu|un) (?:perro|"
        "gato|domingo|lunes|martes|miercoles|jueves|viernes|sabado|noche|manana)|"
        "todos (?:pueden|podemos) (?:tener|venir|equivocarse|equivocarnos)|"
        "la peor de (?:las|mis) (?:semanas|noches)|yo (?:deje|lo deje) (?:la|el|tu|"
        "las) (?:comida|puerta|llave|luz|llaves|plato|cena)|ya paso la peor",
    ),
    (
        "(?:igual|igualit[oa]|tan|lo mismo|peor|mas) (?:de )?"
        + BAD
        + " (?:que|como|a) (?:tu|su|tus|sus|mi|el|la|los|las|ella|ellos|ellas|todos|esos?|"
        "aquel)|(?:el|la) mism[oa] "
        + BAD
        + " que (?:tu|su|el|la|fue|era)|(?:un|una|otro|otra|eres|es) "
        + BAD
        + " (?:mas )?(?:como|igual (?:que|a)|igualit[oa] (?:que|a)) (?:tu|su|el|la|tus|sus|los)|"
        "(?:como|que|a|pareces|parece) ?(?:el|la|al|a la) "
        + BAD
        + " de (?:tu|su) "
        + KIN
        + f"|ni (?:tu|su) {KIN} (?:el|la) {BAD}|pareces a (?:tu|su) {KIN} ~3 (?:tirad[oa]|{BAD})"
        + "|(?:tomas|bebes|toma|bebe|te drogas|se droga|fumas|fuma|consumes|consume|mientes|miente|"
        "hueles|huele|apestas|apesta|acabas|acabaste|terminaste|vas a (?:acabar|terminar)|"
        "va a (?:acabar|terminar)|acabaras|terminaras) ~3 (?:como|igual que|igualit[oa] (?:a|que)|"
        "mas que|peor que|tanto como|lo mismo que) (?:tu|su) " + KIN,
        LIKED
        + "|"
        + TEASED
        + "|(?:yo|soy|fui|estuve|estoy|nadie|ni) ~3 (?:igual|tan|mas|un|una|el mismo|la misma) ~1 "
        + BAD
        + "|(?<!que.)no (?:eres|estas|es|esta|seras|sera|vas a (?:acabar|terminar|ser)|acabaras|"
        "terminaras|tomas|bebes|fumas|tienes que) (?!mejor)~5 (?:igual|como|que|"
        + BAD
        + ")|(?:huele|hueles) (?:a )?(?:rico|flores|pan|bien|limpio|bonito|jabon|perfume)",
    ),
)
