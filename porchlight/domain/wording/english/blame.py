"""English for BLAME: puts it all on one person."""

from __future__ import annotations

from porchlight.domain.wording.english.everyday import TOOL

FAMILY = (
    r"(?:me|us|him|her|them|your (?:\w{2,12} )?\w{2,12}|everyone|everybody|the (?:kids|"
    r"children|family|baby|house)|this family|my (?:life|\w{2,12})|our \w{2,12}|mom|mum|"
    "dad|grandma)"
)

# What says it, and what silences that.
ROWS = (
    (
        "blame me for your|your (?:drinking|addiction|using|habit|lies) (?:killed|put|"
        "drove|took)|you(?:'ve| have)? (?:made|turned) (?:everyone's|everybody's|my|our|"
        "her|his) (?:whole )?(?:life|lives)|you(?:'ve| have)? (?:taken|took) (?:years|"
        "the best)|your mess (?:you|clean|not mine)|you got (?:yourself|us) into|"
        "you made your bed|you(?:'ll| will|'re going to| are going to|'re gonna) (?:just |"
        "only |probably )?(?:fail|do it again|relapse|mess (?:it )?up|blow it|"
        "screw (?:it )?up|quit again|lie again|be back to)|^(?:it|this|that) (?:won't|"
        "never|will not) last|(?:i'll|i will|i can) never (?:ever )?forgive you|"
        "that's what you (?:said|promised|told me|always say)(?: last time| before)?|"
        "(?:what|where) did (?:i|we) (?:do to deserve|go wrong)|(?:like|"
        "as if) i (?:haven't|have not) heard|i(?:'ve| have)? heard (?:that|this|"
        "it) (?:one )?before|^heard (?:that|it|this)|where have i heard",
        "if you (?:fail|relapse)",
    ),
    (
        "because you (?:couldn't|can't|won't|wouldn't|chose|had to|drank|used|lied|didn't|"
        "never|refused|decided|stressed|spent|lost|stole|forgot|ruined|broke|got (?:drunk|"
        "high|fired|arrested)|relapsed|quit|left (?:us|me))|(?:none|all|"
        "most) of this (?:would|is|was|happened)|this (?:would|"
        "wouldn't) (?:have )?(?:never |not )?(?:have )?happened? if you(?:'d|'ve)?|"
        "you (?:started|caused) (?:it|this|that)|you (?:always )?mess(?:ed)? (?:up "
        ")?everything|you mess everything up|you (?:ruin|break|destroy|lose|spoil|waste|"
        "steal|wreck) (?:everything|every|it all|all)",
        "because you (?:couldn't|can't|didn't|won't) (?:make it|come|sleep|feel|see|say|"
        "eat|want|get a ride)|none of this (?:is|was) ~1 (?:your|you)|all of this (?:is|"
        "was) (?:hard|new|for you)|because you never (?:gave|stopped)|happy because|"
        "proud of you because|you started (?:it|this) (?:so )?(?:well|and)",
    ),
    (
        "if it (?:weren't|wasn't|hadn't been|were not) for you|you did (?:this|that)$|"
        "i don't believe (?:you$|a word|anything you)|i (?:knew|know) (?:you'd|you would|"
        "you'll|you will|it) ~1 (?:fail|mess|wouldn't|couldn't|never|lie|relapse|blow|"
        "drink|let|break|won't|quit|screw|ruin)|i told you (?:so|this|it would|that you|"
        "you'd|not to)|you (?:gave|give|are giving) up (?:again|on (?:us|me|your|"
        "everything))|you said you (?:quit|stopped|were (?:done|clean|sober)|wouldn't|"
        "weren't|had (?:quit|stopped))",
        "(?:how|what|why|when|wow|glad|proud|happy|that|way|know) ~2 you did (?:this|that)|"
        "you did (?:this|that) (?:so )?well|i told you (?:so many|this (?:already|before))|"
        "knew you would never (?:give|stop)|you said you weren't (?:hungry|feeling|well|"
        "sure|up)",
    ),
    (
        "(?:i|we) (?:sacrificed|gave up|gave you) (?:everything|so much|my|our|all)|"
        "you act (?:like|as if) (?:nothing|you|it|we|i)|you think only (?:of|"
        "about) yourself|been nothing but (?:trouble|problems|a (?:problem|burden|headache|"
        "pain)|heartache|grief|pain)|no one (?:else )?did this|you(?:'re| are) (?:all|"
        "full of) (?:talk|lies|excuses|it|crap|shit|promises)|you (?:took|take|"
        "taken) (?:advantage|everything|us for)|you(?:'ve)? used (?:me|us|everyone)|"
        "you (?:turned|turn) (?:your back|everyone|him|her|them)|you (?:never|"
        "don't) take responsibility",
        "gave up my seat",
    ),
    (
        "(?:your|ur)(?: own)?(?: damn| fucking)? fault",
        "(?:not|n't|never) ~2 your fault|don't think ~3 fault|(?:nobody|no one) ~3 fault",
    ),
    (
        "(?:this|that|it|all|it's|that's)(?: is|'s)?(?: all| really)? on you$",
        "(?:dinner|lunch|coffee|depends|up|proud|good) ~2 on you|looks? ~2 on you",
    ),
    (
        "because of (?:you|your (?:drinking|using|mess|choices|addiction|habit|lies|"
        "behavior|drugs))",
        "(?:happy|better|smile|smiling|grateful|glad|laugh|laughed|laughing|hope|proud|"
        "stronger|today|joy|love|here|worth) ~4 because of you|not because of you|"
        "because of you ~3 (?:smile|smiled|laugh|laughed|happy|better|learned|know|believe|"
        "hope|grateful|stronger)",
    ),
    (
        "you(?:'ve| have|'re| are)? ~2 (?:ruin|ruined|ruining|wreck|wrecked|wrecking|"
        "destroy|destroyed|destroying|spoil|spoiled|spoilt|spoiling|trashed|screwed|messed|"
        "fucked|blew|blown|poisoned|sabotaged|sabotaging|bankrupted|drained)",
        "(?:don't|do not|didn't|did not|doesn't|never|not|haven't|won't|can't|couldn't|"
        "wouldn't|isn't|wasn't|aren't) ~2 (?:ruin|ruined|ruining|wreck|wrecked|destroy|"
        "destroyed|spoil|spoiled|mess|messed|blow|blew|blown|screw|screwed)|(?:blew|"
        "blown) (?:me|us) away|blew (?:out|up|my mind)",
    ),
    (
        "you(?:'ve| have)? (?:broke|broken|break|breaking) (?:my|our|her|his|their|your|"
        "the|every|all|it|us)",
        "broke(?:n)? your (?:arm|leg|foot|wrist|hand|phone|ankle|finger|toe|nose)|"
        "break your (?:leg|fast)",
    ),
    (
        "you(?:'ve|'re| have| are)? ~2 (?:made|make|making|drove|drive|driving) "
        + FAMILY
        + " (?:~2 )?(?:sick|ill|cry|crying|crazy|mad|miserable|insane|nuts|suffer|worry|"
        "feel (?:like|so bad|bad|awful|small|stupid|guilty|terrible|worthless|unsafe|"
        "alone)|do this|angry|furious|depressed|nervous|anxious|late|lose|away|up the wall|"
        "hell|so hard|hard|ashamed|hate|scared|a liar|look|impossible|unbearable|harder|"
        "to (?:drink|this|the edge))",
        "(?:don't|do not|didn't|did not|doesn't|never|not|haven't|won't|can't|couldn't|"
        "wouldn't|isn't|wasn't|aren't) (?:make|made)|make me (?:so |very )?(?:happy|proud|"
        "laugh|smile)",
    ),
    (
        "you(?:'ve| have)? ~2 (?:did|done|brought|caused|started|asked for|do|doing|"
        "put) (?:all )?(?:this|that|it|all)(?: of it| of this| all)? (?:to|on|upon|"
        "up)? ?(?:yourself|us|me|this family|your|her|him|everyone|the family|the kids)",
        "(?:how|what) you(?:'ve)? (?:did|done) (?:that|this|it) for|did (?:it|this|"
        "that) (?:all )?yourself$|do (?:it|this|that) (?:all )?yourself$",
    ),
    (
        "you(?:'ve)? (?:caused|brought|started) (?:this|all)",
        "",
    ),
    (
        "(?:look|see) (?:at )?what you(?:'ve| have| are|'re)? ~1 (?:did|done|made|put|"
        "doing|caused|do)",
        "(?:done|made) (?:today|so far|it|there)|what you(?:'ve)? (?:made|done) with",
    ),
    (
        "what you(?:'ve| have| are|'re)? ~1 (?:did|done|put|putting|doing|"
        "do) (?:to )?(?:us|me|this family|your|everyone|her|him|them|the kids)",
        "",
    ),
    (
        "you(?:'ve| have| are|'re|'re always)? ~1 (?:put|putting|dragged|drag|"
        r"dragging) (?:me|us|him|her|them|your \w{2,12}|everyone|this family|"
        "the kids) ~1 (?:through|into|down|in)",
        "",
    ),
    (
        "you(?:'ve| have)? ~1 let (?:me|us|him|her|them|everyone|everybody|yourself|"
        r"your \w{2,12}|this family|the kids)(?: all)? down",
        "(?:don't|do not|didn't|did not|doesn't|never|not|haven't|won't|can't|couldn't|"
        "wouldn't|isn't|wasn't|aren't) ~2 let (?:me|us|him|her|them|anyone|"
        "yourself) ~1 down",
    ),
    (
        "you(?:'ve| have)? ~1 (?:left|abandoned|ditched|bailed|walked) (?:on |"
        "out on )?(?:me|us|him|her|your (?:kids|children|family|mother|son|daughter)|"
        "the kids)(?: (?:alone|to|with|hanging|waiting|behind|holding|for|again|standing))?",
        "left (?:me|us) (?:a |your |some |such |this |speechless|smiling|so|with (?:a smile|hope))",
    ),
    (
        "you(?:'ve| have)? stood (?:me|us|him|her|them) up",
        "",
    ),
    (
        "you(?:'ve| have|'re| are| just| always| keep| only| never){0,2} ~1 (?:lied|lie|"
        "lying|lies|stole|steal|stealing|stolen|cheated|betrayed|betray|deceived|"
        "manipulated|tricked|robbed|pawned|wasted|wasting|threw|thrown|throwing|sold)",
        "(?:don't|do not|didn't|did not|doesn't|never|not|haven't|won't|can't|couldn't|"
        "wouldn't|isn't|wasn't|aren't) ~2 (?:lie|lied|steal|cheat|betray)|lie(?:s|"
        "d)? (?:down|still|in|awake)|lying (?:down|in|awake|there|still)|(?:threw|throwing|"
        "thrown) (?:me |us |him |her )?(?:a|the) (?:ball|party|great)|"
        "you ~3 stole my heart|if you",
    ),
    (
        "lied to (?:me|us|my face|everyone)|lied to (?:my|our)",
        "i lied|(?:i've|i have) lied",
    ),
    (
        "(?:lying|lies) to (?:me|us|my face|everyone|yourself|your)|your lies",
        "",
    ),
    (
        "you ~1 (?:don't|do not|didn't|couldn't|can't|cannot|obviously don't|won't|"
        "doesn't) ~1 (?:care|give a|listen|try|respect|appreciate|love (?:me|us|him|her|"
        "your)|bother|even|think about|think of|want to (?:change|get better|stop|quit|be|"
        "try)|take (?:anything|this|it) serious|mean (?:it|a)|help|contribute|lift)",
        "(?:don't|can't|didn't|do not) even (?:have to|know how (?:proud|much|happy|glad)|"
        "need|worry)|don't (?:care for|help yourself)|if you don't (?:want|care|mind)|"
        "don't think of|do not have|don't have|whatever you",
    ),
    (
        "you only (?:think|care|thought|cared) (?:of|about) (?:yourself|you|the|getting|when|your)",
        "",
    ),
    (
        "(?:you|all you) ~2 (?:think|care) (?:of|about) (?:is )?(?:yourself|number one)",
        "if you|take care",
    ),
    (
        r"after (?:all|everything) (?:that )?(?:i|we|your \w{2,12}|this family)(?:'ve|'s|"
        " have| has)? ~1 (?:did|done|gave|given|sacrificed|put|been|do|went|gone|paid)",
        "after (?:all|everything) (?:we|you)(?:'ve| have)? been through (?:together|i'm|i am|we)",
    ),
    (
        "this is (?:what|the thanks|how|all) (?:i|we|you) (?:get|repay|thank|pay|treat)",
        "",
    ),
    (
        "thanks (?:a lot )?(?:for nothing|for ruining|for wasting|to you)",
        "thanks to you (?:i|we|for) ~3 (?:smile|laugh|had|feel|felt|learned|can|made)",
    ),
    (
        "how (?:could|can|dare) you",
        "how (?:could|can) you (?:tell|know|sleep better)",
    ),
    (
        "you(?:'ve)? cost (?:me|us|your|this|him|her)",
        "",
    ),
    (
        "you(?:'re| are) (?:the|a|our|my) (?:whole |only |real |biggest |one )?(?:reason|"
        "problem|cause)",
        "reason (?:i|we) (?:smile|keep|believe|am|laugh|still|hope|get|got)",
    ),
    (
        "you(?:'re| are| have|'ve been| were)? ~1 (?:killing|hurting|ruining|tearing|"
        "breaking|wrecking|destroying|bleeding|using|draining|exhausting|embarrassing|"
        "upsetting|scaring) (?:me|us|your|this|my|our|her|him|them|the|everyone|everybody)",
        "using (?:the|my|our|your|this) ~1 " + TOOL,
    ),
    (
        "you(?:'d| would) ~1 rather (?:drink|use|get high|be high|be drunk|choose|lie|hang|"
        "party|sit|stay)",
        "",
    ),
    (
        "you(?:'ve)? ~1 (?:chose|choose|chosen|picked|pick|prefer|put) (?:drugs|alcohol|"
        "the bottle|booze|that|it|them|your (?:friends|drugs|drinking|habit)|drinking|"
        "using|getting high|dope|meth|heroin|pills) (?:over|before|instead|above|ahead|to)",
        "",
    ),
    (
        "you (?:said|promised|swore|told) ~7 (?:and|but|yet) ~2 (?:didn't|did not|never|"
        "lied|weren't|wasn't|haven't|here we are|nothing|don't)",
        "",
    ),
    (
        r"you (?:\w{2,12} )?promised (?:me|us|him|her|them|that|to|you|your|the)",
        "(?:i|we) know you promised",
    ),
    (
        "you (?:spent|took|blew|used) (?:all )?(?:my|our|the (?:rent|money|grocery|bill|"
        "whole)|your (?:rent|paycheck|kids'?|whole))",
        "took (?:my|our) (?:hand|call|advice|side|breath|time)|spent (?:my|our|"
        "the) (?:birthday|day|evening|time|weekend)|used (?:my|our) (?:recipe|name)",
    ),
    (
        "(?:can't|cannot|can not|can never|couldn't|could never|don't|won't|never|"
        "impossible to|hard to|how can (?:i|we|anyone)|nobody can|no one can|"
        "stopped) ~1 (?:trust|count on|rely on|depend on|believe) (?:you|a word|anything|"
        "your|a thing|in you)",
        "(?:can't|don't|cannot) (?:quite )?believe (?:you(?:'re| are| made| did| got| came|"
        " remembered|'ve| have)|how)|believe your (?:luck|eyes)|trust your(?:self)? (?:own|"
        "gut)?",
    ),
    (
        "trust you again|why (?:should|would) (?:i|we|anyone) (?:trust|believe) you",
        "(?:want|learn|learning|like|love|start|starting|begin) ~3 trust you again",
    ),
    (
        "(?:you have|you've got|you can|there's) ~2 (?:nobody|no one) ~3 blame ~2 yourself|"
        "blame yourself(?: for)?$",
        "(?:(?:don't|do not|didn't|did not|doesn't|never|not|haven't|won't|can't|couldn't|"
        "wouldn't|isn't|wasn't|aren't)|stop|shouldn't|please don't|needn't) ~2 blame",
    ),
    (
        "blame you(?: for)?",
        "(?:(?:don't|do not|didn't|did not|doesn't|never|not|haven't|won't|can't|couldn't|"
        "wouldn't|isn't|wasn't|aren't)|nobody|no one|doesn't|wouldn't) ~2 blames? you|"
        "no blame",
    ),
    (
        "you(?:'re| are) (?:to|the one to) blame",
        "",
    ),
    (
        "your (?:drinking|using|addiction|habit|behavior|behaviour|lies|choices|mess|"
        "drug use|temper|mistakes|selfishness) ~2 (?:is|are|has|have|ruined|ruin|cost|"
        "costs|hurts|hurt|destroyed|made|makes|put|tore|broke)",
        "~1 (?:is|are) (?:yours|your own|up to you)",
    ),
    (
        "you(?:'ve| have)? ~1 hurt (?:everyone|everybody|us all|all of us|the|this family|"
        "so many|your|my)",
        "",
    ),
    (
        r"you(?:'ve)? (?:kept|had|have|got) (?:me|us|your \w{2,12}|her|him|everyone|"
        "the kids) ~2 (?:up all night|crying|waiting|worried sick|in tears|sick with|"
        "terrified|awake|on edge)",
        "",
    ),
    (
        "you(?:'ve| have)? ~1 (?:failed|neglected|ignored|ignore|neglect|forgot|forgotten|"
        "disrespected|disrespect|blamed|blame) (?:me|us|your (?:kids|children|family|"
        "mother|son|daughter|own)|him|her|them|the kids|everyone|everybody|this family|"
        "about (?:me|us))",
        "(?:don't|do not|didn't|did not|doesn't|never|not|haven't|won't|can't|couldn't|"
        "wouldn't|isn't|wasn't|aren't) ~1 (?:fail|failed|forget|forgotten|ignore|neglect|"
        "blame)|if you",
    ),
    (
        "you owe (?:me|us|your|everyone|this family|her|him)",
        "you owe (?:me|us) (?:nothing|a (?:coffee|hug|dance|beer|rematch|game))|don't owe",
    ),
    (
        "if you (?:really |even |actually |ever )?(?:loved|cared|respected|wanted|valued|meant)",
        "if you (?:ever )?wanted(?: to)? (?:some|company|to (?:talk|come|join|go|hear|see)|a)",
    ),
    (
        "your (?:kids|children|son|daughter|family|mother|wife|husband) (?:mean|means|come|"
        "comes|meant) (?:nothing|last|second)",
        "",
    ),
    (
        "(?:we|i)(?:'ve|'re| have| are)? ~2 (?:lost|broke|suffered|suffering|suffer|pay|"
        "paying|paid|cleaning up) ~3 (?:because of|thanks to|for|after) (?:you|your)",
        "after your (?:dad|mom|father|mother)|paid for (?:your|"
        r"you)(?: \w{2,12})?(?: already)?$",
    ),
    (
        "(?:clean|cleaning) up (?:after you|your mess)",
        "",
    ),
    (
        "you(?:'ve| have)? ~1 (?:disappeared|vanished) (?:on|again|for|without)",
        "",
    ),
    (
        "you (?:worry|worried) (?:me|us|your mother|everyone) (?:sick|to death)|"
        "you (?:scared|scare) (?:the|everyone|your kids|the kids)",
        "",
    ),
    (
        "(?:everyone|everybody|family|we) ~3 (?:walk|walks|walking) on eggshells",
        "",
    ),
    (
        "(?:no one|nobody|none) ~3 (?:else|but you) ~2 (?:to blame|did this|caused)",
        "",
    ),
    (
        "(?:all|that's|that is|it's|it is|this is|was) (?:all )?your(?: own)? doing|"
        "(?:only|just) yourself to blame|(?:no one|nobody) to blame but you|because of your "
        "~1 (?:nonsense|stupidity|selfishness|temper|problems?|actions|relapse|laziness|"
        "attitude|excuses|stunts?)",
        "(?:not|n't|never) (?:all )?your(?: own)? doing|(?:not|never) because of your|"
        "(?:proud|impressed|happy) ~6 your(?: own)? doing",
    ),
    (
        "you(?:'ve| have)? (?:tore|torn|ripped|split) (?:this|our|the|your|everything|us) ~2 "
        "(?:apart|up)|you(?:'ve| have)? (?:chose|chosen|choose|picked|put) (?:this|that|it|"
        "drugs|drink|drinking|alcohol|booze|pills|the (?:bottle|needle|pills|drugs)|him|her|"
        "them|your (?:friends|habit|drugs|drinking)|yourself) (?:over|before|ahead of) "
        "(?:us|me|the|our|your)|you(?:'ve| have)? put yourself first and ~2 last",
        "(?:don't|never|not|didn't) ~3 (?:over|before|ahead of)",
    ),
    (
        "you(?:'ve| have)? (?:threw|thrown|throw|throwing) (?:it|it all|that|everything|"
        "us|me|your ~2|the ~1|every ~1|~1 years) ~1 away|you (?:had|got|were given|get) "
        "(?:every|so many|plenty of|a million|a thousand|all the) chances?",
        "(?:threw|throw|thrown) ~4 away (?:the|your|all the) (?:bottles?|pills|trash|garbage|"
        "stash|needles)|(?:bottles?|pills|trash|garbage|stash|needles|beer|booze) away|"
        "chances? to (?:rest|sleep|eat)",
    ),
    (
        "you(?:'ve| have)? turned (?:our|my|this|the) ~2 into ~2 "
        "(?:nightmare|hell|mess|circus|war|prison|battlefield|bar|zoo|disaster|joke)|(?:everyone|everybody|family|"
        "children|kids|mom|dad|mother|father|we|i) ~1 (?:suffer|suffers|suffering|pay|pays|"
        "paying) (?:when you|because you|for (?:your|what you))|you (?:knew|know) what (?:"
        "would|will|'d) ~4 (?:anyway|did it|do it)|your (?:own )?choices ~1 (?:got|put|"
        "brought|cost|did)|you(?:'re| are) the (?:one|person) who (?:caused|did|started|"
        "ruined|lied|left|broke|wanted|made|brought|put)|you(?:'re| are) (?:why|the reason) "
        "(?:we|i|mom|dad|mum|everyone|the|she|he|they|your|our|my)",
        "you(?:'re| are) the (?:one|person) who (?:made (?:me|us|it) ~1 (?:smile|laugh|"
        "better|happy|possible)|did (?:it|the (?:work|hard)))|(?:reason|why) (?:i|we) ~1 "
        "(?:smile|smiled|laugh|laughed|hope|believe|am happy|called|came)",
    ),
    (
        "(?:started|began|begins|starts|come|came) (?:with|from) your (?:drinking|using|"
        "habit|addiction|lies)|you(?:'ve| have)? missed (?:the funeral|her|his|my|our|your "
        "(?:daughter's|son's|own|kid's|mother's|father's)) ~2|you(?:'ve| have)? failed (?:us|"
        "me|as|your|the (?:kids|children|family)|her|him|them)|you(?:'ve| have)? (?:fooled|"
        "cheated|betrayed|deceived) (?:us|me|all|everyone|everybody|your|the)|my life is ~2 "
        "(?:mess|hell|ruined|nightmare) ~3 you|(?:stroke|heart attack|breakdown) ~2 (?:over|"
        "because of|from) (?:this|you|all)",
        "(?:sorry|know|heard|sad) ~3 you missed|(?:not|never|n't) ~1 failed",
    ),
)
