"""English for SHOULD: gives an order."""

from __future__ import annotations

# What says it, and what silences that.
ROWS = (
    (
        "you(?:'d| would) think you|^(?:just )?move on$|^do it for (?:your|the|us|me|once)|"
        "^pray (?:about|on|more|harder)|^save it$|^whatever$|^fine whatever$|"
        "(?:if you(?:'d)? (?:just|only) (?:listen|listened|tried|try|stopped|did|stop|"
        "prayed|apply|applied))|you (?:could|would) (?:stop|quit|change|"
        "do it) if you (?:wanted|tried|really|cared|loved)",
        "if you(?:'d)? just (?:listen|try) (?:to|for) (?:me sing|a)",
    ),
    (
        "^wake up$|you shouldn't (?:feel (?:that way|like that|sorry for)|need|be (?:like|"
        "feeling|doing|hanging|seeing|drinking|using|acting|thinking|so (?:sensitive|lazy|"
        "selfish))|act)|you(?:'ve| have)? got (?:one|two|three|a|until|"
        r"till) (?:\w{2,8} )?(?:to|before)|(?:my|our) way or the",
        "you shouldn't (?:feel (?:bad|guilty|ashamed|alone)|need to)|you(?:'ve|"
        r" have)? got (?:a|one|two) (?:\w{2,8} )?to (?:choose|pick|rest|yourself)",
    ),
    (
        "^just (?:say no|don't|quit|stop|get over|do it|be|try|deal|snap|grow|call|go|"
        "answer|behave|listen|admit)|you(?:'ve| have) got to|^(?:just |"
        "please )?(?:calm down|relax already|chill out|cheer up already|toughen up)|"
        "^(?:so |then )?act (?:like|your)|you don't get to (?:be|tell|say|decide|act|walk|"
        "come|have|choose|do|complain|just)|(?:it's|it is|that's|is it|is that) (?:not |"
        "n't )?(?:really )?(?:that|so) (?:hard|difficult|complicated)|how (?:hard|"
        "difficult) (?:can|is|could) it|not rocket science|you (?:know|do know) (?:better|"
        "what you (?:have|need) to do)|you know better than",
        "just (?:don't (?:worry|forget|feel)|call (?:me )?(?:if|when|whenever)|be (?:you|"
        "yourself|gentle|kind|here|safe)|try (?:it|this)|do it (?:when|if)|go (?:slow|"
        "easy))|you(?:'ve| have) got to (?:see|hear|try (?:this|the|it)|meet|taste|"
        "be (?:kidding|tired)|love)|(?:i know|know|sorry|if|that|when|because|why|"
        "wish) ~4 (?:it's|it is|that's) (?:so|that) (?:hard|difficult)|(?:it's|it is|"
        "that's) so (?:hard|difficult)|(?:it's|it is|that's) that hard",
    ),
    (
        "you(?:'ve|'d|'re)? (?:(?:really|just|seriously|definitely|also|still|honestly|"
        "simply|only|all|do|now|certainly|so) ){0,2}(?:should|shouldn't|must|mustn't|ought|"
        "oughta|gotta|hafta|needa)|you(?:'d| had) better|^(?:and |so |well |"
        r"then )?you better \w{2,12}",
        "you (?:really |just )?(?:should|must)(?:n't| not)? (?:feel|be (?:so |very |"
        "really |pretty |proud|rested|with|off|there by)|have (?:been|felt|had)|"
        "know (?:that|how|i|we)|see|hear|try|taste|come|meet|join|miss|never (?:have|feel|"
        "doubt)|hate|be(?=$)|want|think|keep (?:it|the)|worry)|you should(?:n't|"
        " not) (?:feel|worry|have to|be (?:ashamed|alone|hard|embarrassed|so hard)|blame)|"
        "you must be|you must not (?:be|feel|blame)|(?:do|better|feel|feeling|get|got|"
        "sleep|know|love|like|for|if|hope|that|than|are|doing|knows|how) you ~1 better|"
        "you better (?:now|today|than|soon|tomorrow)|you(?:'re| are) ~1 better|"
        "you should (?:be|feel) ~2 (?:proud|happy|pleased)|whenever you|"
        "you must be honest(?!ly)",
    ),
    (
        "you(?:'ve|'d|'ll)? (?:(?:really|just|seriously|definitely|also|still|honestly|"
        "simply|only|all|do|now|certainly|so) ){0,2}(?:have|need|had|got|needed) (?:to|"
        "better)",
        "you (?:have|need|'ve got|got) to (?:see|hear|try (?:this|the|it|these|that|her|"
        "his|my|one)|taste|meet|know (?:that|how|i)|come (?:see|over|by|visit|and see|"
        "hear)|laugh|be (?:kidding|so (?:tired|proud))|love)|(?:do|did|does|if|when|"
        "whenever|whatever|what|anything|everything|all|as|than|because|until|once|before|"
        "where|wherever|how|how long|time|space|rest|unless|don't|didn't|won't|help|ride|"
        "person|who|doctor|way|work|sorry|sad|hard|hate|that|feel like|like) you(?:'ll|'ve|"
        "'d)? ~1 (?:have|need|had|got|needed) (?:to|better)|you (?:got|get|"
        "needed) to (?:go|see|be|come|spend|do|meet|rest|hear|talk|play)|you had to (?:go|"
        "do|deal|wait|face|carry|live|leave|hear|work|say|see|handle|miss)|you (?:need|"
        "have) to (?:talk|vent|cancel|rest|cry|leave early|skip|take a break) (?:i'm|i am|"
        "we're|just|come|call|that's)|you don't (?:have|need) to",
    ),
    (
        "you(?:'re| are) supposed to",
        "(?:when|where|what|time|if|are|were) you(?:'re| are)? supposed",
    ),
    (
        "you ought to",
        "you ought to be (?:proud|happy)",
    ),
    (
        "(?:stop|quit) (?:being|acting|lying|making|feeling sorry|whining|moping|using|"
        "drinking|playing|blaming (?:me|us|everyone|other|your|the|him|her)|pretending|"
        "wasting|hiding|complaining|crying|ignoring|messing|screwing|sulking|it|this|that|"
        "with the|your|hanging|seeing|smoking|talking|running|treating|fighting|arguing|"
        "yelling|living|wallowing|thinking (?:about yourself|only)|embarrassing|bothering|"
        "calling|avoiding|sleeping|spending|sitting|doing|letting|taking|throwing|giving|"
        "trying to)",
        "(?:to|can't|can|could|couldn't|cannot|you|i|we|they|he|she|help|helped|trying|try|"
        "not|did|would|people|never|really|before|didn't|don't|won't|"
        "that) (?:just )?(?:stop|quit)(?:ped)?|your ~1 quit|stop (?:being|thinking|feeling|"
        "blaming) (?:so hard|yourself)|(?:rest|bus|gas|full|coffee|pit) stop",
    ),
    (
        r"grow (?:the \w{2,12} )?up",
        "(?:to|i|we|you|they|kids|watch|watched|watching|them|her|him|children|girls|boys|"
        "see|seeing|saw|us) ~1 grow up|grow up (?:fast|in|near|so|too|with|together|happy)",
    ),
    (
        "get ~1 (?:a )?(?:real |proper |decent |better |damn )?(?:job|grip|life|clue)",
        "(?:i|we|they|you|did|to|helped|help|he|she|hope you|"
        "when you) ~1 get ~1 (?:a )?~1 (?:job|grip|life|clue)",
    ),
    (
        r"get (?:it|your (?:\w{2,12} )?(?:act|life|shit|stuff|self|head|butt|ass|things)|"
        "yourself|yourselves) (?:together|straight|sorted|cleaned|out|up|to|back|some|a|"
        "into)",
        "(?:i|we|did|help you|when you|if you|to) get (?:it|your)|"
        "get yourself (?:a (?:coffee|treat|tea|drink|snack)|some (?:rest|sleep|tea|food|"
        "coffee))",
    ),
    (
        "get over (?:it|yourself|this)",
        "(?:i|we|to|you|help|helped|never) get over",
    ),
    (
        "^(?:just |please |now |and |so |then |go |seriously )?get (?:some )?(?:help|clean|"
        "sober|up|out|off your|out of bed|real|serious|your|yourself)",
        "get out (?:for a walk|together|and|soon|of (?:hospital|the hospital))|"
        "get your (?:coat|rest|sleep|strength)|get yourself|get up to|get out there|"
        r"get your \w{2,12} (?:back|ready)|get help (?:too|for)",
    ),
    (
        "(?:snap|pull|man|toughen|suck|shape|straighten|sober|buck|smarten) (?:out of it|"
        "out of this|yourself together|it together|up(?: or)?|it up|out|your weight|"
        "your head out)",
        "(?:i|we|to|car|truck|you|they) pull (?:up|out)|pull (?:up|out) (?:a chair|the)|"
        "man up(?:stairs)",
    ),
    (
        "use your (?:head|brain|common)|try (?:a little |a bit |a lot |even )?harder|"
        "act your age|face (?:it|the facts|facts|reality)|own up|admit (?:it|that you|you)|"
        "(?:apologize|apologise) to|take (?:some )?(?:responsibility|your (?:meds|pills|"
        "medicine|medication)|a (?:hard|good|long) look)|do (?:as|what) (?:i|we|you're|"
        "your) (?:say|tell|said|told)|clean up your act|think (?:of|about) your (?:kids|"
        "children|mother|mom|father|family|daughter|son|wife|husband)",
        "(?:i|we|to|you|they|will|i'll|can|could) (?:just )?(?:use|try|act|face|own|admit|"
        "take|do|think)|try harder to (?:listen|understand)",
    ),
    (
        "^(?:just |please |now |and |so |then )?be (?:a man|an adult|a grown up|"
        "honest for once|responsible|grateful|more (?:grateful|responsible|careful|"
        "considerate)|realistic|serious|a (?:real |better )?(?:father|mother|dad|mom|"
        "parent|son|daughter|brother))",
        "",
    ),
    (
        "^(?:just |please |now |and |so |then )?go (?:to (?:a |your |the |"
        "another )?(?:meeting|meetings|rehab|treatment|detox|doctor|therapy|aa|na|church|"
        "bed|work)|see (?:a|your)|call|apologize|get (?:a|some|help|your)|find a|"
        "back to (?:rehab|treatment|your meetings))",
        "go (?:to bed|back|get (?:some|a) (?:rest|sleep|coffee|ice))|go (?:to (?:the|"
        "a) meeting|see (?:a|your)) (?:with|together)",
    ),
    (
        "^(?:just |please |now |and |so |then |you )?(?:call|phone|"
        "ring) (?:your (?:sponsor|doctor|therapist|boss|mother|mom|counselor|po|lawyer|"
        "kids|son|daughter|father)|(?:me|us) (?:back |right )?(?:now|immediately|"
        "this instant|today)|them)",
        "call me today if|call (?:me|us) (?:now|today) (?:if|or)",
    ),
    (
        "^(?:just |please |now |and |so |then |you )?answer (?:me|your|the|my)|"
        "pick up (?:the|your) phone|(?:reply|respond) (?:now|to me now|immediately|"
        "right now)|answer (?:me|your phone) (?:now|right)",
        "pick up the phone (?:if|when|any|whenever|and call (?:me )?(?:if|any))|(?:can|"
        "could|to|i|you|just) pick up the phone|if",
    ),
    (
        "come home (?:right )?(?:now|this (?:instant|minute|second)|immediately|tonight or|or)",
        "want to come home",
    ),
    (
        "^(?:just |please |now |and |so |then |oh |well |seriously )?(?:don't|do not|"
        "never) (?:you |ever |even |go ){0,2}(?:dare|be (?:so|late|stupid|ridiculous|like|"
        "a (?:baby|child|victim|quitter)|dramatic|lazy|selfish|such)|lie|blow|mess|screw|"
        "start|give me|make me|tell me|waste|use|drink|embarrass|come (?:crying|running|"
        "back|home|here)|crying|talk to me|speak to me|walk away|ignore|hang|act|play|"
        "pretend|expect|think (?:you can|i'm|for|i don't|this)|disappoint|ruin|throw|"
        "let (?:me|us|your) ~1 down|look at me|interrupt|argue|quit|give up now|miss|skip|"
        "touch|ask me|bother|call|show|put|do (?:this|that|it|anything)|go (?:out|back|"
        "there|near)|forget (?:your meds|to take|what you|who|you owe|you promised))",
        "don't be so hard|don't bother (?:with (?:gifts|a)|cooking|cleaning|replying|"
        "to (?:dress|reply|bring))|don't (?:give me|tell me|talk to me|speak to me|call|"
        "show|put|start|use|drink|act|think|play|make me|expect) (?:a reply|anything|if|"
        "unless|coffee|too hard|much)|don't be late for (?:cake|the cake)|"
        "don't miss (?:the|this) (?:sunset|moon|show)|don't throw it|don't call if|"
        "don't (?:miss|skip) (?:breakfast|lunch)|don't start (?:cooking|without)|"
        "don't tell me (?:if|unless|yet|anything|more than)",
    ),
    (
        "if i (?:were|was) you|in your (?:place|shoes|position) ~1 (?:i'd|i would)",
        "if i was you i'd be (?:proud|tired)",
    ),
    (
        "what you (?:really )?need (?:is|to do)|all you (?:need|have) to do is|"
        "the least you (?:can|could)|least (?:try|call|answer|show|say|pretend|"
        "have the decency|be honest|clean|help)|you (?:could|can|might) at least",
        "what you need (?:is|to do) (?:up to|yours|more than|from)|(?:tell|know|ask|hear|"
        "see|wonder|understand) ~2 what you need",
    ),
    (
        "time (?:that )?(?:you|to) ~1 (?:grew|grow|got|get|stopped|stop|quit|started|start|"
        "woke|wake|faced|face|take|took|put|moved|move on|realized|did something|made|act|"
        "be|think|learn|learned|cleaned)",
        "time to (?:start|get|move|be|think|make|take) (?:dinner|the|together|with|"
        "a (?:break|walk)|it slow|something|breakfast|lunch|coffee|home|ready|up for)|"
        "(?:have|had|make|find|need|take|your|more|much|some|good|first|last|next|any|hard|"
        "long|the|every|each) time",
    ),
    (
        "i(?:'m)? (?:expect|demand|insist|order|expecting|ordering|"
        "require) (?:that )?(?:you|an? (?:answer|apology|explanation|call))",
        "(?:don't|didn't|not|never) expect",
    ),
    (
        "i (?:need|want) you to (?:stop|quit|get|go|grow|be (?:honest|responsible|home|"
        "better|serious)|start|promise|tell me (?:the truth|where|who|what|right)|swear|"
        "prove|show me|leave|apologi[sz]e|call|do|change|listen to me|take (?:your|this|"
        "responsibility)|find|clean|pay|move|act|try|think about what)",
        "i (?:want|need) you to (?:get (?:better|home safe|some rest|what)|be (?:happy|"
        "safe)|go at|do (?:what|whatever)|tell me what|find (?:peace|some))|(?:don't|not|"
        "do|didn't) ~1 (?:need|want) you to",
    ),
    (
        "you(?:'ll| will| are going to|'re going to) (?:do (?:as|what|exactly)|"
        "go to (?:rehab|treatment|the meeting|detox|your)|listen|apologi[sz]e|stop|"
        "get a job|answer|obey|take your)",
        "if you|listen to ~1 (?:music|songs)|you'll do (?:what you can|great|fine|well)|"
        "do what(?:'s| is| you) (?:right|best|can)",
    ),
    (
        "enough (?:is enough|with|of this|already|excuses|of your|lies|drama)|knock it off|"
        "cut (?:it out|the (?:crap|drama|excuses|act|bull))|shut up|wake up and|wise up|"
        "listen to (?:me|your (?:mother|father|mom|dad|doctor|sponsor|wife))",
        "enough with (?:you|each)|(?:to|can|could|you|i|want|want to|"
        "thank you for) listen(?:ing)? to|(?:i|we|to|you) wake up|good enough|"
        "cut it out of|listen to me (?:if|when)",
    ),
    (
        r"you (?:can't|cannot|can not) (?:just |keep |go on |continue |expect )(?:\w{2,12})",
        "can't (?:just|keep) (?:pour|switch|blame|beat)|can't keep (?:it|food) down|if you can't",
    ),
    (
        "why don't you (?:just|ever|even|get|grow|stop|quit|act|care|answer|use your|try|"
        "leave|go back|help|clean|find a|do something|love|want to get|listen|get it|"
        "understand|see|think|call your|trust)",
        "why don't you (?:just |try |get ){1,2}(?:come|sit|rest|sleep|stay|take a (?:break|"
        "nap)|some (?:rest|sleep)|let me|bring|the|this)",
    ),
    (
        "why don't (?:you|ya) (?:ever|even)",
        "",
    ),
    (
        "swallow your pride|do something (?:with|about) (?:your|yourself)|do better|"
        "make an effort|earn (?:it|my|our|your)|prove yourself|get with the program|"
        "move on already|put down the (?:bottle|phone)|put your (?:kids|family|"
        "children) first|pay (?:me|us) back|pay what you owe|work on yourself|"
        "work the (?:steps|program)|help out (?:around|more|for once)",
        "(?:i|we|to|you|can|could|would|will|i'll|i'd|me|wants?|want|let's|us|you'll|they|"
        "don't have to|not) ~1 (?:swallow|do|make|earn|prove|get|move|put|pay|work|help)|"
        "no need to ~3",
    ),
    (
        "stay (?:away from|out of trouble|sober for|clean for)|keep your (?:mouth|hands|"
        "act|nose|head down|promises?|word)|watch your (?:mouth|tone|language|attitude)|"
        "lose the attitude|drop the (?:act|attitude)|^fix (?:your|this|yourself)|"
        "deal with it|end of (?:story|discussion)|period$",
        "(?:i|we|to|you|can|could|help|i'll|will|let me|going to|try to|"
        "want to) ~2 (?:stay|keep|watch|drop|fix|deal|lose)|(?:trial|class|last|first|"
        "second|lunch|my|free) period",
    ),
    (
        "^(?:go |just |now |so |and )?(?:find|get) (?:a|yourself a|any) (?:real )?job|do "
        "(?:yourself|us|me|us all|everyone) a favor and (?:stop|quit|"
        "leave|go|get|don't|call|grow|shut|stay|admit)|you owe (?:it )?(?:to )?(?:us|me|"
        "your (?:kids|children|mother|father|family|wife|husband)|the (?:kids|children)) "
        "(?:~2 )?(?:to|an apology|that much)",
        "could you do me a favor|do me a favor and ~1 (?:rest|sleep|eat|take care|be kind)",
    ),
)
