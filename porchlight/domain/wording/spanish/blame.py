"""Spanish for BLAME: puts it all on one person. In the tú and the usted form."""

from __future__ import annotations

# What says it, and what silences that.
ROWS = (
    (
        "ya me (?:canse|harte) de (?:ti|tus|usted|esto|tu)|(?:me|nos) tienes? (?:hart|"
        "cansad|enferm|fastidiad)[oa]s?|(?:me|nos|la|lo|le) ~1 (?:estas|esta|vas a|mataste|"
        "matas|estas) (?:matando|matar|acabando|destruyendo|de preocupacion|enfermando|"
        "volviendo loc[oa])|mataste a (?:tu|mi)|(?:estas|andas|vives|vas a) ~1 (?:tirando|"
        "echando|arruinando|destruyendo|desperdiciando|acabando|tirar|arruinar|"
        "jugando) (?:a perder |con )?(?:tu|la|mi|nuestra|a|todo|el)|te (?:lo )?(?:dije|"
        "adverti|avise)$|(?:ya )?(?:lo )?sabia(?:mos)? que (?:ibas|no|otra|era|me|nos|"
        "no ibas)|(?:ya )?lo sabia$|lo (?:prometiste|juraste)$|(?:me|nos) (?:prometiste|"
        "juraste)|prometiste (?:que|y|no)|no me importa (?:lo que|nada de|tu|si te)|"
        "despues de todo lo que|todo lo que (?:hice|hicimos|he hecho|te dimos|"
        "te di) por ti|(?:te|le) (?:di|dimos) todo|me sacrifique|por tu (?:manera|forma) de",
        "lo que te dije|no (?:me|nos) (?:tienes|canse)|no me importa (?:lo que (?:digan|"
        "piensen|paso|hiciste|hayas|diga)|si te (?:equivocas|tardas|caes))|"
        "todo lo que hemos",
    ),
    (
        "culpa (?:es )?(?:tuya|suya|de usted|de ustedes)|(?:tu|su) culpa|culpa la tienes|"
        "(?:tienes|tiene|tuviste) (?:tu |usted )?(?:toda )?la culpa|culpable (?:eres|"
        "de todo|es usted)|eres (?:el|la|tu) culpable|por culpa (?:tuya|suya)|"
        "tu eres (?:la causa|el problema|la razon) de|eres (?:el|la|un|"
        "nuestro) ~1 (?:problema|causa)",
        "(?:no|nunca|tampoco) ~3 (?:culpa|culpable)|(?:nadie|nada) ~3 (?:culpa|culpable)|"
        "sin culpa|eres (?:el|un) problema$(?= no)",
    ),
    (
        "(?:arruinaste|arruinas|arruinado|arruino|destruiste|destruyes|destrozaste|"
        "destrozas|desgraciaste|fregaste|jodiste|chingaste|echaste|echas|acabaste|metiste|"
        "fallaste|fallas|traicionaste|enganaste|enganas|robaste|robas|mentiste|mientes|"
        "decepcionaste|abandonaste|humillaste|ofendiste|lastimaste|heriste|ignoraste|"
        "descuidaste|descuidas|defraudaste|plantaste|malgastaste|gastaste|empenaste|"
        "vendiste|desperdiciaste|tiraste|perjudicaste|quebraste|partiste|rompiste|rompes|"
        "arruina|destruye|mintio|miente|traiciono|fallo|abandono|decepciono)",
        "(?:te|se) ~1 (?:metiste|arruino|rompio|quebro)(?! en (?:la|el|eso|esto|otra|lios|"
        "problemas))|(?:me|nos|se) (?:echaste|echas) (?:de menos|una mano|porras|la mano)|"
        "(?:echaste|echas) (?:de menos|ganas|una mano|porras|agua|sal|le ganas)|"
        "(?:partiste|quebraste|vendiste|tiraste|rompiste|gastaste) ~2 (?:pastel|record|"
        "carro|basura|pinata|coche|pan|mucho en comida|de (?:casa|viaje|regreso))|"
        "no (?:me |nos |le )?(?:fallaste|arruinaste|decepcionaste|mentiste|mientes|fallas|"
        "rompiste|echaste|abandonaste|heriste|ofendiste|lastimaste)|acabaste (?:la|el|tu|"
        "de|con (?:la tarea|el libro|tu))|echaste (?:ganas|muchas)|echandole|"
        "si (?:me )?mientes|(?:el|la|un|una|lo|que|se|no|carro|luz|telefono|celular|coche|"
        "quien|alarma|internet) ~1 (?:fallo|miente|mintio|arruina|abandono)",
    ),
    (
        "por (?:ti|usted) (?:se|no (?:duermo|puedo|tengo|tenemos|hay|vivo|como|nos|me)|"
        "estamos|estoy asi|perdi|perdimos|tu (?:mama|papa|madre|familia)|mi|"
        "nos (?:quedamos|echaron|corrieron)|me (?:quede|corrieron|enferme|echaron|"
        "endeude))|gracias a (?:ti|usted) (?:perdimos|no|estamos (?:sin|en|asi)|"
        "nos quedamos|me)|todo (?:esto )?por (?:ti|tu|usted)$",
        "gracias a ti (?:no (?:me|estoy|perdi|tuve)|estamos (?:bien|aqui|junt))|"
        "por ti (?:no|me) (?:importa|canso)",
    ),
    (
        "(?:me|nos|le|la|lo|les) (?:haces|hiciste|hace|hizo|tienes|tiene|traes|dejaste|"
        "dejas|dejo|has dejado|vas a matar|estas matando|matas|partes|partiste|quitaste|"
        "quitas|costaste|pones|pusiste|metiste|metes|volviste|vuelves|sacas|debes|"
        "cuestas) ~3 (?:sufrir|llorar|quedar|enojar|perder|dano|imposible|la vida|"
        "miserable|hart[oa]s?|enferm[oa]s?|cansad[oa]s?|asi|sin (?:dormir|dinero|nada)|"
        "los nervios|de nervios|nervios|un infierno|mal|en verguenza|en ridiculo|"
        "el corazon|el alma|sol[oa]s?|plantad[oa]s?|esperando|tirad[oa]s?|la paz|"
        "la tranquilidad|el sueno|todo|mi dinero|en deudas|deudas|en problemas|loc[oa]s?|"
        "de quicio|la pena|en esto|canas verdes|de malas|de mal humor|la cara|"
        "con el pendiente|explicaciones|temblando|a tu (?:mama|madre|papa|padre|familia))",
        "(?:me|nos) haces (?:reir|falta|bien)|no (?:me|nos) (?:haces|hiciste|dejaste|"
        "dejas)|me tienes (?:aqui|a mi|cuando|siempre)|pones (?:limon|chile|sal|salsa|azucar|"
        "queso|crema)",
    ),
    (
        "(?:matas|matando|matar|matado) ~1 a (?:tu|mi|su) (?:mama|madre|papa|padre|familia|"
        "abuela)|(?:llora|sufre|enfermo|enferma|duerme|come) ~3 por (?:ti|tu (?:culpa|"
        "manera)|usted)|(?:tu|su) (?:mama|madre|papa|padre|familia|abuela) (?:no duerme|"
        "llora|sufre|se enfermo|esta (?:enferm[oa]|mal)|ya no (?:duerme|come|puede|"
        "aguanta)) ~2 (?:por|de|con) (?:ti|tu|usted|lo que)|hiciste (?:llorar|sufrir|"
        "enojar|quedar) a|(?:haces|hiciste) (?:llorar|sufrir|quedar)",
        "no (?:duerme|come) por",
    ),
    (
        "tu ~1 (?:solo|sola|solito|solita|misma|mismo) te (?:lo|metiste|la|hiciste|"
        "arruinaste)|te lo (?:buscaste|ganaste|mereces|buscas|hiciste|dije|adverti)|"
        "despues de todo (?:lo que|el)|asi (?:es como )?(?:me|nos) (?:pagas|paga|agradeces|"
        "correspondes|tratas)|(?:mira|ve|ves|vea) (?:nada mas )?lo que (?:hiciste|"
        "has hecho|haces|me|nos|provocas|provocaste|causaste|hizo)|como (?:pudiste|"
        "te atreves|se atreve|fuiste capaz|eres capaz|puedes (?:hacer|ser|decir|tratar)|"
        "puede ser tan)|que nos (?:hiciste|has hecho|haces)|que me (?:hiciste|has hecho|"
        "haces)",
        "te lo mereces$(?= (?:descans|felicid))|te lo (?:ganaste|mereces) (?:con|por|"
        "descansa|felicidades|mi)|despues de todo (?:lo que (?:has pasado|pasamos|paso|"
        "has logrado|hemos pasado|viviste))|te lo dije$",
    ),
    (
        "(?:no|ni|nada|nunca|ya no|que poco|poco|que) ~2 (?:importa|importamos|importan|"
        "importo) ?(?:nada|nadie|mas|un comino|la familia|tu familia|tus hijos|lo que|"
        "nosotros|los demas|tu)?",
        "(?:no|nada|ni) (?:me|nos|le|les) importa|no importa|no te importa (?:si|que)|"
        "si no te importa|que (?:me|nos) importa|me importa|importas|no te importe",
    ),
    (
        "a (?:ti|usted) (?:ni )?(?:no )?(?:te|le) (?:importan?|importamos|importo|vale|"
        "valemos|da igual|dan igual|interesa|da lo mismo|valio)|(?:piensas|"
        "piensa) (?:nada )?(?:mas que )?(?:solo )?en ti (?:mism[oa])?|solo (?:piensas|"
        "te importa|te importas|quieres|me (?:buscas|llamas|hablas) (?:para|por|cuando)|"
        "nos buscas|vienes (?:a|por|cuando)|te acuerdas|sabes (?:pedir|mentir))|"
        "no piensas (?:en (?:los|tu|tus|nadie|nosotros|mi|la|las)|mas que|nada)|(?:no|"
        "nunca|jamas|ni siquiera|ni) (?:me|nos|la|lo|le) (?:quieres|respetas|escuchas|"
        "haces caso|valoras|ayudas|contestas|agradeces|consideras|haces|tomas en cuenta|"
        "cumples|dices la verdad|apoyas|visitas|buscas|llamas|pones atencion)|"
        "ni (?:piensas|preguntas|agradeces|avisas|llamas|te acuerdas|contestas|saludas|"
        "te importa|ayudas|trabajas)",
        "si no (?:me|nos) (?:quieres|contestas|escuchas|llamas)|aunque no (?:me|nos)|"
        "cuando no (?:me|nos)|piensas en ti (?:tambien|un poco)|solo (?:quieres|"
        "vienes a) descansar|por que no me llamas (?:si|cuando|manana)|"
        "no me haces (?:menos|dano|mal)|si solo quieres",
    ),
    (
        "(?:dijiste|prometiste|juraste|quedaste en|quedaste de|aseguraste|dijo|"
        "prometio) ~7 (?:y no|pero no|y nunca|y mira|y ya ves|otra vez)|no (?:cumples|"
        "cumpliste|cumplio|cumple)|faltaste a (?:tu|la)|me (?:prometiste|juraste)|"
        "otra vez (?:faltaste|mentiste|fallaste|llegaste|tomaste|lo mismo)|(?:no|ya no|"
        "nunca|nadie|jamas|imposible|como voy a|quien va a) ~2 (?:confiar|confio|confia|"
        "contar|creer|creo|cree|creerte|creerle) (?:nada |mas )?(?:en (?:ti|usted|tu|"
        "lo que)|contigo|con usted|ni|lo que (?:dices|digas)|tus|de lo que|una palabra)?$?",
        "otra vez llegaste ~1 por (?!andar|tu|irte|estar)\\w{1,12}|"
        "(?:no|ya no) (?:lo )?(?:creo|puedo creer)(?: que)?(?! en|$| lo| tus| nada)|"
        "no (?:lo )?(?:puedo )?(?:creo|creer)$|(?:no|nunca) (?:he dejado de|deje de|"
        "dejo de|dejare de) (?:creer|confiar)|no creo que|no me lo puedo creer|quedo (?:de|"
        "todo|muy|una|un|rico|lista)",
    ),
    (
        "(?:no|ya no) te creo ?(?:nada)?|ya no confio|no confio|no se puede (?:contigo|"
        "(?:confiar|contar))|(?:preferiste|prefieres|prefiere|escogiste|"
        "elegiste) (?:a )?(?:la droga|las drogas|el alcohol|la botella|tus (?:amigos|"
        "vicios|drogas)|el vicio|drogarte|tomar|andar|irte|la calle|eso)|te (?:largaste|"
        "desapareciste|olvidaste) (?:de (?:mi|nosotros|tu|tus|la)|y|otra|sin|cuando)|"
        "(?:desapareciste|dejaste) (?:a (?:tu|tus|la|mi)|otra vez|y ni|sin avisar|toda)|"
        "te vale (?:madre|madres|todo|gorro|un|lo)|te vale|(?:si|"
        "cuando) (?:de verdad )?(?:nos|me) (?:(?:quisieras|importara|amaras|respetaras|"
        "valoraras))|si te (?:importara|importaramos|importara)|por andar (?:de|en|con|"
        "tomando)|tus (?:vicios|mentiras|borracheras|tonterias|pendejadas|"
        "irresponsabilidades|desmadres|berrinches|chantajes|excusas|pretextos)|tu (?:vicio|"
        "egoismo|irresponsabilidad|flojera|desmadre|borrachera)|(?:cargando|cargar|"
        "arreglando|limpiando|pagando|pagar) (?:con )?(?:tus|por tus)",
        "si no te creo|te olvidaste de (?:la|las|tu|tus) (?:llaves|bolsa|chamarra|comida|"
        "celular|sueter)",
    ),
)
