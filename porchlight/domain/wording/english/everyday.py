"""English words that tell a tease or good news from a reproach of the same shape."""

from __future__ import annotations

# Topics of a tease: "You're just like your dad, humming over the pancakes."
EVERYDAY = (
    "(?:pancakes?|pie|pies|bread|baking|bakes?|bakery|soup|chili|rice|beans|salt|salsa|pepper|"
    "recipes?|cook|cooks|cooking|cookies?|cake|cakes|garlic|cheese|tacos?|tamales|eggs?|candy|"
    "chocolate|popcorn|salad|fruit|leftovers|snacks?|breakfast|coffee|dessert|feeding|"
    "grill|barbecue|parking|parallel|maps?|directions|folding|suitcase|thermostat|blankets?|"
    "umbrellas?|socks|shoes|hats?|sweaters?|gardens?|gardening|"
    "gardener|tomatoes|plants?|roses|flowers?|trees?|dogs?|cats?|puppy|puppies|birds?|"
    "chickens?|chess|checkers|dominoes|crosswords?|puzzles?|football|soccer|baseball|"
    "basketball|fishing|karaoke|sings?|singing|singer|hums?|humming|whistles?|whistling|"
    "dances?|dancing|dancer|music|songs?|guitar|piano|jokes?|puns?|movies?|snores?|snoring|"
    "handwriting|dimples|freckles|curls|bikes?|sewing|knitting|spelling|naps?|"
    "saturdays|sundays|trivia|laughs?|smiles?)"
)
# Words of a reproach. A tease and good news have none in the rest of their sentence.
HARM = (
    "(?:drunk|drink|drank|booz|bottle|beer|vodka|whisk|wine|liquor|high$|stoned|us(?:e|ed|ing)$|"
    "drug|pill|needle|dope|meth|heroin|cocaine|smok|the bar(?!b)|jail|prison|casino|gambl|"
    "pass(?:ed|ing) out|hung ?over|lie$|lies|liar|lying|steal|stole|cheat|missed|missing|forgot|"
    "lazy|useless|loser|fail|ruin|worthless|selfish|junkie|addict|alcoholic|scream|yell|hit |hurt|"
    "blam|leaving|disappear|hiding|nothing|trouble|alone|broke|broken|angry|rage|temper|mouth|smell|"
    "a glass|attitude|moods?|debt|throw|walking out|running (?:away|off)|mess$|sick of|the same|"
    "over us|excuse|why (?:can't|don't|aren't|not)|so (?:can|should) you|unlike you|without|"
    "on (?:his|her|their) own|(?:and|but|while|so) you (?:can't|cannot|couldn't|never|still|don't|"
    "won't|just|have|got|haven't|sit)|you never (?:come|call|help|do|show|listen|keep|finish|pay|"
    "think))"
)
NO_HARM = f"(?!(?:[^.?]{{0,160}} )?{HARM})"
# Or its form: "with that toolbox", "waving at every truck", "at wrapping presents".
PLAYFUL = (
    "(?:with (?:that|those|these|all (?:that|those|the))|(?:at )?(?!(?:making|acting|ignoring|"
    "choosing|picking|wasting|destroying|begging|asking|sneaking|crawling|coming|staying|sitting|"
    "sleeping|borrowing|pushing|putting|letting|taking|losing|getting|blowing|falling|being|"
    "going) )\\w{3,12}ing (?:at|on|in|while|the|every|\\w{4,12}s))"
)
TEASE = f"{NO_HARM}(?:~8 {EVERYDAY}|{PLAYFUL})"
# News that the sender shares or asks to celebrate.
SHARED = (
    f"{NO_HARM}~9 (?:shall we|should we|let's|want to|wanna|we're ~3 (?:crying|having|"
    "throwing|celebrating|happy|thrilled|going|meeting|planning)|(?:and|so|there's) ~2 (?:cake|"
    "party)|cake at|cake on|a hug|hugs|send ~2 card|happy tears|would love|asked (?:if|about|"
    "for) (?:you|you'd|we)|invited|invites|wants you|if you(?:'d)? (?:want|like)|your name on|"
    "says (?:hi|hello)|sends (?:you|love|(?:his|her) (?:love|best))|so (?:happy|proud|glad) for|"
    "congratulate|congratulations|celebrate|celebrating|yay|hooray|come (?:with|along)|"
    "join us|good news|so there's|(?:sober|clean) (?:today|tomorrow|tonight))"
)
# What somebody is blamed for having lost, missed or broken again. Of other things it is small talk.
STAKE = (
    "(?:it|this|that|everything|me|us|out|jobs?|work|meetings?|group|court|appointments?|"
    "sessions?|therapy|counseling|class|school|shift|visits?|promises?|word|money|cash|rent|"
    "paycheck|savings|bills?|payments?|license|kids?|children|son|daughter|baby|family|trust|"
    "curfew|tests?|exams?|probation|parole|birthday|anniversary|bottles?|pills?|stash|drugs?|"
    "needles?|stuff|sobriety|program|rehab|treatment|detox|control|temper|checkin|sponsor)"
)
NO_STAKE = (
    "(?:driving|road|parking|math|eye|hearing|spelling|blood|written|science|history) "
    "(?:test|exam)|(?:yoga|dance|art|spin|zumba|swim|cooking|pottery|guitar) class"
)
# What is simply used: "Are you using the bike again?"
TOOL = (
    "(?:paint|brush|bike|oven|kitchen|grill|blender|mixer|laptop|computer|printer|room|desk|garage|"
    "truck|gym|app|recipe|umbrella|blanket|coat|sweater|charger|tools?|drill|mower|crutches|cane|"
    "glasses|stairs|bus|pool|library|treadmill|inhaler)"
)
