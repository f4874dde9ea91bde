"""Spanish for THREAT: says what will happen to them. In the tú and the usted form."""

from __future__ import annotations

PENALTY = (
    "(?:te (?:vas$|vas (?:a la calle|de (?:aqui|la|esta|mi)|olvidando)|largas|corro|"
    "dejo$|denuncio|saco|echo|boto|interno|quito|olvidas|arrepentiras|quedas|(?:voy|"
    "vamos) a (?:correr|dejar|denunciar|sacar|quitar|echar|internar|bloquear|reportar|"
    "mandar|anexar)|mando|bloqueo|reporto|acuso|mato|pego|demando|corto|desheredo|"
    "mueres|pudres|meto)|me (?:voy|divorcio|llevo|largo|olvido|pierdes|vas a)|"
    "no (?:vuelvas|regreses|vengas|me (?:busques|llames|hables|vuelves|vas)|cuentes|"
    "quiero (?:saber|volver|verte)|ves|entras|te (?:vuelvo|abro|presto|doy|ayudo|apoyo|"
    "recibo)|vas a (?:ver|volver|entrar|tener)|vuelves|pises)|olvidate|olvidese|"
    "se (?:acabo|termino|acaba)|llamo (?:a|al)|le (?:digo|llamo|cuento|hablo|aviso)|"
    "ya (?:no (?:cuentes|te (?:ayudo|quiero)|eres)|veras)|vas a (?:ver|perder|terminar|"
    "acabar|quedarte)|hasta aqui|cambio la|atente|pierdes|agarra|haz tus|empaca|"
    "busca(?:te)? (?:donde|otra|otro)|adios|a la calle|para mi|yo mism[oa] te|"
    "nos divorciamos|dejo de (?:ayudarte|pagarte|hablarte)|estas (?:fuera|"
    r"muert)\w{0,1}|sales de|y punto|lo lamentaras|los ninos (?:se|no))"
)

# What says it, and what silences that.
ROWS = (
    (
        r"si (?:no |tu |te |me |lo |vuelves |sigues |otra )?\w{2,14} ~5 " + PENALTY,
        "si (?:no )?(?:quieres|puedes|gustas|te sientes|prefieres|necesitas|estas|tienes|"
        "llegas|vienes|hay|es|quiere|puede|no|te) ~6 (?:te (?:dejo|mando|quedas|vas (?:a|"
        "con|temprano)|voy a (?:esperar|ayudar|escuchar|acompanar|llevar|querer|guardar|"
        "marcar|apoyar)|saco a|vamos a|olvidas)|no (?:vengas|hay|te (?:voy a (?:juzgar|"
        "reganar|presionar|obligar))|vas a|quiero|me (?:llames|hables)|regreses|nos)|"
        "me (?:voy (?:contigo|a)|olvido|vas a)|ya (?:no|estuvo|veras)|le (?:digo|llamo|"
        "hablo|aviso|cuento)|llamo|yo (?:te|me|ya)|vas a|nos vamos|dejo|busca)|"
        r"si (?:no )?(?:quieres|puedes|gustas|prefieres|necesitas) ~6 \w{2,12}|"
        r"como (?:no )?(?:te|me|estas|siempre|tu|le) ~6 (?:te|no|me|ya|yo|le) \w{2,8}|(?:si|"
        "como) ~7 (?:te voy a (?:querer|esperar|ayudar|apoyar|escuchar|acompanar|extranar)|"
        "no (?:vas a estar|hay (?:problema|prisa|bronca|nada))|te quedas (?:a|en|con|aqui)|"
        "yo (?:te (?:llevo|ayudo|acompano|escucho|espero|cuido|quiero|paso|apoyo|marco|"
        "explico)|me (?:quedo|encargo))|me voy contigo|no te voy a (?:juzgar|dejar|reganar|"
        "presionar|reclamar))",
    ),
    (
        "(?:o " + PENALTY + ")",
        "o (?:te (?:dejo|mando|quedas|vas)|no (?:quiero|hay|vas a|vengas)|yo (?:te|me|ya)|"
        "me (?:voy|olvido)|ya (?:no)|le (?:llamo|digo|hablo|cuento)|"
        "llamo al) ~2 (?:descans|en paz|tranquil|a dormir|manana|manana|luego|ir|prefieres|"
        r"quieres|venir|al restaurante|contigo|llevo|paso|ayudo|marco)\w{0,4}|"
        "o yo (?:te (?:llevo|ayudo|acompano|paso|marco|busco|alcanzo)|voy)|o te (?:vas|"
        "quedas)(?! a la calle| de (?:la|esta|mi|aqui)| sin)",
    ),
    (
        "(?:vez|mas|nuevo) y (?:ya )?" + PENALTY,
        "",
    ),
    (
        "o (?:te internas|cambias|dejas|te calmas|te compones|trabajas|buscas ayuda|"
        "la (?:droga|botella)|el (?:alcohol|vicio)|ellos|yo|nosotros|tu familia|paras|"
        "le paras|te alineas|te vas|se va)(?: o|$)|(?:la droga|el alcohol|el vicio|"
        "tus amigos|la botella|eso) o (?:yo|nosotros|tu familia|tus hijos)|(?:escoge|elige|"
        "decidete|escoja) (?:entre|de una|o|ya|tu familia)|(?:ultima|"
        "ultimo) (?:oportunidad|vez que|advertencia|aviso|chance|que te|llamada)|"
        "es la ultima (?:oportunidad|vez que te)|no (?:habra|va a haber) (?:otra|mas)|"
        "una mas y|a la proxima (?:te|no|me|llamo|ya|vez|si)|"
        r"la proxima (?:vez )?(?:que \w{2,12} )?(?:te (?:vas|saco|corro|dejo|denuncio|"
        "quedas|quito)|no (?:te|entras|hay|vuelves)|llamo|me voy|ya no|si te)|"
        "otra (?:de estas|asi|borrachera|recaida|mentira|mas|vez) (?:~4 )?y te",
        "ultima vez que (?:te vi|nos vimos|platicamos|hablamos|vino|fui|comimos|reimos)|"
        "escoge (?:tu|el|la|un|una|lo|donde|que|cuando)|elige (?:tu|el|la|un|una|lo)|"
        "o yo (?:te|me|voy|paso|puedo|llevo)|(?:ellos|nosotros|el|ella|tu) o yo (?:te|"
        "vamos|podemos)|o (?:nosotros|yo)$(?= (?:podemos|te))|"
        r"la proxima (?:vez )?(?:que \w{2,12} )?no te (?:preocupes|olvides)|una mas y (?:ya|"
        "listo)$",
    ),
    (
        "te (?:largas|corro|denuncio|arrepentiras|desheredo|reporto|demando|botamos|"
        "corremos|sacamos)|te (?:vas|echo|saco|boto|vas a ir|mando) (?:a la calle|"
        "de (?:esta|la|mi|nuestra) casa|de aqui|de mi)|te vas (?:a la calle|de (?:esta|la|"
        "mi|aqui))|te (?:echo|saco|boto|quito|interno) (?:de|a|el|la|los|las|a la fuerza|"
        "todo|mi|de mi)|te (?:voy|vamos) a (?:correr|dejar|denunciar|quitar|internar|sacar|"
        "reportar|echar|demandar|botar|bloquear|desheredar|cortar|encerrar|mandar|acusar|"
        "anexar)|(?:vas a|te vas a) (?:perder (?:a|tu|tus|todo|el|la)|quedar (?:sol|sin|"
        "en la calle)|quedarte (?:sol|sin|en)|terminar (?:mal|sol|en|muert|como|tirad)|"
        r"acabar (?:mal|sol|en|muert|como|tirad)|morir|arrepentir|pudrir|lamentar)\w{0,1}|"
        "ya (?:veras|vas a ver)|(?:ahora si|vas) a ver$|te vas a acordar|vas a (?:pagar|"
        "lamentar|ver lo que)",
        "no (?:te )?(?:voy|vamos|vas) a ~1 (?:correr|dejar|denunciar|quitar|internar|sacar|"
        "reportar|echar|quedar|perder|bloquear|terminar|acabar|mandar)|te (?:voy|"
        "vamos) a (?:dejar (?:un|una|la|el|descansar|comida|en paz|tranquil|tu|dormir)|"
        "mandar (?:un|una|la|el|fotos|comida)|quitar (?:un peso|tiempo)|sacar (?:a|"
        r"una))\w{0,1}|te (?:saco|echo) (?:a (?:pasear|bailar|caminar|comer)|de (?:menos|"
        "la duda))|te quito (?:el tiempo|tiempo|un)|ya veras (?:que|como)|"
        "te vas a acordar de (?:mi|este|lo bonito)|vas a ver (?:que|como)|te interno",
    ),
    (
        "(?:olvidate|olvidese|olvida) (?:de (?:mi|nosotros|tus|los|tu|volver|que|esta|"
        "la familia)|que (?:tienes|existo|soy))|no (?:vuelvas|regreses|vengas|pises|entres|"
        "aparezcas|te aparezcas|me busques|me llames|me hables|vuelva|regrese|cuentes|"
        "te molestes) ?(?:a|mas|conmigo|aqui|nunca|jamas|por aqui|a la casa|si|hasta|en)?|"
        "no (?:te )?quiero (?:volver a|ver(?:te)? (?:aqui|mas|nunca|por|en|ni)|"
        "saber (?:mas|nada))|no (?:ves|veras|vas a ver|volveras) (?:a )?(?:los|tus|ver|las|"
        "mas|al|a los)|me (?:llevo|quedo) (?:a los (?:ninos|hijos)|con los (?:ninos|"
        "hijos))|te (?:quito|quitan) (?:a )?los|me voy (?:de (?:la|esta)|y no|para siempre|"
        "con los)|me (?:divorcio|separo)|(?:quiero|pido|voy a pedir) el divorcio|divorcio|"
        "voy a (?:decirle|llamar a tu|cambiar la|quitarte|dejarte|divorciarme|contarle|"
        "avisarle|denunciarte|pedir la|correrte|sacarte|internarte|olvidarme|bloquearte|"
        "tirar tus)|(?:cambio|cambie|cambiamos) la (?:chapa|cerradura)|"
        "(?:hasta) aqui (?:llegue|llegamos|llego)|ya no (?:cuentes|eres|te (?:ayudo|presto|"
        "doy|apoyo|voy a ayudar|quiero ver|aguanto|soporto)|hay mas|puedo mas|quiero saber|"
        r"tienes (?:casa|familia|hij|padre|madre))\w{0,1}",
        "no (?:te molestes|vengas|vuelvas|regreses|cuentes) ~2 (?:tarde (?:si|por)|"
        "si (?:no (?:quieres|puedes|te)|estas|te sientes)|si no|en (?:contestar|responder|"
        "traer)|calorias|los dias)|no me (?:llames|busques|hables) si|"
        r"no quiero volver a (?:pelear|perder|gritar|fallar|lastimar)\w{0,3}|"
        "me quedo con los ninos$|me quedo con los ninos (?:cuando|si|para|y)|"
        "hasta aqui (?:te|se|huele|has)|hasta aqui$(?= (?:te|has))|ya no hay mas (?:pastel|"
        "sopa|comida)|ya no te quiero (?:ver (?:triste|sufrir|asi))|"
        "no vuelvas a (?:sentirte|culparte|pensar que)|me voy de la casa a las|"
        "voy a (?:llamar|avisarle|decirle|contarle) a tu (?:mama|papa|hermana|hermano|"
        "tia) (?:que (?:llegaste|estas bien))|no te molestes$|ya no puedo mas",
    ),
    (
        "(?:largate|larguese) (?:de (?:mi|aqui|esta|nuestra))?|fuera de (?:mi|aqui|esta|"
        "nuestra)|(?:vete|vayase) (?:de (?:mi|aqui|la|esta)|a la (?:calle|fregada|"
        "chingada)|ya|y no|al diablo|mucho)|no entras|no te abro|(?:agarra|junta|empaca|"
        "recoge|saca) tus (?:cosas|maletas|chivas|tiliches|trapos)|haz tus maletas|"
        r"para mi (?:ya )?(?:no existes|estas muert|te moriste)\w{0,1}|"
        r"para mi (?:ya )?(?:no existes|estas muert\w|te moriste)|ya no eres (?:mi|nuestr|"
        r"parte|bienvenid)\w{0,1}|no eres bienvenid\w|(?:se) acabo (?:todo|el dinero|"
        "mi (?:paciencia|ayuda)|la ayuda|esto|lo nuestro|conmigo|$)|(?:terminamos|"
        "acabamos)$|se te (?:acabo|va a acabar|acabaron|termino)|(?:atente|atengase)|"
        "no respondo (?:chipote|si)|te lo (?:advierto|juro)|te advierto|juro que (?:te|me|"
        "no|si|llamo)|no me (?:obligues|hagas llamar|provoques|busques|hagas (?:hacer|"
        "correr|sacar))|(?:hijo|hija) mi[oa] ya no|tienes (?:hasta|un dia|una semana|"
        r"\d{1,2} dias|dos dias|tres dias) (?:para|el|manana)|mientras no (?:te )?(?:dejes|"
        "cambies|pares|internes|trabajes|pidas)|hasta que (?:no )?(?:te (?:internes|"
        "compongas|limpies)|dejes|cambies|pidas perdon|trabajes|demuestres|pagues|vayas)|"
        "con la (?:calle|carcel)|a la calle$|(?:anexar|anexo|anexarte|anexamos)",
        "fuera (?:de (?:casa el|la ciudad|horario)|hace|esta|llueve|mejor|tan|lo que|asi|"
        "posible|facil|por)|vete (?:con (?:cuidado|calma)|tranquil|a (?:descansar|dormir|"
        r"tu paso))\w{0,1}|saca(?:r)? (?:a|la)|te juro que (?:te (?:quiero|extran|entiend|"
        r"apoy)|me (?:alegr|da gusto)|no (?:te juzgo|estoy enoj|pasa nada))\w{0,3}|"
        r"juro que (?:te (?:quiero|extran|entiend)|me (?:alegr|da)|no te)\w{0,2}|"
        "tienes hasta (?:el|manana) para (?:pensar|decidir)|(?:espero|esperar|esperare|"
        "aqui|estare|contigo|acompano) ~4 hasta que|se acabo (?:el (?:cafe|pan|"
        "dinero de la|gas|agua|tiempo))|(?:jugar|jugando|vivio|vive|salir|sale|caminar|"
        "caminando|gente|cruzando|vi|ruido|perro) ~2 en la calle|no me busques",
    ),
)
