"""Names that may mean something or somebody else: "Hope Street" a street, "Robin Hood" a legend, "John Smith" many."""

from __future__ import annotations

from collections.abc import Iterable

# First names that are also words, months, plants, virtues, places, or the names that streets and wards are given.
_FIRST_WORDS = """
abbey albert alexandra alma amber angel april ash august autumn basil bishop blossom canon charity chelsea cherry
chester christian clay clover coral crystal daisy dale dawn derby diamond duke eden elder elizabeth elm faith fern
flora florence forest general george ginger glen gold golden grace grant harbour hazel heath heather holly hope iris
ivory ivy jade jasmine jewel joy jubilee judge june juniper justice kent king lake lance lane laurel lavender liberty
lily linden london lord lotus luna market mary mercy mill misty moss myrtle new north oak ocean olive orchard page
paris park patience pearl penny peace poppy port precious prince princess prudence queen rain ray reed regent rich
river robin rock rose rosemary rowan royal ruby sage sandy savannah senior silver sky south spring star sterling stone
storm summer sunny sydney temple trinity tulip verity victor victoria viola violet virginia west will willow winter
wren young
"""
# Surnames that are also nouns of places, buildings and services, or other plain words.
_LAST_WORDS = """
abbey academy acre airport avenue bank banks barn bay beach bell birch bird book booth bridge bridges brook brooks
burn bush care castle chapel chase church clinic close coast college corner cottage council court crescent cross dale
day deal dean dell docks door down drive england estate fair farm ferry field fields fire flowers forest forward
fountain frost gale garden gardens gate gates gold grange green grove hall harbour haven head heart heath hill hills
hole holiday home hood hope house island jewel joy justice key keys kitchen lake lamb land lane law leaf light lock
lodge london manor market marsh mead meadow medical mill mills moon mount new news night north oak orchard park parks
path peace peak place plant pond pool port post power price pride quay rail rainbow ridge ring rise rivers road rock
roof rose row royal sands school sea service shade shore silver snow south spring square staff star station stone
storm street summer summers surgery temple terrace theatre tower towers town tree trust unit vale valley view villa
villas wales walk wall ward waters way week well wells west wharf winter wood woods yard york
"""
# People of history, legend and the stage whom public texts name, streets and wards after them included.
_FAMOUS_NAMES = """
ada lovelace, alan turing, albert einstein, alexander fleming, alfred nobel, andrew carnegie, aneurin bevan, anne
boleyn, anne frank, barnes wallis, beatrix potter, benjamin britten, benjamin franklin, bobby moore, charles darwin,
charles dickens, charlotte bronte, christopher columbus, christopher wren, clement attlee, dorothy hodgkin, dylan
thomas, edith cavell, edward elgar, edward jenner, elizabeth fry, elizabeth garrett anderson, ellen terry, emily
bronte, emmeline pankhurst, ernest bevin, ernest shackleton, florence nightingale, francis drake, frederick banting,
george best, george eliot, george harrison, george orwell, george stephenson, george washington, grace darling, gustav
holst, guy fawkes, harold wilson, harry potter, helen keller, henry ford, henry moore, henry purcell, henry tate,
horatio nelson, ignaz semmelweis, isaac newton, isambard kingdom brunel, jack the ripper, james bond, james cook,
james joyce, james lind, james paget, james watt, jane austen, jane eyre, jesse boot, jimmy savile, joan of arc, john
adams, john bull, john bunyan, john constable, john keats, john lennon, john logie baird, john major, john milton,
john radcliffe, john ruskin, john snow, john wesley, joseph lister, joseph priestley, josephine butler, julius caesar,
karl marx, keir hardie, lewis carroll, linda mccartney, lord byron, louis pasteur, margaret thatcher, marie curie,
marie stopes, martin luther king, mary berry, mary poppins, mary seacole, mary shelley, mary wollstonecraft, michael
faraday, michael jackson, nelson mandela, nye bevan, octavia hill, oliver cromwell, oliver twist, oscar wilde, paul
mccartney, peter pan, peter rabbit, queen victoria, robert burns, robert louis stevenson, robert owen, robert peel,
robert stephenson, robin hood, rosa parks, rosalind franklin, rudyard kipling, samuel johnson, samuel pepys, sherlock
holmes, stephen hawking, thomas becket, thomas cook, thomas edison, thomas hardy, thomas jefferson, thomas paine,
thomas telford, tim berners lee, titus salt, tommy cooper, tony hancock, victoria wood, virginia woolf, walter scott,
wilfred owen, william beveridge, william blake, william booth, william harvey, william morris, william shakespeare,
william tyndale, william wallace, william wilberforce, william wordsworth, winnie the pooh, winston churchill
"""
# The first names that most people in Britain have, and their short forms.
_COMMON_FIRST = """
adam alan alex alexander alison amanda amy andrea andrew andy angela ann anna anne anthony barbara ben benjamin brian
carol caroline catherine charles charlotte chris christine christopher claire clare colin craig daniel dave david
dawn deborah denise derek diane donna dorothy edward elaine elizabeth emily emma eric frank fiona francis gary gareth
geoffrey george gillian graham hannah harry heather helen henry ian jack jacqueline jake james jamie jane janet
jason jean jennifer jessica jill joan joanne joe john jonathan joseph josh joyce judith julia julie karen kate
katherine kathleen keith kelly kenneth kevin laura lauren lee leslie linda lisa lorraine louise lucy luke lynn
margaret maria marie mark martin mary matthew maureen michael michelle mick mike mohammed muhammad natalie neil
nicholas nick nicola nigel oliver pamela patricia patrick paul pauline peter philip rachel ray raymond rebecca
richard rob robert roger ronald rosemary roy russell ruth ryan sally sam samantha samuel sandra sara sarah sean
sharon shaun sheila shirley simon sophie stephanie stephen steve steven stuart sue susan suzanne terence teresa
thomas tim timothy tina toby tom tony tracey tracy trevor valerie victoria wayne wendy william yvonne zoe
"""
# The surnames that most people in Britain have.
_COMMON_LAST = """
adams ahmed akhtar ali allen anderson andrews armstrong atkinson bailey baker ball barker barnes barry begum bell
bennett berry bibi booth bradley brown burns burton butler campbell carr carter chapman clark clarke cole collins cook
cooper cox cunningham davidson davies davis dawson day dixon duncan edwards elliott ellis evans fisher fletcher ford
foster fox francis fraser gibson gill gordon graham grant gray green griffiths hall hamilton harris harrison hart
harvey hayes henderson hill holmes howard hudson hughes hunt hunter hussain hussein jackson james jenkins johnson
johnston jones jordan kaur kelly kennedy khan king knight lawrence lawson lee lewis lloyd macdonald mahmood marshall
martin mason matthews mccarthy mcdonald miah mills mitchell mohamed moore morgan morris morrison murphy murray
newman nicholson obrien oconnor owen palmer parker patel paterson patterson pearce pearson perry phillips poole
porter powell price rahman ray reed rees reid reynolds richards richardson riley roberts robertson robinson rogers
rose ross russell ryan saunders scott shah sharma shaw simpson singh smith spencer stevens stewart stone sullivan
sutherland taylor thomas thompson thomson turner walker wallace walsh ward watson watts webb wells west white
wilkinson williams williamson willis wilson wood woods wright young
"""
# A name with one of these after it, in capitals, is a place's, a building's or a fund's: "the John Doe Library".
_NAMED_AFTER_WORDS = """
academy arms auditorium avenue award awards block bridge building bursary campus cancer cathedral center centre chapel
charity church clinic close college cottage court crescent cup disease drive fellowship festival field fields
foundation fund gallery garden gardens grove hall hospice hospital house infirmary institute institution lane lecture
library lodge medal memorial museum park place playground prize professor pub recreation road room rooms scholarship
school society square stadium stand street studio suite surgery syndrome terrace theatre tower trophy trust unit
university wing way
"""
_FIRST = frozenset(_FIRST_WORDS.split())
_LAST = frozenset(_LAST_WORDS.split())
_FAMOUS = frozenset(" ".join(name.split()) for name in _FAMOUS_NAMES.split(","))
NAMED_AFTER = frozenset(_NAMED_AFTER_WORDS.split())
COMMON_FIRST_NAMES = frozenset(_COMMON_FIRST.split())
COMMON_SURNAMES = frozenset(_COMMON_LAST.split())
_WORDS_OF_ONE_LETTER = frozenset({"a", "i", "o"})


def is_common_phrase(name: str) -> bool:
    """True for a single word, and for a name whose words are all common words: "Hope Street", "A Page"."""
    words = [word.strip(".,'’").casefold() for word in name.replace("-", " ").split()]
    if len(name.split()) < 2:
        return True
    if len(words[0]) < 2:
        return len(words) == 2 and (words[0] in _WORDS_OF_ONE_LETTER or words[1] in _LAST)
    return words[0] in _FIRST and all(word in _LAST for word in words[1:])


def is_famous(words: Iterable[str]) -> bool:
    """True for the plain words of a name of history, legend or the stage: "robin", "hood"."""
    return " ".join(words) in _FAMOUS


def is_place_word(word: str) -> bool:
    """True for a plain surname that is also a noun of places, buildings or services, or another common word."""
    return word in _LAST
