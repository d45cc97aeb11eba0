import { foldWord } from './folding.ts'

/**
 * Short forms that people in Britain go by, from wherever their names are; a name and its short forms between strokes. Our own
 * list.
 * A short form of two names leads to both: who is meant, a person decides.
 */
const table = `
abdullah abdul abdi abs / abigail abi abby gail / abraham abe abie / adam ad / adedayo dayo ade / adebayo bayo ade /
adewale wale ade / agnieszka aga agnes / agnes aggie nessa / alan al / albert al bert bertie albie / alejandra ale /
aleksander olek alek alex / aleksandr sasha sanya alex / aleksandra sasha ola alex /
alexander alex al sandy alec lex xander alexis / alexandra alex alexa lexi sandra sandy sasha /
alexei alyosha lyosha / alfred alf alfie fred / alice ali / alison ali allie / alistair al ali / amanda mandy /
amelia amy millie mia / amrit amy / anastasia nastya stacey ana / andreea andra / andrei andy andryusha /
andrew andy drew / andrzej andy jedrek / angela angie ange / anna ann annie ania anya / annabel bella annie /
anthony tony ant / antonio toni tonio / anton tosha toni / archibald archie / arkadiusz arek / arthur art artie /
artur artek / augustine gus austin / barbara barb babs basia / barnaby barney / bartholomew bart /
bartlomiej bartek bart / bartosz bartek / beata beatka / beatrice bea trixie / benjamin ben benny benji /
bernadette bernie / bernard bernie / bethany beth / beverley bev / blessing bless / boguslaw bogus / bogdan bogdi /
bradley brad / brendan bren / bridget bridie biddy / bronwen bron / caitlin cait / cameron cam /
caroline carol caz carrie caro / catherine cath cathy kate katie cat cate kitty / cecilia cissy celia /
charles charlie chas chuck chaz / charlotte charlie lottie char / chiamaka amaka / chidinma dinma / chinedu nedu chi /
chinonso nonso chi / chukwuemeka emeka / christine chris chrissie tina / christina tina chris chrissie /
christopher chris kit topher / clifford cliff / clive clivey / constance connie / constantin costi costel /
craig craigy / czeslaw czesiek / daniel dan danny / danielle dani danni / dariusz darek / david dave davey dai taff /
deborah deb debs debbie / declan dec / denise den / dennis den / derek del / dimitri dima mitya /
dimitrios dimitris jimmy / dmitry dima mitya / dominic dom nic / dominika dominka / donald don donnie /
dorota dorotka / dorothy dot dottie dolly / douglas doug dougie / edward ed eddie ted teddy ned / edwin ed /
ekaterina katya katia / eleanor ellie nell nellie ella / elena lena /
elizabeth liz lizzie beth betty eliza libby lisa bess elsie betsy / ellen nell ellie / elzbieta ela / emanuel manny /
emily em milly / emma em / esther essie / eugene gene / evangelos vangelis / ewa ewka / ewan ew / fatima fati fatou /
fatoumata fatou / felicity fliss flick / fernando nando / fiona fi / florence flo florrie flossie / florin flo /
frances fran frankie franny / francis frank frankie / francisco paco pancho / franciszek franek /
frederick fred freddie / gabriel gabe gabi / gabriela gabi / gareth gaz gary / gary gaz gazza / gavin gav /
genevieve gen eve / geoffrey geoff jeff / george georgie / gerald gerry jerry ged / gerard gerry ged / geraint ger /
gheorghe gigi / gillian gill jill gilly / giovanni gianni gio / giuseppe beppe pino / graham gra / grainne gra /
gregory greg / grzegorz grzesiek greg / gurpreet guri gopi / gwendoline gwen / gwenllian gwen gwenno /
halina halinka / hamza hamzi / hannah han / harold harry hal / harpreet harry preeti / harriet hattie harry /
hassan has / heather heth / helen nell nellie / helena hela lena / henry harry hal hank / hilary hils /
hubert bertie hugh / hugh hughie / hussein huss / hywel hyw / iain ian / ibrahim ibby ibra ebi / ieuan iei /
ignacio nacho / imogen immy imo / ioan ion / ioana ioni / irene rene / irina ira / isabel izzy bella issy bel /
isabella izzy bella issy / isobel izzy bel / iwona iwonka / jacek jacus / jacob jake / jacqueline jackie jacqui jac /
jagoda jagna / jakub kuba jake / james jim jimmy jamie jay / jan janek / jane janie / janet jan / janina janka /
janice jan / jasmine jas jaz / jaspreet jas / jaswinder jas / jeffrey jeff / jennifer jen jenny jenni /
jeremy jerry jez / jerome jerry / jerzy jurek / jessica jess jessie / joan joanie / joanna jo asia joasia /
joanne jo / john johnny jack jonny / jonathan jon jonny / jose pepe / joseph joe joey jo / josephine jo josie /
joshua josh / jozef jozek / judith judy jude / julia jules / julian jules / julie jules / justyna justa /
kamil kamilek / karen kaz / karolina karola / katarzyna kasia kaska / katherine kath kathy kate katie kat kitty kay /
kathleen kath kathy kay / katrina kat trina / kayleigh kay / kazimierz kazik / kelechi kele / kenneth ken kenny /
kevin kev / kieran kier / kimberley kim kimmy / konstantin kostya / krystyna krysia / krzysztof krzysiek kris /
kulwinder kully / lauren loz / laurence larry laurie / lawrence larry laurie / leonard len lenny leo / leslie les /
leszek lech / lewis lew / lillian lily lil / linda lin lindy / lindsay linz / louise lou / lucian lucu /
lucy luce lu / lukasz luki luke / lynn lynnie / lynette lyn / maciej maciek / madeleine maddie maddy /
magdalena magda lena / mahmoud mo / malcolm mal malc / malgorzata gosia margo / manpreet manny mani /
marcin marcinek / margaret maggie meg peggy marge madge margie greta peg / maria mia / marie mari / marianne mari /
marilyn maz / marion mari / mariusz mariuszek / marjorie marge / mark marky / martha marty / martin marty /
mary molly polly may / marzena marzenka / mateusz mati / matilda tilly tilda mattie / matthew matt matty /
maureen mo maur / maurice mo / maxine max / maximilian max / melanie mel / melissa mel lissa / meredith merry /
mercedes merche / michael mike mick micky mikey mick / michal michas / michelle shell chelle / mieczyslaw mietek /
mihai misu / mikhail misha / mildred millie / miriam mim / miroslaw mirek / mohammad mo mohd / mohamed mo mohd /
mohammed mo mohd moh / muhammad mo muhd / mohamud mo / monika monia / morgan morg / mustafa mus / myfanwy myf fanw /
nadezhda nadia / nancy nan / natalia natasha nat tasha / natalie nat / natasha tash tasha nat / nathan nate nath /
nathaniel nat nate / neil neilly / niall nialler / nicholas nick nicky nico / nicola nicky nic / nicolae nicu /
nikolai kolya / norman norm / nuala fionnuala / oksana ksenia / olalekan lekan / olamide ola lami /
oleksandr sasha oleks / oleksandra sasha lesya / olga olya / oliver ollie olly / olivia liv livvy ollie /
olufemi femi / oluwaseun seun / oluwaseyi seyi / oluwatobi tobi / oluwatoyin toyin / onyekachi kachi onye /
oscar osc / osman oz / owain owie / padraig paddy / pamela pam / patricia pat patsy tricia trish patty /
patrick paddy pat rick packie / paul pauly / pavel pasha / pawel pawelek / penelope penny / peter pete /
petru petrica / philip phil pip / philippa pip pippa / phoebe phebs / piotr piotrek / przemyslaw przemek /
priscilla cilla / prudence pru / rachel rach rachie / radoslaw radek / raymond ray / rebecca becky becca bex becks /
reginald reg reggie / rhiannon rhi / rhodri rhod / richard rick rich richie dick ricky /
robert rob robbie bob bobby bert / roberta bobbie / roderick rod roddy / rodney rod / roger rog / roisin ro /
ronald ron ronnie / rosalind ros roz / rosemary rose rosie / roxana roxi / rupert rupe / russell russ /
ryszard rysiek / sabrina sab / salvador salva / samantha sam sammy / samuel sam sammy / sandra sandy /
sarah sal sally sas / saoirse sersh / scott scotty / sebastian seb / sergei seryozha / seamus shay / shannon shan /
sharon shaz shazza / sheila shee / shirley shirl / simon si / simone sim / sinead shin / siobhan shiv / sophie soph /
stanislaw staszek stan / stanley stan / stefan stef / stephanie steph steffi / stephen steve stevie /
steven steve stevie / stuart stu stew / sukhdeep sukhi / sukhwinder sukhi / susan sue susie suze /
susannah sue susie / suzanne suze sue / svetlana sveta lana / sylvia syl / tadeusz tadek / tamara tam toma /
tatiana tanya tania / temitope temi tope / terence terry tel / teresa terry tess tessa resa /
theresa terry tess tessa / theodore ted theo teddy / theodora dora theo / thomas tom tommy / timothy tim timmy /
tobias toby / tomasz tomek tom / tracey trace / trevor trev / tudur tud / ursula ulla / valentina valya tina /
valerie val / vanessa ness nessa / vasile vasi / veronica ronnie vera / victor vic / victoria vicky vic tori vix /
viktoriia vika / vincent vin vince vinny / violet vi / virginia ginny / vladimir vova volodya vlad /
volodymyr vova volodya / waldemar waldek / walter wally walt / wendy wend / wieslaw wiesiek / wilfred wilf /
william will bill billy willy liam / winifred win winnie freda / wladyslaw wladek / wojciech wojtek / yevgeny zhenya /
yousef joe yusuf / yusuf joe / yvonne von vonnie / zachary zac zak zach / zbigniew zbyszek / zofia zosia sophie /
zuzanna zuza
`

const shortOf = new Map<string, string[]>()
const longOf = new Map<string, string[]>()
for (const entry of table.split('/')) {
  const [long = '', ...short] = entry.trim().split(/\s+/).map(foldWord)
  for (const one of new Set(short)) {
    if (one === long) continue
    put(shortOf, long, one)
    put(longOf, one, long)
  }
}

function put(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** The short forms of a name, and the names it is short for. `word` is folded. */
export function nicknamesOf(word: string): readonly string[] {
  const short = shortOf.get(word)
  const long = longOf.get(word)
  return short && long ? [...short, ...long] : (short ?? long ?? none)
}

/** Whether two folded names may be one person's: the same, or one short for the other. */
export function areOneName(a: string, b: string): boolean {
  return a === b || (shortOf.get(a) ?? none).includes(b) || (shortOf.get(b) ?? none).includes(a)
}

const none: readonly string[] = []
