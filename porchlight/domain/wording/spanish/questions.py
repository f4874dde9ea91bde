"""Spanish for INTERROGATE: questions that accuse. In the tú and the usted form."""

from __future__ import annotations

from porchlight.domain.wording.spanish.everyday import STAKE

AGAIN = "(?:otra vez|de nuevo)"
ASKS = r" ?[^.?]{0,40}\?(?<=\?)"
# Accuses by itself, and only of some things: "¿Otra vez perdiste?", "¿Otra vez perdiste el tren?"
ACCUSED = (
    "(?:tomando|tomad[oa]|borrach[oa]|drogad[oa]|usando|consumiendo|mintiendo|fumando|ped[oa]|"
    "crud[oa]|mentiste|recaiste|tomaste|consumiste|fumaste|"
    "te (?:emborrachaste|drogaste|gastaste|corrieron))"
)
UNCLEAR = (
    "(?:tarde|llegando(?: tarde)?|llegas(?: tarde)?|llegaste(?: tarde)?|perdiste|faltaste|falto|"
    "fallaste|reprobaste|olvidaste)"
)
ASTRAY = (
    "(?:te vas|te fuiste|andas|vas|sales) ~2 (?:bar|cantina|fiesta|parranda|calle|peda|tomar|beber|"
    "usar|fumar|consumir|mentir|faltar|perder|salir|amigotes|mismas|mal(?:os)? pasos)"
)
OF_A_STAKE = rf" ?(?:~3 {STAKE}{ASKS}|\?(?<=\?))"

# What says it, and what silences that.
ROWS = (
    (
        "(?:y |a )?(?:donde|adonde) (?:chingados |demonios |diablos |rayos )?(?:estabas|"
        "andabas|estuviste|anduviste|te metiste|te metes|andas|fuiste|has estado|estaba|"
        "andaba|te fuiste|estas|esta usted|vienes|esta el dinero|quedo (?:el|mi)|dejaste|"
        "pusiste|esta mi|te has metido|dormiste|pasaste|sacaste|conseguiste)|donde (?:esta|"
        "estan|quedo|quedaron) (?:el|mi|mis|la|las|los) (?:dinero|cartera|joyas|lana|"
        "llaves|anillo|tele|reloj|tarjeta|quincena|renta|pastillas)",
        "donde (?:estas (?:sentad|trabajando|viviendo)|dejaste (?:la receta|el sueter|"
        "tu (?:chamarra|taza|sueter))|esta (?:la receta)|fuiste a comer|conseguiste (?:el|"
        r"la|ese|esa) (?:pan|receta|libro))\w{0,1}|(?:se|sin importar) ~1 donde|"
        "por donde andas te",
    ),
    (
        "(?:con |de |y con |y )?(?:quien|quienes) (?:estabas|andabas|fuiste|es (?:esa|ese|"
        "el|ella)|estas|te (?:dio|vendio|llevo|trajo|llama|escribe)|andas|era|eran|mas|"
        "te crees|estuviste|tomaste|saliste|anda|estaba|te manda|ibas|es ese)|con quien$|"
        "quien te (?:dijo que|crees)|que te crees",
        "(?:quien (?:es|era|eran) ~2 (?:cantante|actor|jugador|pelicula|equipo)|"
        "con quien (?:estas (?:a gusto|bien))|con quien te sientes)|(?:hay|tienes|"
        "alguien) ~1 con quien$",
    ),
    (
        "(?:y )?por que (?:no |nunca |siempre |chingados |demonios |diablos |te |me |nos |"
        "le |lo |la |se |ya |tu |otra vez |todavia |a poco ){0,6}(?:contestas|contestaste|"
        "llamas|llamaste|llegas|llegaste|mientes|mentiste|hiciste|haces|eres|apagas|"
        "apagaste|tardas|tardaste|sigues|tomaste|tomas|viniste|avisas|avisaste|cambias|"
        "dejas|fuiste|traes|andas|gastas|gastaste|portas|estas (?:asi|tomad|tan|otra)|"
        "pides|escondes|vas|robaste|vendiste|faltaste|pudiste|cumples|cumpliste|quieres|"
        "dijiste|dices|saliste|consumes|consumiste|usas|usaste|metes|metiste|peleas|gritas|"
        "lloras|perdiste|contesta|llama|llega|miente|avisa|hace|hizo|tarda|volviste|"
        "vuelves|recaiste|desapareciste|nunca|siempre|duermes|te duermes|abres|hablas|"
        r"respondes|trabajas|tienes (?:los ojos|el celular|esa|que))\w{0,1}|por que tu no|"
        "tu por que|por que (?:deberia|tendria|voy a|habria) (?:de )?(?:creerte|confiar|"
        r"ayudarte|creer|aguantar)\w{0,2}|por que esta (?:apagado|tu|vacia|el)",
        "por que no (?:te )?(?:vienes|vas|llamas|quieres|duermes|hablas|dejas|"
        "llamas) ~4 (?:con (?:nosotros|migo)|conmigo|te|a descansar|manana|manana|un rato|"
        "y (?:platicamos|comemos)|que (?:te|yo))|(?:entiendo|se|comprendo|imagino|veo|ver|"
        "entender|vi|saber|comprender) ~1 por que|por que (?:lloras|te (?:fuiste|"
        r"duermes))$(?= (?:te|aqui))|por que estas (?:triste|llorando|asustad)\w{0,1}|"
        "por que no viniste te",
    ),
    (
        "(?:y )?que (?:chingados |demonios |diablos |tanto |es lo que |"
        "mas )?(?:te (?:metiste|tomaste|pasa|sucede|traes|fumaste|inyectaste|dieron)|"
        "hiciste|tomaste|estabas haciendo|estas haciendo|andabas|andas haciendo|escondes|"
        "me escondes|traes|hacias|haces (?:aqui|con|ahi|despiert)|consumiste|usaste|"
        "te falta|quieres (?:de mi|que haga|ahora)|esperas|esperabas|tienes (?:en|ahi|"
        "que decir)|es (?:eso|esto) (?:que|en)|significa|no (?:piensas|entiendes|ves|te da|"
        "puedes)|excusa|pretexto|mentira|piensas hacer|vas a (?:inventar|decir|"
        "hacer (?:con|cuando))|dijiste|paso con (?:el|mi|la|los) (?:dinero|lana|trabajo|"
        "quincena|renta)|compraste|vendiste)|no te (?:da|dan) (?:verguenza|pena|asco)|"
        "y ahora que|a que hora (?:llegaste|piensas|pensabas|te dignas|saliste|te fuiste|"
        "volviste)",
        "que (?:hiciste|tomaste|haces|estas haciendo|compraste|dijiste|usaste|"
        "traes) ~2 (?:hoy|de (?:comer|cenar|desayunar|bueno|rico)|el (?:fin|domingo|sabado|"
        "lunes)|en (?:tu|la escuela)|con la tarea|ayer|para|manana|por aqui)|que (?:bueno|"
        "bonito|lindo) ~2 (?:hiciste|tomaste|haces)|que quieres (?:de (?:comer|cenar|"
        "desayunar|cumpleanos|regalo))|(?:se|lo|saber|entender|entiendo|gusto|encanta|"
        "importa|gracias por|ver|oir|cuentame|contar|bien|todo) ~1 (?:lo )?que (?:hiciste|"
        "tomaste|dijiste|haces|traes|esperas|piensas|tienes|quieres|te pasa|te falta|"
        "escondes|hacias)|si (?:es )?que te pasa|que te pasa$(?= (?:te|aqui|si))|"
        "a que hora (?:llegaste|saliste) (?:al trabajo|de trabajar)|lo que",
    ),
    (
        "(?:cuanto|cuanta|cuantos) (?:tomaste|gastaste|te metiste|te tomaste|mas|"
        "consumiste|debes|llevas (?:tomand|usand|asi|mintiend)|dinero|te falta|"
        r"has (?:tomado|gastado)|te dieron|usaste|falta)\w{0,1}|cuanto$|cuantas (?:tomaste|"
        "cervezas|copas|veces|llevas|te tomaste|mentiras|oportunidades)|cuando (?:vas a|"
        "piensas|maduras|cambias|me vas|nos vas|te vas a|dejas|va a|diablos|fue la ultima|"
        "tomaste|consumiste)|hasta cuando|como (?:voy a|quieres que te (?:crea|ayude)|"
        "esperas que|vamos a|pretendes|es posible|crees que|que no|pagaste|vas a pagar|"
        "puedo (?:creerte|confiar))|(?:estas|estabas|andas|vienes|llegaste) (?:tomad|"
        "drogad|borrach|crud|usando|mintiendo|consumiendo|bajo|pedo|peda|tomando|loc|"
        r"fumando|jugando|sord|escondiendo)\w{0,1}|volviste a (?:tomar|usar|consumir|caer|"
        "fumar)|has (?:tomado|consumido|usado|fumado|bebido|vuelto)|te (?:drogaste|pusiste|"
        "emborrachaste|metiste)|(?:consumiste|recaiste|fumaste|bebiste)|tomaste|mentiste|"
        "si (?:fuiste|tomaste|llegaste) o|fuiste (?:o no|a la junta|al grupo|a tu|"
        "a la reunion|si o no|de verdad)|(?:de verdad|en serio|acaso|si|a poco|"
        "seguro que) (?:fuiste|tomaste|crees|piensas|llamaste|estuviste|hiciste|pagaste)",
        "tomando ~3 (?:clases|cafe|te|agua|atole|chocolate|leche|jugo|medicina|fotos|sol|aire)|"
        "usando (?:la|el|los|las|mi|tu) (?:bici|bicicleta|carro|coche|computadora|lentes|muletas|"
        "baston|cocina|horno|estufa|licuadora|gimnasio|alberca|sombrilla|cobija)|"
        "tomaste (?:agua|un (?:cafe|te)|una (?:decision|foto|siesta)|la (?:decision|foto)|"
        "tiempo|el (?:tiempo|camion|bus|cafe)|tu (?:tiempo|cafe)|mi|fotos|en cuenta|"
        "decisiones)|cuando (?:vas a|te vas a|va a) (?:venir|estar|tener|poder|pasar|"
        r"descansar|llegar|salir|visitar|cumplir|ser)\w{0,4}|cuanto mas|"
        "cuantas veces (?:quieras|necesites|haga)|hasta cuando (?:te quedas|estas)|"
        "si (?:te )?(?:tomaste|fuiste|has vuelto|consumiste|recaiste|bebiste) (?:otra vez |"
        "de nuevo )?(?:aqui|te|no|tambien|igual|quiero)|aunque|cuando (?:piensas|tomaste|"
        "dejas)(?: la| que)|no (?:tomaste|consumiste|bebiste|fumaste|has (?:tomado|"
        "consumido|bebido|usado))|como (?:vamos a|voy a|crees que) (?:celebrar|te (?:puedo|"
        "podria))|como crees$|te pusiste (?:content|feliz|triste|de pie|nervios|guap|el|la|"
        r"a)\w{0,1}|te metiste (?:a (?:clases|estudiar|nadar|un curso))|"
        "has vuelto (?:a (?:casa|pintar|sonreir|reir|cantar|correr|estudiar))|"
        "cuanto (?:dinero|falta) (?:para|necesitas)|fuiste a (?:tu (?:casa)|"
        "la reunion (?:con))|cuanto$(?= te)|como es posible que",
    ),
    (
        "(?:crees|piensas|cree) que (?:soy|no (?:me|se|nos)|me (?:voy|chupo)|nac|somos|"
        "puedes|vas a|esto|te voy|es|estoy|todo|con)|(?:no|acaso|a poco) (?:te das|"
        "se da) cuenta|(?:no|acaso) (?:entiendes|ves|piensas|sientes|puedes) (?:que|lo|en|"
        "nada|el|como|por)|cual es (?:tu|la) (?:excusa|problema|pretexto|mentira)|"
        "(?:explicame|expliqueme)|(?:dime|digame) (?:la verdad|donde|con quien|que (?:te|"
        "tomaste|hiciste|traes)|a donde|por que|quien|de una vez|ahora)|"
        "mirame (?:a los ojos|cuando|y dime)|te crees (?:muy|que|el|la|mejor)|"
        "verdad que no|si o no$|me vas a decir",
        "crees que (?:puedes|vas a|te|puedas) ~2 (?:venir|acompanar|quedarte|ayudar|"
        r"descansar)\w{0,3}|crees que (?:podemos|podamos|seria)|dime (?:donde|que|a donde|"
        "por que) ~1 (?:te (?:queda|gustaria|ayuda|recojo|veo|sientes|parece|paso|sirve)|"
        "nos|quieres|necesitas)|no puedes (?:con todo|solo)|explicame (?:si|cuando|"
        "como (?:te|puedo)|que (?:sientes|necesitas))|no te das cuenta (?:de )?(?:lo "
        "(?:mucho|fuerte|bien)|cuanto|que (?:te|eres))|no (?:ves|sientes) nada malo|"
        "si no (?:puedes|entiendes|ves)|aunque no (?:puedes|entiendes|lo)",
    ),
    (
        f"{AGAIN} (?:(?:ya |tu |usted )?(?:estas|esta|andas|anda|vienes|viene|llegas|llega|"
        f"llegaste) ~1 )?(?:{ACCUSED}|{ASTRAY}|con tus|con sus|con es[oae]s? "
        "(?:amig[oa]s?|gente|tip[oa]s?|cosas|mentiras|vag[oa]s)|sin (?:avisar|trabajo|dinero|"
        rf"contestar)|no (?:me|nos|llego|contesto|\w{{2,10}}(?:as|es|aste|iste))){ASKS}|"
        f"{AGAIN} (?:te vas|te fuiste|andas|vas|sales) ?\\?(?<=\\?)|{AGAIN} {UNCLEAR}{OF_A_STAKE}|"
        f"(?:esta|anda|viene|llego|estaba|andaba) (?:usted )?{ACCUSED} {AGAIN}{ASKS}|"
        f"(?:{UNCLEAR}|se (?:te|le) (?:olvido|olvidaron|paso|fue)) ~2 {AGAIN}{OF_A_STAKE}",
        "tarde ~3 (?:trabajo|turno|camion|escuela|oficina)|"
        "(?:tomando|tomaste) (?:un |una |tu |el |clases de )?(?:cafe|te|agua|atole|chocolate|"
        "medicina|clases|fotos|sol|aire|jugo|leche|siesta|camion)|"
        "usando (?:el|la|mi|tu|los|las|lentes|muletas)|no (?:puedes dormir|dormiste|"
        "te (?:sientes|dejan|pagaron)|hay|vino|tienes (?:luz|agua|turno))|"
        "(?:si|cuando) ~3 (?:otra vez|de nuevo)",
    ),
)
