"""English for ABSOLUTE: always, never."""

from __future__ import annotations

# What says it, and what silences that.
ROWS = (
    (
        "(?:you|you're|you are|you've|you have|you'll|you will|you were|you do|you can|"
        "it's|it is|it was|and|but|why|why do you|why are you|there's|there is|that's|ur|"
        "u)(?: (?:just|really|still|only|almost|nearly|have|are|were|do|will|would|could|"
        "could've|ve))? (?:always|never|constantly|forever|continually|perpetually)",
        "(?:you|you're|you are|you've|you have|you'll|you will|you were|it's|and|"
        r"but)(?: \w{2,6})? (?:always|never|forever)(?: been| be| have| had)? (?:welcome|"
        "loved|kind|there|alone|in my|in our|on my|on our|invited|a (?:burden|good|great|"
        "light|joy|friend|place|home|part|chair|seat|plate|bed)|far|able|makes? (?:me|"
        "us) (?:smile|laugh|feel (?:better|loved|good|heard|seen))|make (?:me|us|her|him|"
        "everyone|people) ~1 (?:smile|laugh|better|happy|welcome)|know how to|know what to|"
        "so (?:good|kind|funny|brave|strong|thoughtful)|were so|cheer|help|helped|tried|"
        "show up|showed up|showing|welcome|have to|need to|has to|gave up|give up|given up|"
        "stop (?:trying|amazing|surprising)|stopped (?:trying|loving|caring)|cease|fail to|"
        "failed to (?:make|show)|complain|complained|too (?:late|much|proud)|lose (?:me|"
        "us)|my|our|find|love|will|can|could|know|ask (?:about|how)|strong|brave|remember|"
        "forget|so|glad|happy|proud|nice|great|good|easy|worth|more|talk|call|come|text|"
        "reach|count|say no|change your mind|the (?:funny|kind|brave|strong|"
        "one who (?:made|helped|cheered)|first to help)|thought|had the|wanted|wondered|"
        "here|enjoy|enjoyed|a)|(?:i|we|i've|we've|i'll|we'll|door|love|home|me|us|mom|"
        "dad) ~3 (?:always|never)|as always|and (?:always|never) (?:will|have|did)|(?:and|"
        "but) (?:i|we)|can always|could always|if you(?:'ve| have)? (?:never|always)|"
        "you never know|and always(?=$)",
    ),
    (
        "you (?:will|are going to|'re going to|'ll) never ~1 (?:change|get|stop|stay|make|"
        "learn|be (?:any|the|well|anything|able|sober|normal|happy)|amount|grow|quit|"
        "finish|keep|understand|listen|hold|last)|you're never (?:going to|gonna)|"
        "you never (?:call|listen|change|learn|help|finish|keep|think|show|answer|come|"
        "tell|told|said|say|do|did|went|go|follow|mean|meant|pay|paid|clean|try|cared?|"
        "loved?|thank|want|wanted|stick|stay|get|take|put|stop|told|had time|bother|are|"
        "apologi[sz]e|visit|made|make|gave (?:me|us))",
        "never (?:stop|stopped) (?:trying|amazing|caring|loving|surprising|fighting)|"
        "never (?:make|made) (?:me|us) feel (?:bad|small|judged)|if you never|"
        "never (?:gave|give) up|never (?:get|take) (?:it|credit)|never have to|"
        "never (?:told|said) a (?:lie|mean)|never put yourself",
    ),
    (
        "always (?:the same|something|excuses|an excuse|about you|your|some excuse|"
        "someone else|somebody else|me who|my fault|late|lying|the victim|making|"
        "complaining|with the|drama|one more|another|high|drunk|broke|in trouble|"
        "asking for|lies|let|have an)",
        "(?:i|we|i'm|we're|i've) ~2 always|always (?:something good|your (?:friend|mom|dad|"
        "mother|father|brother|sister|home|family|biggest|choice))|door is always",
    ),
    (
        "nothing (?:ever |is ever |will ever |you do ever |has |is going to |is |"
        "is ever going to |ever going to )?(?:change|changes|changed|changing|works|"
        "matters|going to change|good enough|sticks|gets (?:through|better))",
        r"nothing (?:\w{2,5} ){0,2}(?:change|changes) (?:how|that|my|our|the way|between)|"
        r"nothing (?:\w{2,5} )?changed? (?:for|here|with (?:me|us|how))|nothing matters more",
    ),
    (
        "(?:nothing|everything) (?:i|you|we) (?:ever )?(?:do|say|touch|said|did|"
        "try) ~3 (?:good|matters|enough|wrong|works|lie|lies|mess|excuse|disaster|helps|"
        "changes|right|ruin|hurts|fake|is|turns)",
        "nothing you (?:do|say|did|could) ~2 (?:make|change)",
    ),
    (
        "every (?:single )?(?:time (?:you|i|we|it|things)|(?:weekend|holiday|birthday|"
        "christmas|party|word (?:you|out)) ~2 you)",
        "every ~9 (?:smile|smiles|happy|glad|grateful|better|proud|laugh|love|lights|miss|"
        "thankful|hope|joy|welcome|miracle|warm|counts|helps|good|step)|(?:proud|love|"
        "think|thinking|grateful|miss|pray|praying|glad|here|home|text|walk|see) ~5 every|"
        "every (?:day|night|time) (?:you|i) (?:keep|show|get|got|choose|try|tried|fight|"
        "pray|walk|visit|hear|see|talk)",
    ),
    (
        "every (?:single|damn|fucking|goddamn) (?:time|day|night|week|weekend)",
        "(?:proud|love|think|miss|grateful) ~5 every",
    ),
    (
        "as (?:usual|always)|like always|here we go(?: again)?|not (?:this )?again$|"
        "the same (?:old|thing|story|excuses?|lies?|crap|mistakes?|promises?)|"
        "same (?:old )?(?:story|excuse|excuses|lie|lies|song|thing (?:again|every|as|over)|"
        "crap|shit)|again and again|over and over|time and time again|once again you",
        "(?:love|proud|thank|thanks|welcome|here|happy|great|good|joy|delicious|lovely|"
        "dinner|table|door|place|care|funny|yours|sunday|coffee|pancakes|soup|"
        "open) ~3 (?:as|like)? ?(?:usual|always)$|as (?:usual|always) (?:love|proud|i love|"
        "thank|happy|great|good|a joy|it was|i'm|we're|the door|at)|here we go (?:together|"
        "on)|the same (?:thing|mistakes?) (?:too|myself|i|we|happened to me)|(?:i|"
        "we) ~4 (?:the same|again and again|over and over)|(?:i|we)(?:'m|'re|"
        "'ve)? ~4 as (?:usual|always)",
    ),
    (
        "you(?:'re|'ve| are| have| were| did| got| just)? ~1 (?:lied|lying|late|drunk|high|"
        "drinking|using|messed|did|doing|forgot|relapsed|relapsing|started|broke|lost|"
        "failed|let|left|fell|smoking|used|drank|missed|skipped|stole|blew|ruined|manic|"
        "crying|hiding|disappeared) ~4 again",
        "(?:see|seeing|hear|hearing|hold|visit|call|meet|have|hug|love|thank|thanks|miss|"
        "laughing|laugh|smiling|smile|eating|well|better|trying|started|tried|with|home|"
        "coming|came|back|yourself|talking|singing|playing|painting|running|walking|"
        "cooking|working|reached|reach|asked|ask|up|together|music|here|going|went|today|"
        "out) ~4 again|(?:until|when|whenever|if|glad|happy|good|nice|love|like|want|could|"
        "can|will|would|hope|do) ~2 you|"
        # Asked, it accuses and says nothing of always.
        "(?:are|aren't|were|weren't|have|haven't|had|did|didn't) you ~6 again|"
        r"you(?:'re|'ve)? ~6 again(?: [^.?]{0,40})?\?(?<=\?)",
    ),
    (
        "back to (?:your|the) (?:old|same|usual)|up to (?:your|the) (?:old|usual)",
        "back to (?:your|the) (?:old|same|usual) (?:place|cafe|table|coffee|spot)",
    ),
    (
        "all you (?:ever |can |ever really )?(?:do|think|care|want|talk|"
        "say)(?: about)? (?:is|are)|only (?:thing|person|time|one|thing that) you (?:ever |"
        "really )?(?:care|think|love|want|do|did|call|come|matter|talk)|"
        "you only (?:ever )?(?:call|come|text|want|show|visit|talk|need|think|care|love|"
        "reach)",
        "all you (?:have|need) to do is|only (?:thing|person) you (?:need|have)|"
        "only (?:call|come|text|talk|want|visit) (?:if|when) you (?:want|feel|like|can)|"
        "only need to",
    ),
    (
        "not once (?:have|did|in|has)|never once|for once(?: in your)?|"
        "not a single (?:time|day|word|thing|call)|ever (?:going to|gonna) (?:change|learn|"
        "stop|grow|get|be)|do you ever|can(?:'t| not)? you ever|(?:whole|entire) life|"
        "ever since you started",
        "(?:my|our|the|a|her|his|for the) (?:whole|entire) life|do you ever (?:feel|get|go|"
        "wonder|want|need|miss|listen to|play|read|watch|come|remember)|"
        "whole life (?:ahead|in front)|not once (?:did|have|has) (?:i|we) ~3 (?:stop|"
        "regret|doubt|stopped)",
    ),
    (
        "(?:can't|cannot|don't|won't|couldn't|never) (?:even )?do (?:a single |one |"
        "any)? ?(?:thing|anything) (?:right|for (?:anyone|yourself|us|me)|without|good|"
        "properly)",
        "(?:i|we) (?:can't|couldn't|don't|never) ~1 do|can't do (?:anything|it) (?:for|"
        "without)? ?(?:me|alone)",
    ),
    (
        "everything (?:is|has to be|is always|was|always|becomes|turns) ~3 (?:about you|"
        "an excuse|excuse|your way|a lie|drama|fault|a fight|a crisis)",
        "",
    ),
    (
        "no matter (?:what|how much|how many times|how hard) (?:i|we) (?:do|say|try|give|help)",
        "no matter ~6 (?:love|here for|care)",
    ),
    (
        "(?:nobody|no one|everyone|everybody|whole family|none of us|all of us|"
        "people) (?:ever |else |in this (?:family|house) |here |really |can |will |"
        "is ){0,6}(?:believes?|trusts?|likes|wants|respects?|cares|stand|knows (?:you|"
        "what you|that you|how you)|says you|thinks you|sick|tired|done|fed up|hates?|lost|"
        "gave up|given up|is (?:sick|tired|done|fed)) (?:of |with |on |about |that |in |"
        "around |to see )?(?:you|your|hope|faith|patience|it)",
        "nobody (?:ever )?(?:wants|knows) (?:you|what you|how you) ~3 (?:suffer|hurt|alone|"
        "going|through|feel)|everyone wants you (?:here|there|to)|nobody knows (?:what|"
        "how) you|everyone (?:knows|says) (?:you|that you)(?:'re)? ~2 (?:kind|good|care|"
        "tried|try|brave|love|best|funny|trying|strong|proud)|everyone (?:likes|trusts|"
        "believes|respects|believe)",
    ),
    (
        "(?:a )?(?:hundred|thousand|million) times|how many (?:more )?times (?:do|did|have|"
        "has|must|will|are|is|can|should)",
        "(?:thank|thanks|love|yes|hug) ~3 (?:hundred|thousand|million) times",
    ),
    (
        "(?:you|and you|why do you|you just|must you) (?:just )?(?:keep|"
        "kept) (?:on )?(?:doing|lying|making|letting|saying|using|drinking|asking|"
        "disappointing|messing|hurting|breaking|pushing|losing|getting (?:fired|drunk|high|"
        "in|into)|running|going back|blowing|choosing|ruining|forgetting|throwing|ignoring|"
        "taking|blaming|promising|telling|hiding|repeating|falling|wasting|screwing|"
        "failing|quitting|me|us|acting|spending|borrowing|stealing|coming home)",
        "if you keep|keep doing (?:what you|great|well|it|so well|the)|keep (?:making|"
        "getting|telling|asking) (?:me (?:smile|laugh|proud)|progress|better|good|"
        "questions)|kept (?:me|us) (?:company|smiling|going|safe|warm|laughing)|keep (?:me|"
        "us) (?:company|smiling|going|posted|in)",
    ),
    (
        "you still (?:haven't|can't|don't|won't|didn't|have not|never|refuse|owe|lie|drink|"
        "use|act|think)",
        "you still (?:haven't|don't|didn't|can't) (?:have|need) to|still (?:haven't|"
        "didn't) (?:met|seen|tried)|you still think about|if you still",
    ),
    (
        "you(?:'re| are) (?:just|exactly) the same|you (?:haven't|will not|won't|don't|"
        r"are not going to|can't) (?:ever )?change(?:d)?|you'll never (?:ever )?\w{2,12}|"
        "you(?:'re| are) never (?:there|here|on time|home|around|honest|sober|happy|"
        "satisfied|wrong|sorry|grateful|going)",
        "never (?:alone|be alone|lose|have to|be without|need|know|be a burden|walk|"
        "stop being|guess|believe)|you don't change (?:how|that)|you haven't changed my|"
        "you're never here alone",
    ),
    (
        "(?:it|this|that) never (?:ends|stops) with you|one (?:excuse|lie|crisis|drama|mess|"
        "broken promise|disaster) after (?:another|the other|the next)|every (?:weekend|"
        "holiday|christmas|thanksgiving|birthday|payday|month|week|night|day|morning|year) "
        "(?:it's|it is|is) (?:always )?the same(?:$| (?:story|thing|fight|mess|drama|lie|with "
        "you))|as if you(?:'d| would| could| will)? ever",
        "",
    ),
    (
        "^every (?:single )?time(?: with you)?$|you (?:do|did|pull|pulled) "
        "(?:this|that|it) every (?:single )?(?:time|year|week|weekend|month|day|night|"
        "holiday|christmas)",
        "(?:love|like|great|glad|thank you|thanks) ~3 (?:you )?(?:do|did) (?:this|that|it)",
    ),
)
