"""Spanish for SHOULD: gives an order. In the tú and the usted form."""

from __future__ import annotations

# What says it, and what silences that.
ROWS = (
    (
        "^(?:ya |pues |por favor |y |a mi ){0,6}no me (?:mientas|vengas con|digas mentiras|"
        "hagas perder|hables asi|levantes la voz|ignores|enganes|enganes|salgas con)|"
        "no es tan (?:dificil|complicado)|(?:solo|nomas|simplemente|nada mas) (?:deja|"
        "di que no|no tomes|para|haz|ponte|dejalo|no (?:lo|uses|consumas))|"
        "que tan (?:dificil|complicado) (?:es|puede)|tan facil que es|es tan facil|"
        "no cuesta nada|ya no (?:tomes|mientas|uses|consumas|andes|llores|inventes|"
        "te hagas|me mientas)|(?:ubicate|calmate|calmate|callate|tranquilizate)$|(?:te|"
        "le) falta (?:voluntad|caracter|ganas|madurar|disciplina)|con (?:ganas|"
        "voluntad) se puede|si quisieras (?:podrias|lo harias|ya)|querer es poder",
        "no es tan (?:dificil|complicado) (?:llegar|de hacer)|(?:se|imagino|saber|entiendo|"
        r"veo) que tan (?:dificil|complicado)|ya no llores (?:sol|mas que)\w?|"
        "es tan facil quererte|no cuesta nada (?:venir|probar)",
    ),
    (
        "(?:tu |usted |ya |de veras |solo |nomas ){0,6}(?:debes|deberias|debieras|debiste|"
        "deberas|tendrias|tienes|tenias|tendras|necesitas|ocupas|has) (?:que|de|"
        r"\w{1,12}(?:r|rte|rle|rlo|rla|rme|rnos|rse))",
        "(?:tienes|tendrias|has|tenias) (?:que|de) (?:ver|probar|oir|escuchar|conocer|"
        r"venir a ver|leer|estar (?:cansad|agotad|orgullos))\w{0,3}|(?:deb(?:es|iste|erias|"
        "ieras)|has) (?:de )?(?:estar|sentir|sentirte|tener (?:hambre|sueno|frio|miedo)|"
        r"haber|saber (?:que|cuanto)|extranar|andar)\w{0,3}|(?:no|nunca) (?:tienes|tenias|"
        r"deberias|debes|necesitas|ocupas|tendrias|debiste) (?:que )?\w{0,14}|"
        "tienes (?:de que|que ver con)|(?:si|cuando|lo que|todo lo que|que|algo que|"
        "cosas que|como|donde|lo|mucho|tiempo|porque|cuanto|el tiempo que|"
        "sea lo que) ~1 (?:necesitas|tienes|ocupas|debes) ?(?:que)?|(?:te|nos|se|lo) has|"
        "has (?:de cuenta)|debes (?:estar|de)|necesitas (?:hablar|descansar|platicar|"
        "desahogarte|llorar|algo)|deberias (?:estar|sentirte) (?:muy )?orgullos[oa]|"
        "(?:a que hora|cuando|donde|hasta cuando) ~1 tienes que",
    ),
    (
        "^(?:usted |ya |pero |y |pues ){0,6}(?:tiene|debe|deberia|necesita|tendria) (?:que|"
        r"de)? ?\w{2,12}(?:r|rse|rle|rme|rlo)|usted ~1 (?:tiene|debe|deberia|necesita)",
        r"(?:tiene|debe) (?:que )?(?:ver|probar|oir|estar|ser|haber|sentir|doler)\w{0,3}|"
        "no (?:tiene|debe)|usted ~1 (?:no tiene|tiene (?:razon|un lugar|su|mi|derecho|"
        "todo))|debe de|usted (?:no )?(?:tiene|necesita) (?:algo|ayuda con|un|una)",
    ),
    (
        "(?:ya |mejor |mas ){0,6}(?:te vale|le vale|te conviene|te toca|te urge) (?:que )?|"
        "mas te vale|ya (?:deja|dejate|dejese|ponte|pongase|basta|madura|madure|crece|"
        "supera|superalo|hablale|hablele|estuvo|reacciona|reaccione|despierta|consigue|"
        "busca|parale|parele|cambia|cambie|levantate|acepta|aceptalo|entiende|entienda|"
        "vete a|ve a|metete|internate|internese|bajale|callate|calmate|cortale|comportate|"
        "portate|olvidalo|trabaja|se (?:hombre|responsable)|es (?:hora|tiempo)|"
        "va siendo hora|estas grande|no (?:tomes|mientas|consumas|andes|inventes|llores|"
        "hagas|te hagas|seas))|ya (?:chole|parale)|basta (?:ya|de)|^basta$",
        "te toca (?:a ti|elegir|descansar|escoger|la)|ya basta con|ya estuvo (?:la|lista|"
        "el|listo)|ya despierta$|con (?:eso|un|una|que|tu|saber) ~3 basta|(?:me|nos|"
        "te) basta|basta con|ya es (?:hora|tiempo) de (?:comer|cenar|dormir|descansar)|"
        "ya no (?:llores|te (?:preocupes|culpes))|te vale",
    ),
    (
        "^(?:ya |pues |entonces |por favor |a ver |mejor |tu |y |oye |mira |solo |nomas |"
        "nada mas ){0,6}(?:ponte|pongase|dejate|dejese|madura|madure|crece|reacciona|"
        "reaccione|consigue|consiguete|consiga|buscate|superalo|internate|internese|"
        "comportate|portate|levantate|admite|admitelo|acepta|aceptalo|enderezate|componte|"
        "callate|calmate|calmese|ubicate|demuestra|esfuerzate|obedece|cumple|cumpla|"
        "agradece|hazme|contestame|contesteme|respondeme|respondame|contesta|conteste|"
        "hablale|hablele|apurate|arreglate|fajate|aguantate|controlate|decidete|disculpate|"
        "respetame)",
        "(?:contesta|contestame|respondeme|conteste|hablale|dime|escuchame|apurate|ayuda|"
        "aprende|acuerdate|levantate|sientate|ponte|hazme) ~3 (?:si (?:quieres|puedes|"
        "gustas|quiere|necesitas|te)|cuando (?:puedas|quieras|gustes|te|tengas))|"
        r"ponte (?:comod|guap|buz|chamarra|sueter|feliz|content|algo|el|la|bien)\w{0,2}|"
        "acuerdate (?:que|de que|de) (?:te|aqui|siempre|no|eres|cuentas|lo mucho|cuanto)|"
        "sientate (?:conmigo|con nosotros|aqui|a comer)|dime (?:que|como|cuando|si|en que|"
        "que te|donde te|a que|cuanto te|lo que) ?(?:te|puedo|necesitas|quieres|dia|"
        "prefieres|hora|ayuda|podemos|vas bien|estas|mas|sientes)?|consigue (?:descansar)|"
        "aprende a quererte|apurate que se enfria|fijate que|hazme (?:saber|falta|"
        "un (?:lugar|favor|huequito))|mirame a los ojos|agradece",
    ),
    (
        "^(?:ya |pues |por favor |mejor |y |tu |mira ){0,6}(?:deja|deje|ve|vete|vaya|anda|"
        "busca|busque|pide|pidele|pida|haz|haga|toma|tomate|tome|piensa|piense|date|llama|"
        "llamale|llame|se|sea|ten|tenga|metete|cambia|cambie|di|diga|habla|hable|pon|ponle|"
        "apaga|regresa|no seas|no sea|no te hagas|no inventes|no empieces|no exageres|"
        "no llores|no mientas|no me mientas|no tomes|no vuelvas a|no andes|no llegues|"
        "no salgas|no hagas|no digas|no me digas|no metas|no la riegues|no le busques|"
        "no faltes|no desperdicies|no arruines|no gastes|no des|no te atrevas|no me vengas|"
        "no te quejes|no te victimices) (?:de (?:tomar|usar|mentir|fregar|chillar|llorar|"
        "quejarte|hacerte|portarte|decir|inventar|andar|jugar|beber|fumar|culpar|meterte|"
        "gastar|perder|ser|tanto|tus|una|drogas|lado|mamadas|tonterias|fregar|molestar)|"
        "a (?:una|la (?:junta|reunion|clinica|iglesia)|rehabilitacion|terapia|trabajar|"
        "ver a|pedir|las juntas|un grupo|tus|detox|consulta)|al (?:grupo|doctor|medico|"
        "psicologo|centro|trabajo)|(?:un |una )?(?:trabajo|chamba|ayuda|empleo|perdon|"
        "disculpas|permiso)|algo (?:con|de|bueno|util|por)|caso|lo que (?:te|yo|debes)|"
        "tu (?:parte|tarea|cama|vida|medicina|responsabilidad|padrino|madrina|medicamento|"
        "pastilla)|tus (?:pastillas|medicinas|hijos|cosas|responsabilidades|obligaciones)|"
        "un esfuerzo|responsabilidad|en (?:tus|tu|los|nosotros|tu familia)|cuenta de|"
        "la (?:verdad|cara|pantalla)|asi|tont[oa]|ridicul[oa]|flo[jx][oa]|exagerad[oa]|"
        "dramatic[oa]|chillon|chillona|egoista|nin[oa]|cobarde|hombre|mujer|fuerte|"
        "responsable|agradecid[oa]|realista|honest[oa]|adult[oa]|caracter|fuerza|voluntad|"
        "fe y ya|(?:poquita |un poco de |tantita )?(?:madre|verguenza|dignidad|respeto|"
        "consideracion|disciplina|pena)|de actitud|ya|ahora|ganas|orden|el (?:celular|"
        "telefono|trago)|tarde|mas|conmigo ahora|con (?:tu (?:padrino|jefe|doctor))|tiempo|"
        "loc[oa]|mal|otra|nada|hacerlo|tomar|usar|mentir|salir|llegar|faltar|cuentos|"
        "excusas|pretextos|mentiras)",
        "(?:ve|anda|vaya) a (?:tu (?:ritmo|paso|gusto)|la playa)|(?:deja|"
        "deje) de (?:preocuparte|culparte|castigarte|sentirte)|date (?:un|tiempo|chance|"
        "permiso)|toma (?:tu|un|el) (?:tiempo|cafe)|tomate (?:tu|el|un|una) (?:tiempo|cafe|"
        "descanso|te)|piensa en (?:ti|eso|algo)|se que|sea (?:lo|como|cual)|"
        r"no llores (?:sol|mas que)\w{0,1}|no seas (?:tan )?dur[oa]|(?:llama|llame|habla|"
        "busca|pide|busque|pida|hable) ~3 (?:si (?:quieres|necesitas|puedes)|"
        "cuando (?:quieras|necesites|puedas))|pide ayuda (?:si|cuando)|"
        "no te quejes$(?= de)|se fuerte$|no faltes (?:te|habra|hay)|ten (?:fe|paciencia)",
    ),
    (
        "(?:yo )?(?:que|en) (?:tu|usted) (?:lugar )?(?:yo )?(?:iria|haria|dejaria|buscaria|"
        "pediria|llamaria|me|ya|trabajaria|no|le|diria|tendria)|si yo (?:fuera|"
        "estuviera en) (?:tu|usted)|si fuera (?:tu|usted)|por que no (?:te (?:pones|"
        "consigues|internas|buscas|levantas|callas|esfuerzas|metes|dejas|largas|controlas|"
        "comportas|banas|decides|vas)|consigues|maduras|dejas|cambias|haces (?:algo|nada|"
        "caso|lo)|trabajas|buscas|creces|aprendes|intentas|pides|aceptas|entiendes|ayudas|"
        "puedes (?:ser|dejar|hacer|parar|cambiar|entender))|(?:quiero|"
        "necesito) que (?:ya )?(?:dejes|cambies|vayas|te pongas|me digas|trabajes|"
        "te internes|hagas|pares|entiendas|cumplas|te levantes|busques|pidas|consigas|"
        "madures|seas|aceptes|me demuestres|me pagues|limpies|obedezcas)|te (?:exijo|"
        "ordeno|prohibo|advierto)|exijo|lo (?:minimo|menos) que (?:puedes|podrias)|"
        "al menos (?:podrias|llama|avisa|intenta|ayuda|ten)|podrias (?:al|por lo) menos|"
        "hora (?:de )?que (?:te|madures|cambies|dejes|busques|consigas|hagas|trabajes|"
        "aprendas|pares|crezcas|sientes|aceptes)|(?:echale|echele) (?:ganas|huevos)|"
        "lo que (?:tienes|debes) (?:que hacer )?(?:es|hacer)|hay que (?:echarle|trabajar|"
        "ser (?:fuerte|responsable|hombre)|tener (?:voluntad|caracter)|madurar|"
        "salir adelante)|todo lo que tienes que hacer",
        "por que no te (?:quedas|sientas|vienes|tomas|vas a (?:dormir|descansar))|"
        "quiero que (?:seas (?:feliz)|sepas|estes|me digas (?:que (?:necesitas|sientes)|"
        "como te))|echarle (?:la mano|un ojo)|hay que (?:ver|comer|celebrar)|"
        "lo que tienes que hacer es (?:dificil|mucho)|no (?:te exijo|exijo)|"
        "yo en tu lugar (?:tambien|me sentiria|estaria)|en tu lugar (?:tambien|me sentiria|"
        "yo me sentiria|estaria)",
    ),
)
