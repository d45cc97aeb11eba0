/** What could stand for a place, without brackets. */
export const broaderPlaceWords = {
  'en-GB': {
    kindIn: (kind: string, region: string) => `${kind} in ${region}`,
    city: 'a city',
    bigCity: 'a big city',
    london: 'London',
    town: 'a town',
    smallTown: 'a small town',
    village: 'a village',
    partOf: (bigger: string) => `a part of ${bigger}`,
    country: (world: string) => `a country in ${world}`,
    cityAbroad: (country: string) => `a city in ${country}`,
    britain: 'Britain',
    england: 'England',
    place: 'a place',
    /** A second one in the same text: "another town in Wales". */
    second: (phrase: string) => phrase.replace(/^an? /, 'another '),
    /** The same before a noun: "the [North West] office". */
    before: {
      'the North East': 'North East',
      'the North West': 'North West',
      Yorkshire: 'Yorkshire',
      'the East Midlands': 'Midlands',
      'the West Midlands': 'Midlands',
      'the East of England': 'eastern',
      London: 'London',
      'the South East': 'southern',
      'the South West': 'West Country',
      Wales: 'Welsh',
      Scotland: 'Scottish',
      'Northern Ireland': 'Northern Irish',
    } as Readonly<Record<string, string>>,
    local: 'local',
    outOfTown: 'out-of-town',
    overseas: 'overseas',
    foreign: 'foreign',
  },
} as const

/** Words at the end of a name that say of what kind it is, by what could stand for it. */
export const kindsOfPlace: Readonly<Record<string, string>> = {
  'a park': 'park parc',
  'a station': 'station',
  'a street': 'road street lane avenue drive close crescent terrace grove row way heol stryd rd st',
  'an estate': 'estate',
  'a river': 'river afon canal brook',
  'a beach': 'beach sands bay',
  'a square': 'square gardens market',
  'a building': 'house court tower towers lodge flats heights mansions building hall',
  'a bridge': 'bridge',
  'a hill': 'hill hills mountain fell moor',
  'an island': 'island isle',
  'a wood': 'wood woods forest',
}

/**
 * Organisations by what could stand for them: words anywhere in a name. Our own list; the first line that fits is taken.
 */
export const kindsOfOrganisation: readonly (readonly [phrase: string, words: string])[] = [
  ['a police station', 'police station|nick\\b|custody suite'],
  ['a police force', 'police|constabulary|psni|the met\\b|met police'],
  ['a refuge', "refuge|women'?s aid|safe ?house"],
  [
    'a prison',
    'hmp|hmyoi|prison|yoi|gaol|jail|strangeways|wormwood scrubs|the scrubs|pentonville|belmarsh|barlinnie|styal|forest bank|altcourse|wymott|winson green|bronzefield|low newton|askham grange|polmont|cornton vale|maghaberry|magilligan|hydebank|feltham|wandsworth nick',
  ],
  ['a children’s centre', "children'?s cent|family hub|sure start"],
  ['a night shelter', 'night ?shelter|night hostel|winter shelter'],
  ['a hostel', 'hostel|foyer|ymca|ywca|nightstop|st mungo|emmaus|dorothy day|approved premises|bail hostel'],
  ['a food bank', 'food ?bank|trussell|foodcycle|soup (?:run|kitchen)|pantry'],
  ['a day centre', 'day cent|drop[ -]?in|booth centre'],
  [
    'a hospital',
    'hospital|infirmary|a ?& ?e\\b|general$|ysbyty|maternity|\\broyal (?:oldham|london|free|stoke|bolton|preston|berks|blackburn|gwent|victoria)',
  ],
  ['a hospital ward', '\\bward\\b'],
  [
    'an NHS trust',
    'nhs|health board|health trust|foundation trust|mental health|camhs|cmht|community health',
  ],
  ['a surgery', 'surger|medical cent|health cent|medical practice|doctors|\\bgp\\b|group practice|meddygfa'],
  ['a dentist', 'dental|dentist|mydentist'],
  ['a chemist', 'chemist|pharmac|\\bboots\\b|superdrug|lloydspharmacy'],
  ['a clinic', 'clinic'],
  [
    'a court',
    'crown court|magistrates|county court|family court|high court|sheriff court|court at|tribunal|\\bcourts?$|prosecutor|\\bcourt of\\b',
  ],
  ['a nursery', 'nursery|playgroup|pre-?school'],
  ['a university', 'universit|\\buni\\b|polytechnic|prifysgol'],
  ['a college', 'college|sixth form|coleg'],
  ['a school', 'school|academy|primary|\\bhigh\\b|grammar|comprehensive|ysgol|infants|juniors'],
  ['a mosque', 'mosque|masjid|islamic'],
  ['a temple', 'temple|mandir|gurdwara'],
  ['a synagogue', 'synagogue|\\bshul\\b'],
  ['a charity', 'salvation army|sally army'],
  [
    'a church',
    "church|chapel|cathedral|parish|minster|abbey|pentecost|methodist|baptist|quaker|our lady|sacred heart|\\bst\\.? [a-z]+'?s$|capel|eglwys",
  ],
  ['a job centre', 'job ?cent(?:re|er)|\\bjcp\\b'],
  [
    'a benefits office',
    '\\bdwp\\b|department for work|\\bpip\\b.*(?:team|line|office)|benefits? (?:office|agency)',
  ],
  ['a benefit', 'universal credit|\\bpip\\b|\\besa\\b|\\bjsa\\b|housing benefit|tax credit'],
  ['a probation office', 'probation|\\bcrc\\b'],
  [
    'a government office',
    'home office|ministry|department (?:of|for)|hmrc|ukvi|border force|cafcass|\\bdvla\\b|immigration|serco|migrant help|mears',
  ],
  [
    'a council',
    'council|borough|county hall|town hall|civic centre|local authority|cyngor|\\bcbc\\b|\\bmbc\\b|social services',
  ],
  [
    'a housing association',
    'housing|homes\\b|home group|peabody|clarion|sanctuary|stonewater|\\bl ?& ?q\\b|guinness|places for people|orbit|wheatley|thirteen|bpha|metropolitan thames|notting hill genesis|anchor|tai ',
  ],
  [
    'an advice service',
    "citizens'? advice|\\bcab\\b|advice cent|law cent|legal aid|helpline|samaritans|childline|solicitors",
  ],
  [
    'a support group',
    'anonym|\\baa\\b|\\bna\\b|smart recovery|recovery (?:group|hub|cafe|café)|support group',
  ],
  [
    'a drug and alcohol service',
    'change grow live|\\bcgl\\b|turning point|addaction|we are with you|\\bwith you\\b|drug|alcohol|rehab|detox|inclusion|via\\b',
  ],
  ['a library', 'library|llyfrgell'],
  [
    'a community centre',
    'community cent|community hall|village hall|community hub|neuadd|\\bhub\\b|youth club|youth cent',
  ],
  ['a leisure centre', 'leisure|swimming|baths|\\bgym\\b|puregym'],
  ['a museum', 'museum|gallery'],
  ['a theatre', 'theatre|cinema|odeon|\\bvue\\b|bingo'],
  [
    'a football club',
    '\\bf\\.?c\\.?$|\\bafc\\b|united$|rovers|wanderers|athletic$|albion$|\\bceltic\\b|glentoran|arsenal|hotspur|football club|\\bcity fc\\b',
  ],
  [
    'a transport firm',
    'stagecoach|first ?bus|arriva|northern rail|national express|trainline|translink|megabus|\\btfl\\b|\\bcabs?\\b|taxis?|minicab',
  ],
  ['a post office', 'post office'],
  [
    'a bank',
    'bank\\b|barclays|lloyds|natwest|hsbc|santander|halifax|monzo|nationwide|\\btsb\\b|credit union|starling',
  ],
  [
    'a pub',
    "\\barms\\b|\\binn\\b|tavern|\\bpub\\b|wetherspoons?|'spoons|spoons|red lion|white hart|rose and crown|king'?s head|social club|working men",
  ],
  ['a café', 'café|cafe|costa|starbucks|greggs|caffè|coffee|tea ?room|pret\\b'],
  [
    'a place to eat',
    'mcdonald|maccies|\\bkfc\\b|nando|subway|burger|pizza|chippy|kebab|restaurant|takeaway|toby carvery',
  ],
  [
    'a shop',
    'tesco|asda|aldi|lidl|sainsbury|morrison|co-?op|iceland|primark|argos|b ?& ?m|poundland|wilko|\\bspar\\b|waitrose|m ?& ?s|ikea|debenhams|home bargains|shop|stores?\\b|supermarket|currys|jd sports|cash converters|cex|\\bb ?& ?q\\b|marks and spencer|halfords|next$',
  ],
  [
    'a website',
    'facebook|whatsapp|instagram|tiktok|youtube|twitter|snapchat|zoom|netflix|google|gumtree|ebay|just ?giving|spareroom',
  ],
  ['a broadcaster', '\\bbbc\\b|\\bitv\\b|channel 4|\\bsky\\b|radio'],
  ['a newspaper', 'echo|gazette|evening news|chronicle|the sun$|daily mail|guardian|the big issue'],
  ['a care home', 'care home|nursing home|residential|hospice'],
  ['a hotel', 'hotel|travelodge|premier inn|britannia|b ?& ?b\\b|guest ?house'],
  [
    'a charity',
    "charity|trust\\b|foundation|\\bmind\\b|crisis|shelter|barnardo|nspcc|age uk|red cross|refugee|rethink|st giles|nacro|catch ?22|centrepoint|oxfam|project|mission|simon community|society|big issue|befriend|aid\\b|rape crisis|women'?s cent|outreach|support|stonewall|mermaids|prince'?s trust",
  ],
  [
    'a firm',
    '\\bltd\\b|limited|\\bplc\\b|\\bllp\\b|amazon|deliveroo|uber|royal mail|\\bdpd\\b|evri|hermes|warehouse|g4s|car ?wash|garage|factory|solutions|services|group$|agency|capita|sports direct|british gas|\\bbt\\b|vodafone|\\bo2\\b|dyson|nissan',
  ],
  ['a team', 'team\\b|unit\\b'],
  ['an army unit', 'regiment|battalion|fusiliers|army|navy|\\braf\\b|marines|rifles'],
]

/** Work, by what could stand for whoever does it. */
export const kindsOfWork: readonly (readonly [phrase: string, words: string])[] = [
  [
    'a kitchen worker',
    'chef|cook\\b|kitchen|dish ?washer|pot ?wash|baker|barista|waiter|waitress|dinner lady|butcher',
  ],
  ['a driver', 'driver|\\bhgv\\b|courier|taxi|cabbie|trucker'],
  [
    'a health worker',
    'nurse|midwife|doctor|surgeon|paramedic|dentist|pharmacist|radiographer|physio|\\bgp\\b|consultant|psychiatrist|psychologist|therapist|counsellor|healthcare|health visitor|\\bhca\\b|matron|registrar|optician',
  ],
  [
    'a support worker',
    'support worker|social worker|key ?worker|carer|care worker|care assistant|personal advis|outreach|youth worker|caseworker|navigator|mentor|volunteer|warden|advocate',
  ],
  ['a housing worker', 'housing (?:officer|worker|manager)|landlord|landlady|caretaker|concierge'],
  [
    'a justice worker',
    'probation|prison officer|screw|judge|magistrate|barrister|solicitor|lawyer|sheriff|clerk of',
  ],
  ['a police officer', 'police|constable|\\bpc\\b|\\bcopper\\b|detective|sergeant'],
  ['a teacher', 'teacher|teaching|lecturer|tutor|professor|head ?(?:master|mistress)|\\bsenco\\b|lollipop'],
  [
    'a builder',
    'builder|brick|plaster|roofer|scaffold|electrician|plumber|joiner|carpenter|welder|painter|decorator|labourer|glazier|tiler|\\bsparky\\b|fitter|steel',
  ],
  [
    'a person from the forces',
    'soldier|army|navy|marine|\\braf\\b|veteran|squaddie|interpreter for the|guardsman|paratrooper|gurkha',
  ],
  ['a hair or beauty worker', 'hairdresser|barber|nail|beautician|make-?up|tattoo'],
  ['a shop worker', 'shop|cashier|till|supermarket|florist|stall'],
  [
    'a factory worker',
    'factory|warehouse|packer|picker|machinist|mill\\b|fork ?lift|assembly|abattoir|seamstress|tailor',
  ],
  [
    'a worker on the land or at sea',
    'farm|fisherman|fish|gardener|shepherd|forest|trawler|deck ?hand|\\bgroom|miner|quarry|oil rig|lighthouse|lock ?keeper|coast ?guard|submarin|sailor|seaman|boat|ferry|docker|harbour|diver\\b|game ?keeper|crofter',
  ],
  [
    'a worker with animals',
    'zoo|falcon|tamer|kennel|farrier|\\bvet\\b|veterinar|bee ?keeper|dog ?(?:walk|groom|handl)|stable',
  ],
  [
    'a craft worker',
    '\\p{L}*(?:smith|wright|binder)\\b|thatcher|(?:bell|iron|brass|type) ?founder|glass ?(?:blow|mak)|potter|weaver|jeweller|engraver|carver|restorer|tuner|(?:instrument|violin|lace|clock|watch|shoe|cabinet|dress|sail) ?maker|cooper\\b|tanner|saddler|cobbler|steeplejack|stone ?mason|wall(?:er|ing)|bell ?hanger',
  ],
  ['a cleaner', 'cleaner|cleaning|housekeep|laundry|bin ?man|refuse|street sweeper'],
  [
    'a faith leader',
    'priest|imam|vicar|pastor|\\bnun\\b|rabbi|minister|deacon|chaplain|sister superior|monk',
  ],
  ['a politician', 'councillor|\\bmp\\b|mayor|politician|\\bms\\b'],
  [
    'a performer or artist',
    'musician|actor|actress|artist|singer|dancer|writer|poet|puppet|magician|circus|acrobat|ventriloquist|organist|wrestler|stunt|clown|\\bdj\\b|drummer|guitarist|comedian|footballer|boxer|jockey|busker|piper',
  ],
  [
    'an office worker',
    'accountant|banker|clerk|secretary|reception|office|manager|director|\\bhr\\b|admin|translator|interpreter|journalist|editor|civil servant',
  ],
  [
    'a technical worker',
    'engineer|programmer|developer|mechanic|technician|\\bit\\b|architect|scientist|surveyor|pilot',
  ],
  ['a security worker', 'security|bouncer|door ?man'],
  ['a student', 'student|apprentice|trainee|pupil'],
]

/** What people live with, by what could stand for it: as a thing, and as what somebody is. */
export const kindsOfHealth: readonly (readonly [thing: string, being: string, words: string])[] = [
  [
    'a mental health condition',
    'mentally unwell',
    'bipolar|schizo|psycho|\\bptsd\\b|depress|anxiety|anxious|personality disorder|\\bbpd\\b|\\beupd\\b|\\bocd\\b|eating disorder|anorexi|bulimi|self-?harm|paranoi|voices|nervous breakdown|post-?natal|dysmorphi|agoraphob|dissociat|emotionally unstable|mutism',
  ],
  [
    'a learning or thinking difference',
    'neurodivergent',
    'autis|asperger|dyscalcul|f(?:o|oe|e)tal alcohol|\\bfasd\\b|\\badhd\\b|\\badd\\b|dyslexi|dyspraxi|tourette|learning (?:disab|difficult)|on the spectrum',
  ],
  [
    'an addiction',
    'in recovery',
    'alcoholic|addict|heroin|crack|\\bspice\\b|gambl|methadone|smackhead|drinker',
  ],
  [
    'a disability',
    'disabled',
    "wheelchair|\\bdeaf\\b|hard of hearing|\\bblind\\b|partially sighted|amput|cerebral palsy|paraly|down'?s|prosthetic|one leg|one arm|spina bifida|stammer|stutter|disab|plegi[ac]|albin|dwarfism|cleft|limb diff|macular|glaucoma|brain (?:damage|injur|bleed|haem)|spinal",
  ],
  [
    'a long illness',
    'ill for a long time',
    'diabet|epilep|asthma|\\bcopd\\b|emphysema|\\bms\\b|multiple sclerosis|\\bmnd\\b|motor neuron|parkinson|crohn|colitis|lupus|fibromyalgia|arthritis|\\bhiv\\b|hepatitis|\\bhep c\\b|cancer|leukaemia|lymphoma|tumou?r|dementia|alzheimer|sickle cell|cystic fibrosis|kidney|dialysis|heart|stroke|cirrhosis|\\bme\\b|thyroid|\\btb\\b|tubercul',
  ],
  ['a pregnancy', 'expecting', 'pregnan|\\bexpecting\\b|miscarr|ivf'],
]

/** Faith and whom people love. */
export const faithWords =
  'muslim|islam|christian|catholic|protestant|sikh|hindu|jewish|jew\\b|buddhist|pentecostal|jehovah|quaker|mormon|orthodox|evangelical|methodist|baptist|rastafari|pagan|humanist|atheist|shia|sunni|ahmadi|hijab'
export const loveWords =
  'gay|lesbian|bisexual|\\bbi\\b|queer|\\btrans\\b|transgender|trans (?:man|woman)|non-?binary|pansexual|asexual|drag'
export const statusWords =
  'asylum|visa|leave to remain|no recourse|\\bnrpf\\b|undocumented|overstay|refugee|settled status|\\bilr\\b|section 95|deport|indefinite leave|illegal'
export const backgroundWords =
  'traveller|gypsy|roma\\b|romany|mixed race|mixed heritage|black\\b|white\\b|asian|windrush|ginger|ex-?offender|care leaver|looked after'

export const broaderPersonWords = {
  'en-GB': {
    religious: 'religious',
    observant: 'observant',
    believer: 'believer',
    lgbt: 'LGBT+',
    lgbtPerson: 'LGBT+ person',
    status: 'an immigration status',
    newcomer: 'a person from another country',
    background: 'of a certain background',
    personOfBackground: 'a person of a certain background',
    person: 'a certain kind of person',
    something: 'something',
    overseas: 'overseas',
    foreign: 'foreign',
    unwell: 'unwell',
    certain: 'certain',
    language: 'another language',
    languageBefore: 'foreign-language',
    job: 'a job',
    detail: 'a detail',
    another: ['name', 'another name', 'a third name', 'a further name'],
    family: 'family',
    name: 'name',
    of: (name: string) => `${name}’s`,
    other: (role: string) => role.replace(/^(my|our) /, '$1 other '),
    world: {
      Europe: 'European',
      Africa: 'African',
      Asia: 'Asian',
      'the Middle East': 'Middle Eastern',
      'South America': 'South American',
      'North America': 'North American',
      'Central America': 'Central American',
      'the Caribbean': 'Caribbean',
      Australasia: 'Australasian',
      Britain: 'British',
    } as Readonly<Record<string, string>>,
    otherBritish: 'other British',
    money: 'a sum of money',
    children: 'several children',
    years: 'many years',
    people: 'a number of people',
    distance: 'some distance',
    amount: 'an amount',
    number: 'a number',
    bareNumber: 'number',
    pet: 'its name',
  },
} as const
