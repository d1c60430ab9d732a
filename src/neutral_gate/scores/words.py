"""The word lists behind the named features of the scores. The weights were fitted to them: change both or neither.

All of them are our own. A list says what a word often does in a sentence, not what it means.
"""

from __future__ import annotations

from neutral_gate.text.word_lists import word_set

POLITICAL = word_set(
    """
    act amendment assembly assent austerity backbench backbencher backbenchers ballot bench benches bill bills brexit
    budget cabinet chancellor commons congress conservative conservatives constituencies constituency constituents
    council councillor councillors debate democracy democrat democrats election elections executive friend gentleman
    government governments green greens hon honourable house labour lady leader legislation liberal liberals lords
    mayor member members minister ministers motion mp mps msp msps nationalist opposition parliament parliamentary
    parties party peers policies policy politician politicians politics premier president prime reform republican
    right secretary senate senator senedd shadow snp socialist speaker state tories tory treasury union voters
    westminster whitehall
    """
)
"""Words that keep their meaning with a capital; any other capital inside a sentence is taken for a name."""

LISTS: dict[str, frozenset[str]] = {
    "I, me, my": word_set("i me mine my myself"),
    "we, our": word_set("our ours ourselves us we"),
    "you, your": word_set("you your yours yourself"),
    "should, must, ought": word_set("cannot must mustn't ought should shouldn't"),
    "strong words of degree": word_set(
        """
        absolutely altogether awfully badly completely deeply desperately downright easily entirely even extremely far
        firmly flatly fully greatly hardly highly hopelessly hugely immensely incredibly just merely obscenely
        perfectly plain plainly positively purely quite rather really remarkably scarcely simply so sorely such
        terribly thoroughly too totally truly utterly very whole wholly
        """
    ),
    "words of view": word_set(
        """
        admittedly alas alleged anyhow anyway apparently arguably assume assumes assumption basically beliefs believe
        believes certain certainly clear clearly conceivably curiously definitely doubtless doubtlessly essentially
        ever evidently exactly explain explains fact feel feels fortunately frankly fundamentally genuinely guess
        guessed hence honestly hopefully imagine indeed inevitable inevitably inherently insight insofar instead
        interestingly intriguing ironically judge judging knows literally logic logical logically luckily matter maybe
        means meanwhile mystery naturally necessarily necessary obviously opinion ostensibly paradox paradoxically
        perception perhaps plainly plausible possibly precisely predictably presumably presume pretend pretends
        probably question questions realise realistic reality reason remarkably rightly sadly seem seemingly seems
        shows simply somehow sort strange strangely striking strikingly suppose supposedly surely surprisingly suspect
        tellingly thankfully therefore think thinking thinks thus true truly truth ultimately undeniably understand
        understandably undoubtedly unfortunately unsurprisingly unthinkingly view virtually whatever why wonder
        wonders wrongly
        """
    ),
    "words of praise": word_set(
        """
        able abundant accomplished achievement admirable admire adorable adore advantage affection affectionate ally
        amazing amazingly ambitious ample appealing applaud appreciate astonishing attractive authentic beautiful
        beautifully beauty benefit benevolent best better bless blessing bold brave bravery bravest bright brightest
        brilliance brilliant brilliantly calm captivating celebrate charm charming cherish cherished civilised clever
        comfort commend commendable compassion compelling confident congratulate constructive cool courage courageous
        creative credit cure dazzling dear decent dedicated deft delight delighted delightful deserve deserved
        deserves devoted dignified dignity diligent eager earnest ease effective efficient effortless elegant eloquent
        empower encouraging endearing energetic enjoy enjoyable enlightened enrich enthusiasm enthusiastic enviable
        essential excellent exceptional exciting exemplary exquisite extraordinary fabulous fair faith faithful famous
        fantastic fascinating favourite fearless feat fine finer finest flourish foremost fortunate fresh friend
        friendly fruitful funny gain gem generous genius gentle gift gifted glad gladly glorious glory good gorgeous
        grace graceful gracious grateful great greater greatest handsome happiness happy harmony healthy heartening
        heartfelt hero heroes heroic heroine heroism honest honour hope hopeful humane humble iconic ideal imaginative
        immense impress impressive incredible ingenious inspiration inspire inspired inspiring integrity intelligent
        intimate inviting jewel jolly joy jubilant just justice keen kind kindest kindness landmark laudable legend
        legendary liberate lively love loveliest lovely loyal loyalty lucky magnificent majestic marvel marvellous
        masterpiece matters mature memorable merit meticulous miracle miraculous modest natural neat nice nicest noble
        nobly nurture optimism optimistic outstanding outstandingly passion passionate patient peaceful perfect
        perfectly pioneering pleasant pleased pleasure polished powerful praiseworthy precious precise premier
        prestigious pride principled prize promising prosperity prosperous proud prudent radiant rare rational
        reasonable refined refreshing reliable remarkable renowned resilient resolute respected revolutionary rich
        right robust safe satisfying selfless sensational sensible serene sincere skilful smart smooth solid soothing
        spectacular spirited splendid steadfast strong stunning stylish sublime succeed success successful superb
        superior supportive sweet sympathy talent talented tasteful tender terrific thoughtful thrilling thrive timely
        tireless tolerant treasure tremendous tribute triumph triumphant trusted trustworthy truthful uplifting
        valuable vibrant victory vigorous virtue virtuous visionary vital vivid warm warmth wealth welcome wholesome
        winner wisdom wise wit witty wonder wonderful wonderfully world-class worldwide worth worthwhile worthy zeal
        """
    ),
    "words of blame": word_set(
        """
        abandon abominable absurd absurdly abuse abused abusive abysmal accident-prone accuse afraid aggression
        aggressive aimless alarm alarming alarmist anger angry anguish annoy annoying anxious apathy appalled
        appalling appease arbitrary arduous arrogance arrogant ashamed assault atrocious attack authoritarian autocrat
        awful awkward backlash backward bad badly bankrupt barbarian barbaric barbarity beleaguered betray betrayal
        betrayed biased bigot bigoted bitter bizarre blame blatant bleak bleed blind bloated blunder bogus bombastic
        boredom boring bother brainless broken brutal brutality bubble bully bungled burden bureaucratic calamity
        callous careless catastrophe catastrophic catastrophically censor censorship chaos chaotic charade chilling
        cliche clown clowns clueless clumsy coercion cold collapse collapsing complacency complacent complain
        complicit conceited confused confusion conspiracy contempt contemptible contradiction controversial convoluted
        corrupt corrupted corruption costly counterproductive coward cowardice cowardly crackdown crazy crime criminal
        cringe crippled crippling crisis crook crooked crooks crude cruel cruelty crumbling crush crushed curse
        cynical daft damage damaging damned damning danger dangerous darkness dead deadly deaf deafening deceit
        deceitful deceive deception defeat defective defiant degrading delusion delusional demagogue demagogues
        demonise denial deplorable depressing deprive derelict derisory despair desperate desperately desperation
        despicable despise despot destroy destroyed destroying destruction destructive deteriorate devastated
        devastating devious dictator dictators dictatorship die dire dirty disagree disappoint disappointed
        disappointing disappointment disaster disastrous disastrously discredited discriminate discrimination disdain
        disease disgrace disgraced disgraceful disgust disgusting dishonest dishonesty dismal dismiss disorder
        displease dispute disregard disrespect disrupt distort distorted distortion distract distress distrust
        disturbing dogma dogmatic dominate doom doomed doubt doubtful downfall draconian drastic dread dreadful dreary
        dubious dud dull dumb dumping dupe dysfunctional egregious elite elites elitist embarrassing embarrassment
        empty endless enemies enemy enrage erode erratic error evil exaggerate exaggerated exaggeration exasperating
        excessive excuse excuses exploit exploitation exploited extreme extremism extremist extremists fail failed
        failing failings failure fake fallacy false fanatic fanatical fanatics farce fascism fascist fatal fatuous
        fault fear fearful fears feckless feeble fiasco fiction fierce filthy flawed flaws flop folly fool foolish
        fools forced foul fragile frail frantic fraud fraudulent frenzy frightened frightening frivolous frustrated
        frustrating frustration furious fury futile futility gamble ghastly gimmick glaring gloom gloomy greed greedy
        grim gross grossly grotesque guilt guilty gullible hapless hardship harm harmful harsh harsher hate hated
        hateful hatred haunted havoc hazard heartbreaking heartless hell helpless hideous hollow hopeless horrendous
        horrible horrific horrified horrifying horror hostile hostility humiliate humiliated humiliating humiliation
        hurt hype hyped hypocrisy hypocritical hysteria hysterical ideological ideologue ideology idiot idiotic idiots
        ignorance ignorant ignored illegal illegitimate illiteracy illusion imbecile immoral impasse imperial
        imperialism imperialist impossible impotence impotent inaction inadequate incoherent incompetence incompetent
        incomprehensible indefensible indifference indifferent indignation ineffective inefficient inept inequality
        inexcusable inferior infuriating inhuman inhumane injustice insane insidious insincere instability
        insufferable insult insulting intolerable intolerance intolerant invade invasion irony irrational irrelevant
        irresponsible irresponsibly jeopardy joke joyless junk lack lacking lamentable laughable laughing lazy liar
        liars lie lies looming loot looting loser losers loss lost lousy ludicrous lunacy lunatic lurid lying mad
        madness malicious manipulate manipulated manipulation manipulative massacre meaningless mediocre mediocrity
        menace merciless mess miserable miserably misery misguided mislead misleading mistake mistaken mob mock mocked
        mockery mocking monstrous moronic muddled mundane murderous myth naive narrow nasty nauseating needless
        needlessly nefarious negative neglect negligence nervous neurotic nightmare nonsense nonsensical notorious
        obnoxious obscene obscure obsessed obsession obsolete odious offend offensive ominous oppress oppressed
        oppression oppressive ordeal outdated outrage outraged outrageous overblown overdue overpaid overpriced
        overrated overreach overreaction overwhelmed panic paranoia paranoid parasite parody partisan pathetic
        patronising peddle perilous pernicious persecute persecution perverse pessimism pessimistic petty phoney
        pitiful pity plague plight plot plunder pointless poison poisonous poor poorer poorly poverty powerless
        precarious predatory prejudice prejudiced preposterous pretence pretend pretending pretentious problem
        profiteering profiteers propaganda provocation provocative puppet puppets quagmire rabid racism racist radical
        radicals rage rampant rant rash rebel reckless regime regret regrettable reluctant repress repression
        repressive repugnant repulsive resentful resentment revolting ridicule ridiculous rigged riot risky rob robbed
        rot rotten rubbish rude ruin ruined ruining ruinous ruthless sabotage sacrifice sacrificed sad sanctimonious
        satire savage scam scandal scandalous scapegoat scapegoats scare scared scary scathing sceptical scoff scorn
        scoundrel scourge selfish selfishness senseless shabby shaky shallow sham shambles shame shameful shamefully
        shameless shocked shocking shockingly shoddy short-sighted sick sickening silly sinister slander slaughter
        slave slavery slogan slogans sloppy slump smear smeared smears smug snobbery so-called sorry soulless sour
        spectacle spin spineless spite spiteful spoiled squalid squander squandered stagnant stagnation stain stale
        stark starve starving stench stereotype stifle stifling stigma stooge strangle strife struggle struggling
        stubborn stumble stupid stupidity stupidly subservient suffer suffered suffering suffocating suicidal
        superficial surrender suspicion suspicious swindle tantrum tasteless tawdry tear tedious tension terrible
        terribly terrified terrifying terror terrorise thief thieves threat threaten threatened threatening threats
        thug thugs tired tiresome toothless torture toxic tragedy tragic trample trap trauma traumatic treacherous
        treason treated trivial trouble troubled troubling tyrannical tyranny tyrant tyrants ugly ultra unable
        unacceptable unaccountable unbearable unbelievable unbelievably uncertain uncivilised uncomfortable
        undemocratic undermine undermined undermines undermining uneasy unelected unethical unfair unfit unforgivable
        ungrateful unhappy unhelpful unhinged unimaginative unjust unjustifiable unjustified unlucky unnecessary
        unpleasant unpopular unprecedented unpredictable unprincipled unrealistic unreasonable unreliable unrest
        unsafe unscrupulous unsustainable untenable unthinkable unwanted unwilling unworthy upset useless vain
        vandalism venal vengeance venom vicious victim victims vile vilify villain villains violate violation violence
        violent vulgar warmonger warmongering waste wasted wasteful weak weakness whine whining whip wicked withering
        witless woe woeful woefully woke worse worst worthless wrath wreak wreaking wreck wrecked wrong wrongdoing
        wrongheaded zealot zealots
        """
    ),
    "everybody, never, nothing": word_set(
        """
        absolute absolutes all always any anybody anyone anything enough entire eternal eternally everlasting every
        everybody everyday everyone everything everywhere forever history humanity mankind mass masses millions most
        nation never no nobody none nothing nowhere only ordinary sheer single society utter world
        """
    ),
    "not": word_set(
        """
        aren't can't cannot couldn't didn't doesn't don't hasn't isn't neither nor not wasn't won't wouldn't
        """
    ),
    "words of saying": word_set(
        """
        according accused added adding admitted alleged announced argued argues asked believed called claimed claims
        commented concluded confirmed declared demanded denied described expected explained found heard insisted
        insists noted praised promised replied reported reportedly reports revealed said saying says stated stressed
        suggested suggests thought told tweeted urged warned warns welcomed writes wrote
        """
    ),
    "was, were, had": word_set("been did had was were"),
    "is, are": word_set("am are aren't is isn't"),
    "will, would": word_set("could might shall will won't would wouldn't"),
    "but, yet": word_set(
        """
        although but despite however instead nevertheless nonetheless still though unless yet
        """
    ),
    "words of Parliament": word_set(
        """
        amendment backbench backbencher backbenchers bill chamber commons constituencies constituency constituent
        constituents debate gentleman hon honourable house lady legislation lords lordships motion noble opposition
        parliament parliamentary peers shadow speaker statement
        """
    ),
    "words of government": word_set(
        """
        brexit budget cabinet chancellor coalition congress government governments minister
        ministers ministry premier president presidential prime regime republic secretary senate senator senedd
        treasury washington westminster whitehall
        """
    ),
    "parties and politicians": word_set(
        """
        conservative conservatives democrat democrats labour leftist leftists liberal liberals manifesto mp mps msp
        nationalist nationalists parties party politician politicians populist populists republican republicans
        rightwing snp socialist socialists tories tory
        """
    ),
    "words of policy": word_set(
        """
        austerity borders capitalism climate cuts deficit democracy economic economy immigration inequality migrants
        nation nationalisation nations peace poverty privatisation reform reforms regulation sanctions spending
        subsidies tax taxation taxes taxpayer taxpayers trade unemployment union unions war welfare
        """
    ),
    "measure and price": word_set(
        """
        average billion cent centimetres hectares hours kilometres litres metres miles million minutes pence per
        percentage pounds thousand weeks years
        """
    ),
}
"""Words by the name of the feature that counts them; the names are what a reader sees."""
