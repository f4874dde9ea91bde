"""English for what is kind. It changes no level."""

from __future__ import annotations

OBSERVE = (
    (
        "i (?:noticed|saw|heard) (?:that )?(?:you|your|we|the|it)",
        "saw you were online",
    ),
    (
        "you (?:were|seemed|looked|left|came|went|sounded|stayed|got|sat|didn't|told|"
        "called|mentioned|said) ~5 (?:on (?:monday|tuesday|wednesday|thursday|friday|"
        r"saturday|sunday)|at (?:lunch|dinner|breakfast|the table|\d{1,2}|\w{3,6}$)|"
        "this (?:week|morning|evening|weekend)|yesterday|last (?:night|week)|today|quiet|"
        "early|late|before|after|home)",
        "you were always",
    ),
    (
        "you've been ~1 (?:quiet|busy|tired|out|up|away|home)|we (?:haven't|hardly|"
        "didn't) ~1 (?:talked|spoken|seen|talk|speak|met|eaten)|i didn't hear from you|"
        "(?:nobody's|no one's) fault|when i (?:didn't|saw|heard)",
        "",
    ),
)
FEEL = (
    (
        "i (?:feel|felt|was|am|get|got|sleep)?(?: (?:so|really|very|a bit|a little|just|"
        "also|still|pretty|quite|feeling|always|truly|sometimes)){0,3} ?(?:worried|sad|"
        "scared|afraid|glad|happy|hurt|lonely|nervous|anxious|relieved|hopeful|grateful|"
        "thankful|tense|upset|proud|frightened|uneasy|confused|angry|frustrated|helpless|"
        "touched|moved|overwhelmed|disappointed|excited|annoyed|torn|concerned|terrified|"
        "heartbroken|badly)",
        "",
    ),
    (
        "(?:i'm|i am|we're|makes me|made me|left me|and|feeling)(?: (?:so|really|very|"
        "a bit|a little|just|also|still|pretty|quite|feeling|always|truly|"
        "sometimes)){0,3} (?:worried|sad|scared|afraid|glad|happy|hurt|lonely|nervous|"
        "anxious|relieved|hopeful|grateful|thankful|tense|upset|proud|frightened|uneasy|"
        "confused|angry|frustrated|helpless|touched|moved|overwhelmed|disappointed|excited|"
        "annoyed|torn|concerned|terrified|heartbroken)",
        "",
    ),
    (
        "i(?: do| really| still)? (?:love|miss|care|worry|want to hope|hope|trust|"
        "believe) (?:about |in )?(?:you|when|that|to|for)|i (?:feel|felt)|love you|"
        "(?:means|meant) (?:a lot|so much|the world|everything) to me|i do want to see you",
        "i feel (?:like|that) you",
    ),
)
REQUEST = (
    (
        "i(?:'d| would) ~1 (?:like|love|appreciate|prefer|want)|(?:could|can|would|"
        r"will) (?:we|you) (?:please |maybe )?(?!believe|just|ever)\w{2,12}|"
        "it would (?:help|mean|be) (?:me|a lot|great|nice|so)|shall we|please (?:let|text|"
        "tell|call|come|say|know)|would it (?:help|work|suit|be)|i need (?:a|an|some|one|"
        "ten|the|time|to|quiet)|want me to|could (?:i|we)|how about|a text ~4 would help",
        "",
    ),
    (
        "i(?:'m not| am not) (?:able|willing|comfortable|ready) ~1 to|i (?:won't|can't|"
        "cannot) (?:be|lend|give|have|open|keep|stay|talk|pay|drive|cover|lie)|i(?:'ll|"
        " will) (?:happily|gladly)|i'm going to my own",
        "i can't (?:believe|trust|stand|do this)",
    ),
)
EASYOUT = (
    (
        "(?:fine|okay|ok|alright|good) (?:if not|either way|too|with me|whatever|to say no|"
        "if you)|no (?:pressure|rush|worries|hurry|need|reply|strings|questions asked|"
        "is (?:fine|okay|ok))|if not (?:that's |no |it's )?(?:fine|okay|ok|problem|that)|"
        "only if you|(?:whenever|whatever) (?:you|suits|works|is)|if you(?:'d| would|'re|"
        " are| feel)? ~1 (?:like|want|feel|up|rather|prefer|wish|need|mind)|(?:another|"
        "other) (?:day|time) (?:is|works|better|would|if)|or is another|nothing needed|"
        "you can (?:say|think|skip|change|also|always|let) ~1 (?:no|about|me|it|your)|"
        "or would you rather|or (?:not|tomorrow|later|another|would you|is)|take your time|"
        "up to you|your (?:call|choice)|in case it's|(?:anytime|any) time|don't (?:have|"
        "need) to (?:reply|answer|come|talk|say|explain|decide)|a no is|rain check|"
        "let it be|why don't we|if it'?s (?:useful|easier|too)|maybe (?:another|some|"
        "later)|the (?:door|offer) (?:is|stands)",
        "",
    ),
)
AFFIRM = (
    (
        "proud of (?:you|how|what|that)|(?:thank|thanks) (?:you )?(?:for|so)|well done|"
        "(?:good|great|nice) (?:job|work|luck|going)|glad (?:you|to (?:see|have|hear|"
        "know))|you (?:kept|keep) (?:going|trying|at)|it (?:meant|means) (?:a lot|so much|"
        "the world)|happy birthday|love (?:hearing|seeing|having|your|how|that|being|when)|"
        "(?:congratulations|congrats)|you(?:'re| are) (?:so |a |doing |such |really |very |"
        "my |the |not a ){0,6}(?:strong|brave|kind|important|loved|good|great|smart|funny|"
        "enough|worth|welcome|wonderful|hard|capable|burden|trying|better|well)|(?:admire|"
        "appreciate|appreciated) (?:you|how|that|what|your|it)|i believe in you|(?:happy|"
        "glad) (?:for|to|you|that)|you (?:made|make) (?:it|me|us|my|that|the)|"
        "you (?:showed|stood|tried|got) (?:up|by|through|it)|that took (?:courage|guts|"
        "strength|work)|even though it was (?:hard|tough)|(?:wonderful|lovely|"
        "great) to (?:see|hear|have)",
        "you make me (?:sick|so|cry|ashamed)|thanks for nothing|you made (?:me|us) (?:sick|"
        "cry|late|miss)|(?:well done|good job|congratulations|congrats|good luck|"
        "thanks) (?:with that|for once|on finally|genius)|you're hard",
    ),
)
UNDERSTAND = (
    (
        "(?:makes|made) (?:total |perfect |a lot of |so much )?sense|i (?:can |do |"
        "could )?(?:see|understand|get|imagine|hear) (?:why|how|that|it|you|where)|"
        "(?:understandable|understandably)|must (?:be|feel|have been|have felt)|"
        "sounds (?:like|hard|tough|rough|really|so|exhausting|heavy|lonely)|"
        "i don't know (?:exactly )?(?:what it|how (?:hard|it)|what you)|(?:want|like|"
        "trying|try) to understand|(?:anyone|anybody) would|no wonder|that(?:'s| is| was|"
        " sounds) (?:so |really |very )?(?:hard|tough|rough|a lot|heavy)|i know (?:it|this|"
        "that|how)(?:'s| is| was)? ~2 (?:hard|tough|difficult|rough|easy)|it(?:'s| is|"
        " was)? (?:not |n't )?(?:so |really |very |such )?(?:a )?(?:hard|tough|rough|"
        "heavy) (?:week|day|time|to|for|one|night)|hear how",
        "i can see (?:right )?through",
    ),
)
PRESENCE = (
    (
        "i(?:'m| am|'ll be| will be) ~1 (?:here|around|home|near|close|there|up|nearby|"
        "with|thinking|listening) ?(?:for|if|all|tonight|today|you|of|until|whenever|"
        "with)?|thinking of you|there(?:'s| is) (?:a|always|room|some) ~1 (?:chair|seat|"
        "place|plate|bed|room|soup|food|coffee|spot|pot) ?(?:for you)?|i(?:'ll| will|"
        " can) (?:come|sit|stay|drive|listen|bring|walk|wait|pick|save|keep|hold|cook|"
        "make) ?(?:with|near|by|you|some|a|over|the)?|want (?:company|to (?:grab|come|join|"
        "get|watch|walk|talk|sit|go|cook|eat))|how (?:was|is|are|were|did|'s) (?:the|your|"
        "you|it|things|today)|did you (?:see|hear|watch|sleep|eat|get to see|like)|"
        "you (?:should|have to) see|why don't we|you're (?:always )?not alone|"
        "hearing your voice|with you|good (?:luck|morning|night)|we're (?:having|making|"
        "going|eating|watching)|always (?:love|welcome|here|a place)|come (?:over|by|with|"
        "join|eat|as you are)|(?:hello|hi|hey)|sit with you|door is (?:always )?open|"
        "light is on|home is",
        "",
    ),
)
