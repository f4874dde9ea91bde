"""English for COMPARE: holds them up against somebody else."""

from __future__ import annotations

from porchlight.domain.wording.english.everyday import SHARED, TEASE

KIN = (
    "(?:brother|sister|cousin|friend|father|mother|dad|mom|mum|uncle|aunt|ex|neighbor|"
    "neighbour|roommate|coworker|twin|siblings|friends|classmates|brothers|sisters|"
    "cousins|grandfather|grandmother|brother-in-law|old man)"
)

# Who is like somebody in what went well or in what is liked.
LIKED = (
    "(?:you're|you are|you look|you seem|you were|he's|she's) (?:just |every bit |at least |"
    "easily )?(?:as|so) (?:brave|strong|kind|funny|good|beautiful|handsome|pretty|smart|sweet|"
    "gentle|warm|generous|patient|talented|tall|lovely|cute|thoughtful|caring|clever|wise|tough) "
    "as your|you(?:'ve| have)? (?:quit|stopped|stayed (?:sober|clean)|got (?:sober|clean|help|"
    "through (?:it|this))|made it|asked for help) ~2 like your|(?:coffee|tea|eggs|soda|"
    "water|toast) ~2 like your"
)
NO_GOOD = (
    "(?:drunk|drunken|junkie|addict|alcoholic|addicted|lying|worthless|useless|deadbeat|crackhead|"
    "good for nothing|no good|jailbird)"
)
TEASED = (
    "(?:like|same as|better than|worse than|different (?:from|than)|become|becoming|into|"
    f"compared (?:to|with)|you're) your ~1 {KIN} {TEASE}"
)
GOOD_NEWS = (
    rf"(?:your (?:\w{{2,12}} )?{KIN}|(?:has|got)|(?:son|daughter|kids?|husband|wife)) {SHARED}"
)

# What says it, and what silences that.
ROWS = (
    (
        "your (?:brother|sister|cousin|dad|father|mother|mom|uncle|aunt|friend|"
        "twin) (?:calls|visits|helps|shows up|turned out|pays|went to college|"
        "lived through|worked|has never|never)|look how (?:well|good|far|happy|"
        r"successful) (?:your|he|she|they|the)|\w{3,12} (?:has|got) (?:one|two|three|four|"
        r"five|six|ten|\d{1,2}) (?:years?|months?) (?:sober|clean)|my other (?:son|daughter|"
        "kids|children|child)",
        GOOD_NEWS + "|(?:i|we|you|who|now|already|he|she|dad|mom) (?:has|got) ~1 (?:years?|"
        "months?)|"
        "your (?:brother|sister|cousin|dad|father|mother|mom|uncle|aunt|friend|"
        "twin) (?:calls|visits|helps|shows up) (?:me|us|on|when|by|him|her|and)|"
        "look how (?:well|good|far|happy) (?:your (?:garden|plants|tomatoes|painting|dog|"
        "kids))|never (?:stop|stopped|gave|forgot)|my other (?:son|daughter|kids|"
        "child) (?:is|are|will|sends?|says?)",
    ),
    (
        "your friends (?:all )?(?:have|has|moved|are (?:all )?(?:married|working|doing|"
        "sober|clean|successful)|got|grew|went|work|finished|graduated)|(?:if|since) (?:i|"
        "he|she|we|they|dad|mom) (?:could|can|did) ~4 (?:you can|you could|so can you|"
        r"anyone can)|everyone else (?:\w{2,10} ){0,4}(?:works|manages|copes|helps|"
        "contributes|does|pays|gets|is (?:sober|working|trying|fine)|has (?:a|moved|"
        "managed|grown))|so can you$|(?:my|their|his|her) (?:son|daughter|kids?|children|"
        "husband|wife|brother|sister) would never|why (?:is|are) (?:everyone|"
        "everybody) else",
        "your friends (?:have|are|got|went) ~2 (?:asked|been asking|called|coming|invited|"
        "here|welcome|missed|a (?:gift|card|surprise|game))|my (?:son|daughter|kids?|"
        "husband|wife|brother|sister) would never (?:judge|mind)",
    ),
    (
        "(?:everyone|everybody|anyone) else's (?:kids|kid|son|daughter|husband|wife|family|"
        "mother|father)|other people's (?:kids|children|sons|daughters|husbands|wives|"
        "families|parents)|(?:my|the) (?:friend|friends|neighbor|neighbors|coworker|boss|"
        "sister)'?s (?:son|daughter|kid|kids|husband|boy|girl)|why (?:is it|"
        "are) (?:that )?(?:you the only|everyone else)|you(?:'re| are) the only one (?:who|"
        "in|that)|(?:he|she|they) (?:did it|got (?:clean|sober)|quit|made it|"
        "managed) (?:and|so|why|without)|i wish you were (?:more )?like|if only you were|"
        "(?:he|she)'s (?:doing )?so much better|next to your|your (?:brother|sister|"
        "cousin)s? (?:is|are|was|were) ~2 (?:better|responsible|smarter|stronger|"
        "successful|proud|different|an angel|perfect)",
        GOOD_NEWS
        + "|the only one (?:who (?:gets|knows|can|understands|makes)|in (?:my|this) (?:life|"
        "family) (?:who|that) (?:gets|makes|can))|sister's kids (?:are|say|made|miss|want)|"
        "(?:friend|neighbor|boss|coworker)'?s (?:son|daughter|kids?|husband) ~1 (?:says|asked|made|"
        "plays|wants|is (?:coming|selling|giving))|you(?:'re|"
        " are) (?:not )?the only one (?:who|in|that) ~2 (?:feels|makes|laughs|gets|knows|"
        "can)|not the only one|(?:is|are|was|were) ~1 (?:feeling|doing|getting) better",
    ),
    (
        r"your (?:\w{2,12} )?"
        + KIN
        + "(?:s)? ~1 (?:never|managed|manages|could do|can (?:do|hold|keep|manage|pay)|"
        "would never|wouldn't|doesn't|didn't (?:need|have|put|do|make|give|turn|cause|ask|"
        "drop)|(?:quit|stopped)(?:$| (?:drinking|using|smoking|cold|on|all|it|when|after|without|"
        "for|years|two|the (?:day|drinking|drugs|booze)|and|so|because|by|in|with|his|her))|"
        "turned|did it|does it|got (?:clean|sober|a (?:job|degree|house|"
        "promotion)|through (?:it|this|worse|rehab|school|college)|(?:out|over)(?:$|"
        " (?:of )?(?:it|that|this|debt|jail|prison|rehab|the (?:street|streets)))|himself|herself|"
        "it together|his|her)|made it|figured|at least|already|holds|takes care|gets up|pays|"
        "finished (?:(?:his|her) )?(?:school|college|rehab|treatment|degree|high|training|"
        "the program)|finished$|graduated|works (?:hard|"
        r"two|full|every|and|for)|has (?:\w{2,8} (?:years?|months?|kids|jobs?)|a (?:house|"
        "job|degree|career|family|real job|good job|steady|life|home)|his (?:life|act)|"
        "her (?:life|act)|managed|never|already|it together|been (?:sober|clean|working))|"
        "is (?:already|clean|sober|doing (?:so well|something)|so (?:responsible|good|"
        "successful)|not like|nothing like|successful|married with)|was (?:always|never|"
        "the (?:good|smart|strong))|always (?:was|did|calls|helps|knew|made|came|comes|"
        "works|tries)|had it|went through (?:the same|worse|it)|worked|raised|beat it|"
        "stayed|kept(?:$| (?:at|his|her|it|going|trying|working|the (?:house|job|family))))",
        GOOD_NEWS
        + "|your ~1 "
        + KIN
        + " you|(?:quit|stopped) smoking(?! (?:weed|crack|meth|dope|pot))|"
        "(?:got|has) (?:his|her|a) (?:(?:new|little) )?(?:results|cast|cold|flu|puppy|dog|"
        "cat|birthday|game|party|gift|present|surprise|message|question|idea|recital|exam|"
        "baby|day off|ticket|visa|license)|(?:has|had) (?:never|"
        "already) (?:stopped (?:loving|asking|caring)|left|arrived|eaten|asked|missed|"
        "called|been (?:here|there))|never (?:stopped|stops|forgot|forgets|gave up)|"
        "finished (?:the|her|his) (?:shift|book|soup|exam)|already (?:left|arrived|here|"
        "ate|called|misses|at|set|made|asked|home|asleep)|doesn't (?:mind|blame|know|feel|"
        "want you|hold)|didn't (?:mean|mind|make it)|works (?:late|tonight|until|on|from)|"
        "(?:always|never) (?:asks|loved|loves|talks|smiles|laughs|says)|stopped by|"
        "wouldn't mind|always comes (?:by|over)|kept (?:you|a|some|your)|made it (?:home|"
        "safe|back|to the)|would never (?:judge|blame)|at least wants",
    ),
    (
        r"your (?:\w{2,12} )?(?:brother|sister|cousin|friend)s? (?:did|could|can|does|has|"
        "managed)$|why (?:can't|couldn't|aren't|won't|don't|can) you (?:just |ever |"
        "not )?(?:be |act |behave |do |do it )?(?:a bit |a little |more |"
        "anything )?(?:like|as)|be more like|like (?:your|other|normal|everyone|everybody|"
        "the rest|any (?:normal|other|decent)|all the) (?:brother|sister|cousin|father|"
        "mother|dad|mom|uncle|aunt|people|else|kids|parents|normal|fathers|mothers|adult|"
        "adults|person|men|women|grandfather|of us|other|sons|daughters|ex|family|friends)",
        "(?:look|looks|laugh|smile|smiles|sound|cook|sing|paint|dance|love|feel|felt|"
        "sounds|dream|eyes|hands|nose|voice|hope|laughs|cooks|family|treat|"
        "just) ~1 (?:just |so much |exactly )?like (?:your|other|everyone|the rest|"
        "a normal|normal)|"
        + LIKED
        + "|"
        + TEASED
        + "|like the rest of us (?:you|everyone|we)|(?:things|something|"
        "someone|places|ideas|days) like",
    ),
    (
        "(?:everyone|everybody|others|other|most|normal|some|millions|plenty|lots|half|"
        "good|real|decent|responsible|healthy|anyone|regular) (?:of )?(?:else|other|others|"
        "people|parents|kids|dads|moms|men|women|guys|families|sons|daughters|addicts|"
        "mothers|fathers|adults|in (?:this|the) family|your age|person|human|"
        r"folks)? ?(?:\w{2,12} )?(?:manages?|managed|do it|does it|gets? (?:up|over|through|"
        "clean|sober|by|on with)|copes?|handles?|quit|quits|stopped|stops|can (?:do|manage|"
        "handle|hold|keep|quit|stop|control|get|drink|pay)|don't (?:do|act|live|need|have|"
        "lie|steal|make)|doesn't (?:do|act|need)|would (?:kill|never|love|be grateful|"
        "have)|at your age|(?:has|have|had) (?:it )?(?:worse|real|bigger|harder|jobs|a job|"
        "problems|been through|made it|done|moved|managed)|is able|are able|works|"
        "went through|go to work|with (?:real|less|worse)|who (?:have|"
        "has) (?:it )?(?:worse|real)|pays? (?:their|the)|keeps? (?:a|their)|goes to work|"
        "in your (?:place|shoes|situation)|live|just (?:get|do|quit|stop|deal)|deal|deals|"
        "seems? to)",
        "(?:good|real|some|other|most|lots|plenty) (?:people|friends|food|"
        "times?) (?:would love (?:to (?:see|hear|have) you|you)|who (?:care|love|get)|"
        "live (?:nearby|here|there)|at|(?:have|had) been|deal with (?:this|it) too|"
        "have been through (?:it|this)(?: too)?)|(?:good|most|some) (?:days|"
        "people) (?:have|had) (?:been|problems)(?: too)?|everyone (?:would love|would be|"
        "has (?:hard|bad|been|problems|days)|does it|works|have)|others (?:have|"
        "had) been through|have been through (?:it|this|that)|anyone (?:can|would|"
        "in your (?:place|shoes)) (?:do|have|be|feel|find|would)|anyone in your (?:place|"
        "shoes|situation)|anyone would (?:be|have|find|feel|love)|other people (?:deal|"
        "would|who) ~3 (?:too|same)",
    ),
    (
        "compared (?:to|with)|unlike (?:you|your|some)|at your age|when i was your age|"
        r"people your age|your age i|(?:if|even|when) ~2 (?:he|she|they|i|we|your \w{2,12}|"
        r"dad|mom|anyone|\w{3,12}) (?:can|could|did|managed|made|quit) ~4 (?:so|then|"
        "why) (?:can't|couldn't|don't|can|not) you|i (?:did it|quit|stopped|"
        "managed) ~5 so (?:can|should) you|had it (?:so much |far |way |a lot )?(?:worse|"
        "harder|rougher|tougher)|(?:has|have) it (?:so much |far |way |a lot )?(?:worse|"
        "harder|rougher|tougher)(?: than)?|in my day|look at (?:your (?:brother|sister|"
        r"cousin|friend|father|mother|classmates)|\w{2,12} (?:he|she)(?:'s| is| has| got|"
        " did| made)|how (?:well )?(?:your|he|she|others|everyone))|even (?:your|my|"
        r"the) (?:\w{2,10} )?(?:brother|sister|cousin|neighbor|uncle|kids|dog|son|"
        "grandmother|nephew|niece|friend) (?:can|could|managed|knows|does|did|has|got)",
        TEASED + "|when i was your age ~1 i (?:also|too|struggled|felt|was (?:scared|lost|lonely|"
        "also)|didn't know)|compared (?:to|with) (?:last|before|a|where|when|my|mine)|"
        "at your age (?:i (?:felt|was (?:lost|scared|afraid|lonely)|didn't know|struggled|"
        "also))|look at your (?:brother's|sister's|cousin's|friend's) (?:photo|dog|drawing|"
        "picture)|(?:you|you've|you have) had it ~2 (?:hard|worse|tough|rough)",
    ),
    (
        "(?:(?:son|daughter|kid|kids|boy|girl|husband|wife|"
        "boyfriend) (?:of )?(?:next door )?(?:never|already|got (?:clean|sober|a job|into|"
        "his|her)|has (?:a (?:job|house|degree|good|real)|been (?:clean|sober)|already|"
        r"\w{2,6} (?:years|months))|quit|stopped (?:drinking|using)|managed|finished|"
        "is (?:already|clean|sober|doing (?:so )?(?:well|great)|a (?:doctor|lawyer|nurse|"
        "teacher|engineer|manager))|went to rehab|graduated|turned|beat|made it))|(?:quit|"
        r"stopped|sober|clean) in (?:a|one|two|three|\d{1,2}) (?:day|week|month|days|weeks|"
        "months)|(?:always )?the (?:good|smart|strong|responsible|successful|better|normal|"
        "easy) (?:son|daughter|child|one|brother|sister|kid|twin)|(?:he|she|"
        "they) (?:managed|quit|stopped|did it) (?:so|why|without|with|on)|"
        "better (?:than you|son|daughter|person than|brother|father than|mother than|"
        "man than|woman than)|twice the (?:man|woman|person|father|mother)|half the (?:man|"
        "woman|person|father|mother)|worse (?:than you|off than you)|turning into (?:your|"
        r"him|her)|(?:as|so) (?:\w{2,12}) as your (?:brother|sister|father|mother|cousin|"
        "dad|mom)|just like your (?:father|mother|dad|mom|uncle|brother|grandfather|"
        "old man)|more like (?:him|her|your|them)",
        GOOD_NEWS
        + "|"
        + TEASED
        + "|(?:you're|you are|you) the (?:good|smart|strong|responsible|better|easy) one|"
        "(?:deserve|deserves|feel|feeling|feels|any|much|no one|nobody|know) ~1 better|"
        "(?:got|is) (?:his|her) (?:braces|cast|cold)|(?:look|laugh|smile|sing|cook|sound|"
        "voice|eyes|dance|snore|talk|walk) ~1 just like|better (?:person|brother|father|mother|"
        "man|woman|son|"
        "daughter) (?:to|for|myself|i)|the good one$|(?:is|got|has) already (?:asleep|home|"
        "here|asking|left|waiting)|as (?:proud|loved|welcome|dear|important) as your|" + LIKED,
    ),
    (
        "(?:other|real|normal|decent) (?:mothers|fathers|moms|dads|mums|parents|husbands|"
        "wives|sons|daughters|kids|children|brothers|sisters|families) (?:put|manage|keep|"
        "would never|wouldn't|never|don't|can)|even (?:your|my|uncle|aunt|cousin|the|our) "
        "~2 (?:is|got|has|managed|quit|stopped) (?:sober|clean|a job|better|it|~1 (?:sober|"
        "clean))|your ex (?:was|is|would|never|had|did)",
        "other (?:parents|families|mothers|fathers|moms|dads) (?:never|don't|can) (?:judge|"
        "say|talk|tell|help|relate|understand)",
    ),
    (
        r"(?!you |i |we )\w{2,12} (?:quit|stopped|got (?:clean|sober)) on (?:his|her|their) "
        "(?:own|first)|when i (?:quit|got (?:clean|sober)) ~2 (?:did|had|just|never|didn't)|"
        "i did it (?:alone|by myself|on my own|without (?:help|rehab|meetings|pills))|i "
        "(?:quit|stopped) (?:drinking |smoking |using |it )?(?:alone|by myself|on my own|"
        "cold turkey)(?:$| (?:and|so))",
        "",
    ),
    (
        "(?:everybody|everyone|anybody|anyone) else (?:can|could|manages|managed|copes|drinks)|"
        "(?:and|but|so why|why|then why) (?:you can't|can't you|"
        "couldn't you|you couldn't|not you)$|(?:and|but) you can't (?:even )?(?:beat|quit|"
        "stop|manage|do|keep|get|stay|go)|(?:got|has|have) (?:a|one|two|three|six|ten) (?:years?|"
        "months?|weeks?|days?) (?:and |but |while )?you (?:got|have|haven't|can't|couldn't)|"
        "look (?:at )?how (?:well|good|much better) (?!you)"
        "~2 (?:is|are|has|does|did|turned)",
        "everyone else (?:is (?:asleep|here|out|coming|fine|okay|welcome)|has (?:gone|left))",
    ),
    (
        f"(?:like|than|as|into|become|becoming) your {NO_GOOD} {KIN}|"
        "(?:drink|drinks|drank|drinking|use|using|smoke|lie|lied|lying|steal) ~2 (?:more|worse|"
        "harder|(?:as|so) (?:much|often|hard|bad)) (?:than|as) (?:your|my|his|her) "
        + KIN
        + "|(?:you(?:'re| are|'ve become| have become|'ll be)|becoming|turning into|turned into) "
        "~1 your "
        + KIN
        + " (?:all over )?again|(?:you(?:'re| are) (?:becoming|turning into|turning out like)|"
        "you(?:'ve| have) (?:become|turned into)) ~1 your "
        + KIN
        + "|(?:no better|no different|not any better|not any different) (?:than|from) your "
        + KIN
        + "|(?:you(?:'re| are)|even|way|far|much) ~1 worse than your "
        + KIN
        + "|(?:you(?:'re| are)|drunk|addict|alcoholic|junkie|liar|user) (?:just |exactly )?"
        "(?:the )?same as your "
        + KIN
        + "|(?:every bit|just) (?:the|as much of a|as much a) (?:drunk|drinker|alcoholic|addict|"
        "junkie|liar|mess|loser|lush|user) (?:that |as )?your "
        + KIN
        + "|(?:the same|another) (?:drunk|drinker|alcoholic|addict|junkie|liar|loser|lush) "
        "(?:that |as |like )?your " + KIN,
        TEASED
        + "|worse than your ~1 at|your ~2 in (?:the best|a good|all the best)|same as your ~1 to "
        "(?:me|us)|"
        "(?:i|we) (?:drank|drink|used|use|lied|lie|smoke|smoked) ~2 (?:more|worse|harder|as)|"
        "(?:tea|coffee|water|milk|juice|soda) ~1 (?:more|as)|no worse|(?:don't|doesn't|not|never|"
        "won't|isn't|aren't) ~3 (?:becoming|turning|same|more than|your)",
    ),
)
