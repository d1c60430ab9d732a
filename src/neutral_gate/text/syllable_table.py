"""Words whose syllables the rules of `syllables` would miscount, by their number of syllables as spoken in Britain.

Our own list. A plural, an -ed or an -ing need not be here where its word is.
"""

from __future__ import annotations

_BY_COUNT = {
    1: """
        clothes drawer drawers eyes ms plagued reel st tongue toothed
    """,
    2: """
        acme aspirin breathalyse business cadre canyon chocolate colonel couldnt couldve coupling cranial cruelly
        diamond didnt doer doesnt dr dryer duckling dyer eg embed eu evening every fiery fired flyer fueled genius
        genre gmail goer hadnt hasnt headaches hired hour hundred ie interest isnt itd itll jr latte linkedin maybe
        mightve mr mrs mustnt naive naked neednt ok opera our premier ruin sacred sampling sapling several shipyard
        shouldnt shouldve sibling skiing soldier sovereign startling stomachache stomachaches subtly thatll thatve
        theory tired toothaches transient triage vs wasnt wednesday wicked wouldnt wouldve
    """,
    3: """
        acquire adobe albeit alias alien api arguing aureus averages behavior behaviour boolean caveat ceo cereal
        cfo cia cio cllr cllrs coalesce desire desired element entire epa faceted forensic forever fruition gdp
        genuine govt hideous hourly imagery inspired irs iso issuance jewellery laboured likelier lineage linear ltd
        markedly meteor mph nausea nuclear nutrient oasis onerous parliament physio placebo preamble proactive
        pursuant quieter ratio recipe reliance reliant retire riskiest salespeople sovereignty spokesperson
        stickiest suicide superfluous tenement theatre trickier unforeseen usa valuable vegetable visualise
        visualize watershed wherever whoever widening
    """,
    4: """
        agreeable apostrophe approx arguably behavioral behavioural coalition coeliac conscientious continuum
        deactivate delineate diabetes diarrhoea dietician dietitian diuretic dyslexia etc everybody foreseeable
        ideation influenza initiative laboratory malleable mm neuroscience permeable poinsettia portfolio
        preparedness reliable reliably suicidal unrealised whatsoever zoologist
    """,
    5: """
        ambiguity conscientiously parliamentary proprietary radioactive unreliable
    """,
    6: """
        beneficiary reliability
    """,
    7: """
        confidentiality socioeconomic
    """,
}
TABLE = {word: count for count, words in _BY_COUNT.items() for word in words.split()}

_FIRST_PARTS = """
    base before blue bone care case code date else every eye face file fire fore four frame free game gate guide
    here hole home horse house ice lease leave life like lime line live make mile mine more name nine nose note one
    page pipe place price rule safe score share side sledge smoke some space stage stake state stone store take
    there time trade type voice ware waste wave where white whole wide wild wire
"""
FIRST_PARTS = frozenset(_FIRST_PARTS.split())
"""First parts of compounds, for their silent e: "some-thing", "life-time", "house-hold"."""

_SHORT_WORDS = """
    act add age ago aid air all am an and any are arm art as ask at ate bad bag ban bar be bed big bit box boy bus
    but buy by can car cat cup cut day did die do dog dry due ear eat end eye far few fit fix fly for fun gap gas
    get go got gov gum gun guy had has hat he her him hip his hit hot how i ice if ill in is it its jab job joy key
    kit law leg let lie log lot low man map max may me men met mix mud my net new no nor not now odd of off oil old
    on one or our out own pay pen per pet pin pop pot put raw red rid road rot run sad saw say sea see set she sin
    sir sit six skin sky so sun tab tap tax tea ten the tie tin tip to toe too top toy try two up us use van via war
    was way we wet who why win yes yet you zip
"""
SHORT_WORDS = frozenset(_SHORT_WORDS.split())
"""Words of up to three letters that stay words in capitals; other short ones in capitals are read letter by letter."""
