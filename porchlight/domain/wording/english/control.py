"""English for CONTROL: checks on them, asks for proof, forbids."""

from __future__ import annotations

SECRETS = (
    "(?:phone|texts|messages|bag|bags|room|car|wallet|account|accounts|bank|mail|email|"
    "emails|drawer|drawers|pocket|pockets|closet|browser|purse|backpack|history|things|"
    "stuff|pills|bottles?|trash|call log|calls|location|instagram|facebook|dms|letters|"
    "diary|journal|laptop|computer|bank account|bank statement|statement|statements|"
    "mileage|gps|receipts|search history|jacket|desk|garage|luggage|coat|apartment|"
    "password|passwords|meds|photos|snapchat|whatsapp|social media|internet|cards?|"
    "credit card|venmo|cash app|apps|odometer|clothes|belongings|snaps|chats|tabs|"
    "whereabouts|locker|bedroom|sheets|mattress|arms|eyes|breath|pupils)"
)

# What says it, and what silences that.
ROWS = (
    (
        "i(?:'m| am|'ll| will)? (?:coming|come|drive|driving|walk|going|sit|wait|"
        "waiting) ~3 (?:you|there|in|outside) ~2 (?:to make sure|so you (?:can't|don't|"
        "won't)|and (?:wait|watch|make sure|check))|i (?:installed|put|added|set up) (?:a|"
        "an|the|some) (?:app|tracker|camera|gps|alarm|lock|software|airtag|monitor)|"
        "i (?:opened|read|took|kept|checked) your (?:mail|letters?|package|journal|diary|"
        "email)|i called (?:the|your) (?:clinic|rehab|group|doctor|school|office|work|job|"
        "boss|sponsor) to|i asked (?:around|your (?:roommate|friends?|boss|kids|neighbors?|"
        "sponsor|coworkers?))|you may not|no (?:friends|visitors|phone|going out|"
        "car) (?:over )?(?:while|in|until|unless)",
        "you may not (?:feel|want|see|know|think|believe|be (?:able|ready)|hear|like|need|"
        "remember|agree)|read your letter|opened your (?:package|letter) by|"
        "asked your friends? (?:to|for|if they)|i called (?:the|your) (?:clinic|doctor|"
        "school|office) to (?:ask|book|get|say|thank|find)|(?:kept|took) your (?:mail|"
        "package|letters?)",
    ),
    (
        "prove you(?:'re| are| were| went| did| have|'ve)|i(?:'d)? (?:want|"
        "need) (?:all )?(?:of )?your (?:passwords?|pin|passcode|phone|logins?|keys|card|"
        "cards|bank|paycheck|receipts?|location)|i (?:followed|trailed|tailed|tracked|"
        "recorded|photographed|spied on|watched) you|i (?:drove|went|came|walked|passed|"
        "stopped|sat) (?:by|past|outside|over to|to) your (?:place|house|work|apartment|"
        "job|office|meeting) (?:to (?:see|check|make)|and (?:saw|you|your))|i (?:have|got|"
        "see|know|can see|checked|track) (?:your location|where you(?:'re| are))|"
        "i (?:can )?see (?:that )?you(?:'re| are| were) (?:not )?(?:at|in|still|online|"
        "with|out|home)|you(?:'re| are) (?:staying|not leaving|not going|"
        "coming (?:straight|right|with)) (?:home|here|in|this|that|out|anywhere|with me|"
        "straight)? ?(?:tonight|where i|until|and that's|so i can|whether|today)?|"
        "where i can (?:watch|see|keep)|you (?:can't|cannot) go$|i(?:'ve| have)? (?:took|"
        "taken|hid|hidden|locked up|canceled|cancelled|blocked|deleted|threw out|"
        "threw away|poured out|dumped|emptied|flushed) (?:all )?your (?:car|keys|card|"
        "cards|phone|money|pills|stash|beer|wine|bottles?|liquor|account|number|friends?|"
        "weed|stuff|things|meds|vodka|numbers)|report (?:to me|back|in) ?(?:when|every|at|"
        "as|by)?",
        "i (?:have|know|see) (?:your location|where you(?:'re| are)) (?:on the invite|"
        "coming from)|(?:coming|come) (?:home|with me|here)?$|you(?:'re| are) (?:staying|"
        "coming) (?:with us|over|here|home|in)? ?(?:for|on|by|if|when|tomorrow|"
        "this (?:week|weekend|summer|sunday))|(?:if|when|hear|know|glad|happy|that|so|"
        "while|are|hope) ~1 you(?:'re| are)? (?:staying|coming|not going|not leaving)|"
        "took your (?:car|phone|things|stuff|number) (?:to (?:the|be)|in|down|for)|"
        "see (?:that )?you(?:'re| are) (?:still|in|at|home|out) ~2 (?:trying|tired|hurting|"
        "here|struggling|pain|working|love|a (?:better|good))|see you(?:'re| are|"
        " were)? (?:at|in|still|online|with|out|home)(?= (?:six|seven|eight|the (?:game|"
        "party|cafe|park)|noon|dinner|lunch))|where i can see you|see you (?:at|in|out|"
        "with|home|still)",
    ),
    (
        "(?:need|want) to see (?:the|your|a|that|some) (?:receipt|receipts|phone|proof|"
        "results?|bank|texts|messages|card|arms|eyes|paycheck)|i (?:know|found out|"
        "heard) (?:that )?you (?:were (?:at|with|out|drinking|using|lying)|went (?:to|out|"
        "back)|didn't (?:go|show)|lied|drank|used|skipped|bought|sold|took|saw|met|called|"
        "left)|i(?:'ll| will| am going to|'m going to) (?:need|be) (?:proof|watching|"
        "counting|there to check|checking|keeping an eye)|keep(?:ing)? (?:an eye|"
        "tabs) on you|i have (?:eyes|people) (?:everywhere|watching)|"
        "where you are at all times|at all times|account for every|(?:come|get|"
        "be) (?:straight|right) (?:home|back)|straight home|no (?:phone|friends|going out|"
        "money|visitors|car) (?:until|for you|unless)|i get to (?:see|check|read|decide)|"
        "i have (?:a|the|every) right to (?:know|see|check|read)|as long as i(?:'m|"
        " am) paying",
        "i heard you (?:were (?:at|with) (?:the|your) (?:concert|park|game|beach|doctor|"
        "family|kids|hospital)|went (?:to (?:the|a|your) (?:meeting|game|park|concert|"
        "beach|group|gym|doctor|doctor's|funeral)|back to (?:school|work))|took (?:a|"
        "the) (?:class|walk|job|bus)|called|met (?:some|a|the)|left (?:early|the hospital|"
        "treatment)|saw (?:the|a))|i know you (?:went (?:through|to (?:work|bed))|"
        "took (?:time|the|a)|left (?:because|early|it)|called|saw)|"
        "keep an eye on you(?:r)? (?:dog|cat|mail|house)|come right back|(?:i'll|"
        "i) (?:come|be|get) (?:straight|right) (?:home|back)",
    ),
    (
        "(?:send|text|show|forward|email|give) (?:me |us )?(?:a |your |the |another |some |"
        "me ){0,6}(?:photo|photos|picture|pictures|pic|pics|selfie|location|screenshot|"
        "screenshots|proof|video|receipts?|(?:test|drug) results?|results|live location|"
        "pin|address where)",
        "(?:if|when|whenever) you(?:'d)? (?:like|want|feel)|(?:photo|picture|pic|selfie|"
        "video|pics|photos|pictures) ~4 (?:if you|of (?:the|your (?:dog|garden|cat|cake|"
        "dinner|painting|new|lunch|kids|view|soup))|when you can|sometime)|(?:no|don't|"
        "needn't|not) ~3 (?:send|text|show|photo)|(?:i'll|i will|i can|let me|can i|i'd|"
        "want me to|i) ~1 (?:send|text|show|forward|email|give)",
    ),
    (
        "(?:location|tracker|gps|airtag|life360|tracking) (?:on|off|now|turned|sharing|"
        "services|app|says|showed|shows|said|your|you|so|is on)|(?:share|turn|keep|check|"
        "checked|sent|see|saw|need|want|tracked|track|tracking|drop|enable|switch) (?:me |"
        "on |off )?(?:your|the|a|that|my) (?:phone )?(?:live )?(?:location|whereabouts|"
        "tracker|gps|pin)|(?:i(?:'ve been|'m| am|'ve)? )(?:(?:tracked|tracking|"
        "track) (?:you|your|where))|tracker on your",
        "(?:meeting|party|event|new|group) location|location (?:is|says) (?:easy|near|the)|"
        "no tracking|stop tracking|won't track",
    ),
    (
        "i(?:'ve| have| just|'m| am|'ll| will| had to| have to)? (?:also |already |just |"
        "been |secretly |even |finally |going to |gonna |called and )?(?:checked|check|"
        "checking|searched|search|searching|read|reading|looked|looking|went|gone|going|"
        "counted|count|counting|listened|logged|followed|monitored|monitoring|tracked|"
        "snooped|dug|emptied|broke|hacked|opened up|rifled|smelled|found|saw|see|unlocked|"
        "guessed|rummaged|inspected|traced|know) (?:all )?(?:through|in|into|inside|at|"
        "under|over|up|out)? ?(?:all )?(?:of )?your " + SECRETS,
        "(?:sorry|wrong|shouldn't have|should not have|regret|wish i hadn't|won't|not|"
        "never|promise not) ~5 (?:through|in|into|at|checked|read|searched|looked|check|"
        "look|search|go|went)|(?:found|saw|see) your (?:phone|wallet|car|bag|purse|jacket|"
        "coat|card|letter|letters|mail|photo|photos|backpack|room|location|stuff|eyes|"
        "things|messages|email|texts|message)(?= (?:light up|here|on the (?:table|chair|"
        "couch)|in the (?:car|kitchen|hall)|at|and (?:it|they|smiled|thought)|it|they|"
        "looks|today|this morning|$))|read your (?:email|letters?|messages?|texts?|"
        "mail) (?:and|twice|again|it|they|today|this)|cleaned your|going (?:in|into|"
        "to) your (?:room|car) ~1 to get|i looked at your photos|know your (?:room|car)",
    ),
    (
        "i (?:went|looked|searched|dug|snooped|peeked|rummaged|go|looked|checked|counted|"
        "read|smelled|found) (?:through|in|into|around|under|all|up) ?(?:in )?(?:your|"
        "all your|the (?:bottles|pills|trash|cabinet))|i (?:counted|measured|"
        r"marked) (?:the|your|all) (?:\w{2,12} )?(?:pills|bottles|beers|money|cash|wine|"
        "level|meds)|i (?:checked|looked) (?:up on|on|with) (?:you|your|where)|"
        "i found your (?:stash|pills|pipe|bottle|bottles|needle|needles|hiding|weed|beer|"
        "vodka)|found (?:bottles|pills|something|a bottle|what you hid) in your (?:room|"
        "car|bag|closet|drawer|jacket|coat|trash)",
        "looked (?:up|into) your (?:bus|train|flight|route|class)|checked (?:in )?with you|"
        "sorry|found your (?:pills|bottle|bottles) (?:on|in the bathroom|at)|"
        "went into your (?:work|store|shop)|looked up your",
    ),
    (
        "(?:show|give|hand|let) (?:me|us|over)(?: see| check| have| smell| look at|"
        " over)? ?(?:your|the|those|that) (?:phone|password|passwords|keys|bag|arms?|eyes|"
        "wallet|messages|texts|card|cards|pupils|car keys|bank|pockets|receipt|receipts|"
        "money|paycheck|pills|breath|hands?|results|cash|check|credit card|debit card|meds|"
        "bottle|pass ?code|tattoo|chat|test|house key|key|sleeves)|hand over (?:your|the|"
        "my)|unlock (?:your|the|it)|what(?:'s| is) your (?:password|passcode|pin|code)|"
        "empty (?:out )?your|roll up your|open (?:your|the) (?:bag|door now|hand|hands|"
        "mouth|phone|trunk|drawer|backpack|purse)|turn out your|look at me so i can|"
        "stick out your|let me (?:smell|see your|check your|look at your|search|"
        "in your (?:phone|room))",
        "(?:show|give) me your (?:hand|hands)|hand (?:me|us) your (?:coat|plate|cup|bag)|"
        "give (?:me|us) your (?:keys|bag|hand|hands) (?:i'll|and i'll|i will|to carry)|"
        "let me see your (?:new|painting|garden|smile|drawing)|(?:i'll|i can|i will|"
        "want me to|don't|no need to|not) ~2 (?:hand|give|let|unlock|show|open|empty)|"
        "let me check your (?:oil|tire|tires)",
    ),
    (
        "(?:take|taking|do|pass|have|submit|give) (?:a|the|this|another|me a|us a|your|one|"
        r"an?) (?:\w{2,8} )?(?:test|urine|sample|breathalyzer|breathalyser)(?: tonight| now|"
        " today| for me| here| in front)?|(?:pee|piss|blow|breathe|urinate) (?:in|into|for|"
        "on) (?:this|the|a|me)|(?:drug|breath|urine|pee|blood|breathalyzer|surprise|"
        "random) (?:test|tests|testing|screen|sample)|(?:breathalyzer|breathalyser|"
        "urinalysis)|get tested|test (?:you|yourself)|prove (?:it|that|to|you|yourself|"
        "where|me)|proof(?: that| of| you| or| you're|$)|(?:receipt|receipts) (?:for|or|"
        "from|to)|swear (?:to me|on (?:your|the|my)|it)|sworn",
        "(?:driving|math|history|school|written|exam|eye|spanish|english|final|science|"
        "spelling|road|blood pressure|hearing|citizenship|drivers?) test|(?:pass|"
        "passed) the test|(?:nothing|don't have|no need|needn't|not have|"
        "don't need) ~1 to prove|prove (?:it|anything) to (?:me|anyone|anybody) anymore|"
        "breathe (?:in|into) (?:the|a) (?:air|paper bag|moment|calm)|do the test (?:with|"
        "at)|blood test|pudding|recipe|no proof|have (?:a|the|your) test (?:on|at|tomorrow|"
        "today|coming)",
    ),
    (
        "(?:text|call|message|phone|facetime|ring|check in|report|update) (?:me|us|in|back|"
        "with me|to me|home)? ?(?:with me )?(?:every|each|the (?:minute|second|moment) you|"
        r"on the hour|at (?:noon|ten|nine|eight|midnight|\d{1,2}) (?:or|sharp|and)|"
        "as soon as you|from (?:a|the|their|there)|when you get there and|"
        r"so (?:that )?i (?:know|can))|(?:every|each) (?:\w{2,6} )?(?:hour|thirty minutes|"
        r"\d{1,2} minutes|ten minutes|half hour|fifteen minutes|twenty minutes)",
        "(?:if|when|whenever) you(?:'d)? (?:like|want|feel)|(?:i'll|i will|i can|"
        "want me to|i'd|i could|can i|i) ~1 (?:text|call|message|phone|ring)|(?:if|"
        "when) you(?:'d)? ~1 (?:want|like)|(?:bus|train|take|one|runs) ~2 every ~1 hour|"
        "call (?:me )?before you (?:give up|lose hope|do anything)|every hour (?:counts|is|"
        "you|i)|(?:call|text) (?:me )?as soon as you (?:want|feel|like|need|can$)",
    ),
    (
        r"(?:be|get) (?:home|back|here|in) (?:by|before|at) (?:\w{2,9}|\d{1,2})(?: (?:sharp|"
        "or|and not|no later|on the dot|latest))|be (?:home|back|in) by|you(?:'ll|"
        " will) be (?:home|back|in|here) (?:by|before|at)|you(?:'re|"
        " are) ~1 not (?:allowed|going out|going anywhere|seeing|leaving|to see|to leave|"
        "to go|to talk|to be|having|taking|using|going to see|driving|staying out|getting|"
        "bringing|to use|to have|to drink|spending)|you(?:'re| are) grounded|i (?:forbid|"
        "won't allow|don't allow|won't permit|don't want you (?:seeing|talking|hanging|"
        "going|near|around|with|driving))|(?:permission|curfew|forbidden|supervise|"
        "supervised|supervising|monitor|monitoring|chaperone|breathalyze)|"
        "who said you could|without (?:me|asking me|telling me|my permission|my knowing)",
        "(?:i'll|i will|i should|i'd|we'll|we|i) ~2 be (?:home|back|in|here)|(?:will|can|"
        "when|if|are|do|could|should|hope|think) you ~1 be (?:home|back|in|here)|(?:have|"
        "give|gave|given|got|my|your own) ~1 permission|you don't need (?:my )?permission|"
        "permission to (?:rest|feel|cry|be)|you're not (?:getting|having|taking) (?:old|"
        "too|this alone|it wrong)|(?:not|never) (?:monitor|supervise)|you(?:'re|"
        " are) not seeing (?:things|the)|without me(?=$)|(?:start|started|eat|go|left|"
        "lonely|dinner|ahead|fine|okay|ok|don't) ~1 without me|who said you could (?:sing|"
        "cook|paint|dance)",
    ),
    (
        "i(?:'m not| won't|'m not going to| will not| am not| can't|'ll never) ~1 (?:let|"
        "letting|allow|allowing) you ~1 (?:out|go|leave|see|have|use|near|drive|take|spend|"
        "be alone|hang|stay out|come home|in the|around|handle|hold|touch|do this)|"
        "from now on you(?:'re| will|'ll)?|(?:(?:my|our) (?:house|roof|home) ~1 (?:my|"
        "our) rules)|(?:my|house) rules(?: or|$)|under (?:my|our) roof|"
        "as long as you(?:'re| are)? ~1 (?:live|living|stay|under|in my|in this)|"
        "while you(?:'re| are)? ~1 (?:live|living|stay|staying) (?:under|in my|here|"
        "in this)|you ~1 (?:can't|cannot|may not|won't|will not|can not|"
        "aren't going to) (?:ever )?(?:see|hang|be friends|talk to|spend|drive|go out|"
        "go anywhere|leave|go to that|go to (?:the|a) (?:party|bar|wedding)|have your|"
        "keep your|be trusted|touch|use (?:the|my)|bring|date|sleep)",
        "won't let you (?:down|go through|fall|face|be alone|pay|do (?:this|it) alone)|"
        r"you can't (?:drive|see|sleep|go to (?:the|a) \w{2,10}|leave|talk to) ~4 (?:i'll|"
        "i can|that's|it's|we|i'm|because|so|yet|tonight)|from now on (?:i|we|i'll|i'm|"
        "let's)|(?:if|when) you (?:can't|won't)|as long as you ~1 (?:like|want|need)|"
        "won't let you go(?=$)|while you(?:'re| are)? (?:stay|staying) here (?:make|the|"
        "feel|you're welcome)",
    ),
    (
        "i(?:'ll| will| am going to|'m going to|'m gonna|'m| have to|'ve decided to|"
        " get to)? ~1 (?:hold|holding|keep|keeping|manage|managing|control|controlling|"
        "handle|handling|take|taking|confiscate|lock|check|checking|search|follow|"
        "following|watch|watching|monitor|count|inspect|look through|go through|"
        r"decide) (?:all )?(?:of )?(?:through )?your (?:\w{2,8} )?(?:money|phone|card|cards|"
        "paycheck|keys|meds|pills|check|wages|car|every move|finances|bank|phone|texts|"
        "messages|bag|bags|room|car|wallet|account|accounts|bank|mail|email|emails|drawer|"
        "drawers|pocket|pockets|closet|browser|purse|backpack|history|things|stuff|pills|"
        "bottles?|trash|call log|calls|location|instagram|facebook|dms|letters|diary|"
        "journal|laptop|computer|bank account|bank statement|statement|statements|mileage|"
        "gps|receipts|search history|jacket|desk|garage|luggage|coat|apartment|password|"
        "passwords|meds|photos|snapchat|whatsapp|social media|internet|cards?|credit card|"
        "venmo|cash app|apps|odometer|clothes|belongings|snaps|chats|tabs|whereabouts|"
        "locker|bedroom|sheets|mattress|arms|eyes|breath|pupils)|i(?:'ll| will|'m going to|"
        " am going to|'m| am) (?:be )?(?:checking|watching|monitoring|following|tracking|"
        "searching|calling|driving by|checking up) (?:you|up on you|your|every|where)|"
        "i(?:'ll| will|'m) know (?:if|where|when) you|i know (?:where|who|exactly where|"
        "what time|exactly) you(?:'re| are| were|'ve)? ~1 (?:go|with|been|were|are|hiding|"
        "out|did|going|doing|at|came|got)|i ~1 (?:called|talked|spoke|emailed|contacted|"
        "phoned|texted|asked) (?:to |with )?(?:your|the) (?:work|boss|sponsor|counselor|"
        "job|school|therapist|friends?|po|probation|doctor|ex|roommate|landlord|rehab|"
        "clinic|group|dealer|coworkers?|manager|counsellor|case manager|office|hospital)",
        "keep your (?:car|keys|card|phone|money|bag|things|stuff|room) (?:safe|warm|here|"
        "ready|for you)|(?:watch|take|hold|keep|check|handle|manage) your (?:dog|cat|kids|"
        "bags?|coat|car|stuff|things|room|mail|phone|keys|jacket) (?:while|for|if|so|to|"
        "until|in for|over|on)|(?:won't|not|never|don't|wouldn't|not going to) ~1 (?:hold|"
        "keep|manage|control|handle|take|check|search|follow|watch|monitor|know)|"
        "if you(?:'d)? (?:like|want)|i'm calling you|i'll take your (?:car|bag|coat|"
        "jacket) (?:to|in)|taking your mail|(?:know|know exactly) where you(?:'re| are|"
        " were)? (?:been|are coming|coming|at)? ?from|i(?:'ll| will)? know (?:if|where|"
        "when) you (?:want|need|feel|like)|know where you(?:'re| are)(?: at)? with|"
        "asked (?:the|your) (?:doctor|group|clinic|hospital|office|school) (?:about (?:the|"
        "a|visiting|hours|family)|for|when|what|if)|called the (?:clinic|office|hospital|"
        "doctor|school)|i know what time",
    ),
    (
        "i (?:saw|see|noticed) (?:that )?you(?:'re| were| are)? (?:online|active|"
        "on (?:facebook|instagram|whatsapp)|read|at (?:that|the) (?:bar|house))|"
        "you were online (?:at|last|all|until)|left (?:me|us) on (?:read|seen)|you (?:read|"
        "saw|seen) my (?:text|message|texts|messages) (?:and|but)|(?:delete|block|unfriend|"
        "lose) (?:his|her|their|that|those|the|all|him|her|them) ?(?:number|numbers|"
        "contacts?|contact|now|right now|account|app)?|(?:stop|quit) (?:seeing|talking to|"
        "hanging out with|hanging around|texting|calling) (?:him|her|them|that|those|your|"
        "these)|stay away from (?:him|her|them|that|those|your)|so (?:that )?i (?:know|"
        "can (?:see|check|be sure|verify|make sure|track|know)|'ll know|"
        "will know) (?:that )?(?:you(?:'re| are| were| did|'re not| went| aren't)|where|"
        "who|what you|it(?:'s| is))|(?:leave|keep) (?:your|the) (?:phone|door|bedroom door|"
        "ringer|location|camera|line) (?:on|open|unlocked|here|with me|off|at home|where)|"
        "keep your ~1 on|answer (?:me$|me (?:now|right)|your phone|when i|the phone|every|"
        "my)|i(?:'ll| will) (?:drive|take|walk|escort|go with|come with|"
        "sit) (?:you )?(?:there|in|with you|outside|to (?:the|your) door)? ?(?:and|"
        "to) (?:watch|make sure|see that|check|wait until you (?:go|are) in)|who(?:'s| is|"
        " are) (?:in your phone|texting you|calling you|you texting)|you do what i say|"
        "i decide|not (?:until|unless|before) i say|i want to see (?:your|proof|receipts|"
        "a receipt|the receipt|it in writing)|(?:need|want) (?:to see )?(?:your (?:phone|"
        "password|location|receipts?|bank)|proof|receipts|a receipt)",
        "(?:if|when|whenever) you(?:'d)? (?:like|want|feel)|"
        "so (?:that )?i know (?:you're welcome|what (?:you (?:need|like|want|would)|"
        "to (?:cook|bring|buy|make|expect))|how many|it's (?:okay|ok|alright)|"
        "where to (?:meet|park|find|sit|go)|when)|(?:can|could|to|not|won't|never|i'll|"
        "we'll|don't) ~1 (?:lose|delete|block) (?:him|her|them|you)|"
        "saw you were online and (?:smiled|thought)|keep (?:your|the) door (?:open|"
        "unlocked) for|keep the (?:porch )?(?:light|line) (?:on|open)|lose her|lose him|"
        "(?:don't|no need to|needn't) ~1 answer|(?:never|won't|doesn't|didn't) answer me|"
        "if you (?:need|want) (?:to see|your)|"
        "i noticed you read|i saw you read (?:to|the|that|a|with)|i saw you read$",
    ),
    (
        "you(?:'re| are) not (?:going|leaving)(?:$| (?:anywhere|out|this house|the house|"
        "until|unless|tonight|with (?:him|her|them|those)|to (?:that|his|her|their) ~2$))|"
        "you(?:'re| are) not (?:seeing|calling|meeting) (?:him|her|them)|(?:text|call|"
        "message|phone) (?:me|us) when you (?:arrive|get there|leave|go|start|finish) and "
        "(?:when|again|every)",
        "(?:if|since|because|that|know|heard|sorry|okay|fine|why) ~1 you(?:'re| are) not "
        "(?:going|leaving|seeing|calling|meeting)",
    ),
)
