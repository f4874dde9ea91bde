"""Spanish for DIAGNOSE: says what is wrong with them. In the tú and the usted form."""

from __future__ import annotations

# What says it, and what silences that.
ROWS = (
    (
        "negacion|(?:estas|andas|te ves|te oyes|suenas|te pones|pareces|estabas|ya estas|"
        "eres|esta usted|es usted|te siento|te noto|te has vuelto|te volviste|"
        "sigues)(?: (?:bien|muy|tan|otra vez|de nuevo|un|una|como|puro|todo|toda|mal|"
        "totalmente|completamente|ya|medio|medi[oa]|bastante|claramente|nada mas|solo|"
        "el tipico|la tipica|un tipico|simplemente|tod[oa])){0,3} (?:deprimida|deprimido|"
        "manica|maniaco|maniaca|maniaco|bipolar|paranoica|paranoico|drogado|drogada|"
        "recayendo|descompensado|descompensada|desquiciada|desquiciado|trastornada|"
        "trastornado|loco|loca|enferma|enfermo|adicto|adicta|alcoholico|alcoholica|"
        "drogadicto|drogadicta|narcisista|codependiente|depresiva|depresivo|manipulador|"
        "manipuladora|toxico|toxica|histerica|histerico|obsesiva|obsesivo|psicopata|"
        "esquizofrenico|esquizofrenica|traumado|traumada|mental|desequilibrada|"
        "desequilibrado|inestable|borderline|neurotico|neurotica|obsesionado|obsesionada|"
        "intoxicado|intoxicada|ansioso y|autodestructivo|autodestructiva|delirando|"
        "alucinando|enganchado|enganchada|crudo|cruda|hasta atras|high|mal de|fuera de|"
        "hasta las|en crisis|en recaida|mal)",
        "(?:si|que|cuando|como|siento que|supe que|lamento que|se que|aunque|me dicen que|"
        "no) ~1 (?:estas|te sientes|andas|te ves|eres|esta usted) ~2 (?:enferm|deprimid|"
        r"mal|loc|traumad|adict|alcoholic|bipolar|toxic|manipulador|drogadict|fuera)\w{0,2}|"
        "loc[oa] (?:por|de (?:alegria|contento|la risa))|te ves mal|estas mal(?! de)|"
        "andas mal(?! de)|te (?:siento|noto|oyes|ves) mal(?! de)|sigues (?:mal|enferm[oa])|"
        "mal (?:hoy|en (?:el|la)|con la)|fuera de (?:la ciudad|peligro|casa)|(?:mi|la|"
        "estaba en|estuve en|yo|tuve) negacion|estas (?:muy )?enferm[oa] (?:de (?:la gripa|"
        "gripa|gripe)|y|te|hoy|del (?:estomago))|enferm[oa]$(?= te)|no eres tu",
    ),
    (
        "(?:lo que )?(?:tienes|tiene|traes|padeces|sufres|sufre) (?:de |es |tu |una |un |"
        "seguro |mucha |problemas de |mucho |serios |muchos |algun |alguna |"
        "un problema (?:de|con) |lo que es ){0,6}(?:depresion|bipolaridad|trastorno|"
        "trastornos|problemas? (?:mental|mentales|con (?:el alcohol|la bebida|las drogas|"
        "tu manera)|de (?:alcohol|adiccion|drogas|ira|caracter|actitud|personalidad))|"
        "ansiedad|adiccion|enfermedad|una enfermedad|alcoholismo|un problema|traumas?|"
        "paranoia|codependencia|personalidad (?:adictiva)?|complejo|manias?|esquizofrenia|"
        "deficit|abstinencia|sindrome|narcisismo|delirios)|tienes un problema",
        "(?:si|cuando|no|todos) ~1 (?:tienes|tiene|traes|tenemos) ~1 (?:un |algun |alguna |"
        "mucha )?(?:problema|enfermedad|ansiedad|adiccion|trauma|depresion|personalidad)|"
        "tienes (?:una )?personalidad (?:linda|bonita|unica|hermosa)|no tienes",
    ),
    (
        "(?:tu|esa|la|su) (?:enfermedad|adiccion|depresion|bipolaridad|alcoholismo|"
        "ansiedad|codependencia|vicio) (?:te|es (?:la|el|mas)|habla|lo|no te deja|esta|"
        "otra|hace|ya|le)|parte de (?:tu|la|su) (?:enfermedad|adiccion)|(?:lo dice|habla|"
        "hablando|dice|esta hablando|lo dijo) ~1 (?:droga|alcohol|enfermedad|adiccion|"
        "vicio|depresion|botella)|es (?:la|el|tu) (?:droga|alcohol|adiccion|enfermedad|"
        "vicio) ~1 (?:que|quien|el|la|hablando|lo)|(?:sintoma|sintomas) de|(?:tipico|"
        "tipica|clasico) (?:de )?(?:un |una |los |las )?(?:adict|alcoholic|drogadict|"
        r"borrach|narcisista|bipolar|enferm|manipulador)\w{0,4}|(?:adictos|alcoholicos|"
        "borrachos|drogadictos) (?:siempre|nunca|son|mienten|no|como tu|asi|todos)|"
        "como (?:todo|todos los|buen|cualquier) (?:adicto|adictos|alcoholico|alcoholicos|"
        "adicta|drogadicto|borracho)|(?:conducta|personalidad|mente|actitud|"
        "cabeza) (?:de )?(?:un )?(?:adictiva|adicto|adicta|enferma|alcoholica|alcoholico|"
        "adictivo)",
        "tu (?:enfermedad|adiccion|depresion|ansiedad) no (?:te|lo) (?:define|hace|es)|"
        "no (?:es|eres) (?:tu )?(?:enfermedad|adiccion)|tu (?:enfermedad|adiccion|ansiedad|"
        "depresion) (?:es real|es (?:la )?mas (?:dificil|pesada))|sintomas de (?:gripa|"
        "gripe|resfriado)",
    ),
    (
        "(?:necesitas|necesita|ocupas|te hace falta|requieres|te urge|urge) (?:un |una |"
        "que te |de |mucha |urgente |ir (?:a |con |al |a un |con un )?|ver a |ver |buscar |"
        "que |estar |hablar con un |entrar a ){0,6}(?:ayuda|psiquiatra|terapia|internarte|"
        "internen|internes|encierren|interne|doctor que|medicarte|mediquen|tratamiento|"
        "psicologo|psicologa|rehabilitacion|medicacion|medicamento|medicamentos|pastillas|"
        "un centro|anexo|terapeuta|desintoxicarte|desintoxicacion|clinica|especialista|"
        "encerrad[oa]|que te vea|grupo)",
        "(?:si|cuando|lo que|por si|no|que|siempre que) ~1 (?:necesitas|ocupas|necesita|"
        "te hace falta) ~1 (?:ayuda|un|una)|necesitas ayuda (?:con|para (?:cargar|mover|la|"
        "el)|en (?:la|el))|necesitas ayuda$(?= (?:aqui|dime|avisa|puedo))",
    ),
    (
        "(?:recaiste|recayendo|recaida|recaer)|no (?:te das|se da|"
        "tienes) ~1 cuenta (?:de (?:lo|tu|que|como)|que)|ni cuenta te das|"
        "no quieres (?:curarte|mejorar|cambiar|dejarlo|aceptar|sanar|recuperarte|"
        "ver(?:lo)?|salir|ayuda|entender|reconocer|admitir|estar bien)|no (?:aceptas|"
        "reconoces|admites|asumes) (?:que|tu|la|lo|nada)|no (?:te )?(?:tomaste|tomas|"
        "has tomado|estas tomando) (?:tu|tus|la|las) (?:pastillas?|medicinas?|"
        "medicamentos?)|dejaste (?:de tomar )?(?:tu|tus|el|la|las) (?:pastillas?|"
        "medicinas?|medicamentos?|tratamiento)|te haces (?:la|el) victima|"
        "victima (?:como siempre|otra)|(?:hacerte|haciendote|victimizas|victimizarte|"
        "victimizandote) ?(?:la victima|la martir)?|(?:tocado|tocas|tocaste|tocar|"
        "toques) fondo|(?:mal|enferm[oa]|tocad[oa]|loc[oa]) de la (?:cabeza|mente)|"
        "no estas bien de|no estas en tus (?:cabales|cinco)|(?:perdiste|perdiendo|"
        "perdido) (?:la (?:cabeza|razon|cordura)|el (?:control|juicio))|(?:fuera|"
        "perdiste) (?:de|el) control|(?:proyectas|proyectando|manipulas|manipulando|"
        "evadiendo|evades|justificas|racionalizas|minimizas|exageras|exagerando|idealizas|"
        "reprimes|sobrerreaccionas|autosaboteas|saboteas)|se te (?:nota|ve|zafo|va|boto|"
        "bota) (?:lo|la (?:onda|cabeza)|que (?:estas|andas|tomaste|usaste|traes)|"
        r"un tornillo|el tornillo|en los ojos|drogad|tomad|la droga)?\w{0,1}|(?:cualquiera|"
        "todos|todo mundo) (?:se da cuenta|ve|puede ver|lo ve|lo nota) ~1 (?:que|lo)|"
        "andas mal|traes algo (?:encima|adentro)|(?:sindrome|abstinencia)|(?:hereditario|"
        "genetico)|(?:lei|busque|vi) (?:en (?:internet|google|un)) ~3 (?:lo que|que tienes|"
        "tus|tu)",
        "si (?:recaes|recaiste)|recaer (?:no|es|tambien|puede)|una recaida (?:no|es|"
        "tambien)|(?:no|prevencion|mi) ~3 (?:de )?recaida|"
        "no te das cuenta (?:de )?(?:lo (?:mucho|fuerte|valios|bien|importante)|cuanto|"
        r"que (?:te queremos|eres fuerte))\w{0,1}|se te (?:nota|ve) (?:mejor|content|feliz|"
        r"bien|cansad|triste|la (?:sonrisa|alegria|mejoria)|el esfuerzo|mas)\w{0,2}|"
        "se te nota$|cualquiera (?:ve|se da cuenta) ~1 (?:que|lo) ~2 (?:esfuerz|bien|"
        r"fuerte|lo intentas)\w{0,2}|se te va (?:a|el)|andas mal (?:del|de (?:la rodilla|"
        "gripa))|si andas mal|no (?:exageras|estas exagerando)|si no quieres (?:ver|salir|"
        "ayuda)|todos ve",
    ),
)
