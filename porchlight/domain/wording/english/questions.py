"""English for INTERROGATE: questions that accuse."""

from __future__ import annotations

from porchlight.domain.wording.english.everyday import NO_STAKE, STAKE, TOOL

ASKED = "(?:are|aren't|were|weren't|have|haven't|had|did|didn't) you ~2"
SAID = "you(?:'re|'ve| are| have)? ~1"
ASKS = r" ?[^.?]{0,40}\?(?<=\?)"
# Accuses by itself, and only of some things: "Did you lose it again?", "Did you lose a sock again?"
ACCUSED = (
    "(?:lied|lying|lie|drunk|high|stoned|wasted|drinking|relapsed|relapse|relapsing|slipped|"
    "stole|steal|smoking|drank|drink|used|disappeared|hungover|fired)"
)
UNCLEAR = (
    "(?:late|using|messed|mess|broke|break|lost|lose|failed|fail|skipped|skip|missed|miss|"
    "hiding|ruined|forgot|forget)"
)

# What says it, and what silences that.
ROWS = (
    (
        "where do you think you|why is (?:this|it|that) so (?:hard|difficult) for you|"
        "how did you get (?:that|those|this|so)|how come (?:you|your|i|it|the)|"
        r"^whose (?:\w{2,12} )?(?:is|was|are)|^which (?:bar|dealer|friend|one of)|"
        "(?:haven't|didn't|aren't|weren't|don't|have|did|are|were) you$|you call (?:that|"
        "this)|(?:aren't|weren't) you (?:embarrassed|even|ashamed)|don't you feel",
        "how did you get (?:that|this|so) (?:recipe|good|job|idea|talented|strong)|"
        "how come (?:you(?:'re| are) so (?:good|kind|funny)|i never)|(?:how|who|where|when|"
        "what|and|proud|love|glad|happy|miss|like|about|to|tired|hungry|cold|okay|"
        "well) ~1 (?:have|did|are|were) you|(?:how|where|what) ~3 (?:are|were|have|did) you",
    ),
    (
        "what(?:'s| is| was) (?:that (?:smell|on your)|in (?:the|your|that) (?:bag|cup|"
        "bottle|pocket|box|drawer|hand|glass))|did you go or not|(?:and |"
        "so )?you expect (?:me|us) to|you (?:really )?think (?:i|i'll|we|we'll|i'm|anyone|"
        "we're) (?:believe|stupid|going to believe|buy|gonna|fall|don't know|can't (?:see|"
        "tell|smell))|^(?:was|is) (?:it|that) (?:him|her|them|worth|beer|drugs)|or not$",
        "i'd love to know what's in|or not$(?= (?:both|either|is))|whether|(?:come|want|"
        "like|feel|up|ready|join|talk|coffee|company|able|reply|answer|tell|"
        "today) ~3 or not",
    ),
    (
        r"how (?:many|much) (?:\w{2,10} )?(?:did|have) you (?:have|had|drink|take|taken|"
        "spend|spent|use|used|really)|do you even|did you even|what (?:about|"
        "was) your promise|was it worth it|were you (?:drinking|using|high|drunk|lying|"
        "with (?:him|her|them))|is that (?:alcohol|beer|weed|liquor|vodka|wine) (?:i smell|"
        "on your)|do i (?:smell|look stupid)|you(?:'re| are) (?:high|drunk|"
        "using) (?:aren't you|right now)|is this (?:what|how) you|what(?:'s|"
        " is) it going to take|what will it take|what more do you want",
        "how (?:many|much) (?:did|have) you (?:have|spend|take) (?:left|for lunch)|"
        "do you even have (?:to|time)|how much have you (?:grown|done)",
    ),
    (
        "where (?:the hell |on earth |exactly |in the world )?(?:were|have|did|are|was|had) you",
        "where (?:are|were|did|have) you (?:in (?:line|the book)|from|staying|headed|"
        "parked|sitting|meeting|having|reading|born|find (?:the|that|this)|learn|"
        "get (?:that|the|those)|grow|hike|walking)|where did you (?:two )?(?:meet|eat)|"
        "(?:tell|know|see) ~1 where you",
    ),
    (
        "where(?:'s|'d| is| are| did| has) (?:the|my|our|all|that|"
        r"your) (?:\w{2,12} )?(?:money|cash|card|wallet|jewelry|ring|pills|car|paycheck|"
        "rent|meds|bottle|tv|laptop|go)",
        "where is the car parked",
    ),
    (
        "who (?:the hell )?(?:were|are|was|is|did|gave|else|sold) (?:you|that|there|it|she|"
        "he|they|this|with|calling|texting)",
        "who (?:was|is|are) (?:that|it|there|he|she|they|this) (?:singing|song|in the|"
        "on the|band|actor|for)|who(?:'s| is| are) (?:coming|playing)|tell|"
        "who are you (?:rooting|cheering|playing|excited|seeing at)",
    ),
    (
        "who (?:with|else)(?=$)|with (?:who|whom)$|who were you|who do you think you are|"
        "who(?:'s|'re) (?:you with|she|he|that guy|that girl|that|texting|calling)",
        "who else is",
    ),
    (
        "why (?:the hell |on earth |exactly |in the world )?(?:did|didn't|do|are|were|"
        "weren't|can't|won't|would|wouldn't|haven't|have|aren't|must|couldn't|was|wasn't|"
        "is|isn't) (?:you|your)",
        "why (?:do|did|are|were) you ~1 (?:think (?:that|so|it|you)|feel|like|love|ask|"
        "want|crying|sad|up|awake|enjoy|laugh|laughing|smiling|worried|scared)|"
        "why (?:don't|didn't) you (?:come|sit|stay|rest|join|let me|sleep|bring|pick|"
        "choose|tell me (?:when|if))|(?:see|understand|know|get|sense|understood|imagine|"
        "wonder) ~2 why|why your|why is your favorite|why would you (?:like|recommend|pick)",
    ),
    (
        "why should (?:i|we|anyone|anybody) ~1 (?:believe|trust|help|care|listen|bother|"
        "give|pay)|why now|why (?:always|even|bother|lie|not (?:call|answer|say|tell|come|"
        "just))|why was (?:your|the|my) ~2 (?:off|gone|empty|missing|open|locked)|"
        "why (?:is|are) (?:your|the|my|there) ~2 (?:off|gone|missing|empty|red|bloodshot|"
        "locked|bruises|out|shaking|here|in)",
        "why not (?:come|call) (?:over|if)",
    ),
    (
        "what (?:the hell |on earth |exactly |in the world |else )?(?:were|are|was|"
        "is) you(?:r)? (?:thinking|doing|on|up to|hiding|taking|drinking|using|trying to|"
        "waiting for|excuse|problem|deal|plan this)",
        "what are you (?:doing|up to|trying to) (?:today|tonight|tomorrow|this|on|for|"
        "later|next|over|after|these|now|cook|make|learn|save|say)|"
        "what are you drinking i'm|(?:know|see|love|like|hear|tell|sure|do|"
        "matter) ~2 what you",
    ),
    (
        "what did you (?:do|take|use|drink|spend|say|have|tell|expect|put|smoke|buy|"
        "do with|give|promise|just|really|think)",
        "what did you (?:do|have|take|buy|use|put|say) ~2 (?:today|for|at (?:work|the)|"
        "this|on the|in the (?:soup|sauce|cake)|last (?:night|weekend)|over|"
        "with the (?:kids|dog)|together|instead)|what did you (?:think|say) (?:of|about|it|"
        "was|the)",
    ),
    (
        "what(?:'s| is| was) (?:wrong|the matter|going on|up) with you|what(?:'s|"
        " is) your (?:excuse|problem|deal|plan now|story|issue)|what (?:now|"
        "is it this time|this time|do you (?:expect|want (?:from|me|now)|have to say|"
        r"take me|mean you)|happened to (?:the|my|your|all|our) (?:\w{2,12} )?(?:money|cash|"
        "promise|paycheck|rent|car|job|meetings)|about (?:the (?:money|rent|kids|promise|"
        "bills|children)|your (?:kids|children|promise|job|mother|family|meetings)|me|us)|"
        "makes you think|gives you the right|part of|took you so)",
        "what about (?:us|me) (?:going|having|meeting|cooking|coming|bringing)|"
        "what do you want (?:for|to|from (?:the|me if))",
    ),
    (
        "what(?:'s| is| was| are| were) (?:this|that|the|those|these|all this|all that|"
        "in) ~4 (?:for|about|doing in|in your|on your|i found)",
        "what (?:is|was|are|were|'s) (?:the|that|this) (?:movie|book|song|show|game|plan|"
        "party|best|weather|occasion|recipe|good|date)",
    ),
    (
        "how (?:much|many|long|often|late|drunk|high) ~4 (?:you|did|have|this time|is left|"
        r"left|was it|has this)(?: \w{2,12})?",
        r"how (?:much|long|many) (?:\w{2,12} )?(?:you|we|i) ~2 (?:mean|loved|matter|care|do|"
        "did|work|worked|help|helped|have|miss|love|grown|put|tried|try|carry|deal|handle|"
        "went)|how (?:much|many) (?:people|friends|eggs|chairs|plates|of you)|(?:know|see|"
        "noticed|saw|imagine|forget|remember|tell|no idea) ~3 how (?:much|many|long|often)|"
        "how long (?:did|will|does|is|was) (?:the|it|your (?:trip|drive|class|shift|visit|"
        "flight))|how long (?:are|will) you (?:staying|stay|in town|be in)|"
        "how long have you (?:known|been (?:cooking|painting|playing|gardening|here))|"
        "how (?:much|long|often) (?:would|do) you (?:like|need|want)|"
        "how late are you (?:up|open|working)",
    ),
    (
        "how am i supposed|how are we supposed|how do (?:i|we) know (?:you|that|it|this|"
        "if)|how (?:did|do) you (?:expect|think|manage to|explain|afford|plan|even)|"
        "how can (?:i|we|anyone|you) (?:trust|believe|be|do|say|look|live|sit|treat|not)|"
        "how long (?:until|before) you",
        "how do you think (?:it|the|that|she|he|they)|how did you manage to (?:do|make|"
        "get) (?:this|it so|such)|how can (?:i|we) be (?:of|there|a|more)|how do you plan",
    ),
    (
        "when (?:are|will|did|were|do) you ~2 (?:going to|gonna|finally|ever|"
        "plan(?:ning)? to|get|start|stop|learn|grow|last use|last drink|use|"
        "drink)(?: (?:get|grow|stop|quit|learn|change|pay|call|start|look|tell|take|be|do|"
        "realize|use|drink|find|fix|clean|use|act|wake))?",
        "when (?:are|will) you (?:going to |gonna )?(?:get|be) (?:home|here|free|off|back|"
        "around|in|there|done)|when (?:do|did|will|are) you ~2 (?:get|start|"
        "plan(?:ning)? to|going to) (?:home|back|off|work|your|the|here|up|class|come|"
        "visit|leave|arrive|there|in|out|school|be (?:home|here|free|back|around|in town))|"
        "when (?:did|do) you (?:start|learn) (?:painting|cooking|playing|liking|running|"
        "to (?:cook|paint|play))",
    ),
    (
        "have you (?:been |ever |even |already )?(?:drinking|using|out all|smoking|used|"
        "taken (?:something|anything|your)|had (?:a drink|anything|any)|started|lied|"
        "stolen|told (?:your|the)|been (?:drinking|using|with|at|lying|out)|looked for|"
        "applied|called (?:your|the)|paid|learned|thought about (?:us|me|your|what)|no|"
        "lost your|forgotten)",
        "have you been (?:out (?:for|in)|using the|with (?:your|the) (?:dog|kids|family))|"
        "have you (?:called the (?:vet|school)|started (?:the|that) (?:book|show))",
    ),
    (
        "are you (?:really |even |seriously |actually |just |still |on |ever |already |"
        "fucking |going to ){0,6}(?:drunk|high|using|drinking|lying|serious|kidding|"
        "something|drugs|out of your|crazy|insane|stupid|for real|stoned|loaded|hungover|"
        "wasted|hiding(?:$| (?:from|again|things|something|what)| ~2 "
        + STAKE
        + ")|avoiding|ignoring|seeing (?:him|her|that|them)|hanging|happy now|"
        "proud of yourself|listening to me|trying to (?:kill|hurt|ruin|make|get)|off your|"
        "sober|clean|relapsing|get a job|answer|explain|say anything|blind|deaf|"
        "done (?:lying|yet))",
        "are you (?:still )?using (?:the|my|our|your|a) ~1 "
        + TOOL
        + "|are you (?:okay|ok|alright)|are you serious that's|"
        "are you high up|are you happy now with",
    ),
    (
        "did you (?:really |actually |even |seriously |just |at least |ever |already |"
        "not ){0,6}(?:drink|use(?=$)|use (?:again|last|today|tonight|any|it|with)|"
        "take (?:it|something|any|your|my|the|money|those|that|pills|anything)|lie|steal|"
        "spend|relapse|slip|smoke|get (?:high|drunk|fired|paid)|pay (?:the|your|me|that|"
        "my)|go to (?:your|the|a|that) (?:meeting|meetings|group|appointment|session|"
        "therapist|doctor|interview|class)|stay (?:the|until|for|to|all)|tell (?:them|him|"
        "her|your|the|anyone)|call (?:your|the|them|about)|sleep there|touch|open|sell|"
        "lose ~3 "
        + STAKE
        + "|buy|think (?:about (?:us|me|your|how)|i|we|that|of)|forget (?:about|again|"
        "what)|apologi[sz]e|see (?:him|her|that guy)|hear (?:me|what i)|listen to (?:me|"
        "what)|go$)",
        "did you (?:take|get|stay|buy|see|think|hear|open|use|listen|call|tell) ~2 (?:walk|"
        "photos?|pictures?|break|nap|bus|train|dog|trash|kids|match|game|news|time|rest|"
        "cake|bread|milk|gift|present|card|movie|show|about the (?:match|game|movie|"
        "concert|weather|cake|new)|of (?:the|it) (?:movie|game|show)|vet|song|moon|sunset)|"
        "did you drink ~5 (?:water|tea|coffee|juice|milk|soda)|"
        "did you get paid (?:leave|time)|did you just (?:get|wake)|hear what i (?:got|"
        "made)|buy (?:the|that|a|any) (?:new|ticket|tickets|shoes|book|bread|milk)",
    ),
    (
        "did you (?:actually|even|really|seriously|honestly)",
        "did you (?:actually |even |really )(?:enjoy|like|see|win|meet|make (?:that|this)|"
        "paint|bake|cook|get to|have (?:fun|a))|did you really do (?:that|this|"
        "it) (?:yourself|all)|did you even get (?:any|some|to)",
    ),
    (
        "do you (?:really |even |ever |honestly |have |seriously |"
        "actually ){0,6}(?:think i(?:'m)? ?|think this is|think we|expect|know what (?:you|"
        "this|it|i|we|time)|any idea (?:what|how)|realize|realise|understand what|"
        "care (?:about|at|that)|want to (?:die|lose|end|go to jail|be like|kill)|"
        "hear (?:yourself|me)|remember (?:what you|anything|promising)|listen|see what you|"
        "take me|enjoy (?:hurting|making)|feel (?:any|bad|guilty|no))",
        "do you (?:know|remember) what (?:time (?:the|we|it)|it means)|do you listen to|"
        "do you think (?:i should|we (?:could|should|might|can))|do you (?:ever |"
        "really )?(?:realize|realise|know|have any idea) ~2 how (?:much|proud|loved|far|"
        "brave|strong|amazing|well|happy)",
    ),
    (
        "(?:don't|doesn't|isn't|aren't|haven't|can't|couldn't|didn't|weren't|wasn't|"
        "wouldn't) you ~1 (?:care|think (?:of|about|i|you've|you have|it's|that)|ever|see|"
        "realize|realise|know|have (?:any|a|enough|no)|love|want to get|get it|dare|"
        "ashamed|supposed|tired|sick|learned|had enough|done|just|at least|even|be|do|feel|"
        "understand|remember|promise|say|tell|hear|listen|go to|answer|trust)",
        "(?:if|when|that|why|what|as|because|and|but|thing|who|hope|or) (?:don't|can't|"
        "couldn't|didn't|haven't) you|don't you (?:worry|forget)|don't you (?:love|"
        "just love) (?:this|the|that|it|when)|can't you sleep|don't you think (?:it|"
        "that)(?:'d|'s| would| is| was) (?:be )?(?:nice|fun|good|lovely|pretty)",
    ),
    (
        "explain (?:yourself|this|the|that|to me|why|how you|where)|tell me (?:the truth|"
        "where you|who you|who with|what you (?:took|did|had|used|were|are|spent)|"
        "right now|exactly|everything|now|why you)|answer the question|"
        "look me in the (?:eye|eyes)|(?:really|seriously) (?:again|this again|now)$|"
        "since when (?:do|did|are|have) you|says who",
        "(?:can|could|let me|i'll|i'd|to|i) ~1 (?:explain|tell)|tell me (?:where you(?:'d|"
        " would| want)|what you (?:did (?:today|this|at)|had for|are (?:up|making|cooking|"
        "hoping))|everything when|now or)",
    ),
    (
        "^(?:so |and |well |oh |wow |ok |okay )?you (?:drank|used|relapsed|lied|spent|went|"
        r"did|were|are|forgot|took|got|have been) [^.?]{0,50}\?(?<=\?)",
        "you (?:went|did|got|made|took) ~5 (?:great|amazing|good|wow|awesome|medal|"
        "through)|you are (?:coming|here|free|home|okay|ok|up|around|welcome)|you (?:got|"
        "were) (?:home|in|there|back|the|okay|ok)|you used to",
    ),
    (
        "^where (?:did|does|do|is|are|has|have) ~4 (?:money|dollars|cash|savings|rent|"
        "paycheck|pills|check) (?:go|gone|went)|^where ~2 the ~2 (?:money|dollars|cash)|"
        "^(?:so )?were you (?:out |off |back )?(?:with|at|over at) ~3 again|^(?:have|"
        "did) you even (?:tried|try|"
        "thought|think|called|call|apologized|apologize|looked|look|read|care)",
        "",
    ),
    (
        "^(?:and |so )?what time did you ~1 (?:get|come|go|leave|arrive)|^what(?:'s| is|"
        " was) (?:the|your) (?:story|excuse|reason) this time|^(?:so )?what happened this "
        "time|^are you even "
        "(?:sorry|listening|trying|sober|at|working|my|ashamed|going)|"
        "^(?:and |so )?where(?:'s| is| are|'d| did) the (?:rest|other "
        "half|change) ~3|^are you (?:really|actually) (?:at|with|going|sober|clean|sorry|"
        "working|home|where)|^(?:oh |so )?(?:now )?you(?:'re| are)? (?:sober|clean) "
        "(?:now )?\\?",
        "(?:if you'd like|are you really at (?:peace|ease))",
    ),
    (
        f"{ASKED} {ACCUSED} ~4 again|{ASKED} {UNCLEAR} (?:~3 {STAKE} ~3 )?again|"
        f"{SAID} {ACCUSED} ~4 again{ASKS}|{SAID} {UNCLEAR} (?:~3 {STAKE} ~3 )?again{ASKS}|"
        "^(?:so |oh |and |what )?(?:drinking|using|drunk|high|stoned|wasted|late|lying|"
        f"relapsed|hungover|hiding|fired|out drinking) again{ASKS}",
        "(?:working|off|up|open|studying|running) late|lying (?:down|awake|in)|"
        "(?:drinking|drink|drank) ~5 (?:water|tea|coffee|juice|milk|soda|lemonade|cocoa|enough)|"
        "high (?:up|blood)|(?:miss|missed|missing) (?:me|us|him|her|them|home) again|late ~2 work|"
        "(?:if|when|whether|wherever|glad|happy|proud) ~1 you|used (?:the|my|our|your) ~1 "
        + TOOL
        + "|"
        + NO_STAKE,
    ),
)
