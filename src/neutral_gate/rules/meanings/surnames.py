"""Takes the class of a politician from words that are somebody's surname: "said Glenys Mayor, who runs the group".

The word before must be a first name, or the words after must tell who the person is. A town's mayor bears the town's
name ("Wigan Mayor"), so that a capital alone says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from neutral_gate.people.common_names import COMMON_FIRST_NAMES
from neutral_gate.text import Token
from neutral_gate.text.everyday_words import is_everyday
from neutral_gate.text.word_lists import word_set

_SURNAMES = word_set("mayor minister chancellor speaker alderman president governor senator")
_MORE_FIRST_NAMES = word_set(
    "abdul abigail ada adrian agnes ahmed aidan aisha alastair albie alfie ali alice alistair allan alma amelia"
    " amina amir anita anjali annette annie anwar arthur asha asif audrey ayesha barry beatrice becky bella"
    " bernard beryl bethan betty beverley bill billy bob brenda bridget bronwen bruce bryn callum calum cath cathy"
    " cecil cerys charlie cheryl chloe ciara clive connor dan danny darren debbie dennis desmond dilys dipak"
    " donald doreen doris douglas duncan dylan eddie edith edna edwin eileen eleanor ellen ellie elsie emyr enid"
    " erin ernest esther ethel eva evelyn evie farah fatima faye felicity ffion fred freda freddie frederick freya"
    " gail gavin gemma geoff geraint gerald gerard gladys glenda glenys glyn gordon greg gwen gwyneth hamish"
    " hannah harold harriet harvinder hassan hazel hilary howard hugh ibrahim ida imran ines ingrid irene isabel"
    " isla isobel ivan ivor jacob jaswinder jeff jeffrey jenny jeremy jim jimmy jo jodie josephine joy judy june"
    " justin kath kathy katie ken kerry khalid kieran kim kirsty kwame layla leah len leo leon leonard liam"
    " lillian lily liz lloyd lydia lynne mabel maggie malcolm mandy marcus margery marian marion marjorie martha"
    " martyn maud mavis max maxine megan mehmet mel melanie mildred millie miriam mo moira molly mona morag moses"
    " muriel myra nadia nasreen nathan ned neville niamh nina noel noor nora norma norman olga olive olivia olwen"
    " omar oscar owen pam parveen pat patsy pearl peggy penny percy pete phil phoebe phyllis pippa polly priya"
    " rajesh ralph ranjit reg reginald rhian rhiannon rhys rita robin rodney ron rosa rose rosie rupert sadia"
    " saira sandeep sanjay sasha saul seamus sian sid sidney stan stanley stella sunita susie sybil sylvia tahir"
    " tamsin ted terry theo theresa tomos ursula vera vernon vicky vikram vince vincent viola violet vivien walter"
    " archie billie bobby ella evan ewan finn georgia holly imogen iris jade jasmine jayden jonny kai keira kiera"
    " lola lottie luca maisie maya mia milly naomi nell nia ollie poppy rhea rory ruby seren sienna skye tess tilly"
    " una willow zac zach zoya"
    " wasim wilf wilfred win winifred yasmin yusuf zainab zara"
)
_TITLES = word_set("mrs ms miss mr dr")
_BEFORE_SAINTS = word_set("st saint port lake fort mount")
_OF_AN_OFFICE = word_set("of for")
_SAID = word_set("said says added adds asked asks explained explains by with from meet contact ask")
_TELLS_WHO = word_set("who aged a an our from")
_JOBS = word_set(
    "accountant administrator adviser analyst apprentice architect archivist assistant baker bricklayer caretaker"
    " carer carpenter cashier caseworker chef cleaner clerk coach conductor constable consultant cook coordinator"
    " co-ordinator courier crew curator dentist dietitian director doctor drummer driver ecologist electrician"
    " engineer executive farmer firefighter fitter florist foreman founder gardener gp grandmother grandfather"
    " groundsman head headteacher housekeeper inspector instructor joiner lead lecturer librarian lifeguard"
    " manager matron mechanic midwife musician nurse nursery-nurse officer operator optician organiser organist"
    " painter paramedic pharmacist physio physiotherapist planner plumber porter postman potter practitioner pupil"
    " psychologist radiographer ranger receptionist registrar researcher resident scientist sculptor sergeant"
    " singer sister solicitor student superintendent supervisor surgeon surveyor teacher technician tenant"
    " therapist tutor vet volunteer waiter warden weaver worker"
)
"""What people are who hold no office. A chair or a secretary may be a politician."""
_OF_POWER = word_set("authority combined region council county elected assembly police fire")
_ENDS_WORK = word_set("said says who and told tells explained added asked writes wrote runs")
_LONGEST_JOB = 7
"""Words in which somebody's work is told: "our deputy head of parks and bridges"."""


def without_surnames(titles: Iterable[tuple[Sequence[Token], int]], name: str) -> bool:
    """Takes the classes from the titles of one draft that are surnames.

    Args:
        titles: Where titles stand in its sentences, each with its sentence. The tokens are changed.
        name: What patterns are to read in place of them.

    Returns:
        True where a token was changed.
    """
    single = [(row, place) for row, place in titles if place and row[place].text in _SURNAMES]
    borne = [(row, place) for row, place in single if _is_surname(row, place)]
    known = {row[place].text for row, place in borne}
    first_names = _TITLES | {row[place - 1].text for row, place in borne}
    for row, place in single:
        if row[place].text in known and row[place - 1].text in first_names and not _goes_on(row, place):
            borne.append((row, place))
    for row, place in borne:
        token = row[place]
        token.text, token.classes, token.entity = name, (), ""
    return bool(borne)


def is_given_name(word: str) -> bool:
    """True for a common first name, folded, that is no everyday word as well."""
    return (word in COMMON_FIRST_NAMES or word in _MORE_FIRST_NAMES) and not is_everyday(word)


def _is_surname(row: Sequence[Token], place: int) -> bool:
    before = row[place - 1]
    if before.kind != "word" or not before.capital or before.classes or before.possessive or _goes_on(row, place):
        return False
    earlier = row[place - 2].text if place > 1 else ""
    if before.text in COMMON_FIRST_NAMES or before.text in _MORE_FIRST_NAMES:
        return earlier not in _BEFORE_SAINTS
    if is_everyday(before.text):
        return False
    if earlier in _JOBS and not row[place - 2].capital:
        return True
    after = row[place + 1 : place + 3]
    told = len(after) > 1 and after[0].text == "," and (after[1].text in _TELLS_WHO or after[1].kind == "number")
    return (told and earlier in _SAID) or _has_a_job(row, place)


def _has_a_job(row: Sequence[Token], place: int) -> bool:
    """True where the words after a comma or in brackets tell somebody's work: "Jo Mayor, our lift engineer"."""
    if place + 1 >= len(row) or row[place + 1].text not in (",", "("):
        return False
    work = []
    for token in row[place + 2 : place + 2 + _LONGEST_JOB]:
        if token.kind == "mark" or token.text in _ENDS_WORK:
            break
        work.append(token)
    if not any(token.text in _JOBS and not token.capital for token in work):
        return False
    return not any(token.classes or token.text in _OF_POWER for token in work)


def _goes_on(row: Sequence[Token], place: int) -> bool:
    """True before a name, as in "Mayor Jo Bloggs", and for "Mayor of" and "Minister for"."""
    if place + 1 >= len(row):
        return False
    after = row[place + 1]
    return after.text in _OF_AN_OFFICE or (after.kind == "word" and after.capital)
