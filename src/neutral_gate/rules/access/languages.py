"""Language tags (BCP 47), and which language a text is most likely in."""

from __future__ import annotations

from functools import cache

from neutral_gate.rules.access.patterns import late
from neutral_gate.text.word_lists import word_set

_TWO_LETTERS = word_set(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de"
    " dv dz ee el en eo"
    " es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja"
    " ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my"
    " na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn"
    " so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
"""Primary language subtags of two letters in the IANA registry."""
_LONG_FORMS = word_set(
    "aar abk afr aka alb sqi amh ara arg arm hye asm ava ave aym aze bak bam baq eus bel ben bih bis bod"
    " tib bos bre bul"
    " bur mya cat ces cze cha che chi zho chu chv cor cos cre cym wel dan deu ger div dut nld dzo ell"
    " gre eng epo est ewe"
    " fao fas per fij fin fra fre fry ful geo kat gla gle glg glv grn guj hat hau heb her hin hmo hrv"
    " hun ibo ice isl ido"
    " iii iku ile ina ind ipk ita jav jpn kal kan kas kau kaz khm kik kin kir kom kon kor kua kur lao"
    " lat lav lim lin lit"
    " ltz lub lug mac mkd mah mal mao mri mar may msa mlg mlt mon nau nav nbl nde ndo nep nno nob nor"
    " nya oci oji ori orm"
    " oss pan pli pol por pus que roh ron rum run rus sag san scc srp scr sin slk slo slv sme smo sna"
    " snd som sot spa srd"
    " ssw sun swa swe tah tam tat tel tgk tgl tha tir ton tsn tso tuk tur twi uig ukr urd uzb ven vie"
    " vol wln wol xho yid"
    " yor zha zul"
)
"""Codes of three letters for languages whose tag has two: not in the registry, and browsers do not know them."""
_SPECIAL = frozenset({"i-default", "i-klingon", "i-lux", "sgn", "art", "mul", "und", "zxx", "mis"})
_GRANDFATHERED = late(r"i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)$")
_TAG = late(r"[a-z]{2,8}(?:-[a-z0-9]{1,8})*$")


def is_language(tag: str) -> bool:
    """True where a tag is well formed and its first part is a registered language.

    Codes of three letters are taken as registered unless they are the long form of a tag of two.
    """
    folded = tag.strip(" \t\n\r\f").lower()
    if _GRANDFATHERED.match(folded) or folded in _SPECIAL:
        return True
    if not _TAG.match(folded):
        return False
    first = folded.partition("-")[0]
    if len(first) == 2:
        return first in _TWO_LETTERS
    return len(first) == 3 and first not in _LONG_FORMS


_COMMON = {
    "en": "the of and to in is you that it for was on are with as have this be at or from had by not but what all were"
    " we when your can said there an each which their if will how about many then them would these some has more her"
    " his they our who been its into could other than over only also after because where most should does literally",
    "cy": "y yr yn ar o o'r i'r a'r mae ac wedi eich gan ei ein hyn hynny oedd roedd bod fod sydd sy nid ddim"
    " gyda gyfer ydych"
    " chi ni fel mwy cael gwybodaeth wasanaeth cymru newydd neu os bydd drwy rhwng bob",
    "fr": "le la les un une des et est dans pour que qui sur avec pas vous nous ce cette ces sont du au"
    " aux plus par mais"
    " ou il elle être avoir été leur son sa ses notre votre bonne ils en comme se ont",
    "de": "der die das und ist nicht ein eine zu mit den von dem im auf für sie wir ich es sich des auch"
    " als an bei oder"
    " wird werden sind aus nach einer einem über wie zum zur haben hat durch ihre",
    "es": "el la los las un una de y es en que por con para no se del al lo como más su sus este esta son pero ha ser o"
    " muy también está nuestro usted si sobre cuando",
    "it": "il lo la gli le un una di e è che in per con non del della dei delle sono si al come più anche questo questa"
    " ma da nel nella suo ha essere o alla",
    "nl": "de het een en van is dat op te in zijn met voor niet aan er om ook als bij hij ze wij naar"
    " maar dan zo worden"
    " wordt nog deze uit over door heeft geen kan ging",
    "pl": "i w na z do nie że się jest to o jak ale po co tak za od czy przez dla oraz są być lub ich tym które który"
    " może jego",
    "pt": "o a os as um uma de e é em que por com para não se do da dos das no na mais como seu sua ao são está você ou"
    " foi também pelo pela",
    "da": "og det er en et at af til på med for ikke den der de har som vi jeg kan om være fra eller men"
    " han hun så blev"
    " denne dette også",
    "sv": "och det är en ett att av till på med för inte den som de har vi jag kan om vara från eller men han hon så"
    " denna detta också",
    "ro": "și în de la cu pe nu este că o un să mai din care sunt pentru au a fi sau ca ce dar prin",
}
"""Common words of the languages that UK public bodies publish in most."""
_WORD = late(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MOST_WORDS = 400


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for language, common in _COMMON.items():
        for word in common.split():
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def other_language(text: str, tag: str, *, least: int) -> str:
    """The language that a text is clearly in, where that is not the one that its tag says; else "".

    Args:
        text: The text.
        tag: The language tag that holds for it.
        least: Fewest different common words of the other language that are enough.
    """
    declared = tag.strip().lower().partition("-")[0]
    if declared not in _COMMON:
        return ""
    words = _WORD.findall(text.casefold())[:_MOST_WORDS]
    known = _languages_of()
    counts = dict.fromkeys(_COMMON, 0)
    for languages in filter(None, map(known.get, words)):
        for language in languages:
            counts[language] += 1
    best = max(counts, key=lambda language: counts[language])
    ours = counts[declared]
    if best == declared or counts[best] < len(words) / 5 or counts[best] < 3 * ours + 1:
        return ""
    # One short word again and again, such as "a", is a word of many languages.
    return best if len({word for word in words if best in known.get(word, ())}) >= least else ""
