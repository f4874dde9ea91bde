"""Words of an emergency, in both languages. Where one stands there is no hint on style at all, and
the page shows the way to Help. In doubt it counts: a card too many does less harm."""

from __future__ import annotations

from porchlight.domain.wording.rules import WordingRule

# Being hurt in one's feelings is no emergency: "I'm hurt", "that hurt my feelings", "it hurts".
FEELINGS = (
    "(?:i|i'm|i am|i was|i feel|i felt|i've been|we're|we were|feel|feeling|felt|"
    "feels) ~1 (?:hurt|hurting)(?! myself)|(?:it|that|this|what ~5 |words|"
    "truth) ~1 (?:hurt|hurts)|hurts? (?:my|your|his|her|our|their) feelings|"
    "you(?:'ve)? ~1 hurt (?:everyone|everybody|us all|all of us|the (?:whole )?family|"
    "this family|the people|so many|your (?:mother|mom|mum|father|dad|family|kids|"
    "children|whole family)|my (?:heart|trust|mother|mom|family))|hurt (?:everyone|"
    "everybody) (?:who|that|around)|hurt by (?:you|what|how|that|this)|(?:never|not|"
    "didn't|don't|won't) ~3 (?:want|mean|try|trying|meant) ~3 hurt you"
)

_ROWS = (
    (
        "(?:overdose|overdosed|overdosing|od'd|od)",
        "odd",
    ),
    (
        "(?:narcan|naloxone|cpr|paramedics|paramedic|ambulance|911|999|112|988)",
        "",
    ),
    (
        "(?:not|isn't|stopped|barely|hardly|aren't|not even|wasn't|no longer) breathing",
        "",
    ),
    (
        "(?:can't|cannot|can not|doesn't|not|won't|couldn't) breathe",
        "",
    ),
    (
        "(?:won't|can't|cannot|not|doesn't|isn't|couldn't|wouldn't|didn't|"
        "will not) ~2 (?:wake|waking|woken|responding|respond)",
        "respond(?:ing)? (?:to|back)|wake up (?:early|late)",
    ),
    (
        "(?:unconscious|unresponsive|collapsed|seizure|seizing|convulsing|bleeding|suffocating)",
        "",
    ),
    (
        "(?:passed|passing) out",
        "passed out (?:flyers|food|sandwiches|coffee|cards|papers)",
    ),
    (
        "(?:lips|face|skin|fingers|turning|turned|gone|going) ~2 blue",
        "",
    ),
    (
        "(?:police|cops|sheriff)",
        "",
    ),
    (
        "(?:hurt|hurting|injured|wounded)",
        FEELINGS,
    ),
    (
        "(?:hit|hits|beat|beats|choked|strangled|punched|kicked|stabbed|shot) (?:me|him|"
        "her|us|the kids)",
        "(?:it|that|news|this|words?) ~2 hit (?:me|him|her|us)|hit (?:me|us) up|"
        "hit me that|beat (?:me|him|her|us) (?:at|in|by|to|again)|kicked (?:me|him|her|"
        "us) out",
    ),
    (
        "(?:suicide|suicidal|self-harm|selfharm)",
        "",
    ),
    (
        "(?:kill|killing|killed|hang|shoot|cut|cutting|harm|harming) (?:myself|yourself|"
        "himself|herself|themselves)",
        "",
    ),
    (
        "(?:want|wants|wanted|wish|going|ready) ~3 die",
        "",
    ),
    # "I don't want to live like this" counts, too: whoever means the quarrel loses nothing.
    (
        "(?:don't|dont|do not|didn't|doesn't|no longer|never|not) ~2 "
        "(?:want|wanna|wants|wanted) ~2 (?:live|alive|living|exist|wake up|"
        "be here (?:anymore|any more|any longer))",
        "live (?:with|in|near|at|together|here|there|alone|by)",
    ),
    (
        "(?:want|wants|wanted|wish|better) ~4 (?:dead|disappear|never been born|never born)",
        "(?:sober|clean) ~3 dead|dead ~1 (?:drunk|sober|tired|serious|phone|battery|line)",
    ),
    (
        "(?:better|happier) ~2 without me|(?:no|any) reason ~2 (?:live|living|go on)|"
        "(?:nothing|anything) ~2 live for|end it all|(?:can't|cannot|can not) go on living|"
        "(?:won't|will not|not going to|not gonna) be (?:here|around|alive) "
        "(?:tomorrow|anymore|any more|much longer|any longer)",
        "",
    ),
    (
        "(?:end|ended|ending|take|took) (?:my|your|his|her|their)(?: own)? li(?:fe|ves)",
        "",
    ),
    (
        "(?:gun|knife|weapon)",
        "",
    ),
    (
        "(?:took|taken|swallowed) ~2 (?:all|many|lot|bottle|bunch|handful) ~3 pills",
        "",
    ),
    (
        "(?:sobredosis|narcan|naloxona|ambulancia|paramedicos|911|112|patrulla)",
        "",
    ),
    (
        "(?:no|dejo de|casi no|ya no|apenas) ~2 (?:respira|respirar|respirando|respiro)",
        "",
    ),
    (
        "no (?:se )?(?:puedo ~2 |logro ~2 )?(?:despierta|despertar|despertarlo|despertarla|"
        "desperto|reacciona|responde)",
        "no (?:me|te|nos|les) responde|no responde(?: a)? (?:mis|los|sus|el|las)",
    ),
    (
        "(?:inconsciente|desmayado|desmayada|desmayo|convulsiona|convulsiono|"
        "convulsionando|convulsiones|sangrando|sangra|asfixiando)",
        "",
    ),
    (
        "(?:labios|cara|piel|unas) ~3 (?:azules|azul|morados|morada|morado|moradas)",
        "",
    ),
    (
        "(?:policia|policias)",
        "",
    ),
    (
        "(?:herido|herida|heridos|lastimado|lastimada|golpeado|golpeada|apunalado|balazo)",
        "(?:me siento|me senti|estoy|sentirme|quede) ~1 (?:herid[oa]|lastimad[oa])",
    ),
    (
        "(?:me|te|le|nos|lo|la|se|los) (?:pego|golpeo|ahorco|lastimo)",
        "lo que ~4 (?:me|nos) lastimo",
    ),
    (
        "(?:suicidio|suicidarse|suicidarme|suicidarte|suicida)",
        "",
    ),
    (
        "(?:matarme|matarse|matarte|matate|cortarme|cortarse|hacerme dano|hacerse dano|"
        "hacerte dano)",
        "",
    ),
    (
        "(?:quiero|quiere|quieres|quisiera|querer|queria|prefiero) ~1 (?:morir|morirme|"
        "morirse|morirte)",
        "",
    ),
    (
        "(?:quitarme|quitarse|quitarte) la vida|(?:acabar|terminar) con (?:mi vida|su vida|"
        "tu vida|todo)",
        "",
    ),
    (
        "(?:me|se|te) (?:voy|va|vas|quiero|quiere|quieres|quisiera|puedo) ~1 matar|"
        "(?:voy|va|vas) ~1 matar(?:me|se|te)",
        "matar de (?:risa|la risa|hambre|aburrimiento)",
    ),
    (
        "(?:no|ya no) ~1 (?:quiero|quiere|quieres|quisiera|queria) ~1 (?:vivir|viviendo|existir|"
        "despertar|seguir aqui|estar aqui|estar (?:vivo|viva))",
        "vivir (?:con|en|juntos|cerca|sola|solo|aqui|alla)|despertar (?:a|al|temprano|tarde)",
    ),
    (
        "mejor sin mi|(?:ganas|razon|razones|motivos?|sentido) ~1 (?:de|para) (?:vivir|seguir "
        "viviendo)|(?:vale|valga) la pena (?:vivir|seguir viviendo)|para que (?:vivir|vivo|sigo "
        "viviendo|seguir viviendo)|(?:quiero|quisiera|quiere) ~1 desaparecer",
        "",
    ),
    (
        "(?:pistola|cuchillo|arma)",
        "",
    ),
    (
        "(?:tomo|trago|tome) ~2 (?:todas|muchas|demasiadas|monton|frasco) ~3 pastillas",
        "",
    ),
)

RULES = tuple(WordingRule(None, match, unless) for match, unless in _ROWS)
