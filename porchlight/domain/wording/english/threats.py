"""English for THREAT: says what will happen to them."""

from __future__ import annotations

CONSEQUENCE = (
    "(?:you're (?:out|done|gone|on your own|finished|dead|never|not (?:welcome|coming|"
    "seeing|living|my|part))|you are (?:out|done|gone|on your own|finished|"
    "not (?:welcome|coming|my))|you(?:'ll| will| won't| can|'re going to|"
    " are going to) ~1 (?:never|not|lose|leave|pack|find|go|be (?:out|alone|sorry|"
    "on your|homeless|dead|gone)|regret|sleep|see|end up|have to leave|live|move out|"
    "get (?:nothing|out)|stay (?:out|away)|come home|pay for|wish)|i(?:'m| am) (?:done|"
    "gone|leaving|finished|through|calling|telling|taking|changing|kicking|throwing|"
    "cutting|never|not (?:going to|paying|helping|coming|bailing))|i(?:'ll| will|"
    " won't|'m going to| am going to|'m gonna|'d) ~1 (?:leave|take (?:the|your|my|"
    "away)|tell (?:your|the|everyone|mom|dad|them|her|him|my)|call (?:your|the|a|cps)|"
    "report|cut|stop (?:paying|helping|talking|supporting)|divorce|file|sell|throw|"
    "kick|change the|lock|make sure you|never|press|put you|drop|not|disown|evict|"
    "have you|kill|walk|pack|speak|ever|forgive|be (?:done|gone|forced))|we(?:'re|"
    " are)(?: all)? (?:done|through|finished|over|leaving|not)|it(?:'s| is) over|"
    "that(?:'s| is) it(?=$)|don't (?:bother|come|call|ever|expect|even|you)|consider|"
    "forget (?:about )?(?:it|me|us|coming|seeing|having|ever|the)|the locks|"
    "pack (?:your|up)|find (?:somewhere|another|a new)|get out|say goodbye|"
    "no more (?:money|help|kids|visits|rides)|never (?:come|call|speak|talk|contact))"
)

# What says it, and what silences that.
ROWS = (
    (
        "you (?:can't|cannot|can no longer|won't) (?:live|stay|sleep|"
        "eat) here(?: any ?more| again| tonight| until| if)?|you can (?:sleep|live) (?:in|"
        "on) (?:your|the|a) (?:car|street|shelter|couch outside)|you(?:'ll|"
        " will) be (?:homeless|out|alone|dead|broke|in (?:jail|prison)|on the street|"
        "on your own)|^no (?:meeting|meetings|rehab|treatment|job|test|help|sponsor) no|"
        "sober or (?:out|gone|else)|i(?:'m| am) telling (?:mom|dad|mum|everyone|your|the|"
        "them|him|her)",
        "you can't (?:stay|sleep|live) here ~2 (?:i'll|i can|but|and i|we)|you(?:'ll|"
        " will) be (?:out|alone|on your own) (?:of (?:the )?(?:hospital|treatment|work)|"
        "soon|by|for|at)|i(?:'m| am) telling (?:mom|dad|everyone|them|your) (?:how|"
        "the good|you said hi|hi)",
    ),
    (
        "next time (?:i|i'll|i won't|you(?:'re| are| can| will|'ll)|we(?:'ll| won't)|don't|"
        "find|call someone|there won't) ~2 (?:won't|pick up|call|own|leave|done|find|out|"
        "help|bail|come|calling|answer|not|walk|stay|gone|someone|somebody)|(?:i|we)(?:'m|"
        " am|'re)? (?:taking|take|keeping) the (?:kids|children|baby|house|dog)|i(?:'m| am|"
        " will|'ll|'ve)? ~1 (?:won't|not) be (?:here|there|around|home) when you|"
        "we're ~1 done(?:$| (?:with (?:you|this|it all)|here|talking))|"
        "we are (?:done|through|finished)|(?:don't|do not) (?:ever )?(?:call|"
        "text|contact|come (?:near|to)) (?:me|us|my|the) ~1 (?:again|house|kids|anymore)",
        "next time (?:i|you|we|i'll|we'll) ~2 (?:come (?:over|by|with)|call (?:me|you)|"
        "help you|help|find (?:time|a)|walk|stay (?:over|longer)|pick up (?:the|some|"
        "where)|call (?:me )?(?:first|if|and))|take the (?:kids|children|dog|"
        "baby) (?:to (?:the (?:park|pool|zoo|movies|game|lake|vet|doctor|library)|school|"
        "practice|lunch|see you)|for|on|out|so you|tonight so|if you|swimming|along)|"
        "taking the (?:kids|children|dog|baby) (?:to (?:the (?:park|pool|zoo|movies|game|"
        "lake|vet|doctor|library)|school|practice|see you)|for|out|swimming|along|on)|"
        "take the (?:kids|dog) (?:saturday|sunday|on)|not be home when you (?:get|come|"
        "arrive)|won't be (?:home|there|here) when you (?:get (?:home|there|here|in|off)|"
        "arrive|come by|land)|keeping the (?:kids|dog|baby) (?:tonight|company|busy)",
    ),
    (
        "you can (?:find|look for) (?:somewhere|another|a new|some other)|^(?:now |"
        "just )?get (?:out$|out of here|out now|lost)|^(?:just )?leave (?:now|and don't|"
        "my house|or)|^move out|your (?:stuff|things|bags) (?:is|are|will be) (?:on|out|"
        "packed|in (?:the|a))|i(?:'ve| have) (?:packed|changed|called|talked to|filed|"
        "hired) (?:your (?:bags|things|stuff|boss|po)|the locks|a lawyer)|you have (?:one|"
        "two|three) (?:choice|choices|options)|don't test me|try me$|you(?:'ve|"
        " have) been warned|i'm warning you|consider (?:this|yourself)|my patience|i(?:'ve|"
        " have) run out|ship out|i'm (?:this close|about) to",
        "your (?:stuff|things) (?:is|are) in the (?:laundry|car|wash|kitchen|closet)|"
        "i'm about to (?:cook|eat|leave work|go|head|call you|make)|"
        "thank you for my patience|leave now and",
    ),
    (
        "if ~9 " + CONSEQUENCE,
        "you(?:'ll| will)? (?:can )?(?:find|stay|go|see|leave|sleep) (?:me|us|a|it|there|"
        "at|with|that|here|early|any|whenever|how|over|better|first|in)|(?:i|we)(?:'ll|"
        " will| won't|'d)? (?:never|not|ever) (?:be (?:mad|angry|upset)|judge|mind|stop|"
        "hold|ask|tell|make|think|leave you|forget|let you)|we're not (?:home|there|around|"
        "in)|i'm not (?:home|there|around|going to (?:be (?:mad|angry|upset)|judge|push|"
        "ask|stop))|you can (?:go|leave|see|find|never|not)|don't (?:call|come|bother|"
        "even) (?:if|unless|early|before|worry|to (?:dress|bring|reply)|with)|forget it$|"
        "you won't (?:see|find|lose) (?:me (?:angry|mad)|us (?:mad|angry))",
    ),
    (
        "(?:or|otherwise) (?:else$|else ~1 (?:i|you|we|it|don't)|" + CONSEQUENCE + ")",
        "or (?:i'll|i will|i'd) (?:never|not|leave (?:it|you (?:be|in peace|alone|some))|"
        "call (?:you|the restaurant))|or (?:you can|you'll) (?:go|see|find|stay|sleep|"
        "never|not) (?:with|us|me|there|first)|or don't (?:come|call|bother)$|"
        "or forget it$|or (?:i'll|i will) take the|or (?:something|anything|someone|who|"
        "what|anywhere|where) else|or leave",
    ),
    (
        "(?:and|then) " + CONSEQUENCE,
        "and (?:i|we|you)(?:'ll| will| won't|'m|'re|'d| am| are)? (?:never|not|see|find|go|"
        "stay|leave (?:it|you)|be|sleep|call (?:you|the (?:restaurant|school))|gone|"
        "done (?:with (?:work|dinner)|cooking|early)|get|have|going to be|ever|"
        "take the (?:bus|train|kids to|dog))|and don't (?:worry|forget|you|bother (?:with|"
        "to))|and we're (?:not|all (?:done|leaving))|and (?:then )?you can (?:go|see|stay|"
        "leave|find|sleep)|and i won't (?:be|lend|give|have|make|tell|push|ask|say|judge|"
        "stop|leave)|and forget it|and i'm (?:done|gone|leaving) (?:at|by|work|for|"
        "cooking)|and that's it$|and don't call$|and it's over by|and i (?:am|"
        "'m) not going to (?:push|be|stop|judge|make|ask|leave)",
    ),
    (
        "(?:you're|you are|you'll be|and you're) out(?: of (?:this|my|our|the) (?:house|"
        "family|home|life|will)| for good| on the street| on your ear)?$",
        "(?:when|glad|now that|while|if|hope|since|once|day|until|heard|so happy|"
        "happy) ~1 (?:you're|you are|you'll be) out",
    ),
    (
        "out of (?:my|this|our) (?:house|life|home|family|sight)|out on the (?:street|"
        "streets|curb)|on the (?:street|streets)",
        "(?:lived|walk|walked|met|saw|see|house|shop|cafe|park|people|someone|them|down|"
        "just) ~2 (?:out )?on the street",
    ),
    (
        "(?:kick|kicking|throw|throwing|put|putting|cut|cutting|lock|locking|write|writing|"
        "shut|shutting|turn|turning|locked|cutting) (?:you|your (?:stuff|things|"
        "clothes)) (?:out|off|away)|(?:change|changing|changed) the locks",
        "(?:won't|not|never|wouldn't|don't|cut you off (?:earlier|there|on the phone)|"
        "sorry ~2 cut) ~2 (?:kick|throw|put|cut|lock|shut|turn)?|sorry ~3 cut you off",
    ),
    (
        "(?:i'm|i am|we're|we are|i'm so|mom's|dad's) ~2 (?:done|finished|"
        "through) (?:with you|with this|helping|trying|covering|bailing|paying|being|"
        "waiting|giving|believing|caring|fixing|rescuing|here|for good|supporting|"
        "lying for|making excuses|with your)|(?:done|finished|through) with you|i'm done$|"
        "we're (?:done|through|finished)$|i give up on you|i(?:'ve| have) had (?:it|"
        "enough)(?: with you| of you| of this)?|i (?:can't|cannot) do this (?:any ?more|"
        "anymore)|i wash my hands",
        "(?:talk|go|get|think|see|work) (?:it|this|things) through|(?:done|finished|"
        "through) with (?:work|this (?:book|shift|class|week))|when i'm done|"
        "i'm done$(?= (?:at|by))",
    ),
    (
        "(?:this|that|it)(?:'s| is| was)? ~1 (?:your |the |my )?(?:very )?(?:last|"
        "final) (?:chance|time|warning|straw|offer|shot)|your (?:last|final) (?:chance|"
        "warning|shot)|(?:last|final) (?:chance|warning|straw)|last time i(?:'ll| will|'m|"
        " am| ever)? ~1 (?:bail|help|believe|trust|give|lend|pay|drive|pick|cover|save|do|"
        "warn|ask|tell|forgive|let|clean)|one more (?:time|slip|lie|drink|chance|relapse|"
        "mistake|word|strike|excuse|stunt|screw)|one last chance|strike (?:two|three)|"
        "three strikes",
        "one more (?:time (?:to|together|i'd|for|around)|chance to|word (?:to|from|of))|"
        "(?:try|sing|play|watch|hug|it|again|see|dance|say|read) ~1 one more time|"
        "last chance to (?:see|get|buy|catch)|last time i (?:did|do|ask(?:ed)?|"
        "help(?:ed)?) ~1 (?:was|it|you)",
    ),
    (
        "i(?:'ll| will|'m going to| am going to|'m gonna|'m)? ~1 (?:leave|leaving|divorce|"
        "divorcing|report|reporting|evict|evicting|disown|disowning|sue|suing|"
        "expose) (?:you|and|for good|with the kids|this marriage)",
        "(?:won't|not|never|don't|wouldn't|would never) ~3 (?:leave|report|divorce)|"
        "leave you (?:a|some|be|in peace|the|to (?:it|rest|your|sleep)|with (?:it|that|"
        "this|a)|alone (?:now|for now|today)?|dinner|soup|food|space|my)|leaving you (?:a|"
        "some|the|to|with|space)|leave and (?:come|give|let)|leave (?:you )?alone",
    ),
    (
        "i(?:'ll| will|'m going to| am going to|'m gonna|'m| swear i'll)? ~1 (?:take|"
        "taking|tell|telling|call|calling|sell|file|filing|press|have|cut|stop|stopping|"
        "throw|never|make|keep|keeping|get) (?:the (?:kids|children|baby|car|"
        "house) (?:away|and|with|from)|the kids$|the children$|everyone (?:what|how|about)|"
        "your (?:boss|po|probation|parole|landlord|job|lawyer)|the (?:judge|court|landlord|"
        "school|cops)|cps|child protective|for (?:divorce|custody|full)|charges|"
        "you (?:arrested|committed|evicted|locked|fired|sectioned|put away)|paying (?:for|"
        "your)|helping you|supporting you|talking to you|(?:speak|talk|forgive|trust|"
        "believe|see|let) ~1 you (?:again|in)|sure you (?:never|lose|pay|don't)|"
        "full custody|custody|a restraining|sole)",
        "(?:won't|never want to|not) ~2 (?:take|tell|call|stop|keep|have)|never (?:stop|let you)",
    ),
    (
        "you(?:'ll| will| won't| are going to|'re going to|'re gonna| can|"
        "'re never) ~2 (?:see|lose|regret|sorry|end|die|alone|homeless|dead|jail|prison|"
        "losing) ?(?:the (?:kids|children|baby|grandkids|house|girls|boys)|your (?:kids|"
        "children|son|daughter|job|family|wife|husband|home|house|grandkids|license)|"
        "me(?: again| anymore| for)?$|us(?: again| anymore)?$|everything|everyone|it all|"
        "her again|him again|them again|this|that|it$|up (?:dead|in (?:jail|prison|the)|"
        "alone|like|on the|homeless|under|back in|with nothing)|inside|forever|if you|$)",
        "(?:when|if|hope|want|can|do|did|could|would|glad|after|before|day|until|time|"
        "like) ~1 you(?:'ll| will)? ~1 (?:see|lose|losing)|you(?:'ll| will| can|"
        "'re going to| are going to)? (?:get to |always |come |soon )?see (?:the|your|me|"
        "us|her|him|them|this|that|it|everything|everyone)|(?:won't|never|not) (?:lose|"
        "be (?:alone|sorry)|regret|end up alone|losing) ~2|never alone|not alone|you(?:'re|"
        " are) (?:alone|sorry)|(?:feel|felt|live|lived|living|being|was|were|spent|left|be|"
        "time) ~2 alone|you will see (?:it|that|this)|not (?:going to be )?alone|you(?:'ve|"
        " have)? (?:lose|losing|lost) (?:your (?:job|mom|mother|dad|father))",
    ),
    (
        "you (?:won't|will never|will not|are not going to|can't|"
        "aren't going to) ~1 see (?:the (?:kids|children|baby|grandkids|girls|boys)|"
        "your (?:kids|children|son|daughter|grandkids)|me|us|her|him|them)(?: again| until|"
        " if| anymore)?",
        "",
    ),
    (
        "don't (?:you )?(?:ever |even )?(?:bother|come|show|set|call|contact|speak|talk|"
        "text|expect) ~1 (?:coming|calling|showing|home|back|over|around|here|near|crying|"
        "up|foot|me|us|to (?:me|us)|asking|trying|any (?:more )?(?:help|money))(?: to me|"
        " to us)?(?: again| any ?more| anymore| until| unless| if| ever| for| tonight|"
        " tomorrow|$)",
        "don't bother (?:coming )?(?:if|calling first|asking first)|don't (?:come|call|"
        "talk|text|speak|show|bother|expect) ~2 (?:if (?:you(?:'re| are)? (?:tired|don't|"
        "busy|need|would|want|can't|not|feel|ill))|unless you (?:want|feel|like)|"
        "until (?:you|you're|you are) (?:ready|rested|better|want|feel))|don't call (?:me|"
        "us)$(?= (?:if|before))",
    ),
    (
        "never (?:come|call|talk|speak|contact|show|text|set|ask|write) ~3 (?:again|back|"
        "me|here|house)",
        "(?:i|we|you|you've|he|she|they|that|and)(?:'ll| will| have|'ve|'d| would)? never|"
        "never (?:call|talk|speak|ask|write|show|text) ~3 (?:enough|without)",
    ),
    (
        "dead to (?:me|us)|no (?:son|daughter|brother|sister|child|kid|husband|"
        "wife) of mine|no longer (?:my|our|welcome|part of)|not welcome(?: here| in| at|$)|"
        "pack (?:your|up)|(?:you can|go|better) pack|it's (?:me|us|your family|"
        "the kids) or|it's either ~4 or (?:me|us|your|the)|either you ~5 or (?:you|i|we|"
        "me)|(?:drugs|drinking|bottle|alcohol|stuff|dope|booze|them|it|him|her|"
        "using) or (?:me|us|your (?:family|kids|children|marriage))|choose between|"
        "make your choice|choose (?:me|us|your family|now|drugs)",
        r"pack (?:your|up) (?:\w{2,12} ){0,2}(?:lunch|swimsuit|coat|boots|jacket|warm|"
        "picnic|snacks)|(?:i|we|i'll|we'll|help you|help|can) ~1 pack|it's (?:me|"
        "us) or (?:mom|dad)|you choose (?:the|a|which|what|where|when)|choose (?:me|us) a|"
        "you choose$(?= (?:day|place))",
    ),
    (
        "swear (?:to god )?(?:i'll|i will|if you|you'll|i'm)|don't make me (?:call|choose|"
        "do|come|tell|kick|throw|put|say|regret|hurt)|leave me no choice|you leave me no|"
        "watch (?:what happens|me|your back)$|you'll see$|see what happens|consequences|"
        r"hearing from my|you have (?:until|till) (?:\w{2,12})|you have (?:\w{2,12}|"
        r"\d{1,3}) (?:hours|days|minutes|weeks) (?:to|before|or)|until you ~1 (?:get|go|"
        "stop|quit|prove|apologi[sz]e|pass|change|pay|admit|grow|check|sober)|"
        "no more (?:money|chances|kids|visits|excuses|help|favors|rides|phone|car)|"
        "you've (?:got|had) your chance|you(?:'re| are| will be) cut off|custody|my lawyer|"
        "divorce$",
        "(?:wait|waiting|here|stay|sit|keep|hold|save|around|love|with you|hand|up|there|"
        "safe|help|be|can) ~6 until you|consequences (?:of|for) (?:my|our)|"
        r"natural consequences|you have (?:two|three|\d) days (?:to (?:decide|think)|"
        "before (?:the|your)|off)|no more (?:money|help) (?:worries|needed)|"
        "i'll see what happens|until you (?:get (?:home|here|back|there|off|in|up|some)|"
        "go (?:to (?:sleep|bed)|home)|stop (?:by|shaking))|"
        r"you have until (?:\w{2,12} ){0,2}(?:to (?:decide|think|say))",
    ),
    (
        "(?:do|use|drink|touch|lie|relapse|steal|slip|smoke|pull|miss|come|leave|mess|"
        "screw) ~5 (?:again|one more time|once more|tomorrow|tonight|now) (?:and|or) "
        + CONSEQUENCE
        + "|(?:keep|go) (?:this|it|that|on|going)(?: up)?(?: like this)? (?:and|or) (?:you|i|"
        "we|they|don't|there)",
        "keep (?:it|this|that|going|on) (?:up |on )?(?:and|or) (?:you'll (?:get|be|feel|"
        "make|do)|i'll (?:cheer|bring|cook|be)|you (?:can|will) (?:do|make)|we'll)|"
        "go on and",
    ),
    (
        "i(?:'m| am|'ll| will| won't| can't|'m not) ~6 unless you",
        "unless you(?:'d| would| 're)? (?:want|like|need|rather|mind|feel|ask|say|tell me|"
        "prefer|have|are|object|invite)",
    ),
    (
        "(?:grandkids|kids|children) ~5 (?:will never|won't|never) (?:know|see|call|speak|"
        "visit|forgive) ~1 you|your kids will (?:forget|hate|grow up without|know)|"
        "forget (?:about )?(?:having|being|seeing|coming|ever|living|the kids|your kids|me|"
        "us|my help)(?:$| again| home| part)?",
        "(?:don't|never|won't|not|can't|could never|didn't|nor|to) ~2 forget",
    ),
    (
        "(?:quit|stop|change|rehab|treatment|detox|clean|sober|help) or (?:else|(?:i|we)"
        "(?:'m|'re|'ll| am| are| will)? (?:walk|leave|leaving|go|gone|done|out|through)|"
        "(?:you )?lose (?:us|me|the|your))|(?:taking|take|cut|cutting|write|writing) you out "
        "of ~1 will|(?:we're|we are|it's|i'm|i am) (?:finished|over|through|done) if you "
        "(?:ever|keep|don't|drink|use|lie|relapse|touch|start|do (?:it|this|that))",
        "",
    ),
    (
        "^(?:go |then |so |just |you can |you'd better |better |go and )?(?:find|look for) "
        "(?:somewhere|someplace|some place|another place) (?:else )?to (?:live|stay|sleep|"
        "crash)|(?:take|taking|drag) you (?:to|into|through) court$|locks ~2 (?:will be|are "
        "being|are getting|get|are going to be) changed",
        "if you(?:'d)? (?:want|like|need)",
    ),
    (
        "if you (?:come|show up|walk in|get) ~2 (?:drunk|high|wasted|loaded) ~1 (?:you|i|"
        "we|don't)|(?:want|getting|filing for|file for|get) ~1 divorce if|you (?:leave|go) "
        "(?:tonight|now|or stay) or i (?:do|will|go)|you (?:won't|will not|are not|aren't|"
        "'re not) (?:be )?welcome (?:here|at|in|anymore)|i (?:won't|will not|'m not going to|"
        "am not going to) (?:bail|rescue|save|cover for|lie for) ~1 (?:you|out)|otherwise "
        "(?:you can forget|i'm (?:done|leaving|gone)|we're (?:done|through)|don't (?:come|"
        "call|bother)|"
        "you'll (?:lose|be out|regret|never))|(?:that's|this is|that was|this was) "
        "the last time (?:i|we) (?:help|bail|pay|give|lend|let|do|try|cover|save|trust|"
        "come|believe)|not (?:paying|covering) your ~2 (?:if|unless|until)",
        "otherwise (?:i'll (?:see|call|try|be|come|bring)|we'll (?:see|find|do|meet)|you can "
        "(?:always|just|call|text|reach))",
    ),
)
