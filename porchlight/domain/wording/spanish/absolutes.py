"""Spanish for ABSOLUTE: always, never. In the tú and the usted form."""

from __future__ import annotations

# What says it, and what silences that.
ROWS = (
    (
        "siempre (?:me |te |nos |le |lo |la |se |les |me lo |has |vas a |ibas |andas |"
        r"estas |vienes |sales |llegas |acabas |terminas )?(?:con |a |en )?\w{2,12}(?:as|es|"
        "aste|iste|ste|is|ndo)",
        "siempre ~1 (?:estas (?:en (?:mi|nuestro|mis)|conmigo|a tiempo|present|ahi|aqui)|"
        "estaras|eres (?:bienvenid|parte|importante|mi|tan (?:buen|amable|lind|generos)|"
        "muy|nuestr|un|una)|seras|tienes (?:un|una|tu|casa|mi|las|lugar|nuestro|donde|a)|"
        "puedes|podras|has sido (?:un|una|muy|mi|tan|fuerte|buen)|(?:me|nos) haces (?:reir|"
        "sonreir|feliz|bien|falta)|(?:me|nos) (?:ayudas|alegras|escuchas|apoyas|ayudaste|"
        "encantas|alegraste|apoyaste|sorprendes|inspiras|recuerdas)|vas a (?:ser|tener|"
        "poder|estar en|contar)|cuentas|ibas a|te (?:acuerdas de (?:mi|mis|nosotros)|"
        "recordamos)|encuentras|sabes (?:como|que)|(?:quise|quiero|hay|habra|seremos|somos|"
        "estamos|estaremos|pensamos|queremos|es|eramos|vamos|dias|buenas|nos|tus|los|las|"
        r"gracias|mas|nuestras|sonries|ayudas|preguntas por|cocinas))\w{0,3}|siempre (?:nos|"
        "me) (?:vemos|das (?:gusto|alegria|fuerza))|(?:te|le|lo|la|los|las|nos|desde|para|"
        "como|casi) ~1 siempre (?:quise|vamos|hemos|estamos|somos|tus)",
    ),
    (
        "(?:nunca|jamas) (?:me |te |nos |le |lo |la |se |les |has |vas a |vas |ibas a |"
        "me lo |estas |puedes |quieres |piensas |haces |dices |sabes |"
        r"tienes )?(?:\w{2,12}(?:as|es|aste|iste|ste|is)|\w{2,12}(?:ar|er|ir|ado|ido)(?:te|"
        "me|nos|lo|la)?)",
        "nunca ~1 (?:estas sol|estaras sol|dejas de|dejaste de|te rindes|te rendiste|"
        "(?:te )?olvides|pierdas|dejes|has estado sol|tienes que|vas a estar sol|dejare|"
        "voy|hemos|es|seras|eres una carga|estuviste sol|(?:me )?(?:canso|cansare|"
        "arrepentire)|juzgare|te (?:voy|dejare|deje|quise|falto|faltara)|he|podria|quise|"
        "quisiera|dudes|lo dudes|pense|crei|pierdes|perdiste (?:la (?:fe|esperanza|"
        "sonrisa))|sabes (?:que|cuando|a quien)|te diste por|hubiera|habia|tuve|falla|"
        r"vamos|nos (?:cansamos|vamos))\w{0,3}|(?:yo|he|mas que|mejor que|como) ~1 nunca|"
        "nunca mas|casi nunca (?:nos|vemos)|nunca (?:antes|deje)",
    ),
    (
        "(?:usted |tu |el )?(?:siempre|nunca|jamas) (?:me |te |nos |le |se |lo )?(?:hace|"
        "llega|miente|dice|cumple|contesta|ayuda|falta|sale|viene|escucha|cambia|va a|"
        "igual|lo mismo|es lo mismo|con lo mismo|con (?:tus|sus|lo|el)|fue asi|la misma|"
        "el mismo|tiene (?:excusa|pretexto)|toma|con excusas|tarde|quiere|piensa|"
        "terminamos (?:igual|mal)|acabamos|pasa (?:lo mismo|igual)|tan (?:irresponsable|"
        r"egoista|floj)\w{0,1})|como siempre|lo mismo de siempre|(?:siempre|"
        "todo) (?:tiene que ser|es) (?:como tu|tu|lo mismo|pretexto|excusa|a tu|culpa|"
        "mentira|drama|pleito)|la misma (?:historia|cancion|excusa|mentira|cosa|"
        "de siempre)|el mismo (?:cuento|pretexto|drama|de siempre|problema)|"
        "lo mismo (?:otra|de|cada|una)|igual que siempre|para variar|no podia faltar",
        "(?:te|le) (?:quiero|quiere|queremos|espero|esperamos|recibo|"
        "extrano) ~2 (?:como )?siempre|como siempre (?:te|fue|un gusto|con (?:gusto|"
        r"carino)|aqui|conmigo|cuentas|es un|delicios|me|contigo|a las|el domingo)\w{0,1}|"
        "siempre va a (?:haber|ser|estar)|siempre (?:nos|me|se) (?:ayuda|hace (?:bien|"
        "falta|reir|feliz)|dice que te)|siempre (?:hace|quiere) (?:bien|falta|saber)|"
        r"a las \w{2,6} como siempre|donde siempre|siempre viene bien|nunca (?:es|hace|"
        "viene) (?:tarde|mal)|siempre dice (?:que te|cosas)|(?:mama|papa|herman[oa]|prim[oa]|"
        "ti[oa]|abuel[oa]) "
        "siempre",
    ),
    (
        "cada vez que ~7|cada (?:fin de semana|fiesta|navidad|cumpleanos|quincena|"
        r"dia de pago) ~3 (?:lo mismo|igual|tom|te|llegas|acaba|termina|arruin)\w{0,4}|"
        "todo el (?:tiempo|santo dia)|toda (?:la|tu) (?:santa )?vida|todo lo (?:echas|"
        "haces|arruinas|rompes|pierdes|destruyes|dejas|tocas|conviertes|que (?:haces|tocas|"
        "dices|te doy))|a cada rato|otra vez (?:lo mismo|con (?:lo mismo|tus|el mismo|"
        "la misma)|mintiendo|llegas|igual|tarde|la misma|tomando|tomad|borrach|drogad|tu|"
        r"tus|el mismo|sin|andas|me|nos|vas|te|estas|hiciste|perdiste|faltaste|no)\w{0,1}|"
        "de nuevo (?:lo mismo|con lo|tomando|mintiendo|tus|la misma)|una y otra vez|"
        "otra y otra vez|(?:mil|cien) veces|cuantas veces|hasta cuando|no (?:cambias|"
        "cambia|vas a cambiar|aprendes|entiendes|maduras|escarmientas|tienes remedio|"
        "se te quita|haces nada|sirves|haces mas que|sabes (?:hacer|mas que|otra cosa))|"
        "sigues (?:igual|con lo mismo|haciendo|mintiendo|tomando|en lo mismo|con tus|"
        "siendo|en las mismas|sin|usando|consumiendo)|(?:vuelves|volviste|"
        "vuelve) a (?:lo mismo|las mismas|mentir|hacer|caer|tomar|fallar|empezar|"
        "las andadas)",
        "cada vez que ~7 (?:sonrio|alegr|feliz|gusto|orgull|rio|mejor|bien|te quiero|"
        r"agradec|content|quieras|necesites|puedas|lo intentas|vienes me)\w{0,4}|"
        "cada vez que (?:quieras|necesites|puedas|te (?:veo|oigo) (?:me (?:alegr|da)|"
        r"sonri)\w{0,3})|otra vez (?:tu (?:sonrisa|risa|voz)|me (?:alegr|da gusto|"
        r"encant)\w{0,3}|con (?:nosotros|gusto|calma|mas|ganas)|te (?:quiero|veo|felicit|"
        r"abraz|invit|esper)\w{0,3}|estas (?:aqui|de|en|con)|nos (?:vemos|reimos|vamos|"
        "juntamos|toca)|sin (?:prisa|miedo))|(?:lo intentas|empezar|intentarlo|verte|"
        "juntos|junt|vernos|hacer|pasar|reir|vamos|pasa|lo vemos|quiero|volver|"
        r"hacemos) ~1 otra vez|todo el tiempo (?:que|del mundo|necesari)\w{0,1}|toda (?:la|"
        "tu|mi) vida (?:por delante|te|he|contigo|recordare)|todo lo que (?:haces (?:por|"
        "para|con|bien|y)|tocas (?:florece))|sigues (?:aqui|adelante|siendo (?:mi|parte|"
        "importante|bienvenid|de|un|una|el|la)|intentando|sin (?:rendirte|tomar|usar|"
        r"consumir))\w{0,1}|sigue (?:siendo|haciendo(?:lo)? (?:bien|lo)|adelante)|"
        "mil (?:veces )?gracias|(?:te|lo) ~2 (?:mil|cien) veces|hasta cuando (?:te quedas|"
        "estas|puedes)|no (?:aprendes|entiendes|cambias) (?:de un dia|en un dia|todo)|"
        "no cambia (?:lo|que|cuanto|mi|nada)|si (?:no )?sigues|no sabes (?:cuanto|lo|que)|"
        # Asked, it accuses and says nothing of always.
        "(?:otra vez|de nuevo) (?!(?:con )?(?:lo|la|el|los|las) mism|igual)"
        r"[^.?]{0,60}\?(?<=\?)|(?:volviste|vuelves|vuelve) a (?!lo|las)[^.?]{0,60}\?(?<=\?)",
    ),
    (
        "nada (?:te (?:importa|parece|gusta|sirve|basta|sale|llena)|cambia|va a cambiar|"
        "de lo que (?:dices|haces|digas|hago)|haces|sirve|te sale bien|nunca|bueno)|(?:no|"
        "nunca) (?:haces|sirves|puedes|logras|terminas|acabas|ayudas|valoras|respetas|"
        "agradeces|aportas|escuchas) nada|contigo (?:no se puede|nada|siempre|nunca|todo|"
        "ya no|es (?:lo mismo|imposible|inutil)|no hay)|nadie (?:te (?:cree|quiere|aguanta|"
        "soporta|respeta|extrana)|le cree|confia en (?:ti|usted)|puede contigo|"
        "cuenta contigo|de (?:la familia|nosotros))|todos (?:saben|dicen|estan|estamos|ya|"
        "se (?:cansaron|quejan|dan cuenta))|todo el mundo (?:sabe|dice|esta|se)|"
        "ni (?:una sola vez|una vez|siquiera|una)|jamas|por una vez|toda la familia|"
        "(?:unica|unico) (?:cosa |vez )?que (?:sabes|haces|te importa|piensas|quieres)|"
        "lo unico que",
        "nada (?:va a cambiar|cambia) (?:lo que|cuanto|que|mi|el)|nadie te (?:juzga|"
        "va a juzgar|obliga|presiona|apura|culpa|va a culpar|quita|quiere mas|reclama)|"
        "nadie (?:quiere que (?:sufras|estes))|todos (?:estamos|estan|dicen|saben|"
        "ya) (?:aqui|contigo|orgullos|felices|content|para|bien|juntos|que (?:te|eres|vas)|"
        r"te|invitad|cuanto|pendientes de ti|esperandote)\w{0,1}|todos (?:estamos|estan)$|"
        "toda la familia (?:te|esta (?:contenta|orgullosa|feliz|contigo|aqui)|va|viene|"
        "pregunta|se (?:alegra|junta))|lo unico que (?:quiero|importa|queremos|pido|"
        "necesito|me importa)|jamas (?:te (?:dejare|deje|juzgar)|dudes|estas sol|dejare|he|"
        r"voy)\w{0,3}|contigo (?:siempre (?:me|nos|hay|puedo)|todo (?:es mejor|es mas))|"
        "no se te hace nada|nada de lo que (?:digas|hagas) (?:va a|cambia|hara)",
    ),
)
