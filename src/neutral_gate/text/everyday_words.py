"""Everyday words: what a reader of ten in Britain is likely to know, for the share of words that are not among them.

The list is our own, in British spelling, with the words of home, school, shops, health and council services. It stands
in the place of the Dale-Chall list, which is American and not free to copy.
"""

from __future__ import annotations

from functools import lru_cache

_EVERYDAY = frozenset(
    """
    a able about above accident account across act active actually add address adult advice advise afford afraid after
    afternoon again against age agency ago agree ahead aim air airport alarm alcohol alive all allergy allow almost
    alone along already also alternative although always am ambulance among amount an and angry animal ankle answer
    ant anxious any anybody anyone anything anyway apart apple application apply appointment april apron are area
    argue arm army around arrange arrive art as ask asleep assistant asthma at ate attack attend attention august aunt
    autumn available average awake aware away awful baby back bacon bad badge bag bake balance ball balloon banana
    band bang bank bar bark barn basket bat bath bathroom battle bay be beach bean bear beard beast beat beautiful
    because become bed bedroom bee beef been beer before beg begin behind believe bell belong below belt bench bend
    benefit berry beside best better between big bike bill bin bird birth birthday biscuit bit bite bitter black blame
    blanket bleed bleeding bless blind block blood blow blue board boat body boil bold bone book booking boot border
    bored born borrow boss both bottle bottom bowl box boy brain branch brave bread break breakfast breast breath
    breathe breathing brick bridge bright bring broadband broken brother brown brush bucket budget bug build building
    bull bump bun burn burst bus bush business busy but butter button buy by cabbage cage cake calendar call calm
    camera camp can cancer candle cannot cap car card care careful carer carpet carrot carry cart case cash castle cat
    catch cause ceiling cell cent centre certain chain chair chalk chance change charge charity chart chase cheap
    check cheek cheer cheese chemist chest chew chicken child chimney chin chip chocolate choice choose church
    cigarette cinema circle city clap class clay clean clear clever click cliff climb clinic clock close cloth clothes
    cloud club coach coal coast coat code coffee coin cold collar collect collection college colour comb come comfort
    comment common community company complain complaint complete computer condition confirm consider contact control
    cook cool copper copy corn corner cost cottage cotton cough could council councillor count country couple courage
    course court cousin cover cow crack cream create credit creep crew crime crisis crop cross crowd crown cry cup
    cupboard cure curl current curtain customer cut dad daily damage damp dance danger dangerous dark date daughter
    day dead deaf deal dear death debt december decide decision deck deep deer delay deliver delivery dentist describe
    design desk destroy details develop diabetes diary did die diet difference different difficult dig dinner direct
    direction dirt dirty disabled disappear discount discover discuss disease dish distance ditch dive divide do
    doctor document does dog doll dollar done donkey door dose dot double doubt down download dozen drag draw drawer
    dream dress drink drive driver drop drown drug drum dry duck due dull during dust duty each eager ear early earn
    earth east easy eat edge egg eight eighteen eighty either elbow electric electricity elephant eleven else email
    emergency employer empty end enemy energy engine england english enjoy enough enter entrance envelope equal
    equipment error escape especially estate even evening event ever every everybody everyone everything everywhere
    exact exam example except excited excuse exercise exit expect expensive experience expert explain extra eye face
    fact factory fail fair fall false family famous far fare farm farmer farther fast fat father fault favourite fear
    feather february fee feed feedback feel feet fell fellow felt fence fetch fever few field fifteen fifth fifty
    fight fill film finance find fine finger finish fire first fish fist fit five fix flag flame flat flesh flight
    float flood floor flour flow flower flu fly fog fold follow food fool foot football for force forest forget
    forgive fork form fortnight forty forward found four fourteen fourth fox free freeze fresh friday friend friendly
    frog from front frost fruit fry full fun fund funny fur furniture further future gain game gap garage garden gas
    gate gather gave gender general gentle get giant gift girl give glad glass glasses glove glue go goal goat god
    gold gone good goodbye goods got government gp grab grain grand grandfather grandmother grant grape grass grave
    great green greet grew grey grocery ground group grow guard guess guest guidance guide gun guy habit had hair half
    hall ham hammer hand handle hang happen happy harbour hard hardly harm harmful has hat hate have hay he head
    headache heal health healthy heap hear heart heat heaven heavy hedge heel height held hello help hen her herd here
    hers herself hid hide high hill him himself hip his history hit hobby hold hole holiday home honest honey hook hop
    hope horn horse hospital hot hotel hour house housing how however huge human hundred hung hungry hunt hurry hurt
    husband hut i ice idea identity if ill illness image immediately important improve in inch include increase indeed
    individual indoors infection inform information injection injury ink insect inside instead instructions insurance
    interest interested interesting internet into iron is island it item its itself jacket jail jam january jar jaw
    jelly jewel job join joke journey joy judge jug juice july jump june just keen keep kettle key keyboard kick kid
    kill kilogram kind king kiss kitchen kite kitten knee knew knife knit knock knot know label lace lack ladder lady
    lake lamb lamp land landlord lane language laptop large last late laugh law lawn lay lazy lead leader leaf leaflet
    leak lean learn least leather leave left leg legal lemon lend length less lesson let letter level library licence
    lick lid lie life lift light like likely limit line link lion lip list listen litre litter little live lively
    liver load loaf loan local location lock log lonely long look loose lord lorry lose lost lot loud love lovely low
    luck lucky lump lunch lung machine mad made magazine magic mail main make male man manage manager many map march
    mark market married marry mask mat match matter may maybe me meal mean measure meat medical medicine meet meeting
    melt member memory mend mental menu merry mess message metal metre middle midnight midwife might mild mile milk
    mill million mind mine minor minute mirror miss mistake mix mobile model modern moment monday money monkey month
    moon more morning mortgage most mother motor mountain mouse mouth move movement mr mrs ms much mud multiply mum
    murder muscle museum music must my myself nail name narrow nasty nation national nature near nearly neat necessary
    neck need needle neighbour neither nephew nerve nest net never new news newspaper next nhs nice niece night nine
    nineteen ninety no nobody nod noise noisy none noon nor normal north nose not note nothing notice november now
    nowhere number nurse nursery nut oak obey occur october of off offer office officer often oil old on once one
    onion online only open opening operation opinion option or orange order organise original other ought our ours
    ourselves out outdoors outside oven over own owner pack page pain paint pair pale pan pancake paper parcel pardon
    parent park parking part partner party pass passenger password past paste path patient pavement paw pay payment
    peace peach pear pen pencil penny pension people pepper per percent perfect perhaps period permit person personal
    pet petrol pharmacist pharmacy phone photo photograph physical piano pick picnic picture pie piece pig pile pill
    pillow pilot pin pink pint pipe pit pitch pizza place plain plan plane planning plant plaster plastic plate play
    playground please plenty plug plum plus pocket point poison police policy polite political poll pollution pond
    pool poor pop popular population porridge position possible post postcode poster pot potato potential pound pour
    poverty powder power practice practise pram pray prefer pregnancy pregnant prepare prescription present press
    pressure pretty prevent price pride print prison private prize probably problem process produce product
    professional profile programme progress project promise proof proper protect proud prove provide public pull pump
    punish pupil puppy pure purple purpose purse push put puzzle quality quarter queen question queue quick quiet
    quite rabbit race radio rail railway rain raise ran range rash rat rate rather raw reach read ready real really
    reason receipt receive recent recommend record recover recycle recycling red reduce refund refuse region register
    regular relationship remain remember remind remove rent repair repeat replace reply report request require rescue
    research resident responsible rest restaurant result return review rice rich rid ride right ring ripe rise risk
    river road roast rob rock role roll roof room root rope rose rough round row rub rubber rubbish rude rug ruin rule
    ruler run rush sack sad safe safety said sail salad salary sale salt same sand sandwich sat saturday sauce sausage
    save saw say scan scarf scheme school science scissors score scratch scream screen sea search season seat second
    secret section see seed seem seen select self sell send senior sense sentence separate september series serious
    serve service session set settle seven seventeen seventy several severe sew sex shade shadow shake shall shallow
    shame shape share sharp shave she shed sheep sheet shelf shell shelter shift shine ship shirt shock shoe shoot
    shop shopping short should shoulder shout show shower shut shy sick side sight sign signal silence silly silver
    similar simple since sing single sink sir sister sit site situation six sixteen sixty size skill skin skirt sky
    sleep sleeve slice slide slip slope slow small smart smell smile smoke smoking smooth snack snake snow so soap
    social society sock sofa soft soil soldier solve some somebody someone something sometimes somewhere son song soon
    sore sorry sort sound soup sour source south space spade spare speak special speed spell spend spider spill spin
    spit spoil spoon sport spot spread spring square squeeze staff stage stairs stamp stand standard star start state
    statement station stay steady steal steam steel steep step stick stiff still sting stir stocking stomach stone
    stop store storm story straight strange straw stream street strength stress stretch strike string stroke strong
    student study stuff stupid style success such suck sudden suddenly suffer sugar suggest suit suitable summer sun
    sunday supper support suppose sure surface surgery surprise swallow swear sweat sweep sweet swell swelling swim
    swing sword symptom system table tablet tail take talk tall tank tap tape target task taste tax taxi tea teach
    teacher team tear teeth telephone television tell temperature ten tenant tent term test text than thank that the
    theatre their them themselves then there therefore these they thick thief thin thing think third thirsty thirteen
    thirty this those though thousand thread three throat through throw thumb thunder thursday ticket tidy tie tight
    till time tin tiny tired title to toast today toe together toilet tomato tomorrow tongue tonight too tool tooth
    top total touch tourist toward towards towel tower town toy track trade traffic train training transport travel
    treat treatment tree trick trip trouble trousers true trust truth try tube tuesday turn twelve twenty twice twin
    two type tyre ugly umbrella uncle under understand unhappy uniform unit unless until up update upon upset upstairs
    urgent us use useful user usual usually vaccine valley value van vase vegetable vehicle version very video view
    village virus visit visitor vitamin voice volunteer vote wage waist wait wake walk wall wallet want war ward warm
    warn wash waste watch water wave way we weak wear weather website wedding wednesday week weekend weekly weigh
    weight welcome well went were west wet what whatever wheat wheel wheelchair when whenever where wherever whether
    which while whisper whistle white who whole whom whose why wide wife wifi wild will win wind window wine wing
    winner winter wire wise wish with within without woman wonder wood wool word work worker world worm worried worry
    worse worst worth would wound wrap wrist write written wrong wrote yard year yellow yes yesterday yet you young
    your yours yourself youth zoo
    """.split()  # noqa: SIM905 - a list of this length is easier to read and to change as text
)
_ENDINGS = (
    *(
        ("'s", ""),
        ("s'", ""),
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ves", "f"),
        ("ves", "fe"),
        ("ed", ""),
        ("ed", "e"),
        ("ied", "y"),
    ),
    *(("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("est", "e"), ("iest", "y")),
    *(("ly", ""), ("ily", "y"), ("n't", ""), ("'re", ""), ("'ll", ""), ("'ve", ""), ("'d", ""), ("'m", "")),
)
_TWICE = "bdglmnprt"  # letters that are doubled before an ending: stop, stopped
_IRREGULAR = frozenset(
    """
    ain't can't shan't won't ate bought bound bred broke broken brought built burnt came caught children chose chosen
    crept dealt drank drawn drew driven drove drunk eaten fallen fed fled flew flown forgave forgot forgotten forgiven
    fought froze frozen gave given gone got grew grown heard held hidden hung kept knelt known laid lain led left lent
    lit lost made meant men met mice mistaken paid ran rang read ridden risen rode rose rung said sang sat sawn seen
    sent shaken shone shook shot shown shrank slept slid sold sought spelt spent spoke spoken spun stole stolen stood
    struck stuck stung sung sunk swept swollen swore sworn swum swung taken taught teeth thought threw thrown told
    took tore torn understood upset was were woke woken women won wore worn wound written wrote
    """.split()  # noqa: SIM905
)


@lru_cache(maxsize=65_536)
def is_everyday(word: str) -> bool:
    """Whether a word, or the word that it is a form of, is on the list. A hyphenated word is if all its parts are."""
    word = word.lower().replace("\u2019", "'")
    if "-" in word.strip("-"):
        return all(is_everyday(part) for part in word.split("-") if part)
    if word in _EVERYDAY or word in _IRREGULAR:
        return True
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            if stem + instead in _EVERYDAY:
                return True
            if not instead and stem[-1] in _TWICE and stem[-2:-1] == stem[-1] and stem[:-1] in _EVERYDAY:
                return True
    return False
