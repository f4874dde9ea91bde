"""English for SHAME: says that they are bad."""

from __future__ import annotations

from porchlight.domain.wording.english.everyday import TEASE

BAD = (
    "pathetic|disgusting|disgrace|disgraceful|worthless|useless|loser|failure|failures|"
    "selfish|lazy|weak|weakling|coward|cowardly|spineless|gutless|ungrateful|"
    "irresponsible|immature|hopeless|embarrassment|embarrassing|disappointment|burden|"
    "junkie|druggie|crackhead|drunk|drunkard|liar|thief|waste|trash|garbage|scum|"
    "stupid|idiot|moron|dumb|fool|foolish|screwup|screw-up|bum|parasite|leech|monster|"
    "deadbeat|unreliable|untrustworthy|childish|filthy|heartless|cruel|ridiculous|"
    "shameful|shameless|broken|damaged|rotten|joke|brat|manipulator|cheat|quitter|"
    "dishonest|insufferable|impossible|unbearable|lowlife|low-life|degenerate|terrible|"
    "horrible|awful|lousy|bad|rude|evil|a nobody|a mess|vile|hypocrite|cold-hearted|"
    "self-centered|self-absorbed|pitiful|repulsive|revolting|inconsiderate|thoughtless|"
    "careless|reckless|fake|phony|two-faced|sneaky|freeloader|mooch|moocher|slob|"
    "good-for-nothing|good for nothing|no-good|no good|lost cause|black sheep|crybaby|"
    "train wreck|sorry excuse|poor excuse|excuse for|unlovable|unfit|clown|dope|"
    "dopehead|tweaker|pothead|stoner|wino|lush|dirty|nasty|petty|sloppy|gross|sad case|"
    "unworthy|incapable|incompetent|helpless|hot mess|the weak one|the problem|"
    "problem child|the worst|worst|dead weight|beyond help|beyond saving"
)
VERY = (
    "(?: (?:so|such|just|a|an|the|really|truly|always|honestly|completely|absolutely|"
    "too|very|nothing but|still|one|big|total|complete|real|bit|kind of|getting|being|"
    "acting|like|plain|totally|been|anything but|damn|fucking|freaking|bloody|biggest|"
    "most|our|my|old|lying|dirty|more|pretty|quite|simply|all|little|worthless|stupid|"
    "lazy|selfish|weak|pathetic|poor|sad|ungrateful|as|even|and|incredibly|"
    "unbelievably|goddamn|utter|utterly|only)){0,6}"
)
YOU_ARE = (
    "(?:you(?:'re| are| were|'ve been|'ve become| have become| have been|'ll be|"
    "'ll always be| look| sound| act| acted| behave| seem| just)?|being|acting|"
    "called? you|behaving)"
)

# What says it, and what silences that.
ROWS = (
    (
        "you(?:'re| are) (?:a )?nobody|you should (?:hear|see|look at) yourself|i(?:'m|"
        " am) (?:mortified|humiliated|appalled)|people are (?:talking|laughing|staring)|"
        "i (?:tell|told) people (?:i|you)|i used to be proud|i wish i could (?:be proud|"
        "say i'm proud|trust)|fantastic parenting|some (?:father|mother|son|daughter|"
        "brother|sister|friend|husband|wife|parent) you|(?:can|can't|couldn't) show my face",
        "people are (?:talking|laughing) (?:about (?:the|your (?:cake|song|art))|and|with)",
    ),
    (
        "(?:a|you're a|you are a) grown (?:man|woman|adult|up)|you look (?:terrible|awful|"
        "horrible|disgusting|like (?:a mess|hell|shit|crap|garbage|a (?:bum|junkie|corpse|"
        "drunk)))|(?:real|good|decent|true|proper|normal|self respecting) (?:men|man|women|"
        "woman|fathers?|mothers?|parents?|persons?|people|sons?|daughters?|husbands?|wives|"
        "wife|brothers?|sisters?|friends?) (?:don't|do not|doesn't|would|wouldn't|never|"
        "take|takes|keep|keeps|can|put|puts|provide|provides|are there|is there|pay|pays|"
        "show up|shows up)|(?:roll|rolling|turn|turning|spinning) (?:over )?in (?:her|his|"
        "their) grave|(?:your|the) (?:ex|wife|husband|boss|father|mother|sister|brother|"
        "teacher|doctor) (?:was|is|were) right (?:about|to leave|to)|everyone (?:was|"
        "is) right about you|you(?:'ve)? let yourself go|(?:give|get) some (?:self respect|"
        "dignity)|have you no (?:pride|self respect|heart|decency)|do you have (?:no|"
        "any) (?:shame|pride|self respect|dignity|decency|idea how (?:embarrassing|"
        "stupid))|where(?:'s| is) your (?:pride|self respect|shame|dignity|backbone|"
        "willpower)",
        "(?:real|good|true) (?:friends?|people|man|men|parents?) (?:would (?:love|be)|"
        "are there for|is there for|take time|can (?:cry|ask))",
    ),
    (
        "no wonder (?:he|she|they|your|nobody|no one|everyone|everybody|people|the kids)|"
        "(?:acting|act|behave|behaving|sound) like (?:a|an|some) ~1 (?:child|baby|teenager|"
        "brat|fool|idiot|toddler|spoiled|kid|animal|jerk|lunatic|drunk|two year)|(?:being|"
        "so|such|how|very|too|stop) ~1 (?:dramatic|ridiculous|selfish|childish|immature|"
        "irresponsible|difficult|unreasonable|oversensitive)|you(?:'re|"
        " are) nothing(?: but|$| to| without)|you(?:'re| are) a (?:nobody|mess|"
        "complete mess|wreck)|you(?:'re| are) not the (?:man|woman|person|son|daughter|"
        "brother|sister|husband|wife) i|i (?:expected|thought) (?:better|more) of you|"
        "i thought you were (?:better|stronger|smarter|different)|(?:we|i) (?:don't|"
        "can't) (?:even )?(?:recognize|respect|look at|be proud of) you|(?:i'm|i am|"
        "we're) (?:so )?(?:tired|sick) of (?:being|making|having|hearing|the|this|"
        "worrying about you|cleaning|apologi[sz]ing|lying for|your)|you (?:make|"
        "made) us (?:look|all look|ashamed)|(?:i've|i have) lost (?:all )?(?:respect|faith|"
        "trust|hope) (?:for|in) you|lost all (?:respect|faith|hope)|what a (?:shame|"
        "pity) you|you should see yourself|you(?:'ve| have) let yourself go",
        "(?:i'm|i was|i am|not|aren't|isn't|never) ~2 (?:dramatic|ridiculous|selfish|"
        "difficult|childish|immature)|you(?:'re| are) nothing (?:but (?:love|good|kind|"
        "the best)|less|to be ashamed)|how (?:ridiculous|difficult) (?:the|this|that|it|i)|"
        "(?:so|too|very) difficult (?:for|to|day|week|time)|(?:it|this|that|day|week|time|"
        "things|something|been|is|was|a)(?:'s)? ~2 (?:so|too|very|such) ~1 difficult|"
        "tired of (?:the (?:rain|cold|heat|snow|traffic)|this (?:rain|cold|weather|job|"
        "heat)|having (?:you|to) (?:far|be away)|making the same)|not the (?:only|"
        "first) ~1 (?:person|man|woman) i",
    ),
    (
        YOU_ARE + VERY + " ?(?:" + BAD + ")",
        "(?:a|your|some|nice|good|have a|the|that|it's a) ?lazy (?:sunday|saturday|day|"
        "morning|afternoon|evening|weekend|breakfast)|you(?:'re| are| were)? ~2 (?:not|"
        "never|aren't|weren't|no|hardly|far from|anything but|far more|more than) ~3 (?:a |"
        "an |my |the )?(?:"
        + BAD
        + ")|you (?:seem|look|sound|are|were|looked|sounded|get|got|feel|felt|must be|"
        "'re)? ?(?:a (?:bit|little) |so |really |very |pretty |kind of |just |all |"
        "too ){0,6}(?:sad|cold|bitter|helpless|awful|terrible|horrible|bad|broken|"
        "embarrassed|jealous|stubborn|ashamed|nothing(?! but))|you nothing (?:but (?:love|"
        "good|the best))|you nothing|you dirty (?:dishes|laundry)|you(?:'re| are|"
        "'ve been)? ~2 (?:feel|feeling|felt) ~3|(?:if|when|because|hope|make|makes|made|"
        "making|get|bring|cost|costs|owe|owes|tell|told|give|gave|show|buy|send|sent|asked|"
        "ask|see|saw|wish|offer|promise|cook|with|for|to|at) you (?:a |an |the |any |some |"
        "so |such |my ){0,6}(?:bad|mess|child|baby|burden|nothing|sad|cold|joke|piece|mean|"
        "terrible|excuse|waste|fool|stupid|dumb|silly|awful|broken|old|user|worst|"
        "embarrassment|lazy|ashamed)|you just (?:mean|nothing)|you mean (?:a|the|so|more|"
        "everything|it|that|well|to|what)|you (?:all )?mean|you(?:'re| are) (?:a|the|my|"
        "our) (?:sweet |good |dear |first |youngest |only |oldest |big |"
        "little ){0,6}(?:child|baby)(?=$| of| and|,| now)|you(?:'re| are)? (?:so |very |"
        "such )?(?:sad|piece)(?= of (?:my|our|cake))|you joke(?=$| about| around)|"
        "you waste nothing|you(?:'re| are) ~1 (?:bad|mean) at|you(?:'re|"
        " are) impossible not|you are still my (?:baby|child)|you(?:'re| are) no (?:mess|"
        "burden|joke)|being (?:sad|cold|a (?:mess|baby|child)|broken|stubborn|nasty)|"
        "calling you ~1 (?:baby)",
    ),
    (
        "what a (?:complete |total |huge |real |big |pathetic |fucking )?(?:disappointment|"
        "disgrace|mess you|waste(?: of)?|loser|joke|pity you|failure|liar|coward|hypocrite|"
        "fool|idiot|baby|child|mother|father|son|daughter|brother|sister|husband|wife|"
        "parent|embarrassment|burden)(?: you| of|$)",
        "waste of (?:food|time the|money the|a good)|what a (?:baby|child|mother|father|"
        "son|daughter|brother|sister) (?:you|of)? ?(?:have|can|is|he|she|need)|"
        "what a joke (?:that|the|of)? ?(?:movie|show|game|traffic)",
    ),
    (
        r"(?:i'm|i am|we're|we are|i was|so|mom's|your \w{2,12}(?:'s| is|"
        " are)) ~2 (?:ashamed|embarrassed|humiliated|disgusted) (?:to|of you|by you|"
        "of your|that you|of how you|at you|with you|for you|at what|by your|at your|"
        "of what you)|ashamed of (?:you|your|yourself)|shame on you|shame to (?:this|the|"
        "our|your|us)|have you no shame|no shame|(?:should|ought to|must) be ashamed|"
        "ashamed you(?:'re| are)|embarrassed to (?:be seen|have you|tell|introduce|say|"
        "know)|(?:embarrass|embarrassed|humiliate|humiliated|embarrassing|humiliating|"
        "shame|shamed|disgrace|disgraced) (?:me|us|this family|your|the|our|yourself|him|"
        "her|everyone)",
        "(?:not|never|nothing|no (?:need|reason)|don't|n't|no one is|nobody is|"
        "i used to be) ~4 (?:ashamed|embarrassed|shame)|(?:feel|felt|i'm|i was) (?:ashamed|"
        "embarrassed) (?:of (?:myself|how i|what i|my)|when|that i|by (?:how i|what i|my)|"
        "to (?:say|admit|ask) ~1 i)|ashamed of your(?: own)? (?:past|story) (?:is|isn't)|"
        "i'd never ~2",
    ),
    (
        "(?:disappointed|disgusted|fed|sick|tired|sickened|appalled|"
        "over) (?:and tired )?(?:in|of|with|by|up with) (?:you(?!r (?:boss|landlord|job|"
        "team))|your (?:lies|excuses|drama|crap|shit|behavior|attitude|mess|nonsense|"
        "drinking|using|games|promises|whining|self-pity|stories|act)|hearing|being your|"
        "cleaning|waiting for you|this shit|covering|lying for|watching you|all (?:your|"
        "the)|looking after)|you (?:disappoint|disappointed|disgust|sicken|repulse) (?:me|"
        "us|everyone|your|all)|you make (?:me|us) (?:sick|ashamed|want|puke|regret)|"
        "you make my (?:skin|blood)|(?:huge|big|such|bitter|real|complete|total|"
        "great) disappointment",
        "(?:not|never|n't|no one is|nobody is) ~3 (?:disappointed|disgusted|fed|sick|"
        "tired)|(?:sick|tired) of you (?:being (?:far|away)|not being here)|"
        "make me want to (?:smile|laugh|sing|dance|be|try|hug|cook|come|do better)",
    ),
    (
        "what(?:'s| is| the hell is| the fuck is| on earth is) (?:even |so |"
        "seriously )?wrong with you|what kind of (?:a )?(?:father|mother|dad|mom|parent|"
        "person|man|woman|son|daughter|brother|sister|husband|wife|friend|human|example|"
        "monster|grown)|look at (?:the (?:state|mess|shape) of|yourself|what you(?:'ve|"
        " have)? ~1 (?:become|turned)|what's become|you$|you (?:sitting|lying|now you|"
        "a mess|pathetic|still))|the state (?:of you|you're in|you are in)|what you(?:'ve|"
        " have)? (?:become|turned into)|where did (?:we|i) go wrong|look in the mirror|"
        "look what you(?:'ve)? (?:become|turned)",
        "look at (?:you (?:go|smiling|glowing|growing|shining|laughing|shine|now (?:i'm|"
        "so))|you$(?= (?:go|so))|yourself (?:with|kindly|gently|the way))|"
        "what kind of (?:person|man|woman) (?:you|would you)|look at yourself i'm proud|"
        "what you(?:'ve| have) become ~2 (?:proud|strong)|nothing(?:'s| is) wrong with you|"
        "(?:proud|happy|glad|amazed|love) ~4 (?:become|look at you)",
    ),
    (
        "i ~1 (?:raised|brought|birthed) (?:you |a )(?:up )?(?:better|for|to|like|loser|"
        "liar|thief|junkie|quitter|drunk|coward|monster)|didn't raise you|we raised you|"
        "raise a (?:liar|thief|junkie|quitter|drunk|loser|coward|quitter)|"
        "i expected (?:more|better)|we expected (?:more|better)|wish (?:you(?:'d| had|"
        " were| was)|i(?:'d| had)|we(?:'d| had)) (?:never|not|been|more|a different|"
        "someone)|wish i had (?:a )?(?:different|better|normal)|regret (?:having|marrying|"
        "meeting|you|helping|ever)|sorry i (?:ever )?(?:had|married|met|helped|trusted|"
        "believed) you|waste of (?:space|time|a life|life|air|breath|my|our|money|oxygen|"
        "talent)|better off (?:without you|dead|alone|if you)",
        "wish (?:you were|you'd been) here|wish i(?:'d| had) (?:never (?:said|left|yelled|"
        "hurt)|been|not (?:said|yelled|pushed))|wish you(?:'d| had) been (?:here|there|"
        "with)|(?:not|never|isn't|no) ~2 (?:waste|regret|better off)|don't regret|"
        "wish (?:we|i)(?:'d| had) been|wish you were (?:more rested|closer|coming|home|"
        "with)",
    ),
    (
        "who (?:could|would|will) (?:ever )?(?:love|want|hire|marry|trust) you$|(?:nobody|"
        r"no one) (?:\w{2,8} )?(?:likes|wants|loves|will ever|believes|could|would|can|ever|"
        r"will)(?: \w{2,8})? (?:love|want|hire|marry|like|be with|trust|believe|need|miss|"
        "care about|stand)? ?(?:you(?:$| like| around| here| now| anymore| anyway)|"
        "a (?:drunk|junkie|liar|thief|addict))|you'll never (?:amount|be (?:anything|"
        "anyone|any|good|enough|able|a|more|normal|sober)|change|make it|learn|stay|get)|"
        "you(?:'ll| will| won't| are never going to|'re never going to) ~1 amount to",
        "never be (?:a burden|too|alone|without)|nobody (?:loves|could love) you more|"
        "no one loves you (?:more|like)",
    ),
    (
        "you (?:don't|didn't|do not) deserve|you(?:'ve got| have|'ve|'ve got)? no (?:shame|"
        "willpower|will power|self-control|self control|backbone|spine|pride|respect|"
        "character|self-respect|discipline|heart|conscience|decency|right|excuse|future|"
        "ambition|integrity|morals|dignity|guts|manners|brain|sense|class|will|strength|"
        "love)|lack (?:of )?(?:willpower|discipline|character|backbone|self-control|"
        "respect)|you lack|no (?:backbone|spine|willpower|self-control|discipline|"
        "character)|you call yourself|call yourself a|you think you(?:'re| are) (?:better|"
        "so|special|hot|smart|above|the only)|who do you think you|"
        "have some (?:self-)?(?:respect|shame|pride|dignity|decency|self-respect|self)|"
        "have (?:some|a little) (?:self-respect|respect|shame|pride|dignity|decency|"
        "willpower|backbone)|where is your (?:pride|shame|dignity|self-respect|backbone|"
        "willpower)",
        "(?:don't|didn't|do not) deserve (?:this|that|to (?:be (?:alone|hurt|treated|"
        "blamed)|feel|suffer|go through|hurt)|it$|all (?:this|that)|what happened|"
        "any of (?:this|that)|blame|the (?:blame|pain))|you have no right to remain|"
        "you have no future plans",
    ),
    (
        r"your (?:\w{2,8} )?(?:kids|children|mother|father|son|daughter|family|wife|husband|"
        "mom|dad|parents|grandmother|friends|grandma) ~2 (?:deserves?|would be|ashamed|"
        "embarrassed|afraid of you|hates?|better off|scared of you|crying|cries|cried|"
        "can't look|can't stand|turning in|rolling|pity|pities|laughing)|your (?:poor|own|"
        "innocent) (?:kids|children|mother|father|son|daughter|family|wife|husband|mom|"
        "baby)",
        "deserves? (?:a (?:break|hug|rest|card)|to (?:know|hear|be)|some)|would be (?:so |"
        "very |really )?(?:proud|happy|glad|here|there|home|delighted|thrilled|pleased|"
        "coming)|your own (?:kids|family|mother|son|daughter) (?:too|first|group)|"
        "(?:crying|cried|cries) (?:happy|for joy|with joy)",
    ),
    (
        "you used to be (?:so|such|better|good|a|someone|somebody|smart|fun|beautiful|"
        "handsome|strong|my|kind|normal|nice)|i (?:don't|do not) (?:even )?(?:recognize|"
        "recognise|know) (?:you|who you)|you(?:'re| are) no (?:father|mother|son|daughter|"
        "brother|sister|husband|wife|better|good|different|use|help|friend|man|saint|"
        "prize)|you(?:'re| are) not (?:even )?(?:a real|a man|much of|fit to|worth|"
        "good enough|half the|capable|man enough|trying|a good|a father|a mother|"
        "trustworthy|welcome|strong enough|smart enough|normal|the (?:man|woman|person|son|"
        "daughter|brother|sister) i)|piece of (?:shit|crap|work|trash|garbage)|"
        "good for nothing|go to hell|(?:screw|fuck|damn) you|i (?:hate|despise|"
        "loathe) (?:you|who|what you(?:'ve)?|being your|having)|i can't (?:stand|"
        "look) (?:you|at you|the sight|to look at you|being around)|sight of you|"
        "you (?:stink|smell|reek)|grow (?:a|some) (?:pair|spine|backbone|balls)|"
        "waste your (?:whole |entire )?(?:life|potential|talent)|you(?:'ve|"
        " have) ~1 (?:wasted|thrown) (?:your|away)|you (?:ruin|ruined) your",
        "no better than your ~1 " + TEASE + "|"
        "not a good (?:day|time|week|idea)|i don't (?:even )?know (?:who you (?:met|saw|"
        "talked|mean)|you (?:like|very|that well|yet))|you(?:'re|"
        " are) no(?:t)? (?:different|better or)|hate (?:you being|what you(?:'re|"
        " are)? (?:going|facing)|that|being your reason)|not worth (?:less|it)|"
        "you smell (?:nice|good|like (?:home|cookies))|used to be so (?:scared|afraid|shy|"
        "sad)",
    ),
    (
        "people (?:laugh|talk|whisper|stare|pity)(?: at| about)? ?you|what will (?:people|"
        "the neighbors|the neighbours|everyone|they|your kids) (?:say|think)|"
        "laughing ?stock|(?:everyone|everybody|whole town|neighbors|"
        "whole) ~2 (?:is )?(?:laughing|talking about|pities|ashamed)|dirty (?:addict|"
        "junkie|drunk|habit|little)|poor excuse for|sorry excuse for|sad excuse for|"
        "bad (?:example|influence|mother|father|son|daughter|parent|person|husband|wife|"
        "seed|apple)|(?:terrible|horrible|awful|lousy|rotten|worst) (?:example|influence|"
        "mother|father|son|daughter|parent|person|husband|wife|friend|brother|sister|human|"
        "dad|mom)|you can't (?:handle|manage|hold|even hold|keep) (?:a (?:job|simple|"
        "relationship|promise|baby)|anything|yourself|your (?:life|liquor|money|own|word|"
        "kids)|down|one|it together)|you(?:'re| are) (?:beneath|below) (?:me|us)|(?:so|too|"
        "that|how) (?:weak|stupid|pathetic|selfish|lazy|low) (?:of you|you|can you|"
        "to (?:quit|stop|see|change|even|say|admit))|typical (?:you|of you|man|woman)|"
        "typical$|how low can you|how (?:selfish|stupid|weak|pathetic|lazy|low|dumb|"
        "childish|ungrateful|immature|irresponsible)|(?:your |that's |that is |this is |"
        "it's |it is |what |so |just |how |truly |absolutely ){1,6}(?:pathetic|disgusting|"
        "disgraceful|shameful|embarrassing|low|weak|selfish|lazy)",
        "(?:not|n't|never) (?:a )?(?:bad|terrible|horrible|awful) (?:person|mother|father|"
        "son|daughter|parent|example)|people talk about you (?:with|fondly)|"
        "can't keep (?:it|food|anything) down|how lazy (?:a|the|my|i|we)|(?:i'm|i am|i was|"
        "i feel|i felt|me|my|mine) ~2 (?:so |too |just |weak|selfish|lazy|embarrassing|"
        "low)|(?:feel|feeling|felt|felt) ~1 (?:so |too |just )?(?:weak|low|lazy)|battery|"
        "so low (?:today|lately|right now)|(?:how|that|so) embarrassing (?:for me|i)",
    ),
    (
        "what would (?:your ~1 |the ~1 |my ~1 )?(?:grand(?:mother|father|ma|pa)|mother|"
        "father|mom|dad|mum|god|people|neighbors|boss|pastor|priest) (?:think|say)"
        r"(?: of you| about you| if|$|\?)|how (?:do|can) you (?:even )?(?:sleep at night$|"
        "face|show your face)|look at yourself in the mirror",
        "",
    ),
    (
        "(?:grown|real) (?:men|women|adults|man|woman) (?:don't|doesn't|do not|wouldn't|"
        "would never|never)|no (?:real|grown|decent|good|normal) (?:man|woman|mother|father|"
        "parent|person) (?:would|does|do|acts|says)|(?:given|gave|giving) up on you|"
        "you(?:'ve| have)? (?:turned into|become|became) ~2 (?:junkie|addict|drunk|drunkard|"
        "bum|liar|thief|monster|loser|mess|burden|disgrace|nobody)",
        "(?:not|never|won't|haven't|hasn't|didn't|nobody|no one) ~2 (?:given|gave|giving|"
        "give) up on you",
    ),
    (
        "you(?:'re| are|'re being| are being) (?:such |like |acting like |just )?(?:a |an )"
        r"(?:\w{2,12} )?(?:child|baby|brat|teenager|toddler|kid)$|(?:acting|act|behaving|"
        r"behave) like (?:a|an) (?:\w{2,12} )?(?:child|baby|brat|teenager|toddler)",
        "you(?:'re| are) (?:only |still |just )?(?:a |my |such a )(?:good|sweet|great|lovely|"
        "wonderful|kind) (?:kid|child|baby)|you(?:'re| are) my",
    ),
)
