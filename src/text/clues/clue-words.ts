const list = (words: string) => words.trim().split(/\s*\|\s*/u)

/** People somebody has: a stranger knows who the sister of a person is sooner than who that person is. */
export const relations = list(
  `mum|mam|mom|mother|ma|dad|da|father|parents|nan|nana|gran|granny|grandma|grandad|grandpa|grandfather|grandmother|sister|
   brother|siblings|son|sons|daughter|daughters|kid|kids|child|children|baby|twins|wife|husband|partner|boyfriend|girlfriend|
   fiancé|fiancée|fella|missus|ex|widow|widower|uncle|auntie|aunt|cousin|cousins|niece|nephew|grandson|granddaughter|godmother|
   in-laws|mother-in-law|father-in-law|sister-in-law|brother-in-law|stepmum|stepdad|stepfather|stepmother|carer|foster mum|
   foster dad|foster carer|foster parents|neighbour|neighbours|flatmate|housemate|roommate|cellmate|pad-mate|landlord|landlady|
   boss|manager|supervisor|colleague|teacher|head teacher|headteacher|tutor|lecturer|doctor|gp|midwife|health visitor|nurse|
   psychiatrist|counsellor|therapist|solicitor|barrister|judge|probation officer|social worker|support worker|key worker|
   keyworker|coach|mentor|pastor|priest|vicar|imam|rabbi|sponsor|mate|best friend|friend|dealer|pimp|trafficker|stalker`,
)

/** The same with a, this or another before it, where that points at one person and not at anybody. */
export const usedWithOthers = list(
  `neighbour|landlord|landlady|boss|manager|teacher|judge|vicar|priest|imam|pastor|midwife|councillor|mp|footballer|singer|
   policeman|policewoman|officer|warden|governor|twin|cellmate|dealer`,
)

/** What somebody does or is, as one word or two; with a place or a time it narrows to a few people. */
export const roles = list(
  `accountant|actor|actress|apprentice|architect|artist|baker|barber|barista|barman|barmaid|bouncer|boxer|bricklayer|brickie|
   builder|bus driver|butcher|caretaker|carer|carpenter|cashier|chef|childminder|cleaner|coach driver|cook|councillor|courier|
   dancer|dentist|dinner lady|dj|doctor|drummer|electrician|engineer|farmer|firefighter|fireman|fisherman|footballer|forklift driver|
   gardener|guitarist|hairdresser|imam|interpreter|janitor|joiner|journalist|judge|lawyer|lecturer|librarian|lifeguard|locksmith|
   lollipop lady|lorry driver|magistrate|mechanic|midwife|milkman|miner|minister|model|musician|nanny|nurse|nun|optician|
   painter|paramedic|pastor|pharmacist|photographer|pilot|plasterer|plumber|poet|police officer|policeman|policewoman|porter|postman|
   postwoman|priest|prison officer|professor|rabbi|rapper|receptionist|roofer|sailor|scaffolder|seamstress|security guard|shopkeeper|
   singer|soldier|solicitor|stonemason|student|surgeon|tailor|taxi driver|teacher|teaching assistant|translator|undertaker|vet|
   veteran|vicar|waiter|waitress|warden|welder|window cleaner|writer|asylum seeker|refugee|wheelchair user|amputee|widow|widower|
   single dad|single mum|single mother|single father|care leaver|traveller|trans man|trans woman|deaf|blind`,
)

/** What happens to few, or was seen by many. */
export const rareWords = list(
  `murder|murdered|manslaughter|stabbed|stabbing|shot|kidnapped|trafficked|inquest|court case|crown court|trial|on remand|
   acquitted|deported|asylum claim|house fire|fire at|explosion|flood|car crash|plane|shipwreck|boat capsized|coma|transplant|
   amputated|amputation|wheelchair|guide dog|hunger strike|triplets|quadruplets|twins|stillborn|stillbirth|adopted|adoption|
   won the|lottery|award|medal|petition|campaign|protest|documentary|podcast|book about|record deal|marathon|world cup|olympics|
   black belt|tattoo|hijacked|avalanche|earthquake|bombing|war crimes|torture|tortured|cult|convent|circus|army|navy|raf`,
)
