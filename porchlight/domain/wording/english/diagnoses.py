"""English for DIAGNOSE: says what is wrong with them."""

from __future__ import annotations

SEEMS = (
    "you(?:'re| are| were| sound| look| seem| act| acted| get| got| have become|"
    "'ve become| must be|'ve been| have been|'ve gone|'re being|'re acting| are being|"
    " are acting)? ?(?:(?:so|just|clearly|obviously|a|an|such|all|really|totally|"
    "completely|probably|still|getting|being|acting|like|the|always|very|pretty|kind|"
    "of|bit|little|again|full-blown|total|typical|real|classic|basically|going|is|what|"
    "mean|you|severely|clinically|actually|honestly|definitely|nothing|but|becoming|"
    "turning|into|even|too) ){0,4}"
)

# What says it, and what silences that.
ROWS = (
    (
        r"you(?:'re| are) ~1 (?:mentally|emotionally|psychologically) \w{2,14}|you(?:'re|"
        " are) too (?:sick|far gone|drunk|high|addicted|damaged|proud|blind|messed)|"
        "you can't (?:control yourself|help yourself|think straight|be helped|"
        "stop yourself)|you have no control|far gone",
        "too far (?:away|from)|you(?:'re| are) ~1 emotionally (?:strong|available|brave)",
    ),
    (
        "you (?:clearly|obviously|really|definitely|must|probably|surely) (?:have|suffer|"
        r"need) (?:a|an|some|serious|from)? ?(?:\w{2,14} )?(?:disorder|problem|issues?|"
        "addiction|illness|condition|help|therapy|rehab|disease|complex)|you(?:'re|"
        " are) (?:clearly|obviously|really|definitely|just|still) not (?:well|right|okay|"
        "stable|yourself|thinking)|you need to (?:see|talk to|find|get|go (?:to|see|"
        "back to)|be (?:on|in|seen)) (?:a |an |some |into |to |your |back |"
        "on ){0,6}(?:psychiatrist|therapist|shrink|doctor|psychologist|counselor|therapy|"
        "rehab|detox|treatment|help|medication|meds|hospital|ward|facility|program|clinic|"
        "locked)|it(?:'s| is) just (?:your|the) (?:anxiety|depression|addiction|withdrawal|"
        "hormones|meds|ptsd|drugs|alcohol|ego|pride|trauma)",
        "if you need to see|need to see a doctor (?:about|for) your (?:knee|back|arm|foot|tooth)",
    ),
    (
        "(?:like|just) (?:every|any|all|a typical)(?: the)?(?: other)? (?:addict|alcoholic|"
        "junkie|drunk|addicts|alcoholics)|you ~1 want (?:attention|pity|sympathy|"
        "people to feel sorry|everyone to feel sorry|an excuse)|you(?:'re|"
        " are) ~1 (?:looking for|seeking|begging for) (?:attention|pity|an excuse|"
        "sympathy)|attention seek(?:ing|er)|pity party|you(?:'re|"
        " are)(?: just)? (?:in a )?(?:dry drunk|pink cloud)|you(?:'re|"
        " are) (?:still )?(?:hiding behind|running from|trading one)|you like (?:being|"
        "playing) (?:sick|the victim|miserable)|you(?:'ve| have) (?:never|not) (?:dealt|"
        "gotten over|faced)|deep down you|your real problem|"
        "the real problem is (?:that )?you",
        "",
    ),
    (
        "denial",
        "(?:i|we|i'm|we're|me|my|our|myself)(?:'ve| was| were| am)? ~2 (?:in )?denial",
    ),
    (
        SEEMS + "(?:manic|bipolar|depressed|paranoid|delusional|psycho|psychotic|narcissistic|"
        "borderline|codependent|co-dependent|addicted|relapsing|relapsed|spiraling|"
        "spiralling|unstable|insane|mental|stoned|triggered|hysterical|obsessed|antisocial|"
        "schizo|schizophrenic|compulsive|detoxing|manipulative|narcissist|addict|alcoholic|"
        "sociopath|psychopath|hungover|delirious|sectionable|toxic|self-destructive|"
        "self-medicating|neurotic|dissociating|wasted|unhinged|traumatized|avoidant|"
        "enabler|drug-seeking|sick-minded|psychotic|crazy|high|drunk|unwell)",
        "(?:i'm|if|when|feel|feeling|felt|do|are|were|was|hope|sorry|even if|though|while|"
        "that) ~1 you(?:'re| are|'ve been| were)? ~2 (?:depressed|unwell|triggered|"
        "traumatized|relapsed|relapsing)|(?:look|sound|were|are|be) high (?:up|on the)|"
        "you(?:'re| are)? ~1 crazy (?:good|funny|talented|about|for)|high (?:school|five|"
        "up|spirits|on (?:life|the list))|you high|crazy (?:day|week|busy|schedule|weather|"
        "good)|so you are crazy about|obsessed with (?:this|that|the (?:show|book|song|"
        "game))|you get hungover",
    ),
    (
        "you(?:'re| are|'ve got| have|'ve)? ~2 (?:relapsed|relapse|relapsing) ?(?:again)?|"
        "(?:about|going|headed|heading) (?:to|for a|for) relapse",
        "if you|(?:when|even if|that|after|though) you ~2 relapse|(?:i|we) ~4 relapse",
    ),
    (
        "you(?:'re| are|'re just| are just)? ~1 sick (?:in the head|person|individual|"
        "and you|and need|man|woman|puppy)|how sick you(?:'re| are)|ill in the head|"
        "you(?:'re| are) ~1 sick$|you(?:'re| are) (?:not (?:well|right|yourself|"
        "thinking straight|thinking clearly|stable|rational|normal|in your right))",
        "(?:sorry|hope|heard|hear|while|when|if|that|think|since|because|"
        "know) ~2 you(?:'re| are) ~2 (?:sick|not (?:well|yourself))|you are not (?:right|"
        "well) now|not yourself (?:lately|today|these days)",
    ),
    (
        "you ~2 need ~1 (?:professional|psychiatric|serious|real|mental|some serious|"
        "medical|intensive|inpatient)? ?(?:help|therapy|rehab|meds|medication|a shrink|"
        "a psychiatrist|detox|treatment|an evaluation|a therapist|counseling|"
        "to be (?:committed|hospitalized|medicated|evaluated|locked)|to check (?:in|into)|"
        "a psych|your meds)(?: (?:help|badly|with|for|again|now))?",
        "(?:if|when|whenever|whatever|any|what|do|anything|should|in case|anytime|the|"
        "where|say|says|time|that|once|don't|kind of) ~2 you ~2 need|you don't ~1 need|"
        "you need help (?:with|moving|carrying|on (?:the|sunday|saturday)|finding|getting)",
    ),
    (
        "you(?:'ve got| have| got|'ve)? ~2 (?:problem|disease|disorder|complex|death wish|"
        "mentality|condition|trauma|syndrome|illness|personality|issues|adhd|bipolar|bpd|"
        "ptsd|ocd) ?(?:with (?:alcohol|drugs|drinking|anger|authority|honesty|lying|"
        "commitment)|and you|you need|$)?",
        "(?:no|any|a|this|that|my|our|the|same|your|big|common|if you have a|solve|solved|"
        "fixed) (?:problem|condition|personality|issues|illness|disease|"
        "trauma)(?= (?:with (?:the|my|your|that)|at|on|together|too|is not|does not|"
        "doesn't))|you(?:'ve| have)? ~2 (?:solved|fixed|handled|faced|no|great|good|lovely|"
        "wonderful|such a|warm|don't|not|aren't|are more than|are not|not just|"
        "more than) ~2 (?:problem|disease|disorder|trauma|illness|personality|condition|"
        "issues)|have any (?:problem|issues)|you have a problem with (?:the|me|that|it|"
        "this)|it's no|no problem|you (?:and|are) ~1 problem$|(?:if|when) you",
    ),
    (
        "(?:that's|that is|it's|this is|it is) (?:just |only |all )?(?:the|"
        "your) ~1 (?:drink|drugs?|addiction|disease|alcohol|illness|booze|meth|wine|addict|"
        "depression|pills|bipolar|liquor|brain|heroin|disorder|withdrawal|trauma|anxiety|"
        "ptsd|bpd|adhd) ~1 (?:talking|speaking|thinking|behavior|again|acting|in you)|"
        "(?:talking|speaking) not you|(?:drink|drugs?|addiction|disease|alcohol|booze|"
        "depression|bottle) (?:talking|speaking)",
        "",
    ),
    (
        "your ~1 (?:disease|addiction|illness|addict brain|bipolar|depression|trauma|"
        "disorder|anxiety|alcoholism|codependency|mental (?:illness|health)|ptsd|adhd|"
        "brain) ~1 (?:is|talking|again|acting|has|makes|speaking|won|did|lies|taking|got)",
        "your (?:illness|disease|addiction|depression|anxiety|brain) (?:is|does)(?:n't|"
        " not| nothing) ~2 (?:you|your|who|all|define|to be)|your brain is (?:healing|"
        "still healing)|your depression is ~1 (?:real|hard|heavy|not)|"
        "your anxiety is ~1 (?:real|hard)",
    ),
    (
        "part of (?:your|the|being) ~1 (?:illness|disease|addiction|an addict|addict|"
        "disorder|problem)|(?:typical|classic|textbook) ~1 (?:addict|alcoholic|narcissist|"
        "behavior|behaviour|junkie|drunk|relapse|of an|bipolar|symptom)|once an (?:addict|"
        "alcoholic|drunk|junkie)|(?:addict|alcoholic|addictive|addicts|alcoholics|junkie|"
        "relapse) (?:behavior|behaviour|thinking|personality|brain|mode|logic|lie|always|"
        "excuse|mentality|talk|are all)|(?:addicts|alcoholics) ~1 (?:lie|always|never|do|"
        "are)|(?:symptom|symptoms)|(?:diagnosis|diagnosed|diagnose) you|"
        "you(?:'re)? ~2 diagnosed",
        "(?:no|not|without|flu|cold|my|his|her|any|fever) ~1 symptoms?|symptoms (?:better|"
        "gone|today|easing)",
    ),
    (
        "you(?:'re| are|'ve been| keep)? ~1 (?:projecting|deflecting|rationalizing|"
        "rationalising|gaslighting|manipulating|minimizing|minimising|self-sabotaging|"
        "intellectualizing|regressing|dissociating|spiraling|repressing|numbing|"
        "overreacting|enabling|catastrophizing|splitting|isolating|white-knuckling|"
        "unraveling)",
        "you(?:'re| are) not ~1 (?:overreacting|manipulating)",
    ),
    (
        "you(?:'re| are) ~1 (?:out|off|losing|having|making|in|going|playing|"
        "acting) (?:of (?:control|your (?:mind|head))|the rails|your (?:meds|head|rocker|"
        "mind|medication|grip)|it$|(?:an|another) episode|a (?:breakdown|meltdown|manic|"
        "depressive|mental|spiral|relapse)|excuses(?: for)?|downhill|the victim|out$|crazy|"
        "mental|insane)",
        "you(?:'re| are) not|in a (?:relapse prevention|mental health)|(?:i'm|we're)",
    ),
    (
        "you(?:'ve| have) ~1 lost (?:your (?:mind|way|grip|senses)|it|touch|control)|"
        "you've gone (?:crazy|mad|insane|off|downhill|mental)|(?:playing|play) the victim|"
        "victim (?:mentality|card|complex)|poor me (?:act|routine|story|again)|"
        "you ~2 victim|rock bottom|hit bottom|you haven't hit|dry drunk|"
        "on something(?: again)?$",
        "(?:i|we|i've|i'd) ~2 (?:rock bottom|hit bottom)|you(?:'re| are| were)? (?:not|"
        "the) (?:a |the )?victim|(?:work|working|focus|hooked|worked|watching|putting|keen|"
        "cooking|agree|spend) on something",
    ),
    (
        "you (?:haven't|didn't|forgot|stopped|skipped|are not|aren't|have to|missed|quit|"
        "not) ~2 (?:taking|take|taken|took|missed) ?(?:your|any|the)? (?:meds|pills|"
        "medicine|medication|dose|antabuse|suboxone|methadone)|(?:stopped|skipped|skipping|"
        "missed|forgot) (?:taking )?your (?:meds|pills|medicine|medication|dose)|"
        "off your (?:meds|medication|pills)",
        "if you|in case you",
    ),
    (
        "you(?:'re)? ~1 don't even (?:see|know|realize|realise|notice|understand|"
        "get) ~1 (?:how|that|what|you|it)|you ~1 (?:just |"
        "really )?don't want to (?:get better|change|recover|be well|stop|quit|heal|face|"
        "admit|see|get well|get sober|be helped)|you (?:can't|won't|refuse|need|"
        "cannot) (?:to )?(?:see|admit|face|accept) ~2 (?:you|your|it|the truth|reality|"
        "that|what)|(?:anyone|anybody|everyone|everybody) can (?:see|tell) (?:you|that|it|"
        "what)|you(?:'re| are) ~1 (?:resisting|avoiding|blocking|sabotaging|repeating|"
        "unconscious|addicted|hooked|dependent)",
        "don't even (?:see|know|realize) ~1 how (?:much|proud|loved|strong|far|brave|good|"
        "kind)|you need to see (?:this|the)|anyone can see (?:you(?:'re| are)? ~1 (?:try|"
        "trying|love|care|work|working|better)|how (?:hard|much))|(?:if|when) you|"
        "can't see (?:it|what) (?:yet|i see)|everyone can see (?:you|how) ~2 (?:try|hard|"
        "trying|work|proud)",
    ),
    (
        "it's ~1 (?:a )?(?:cry for help|chemical imbalance|phase|coping|attachment|"
        "abandonment|unresolved|childhood|daddy|mommy)|you have ~2 (?:attachment|"
        "abandonment|anger|trust|daddy|mommy|control|impulse) (?:issues|problems?)|"
        "(?:hereditary|genetic)|you inherited|you (?:get|got) (?:it|this|"
        "that) from your (?:father|mother|dad|mom)|i(?:'ve| have)? (?:read|googled|"
        "looked) (?:about|up|that|online) ~3 (?:your|what you|you have|you're)|(?:google|"
        "article|internet|counselor|therapist|doctor|book) (?:says|said) you",
        "you (?:get|got) (?:it|that|this) from your ~3 (?:laugh|smile|kindness|strength|"
        "eyes)|read ~4 (?:your (?:letter|note|text|message|card|poem|story))",
    ),
    (
        "you(?:'re| are) (?:clearly|obviously|definitely) ~1 (?:in withdrawal|detoxing|manic|"
        "relapsing)|you(?:'ve got| have got) ~1 (?:borderline|bipolar|narcissism)|you (?:drink|"
        "drank|use|used|gamble|get high|got high|do this|do it) because you(?:'re| are|"
        "'ve)? ~1 (?:hate|afraid|weak|sick|depressed|insecure|unhappy|avoiding|running|"
        "damaged|broken)",
        "not ~3 because you",
    ),
    (
        "(?:replacing|replaced|replace|trading|traded|trade|swapping|swapped|swap) (?:one|"
        "an|your) (?:addiction|drug|habit) (?:with|for)|you(?:'ve)? (?:have|got|show|"
        "lack) (?:no|zero|any) (?:insight|self awareness|self control|impulse control)",
        "",
    ),
    (
        "you(?:'re| are) (?:just |only )?using (?:it|this|that|them|alcohol|drugs|pills|food|"
        "work) (?:as|to (?:escape|avoid|hide|numb|cope))|you(?:'re| are) not (?:really )?"
        "(?:ready (?:to (?:change|quit|stop|get|be)|for (?:help|recovery|change))|(?:really|"
        "actually|truly) (?:sober|clean|in recovery|better|trying))|you(?:'re| are) (?:a|an) "
        r"(?:\w{2,12} )?(?:alcoholic|addict|codependent|enabler|narcissist|sociopath)",
        "if you(?:'re| are) not (?:really )?ready|(?:okay|ok|fine|alright) ~2 not ready",
    ),
)
