/**
 * Words that say nothing about who is meant, however they are written: never a name by themselves,
 * only inside a whole known name.
 */
export const functionWords: ReadonlySet<string> = new Set(
  (
    'the a an and or but so if of to in on at by for from with as is are was were be been am do does did has have had ' +
    'it its he him his she her hers we us our they them their you your me my this that these those there here then ' +
    'than when what who why how where which no not nor yes ok all any some one two out up off over under about into ' +
    'just also too very can could would shall should might must let get got go de la le el von van der den di da dos ' +
    'del bin bint ibn abu al ap ab mr mrs ms miss mx dr prof rev sir dame lady lord'
  ).split(' '),
)

/** Words that are also names, or that labels of groups are made of: they count only with a capital letter. */
export const ordinaryWords: ReadonlySet<string> = new Set(
  (
    'may will hope mark grace faith joy rose bill rob jack pat sue dawn summer autumn april june august daisy lily ' +
    'ivy iris heather holly jade ruby pearl amber crystal penny frank art drew grant guy chase miles max dean earl ' +
    'duke prince king queen young brown white black green grey gray blue gold silver baker cook hill hills wood woods ' +
    'stone stones field fields river rivers banks bank bush park parks lane street church bishop pope abbot price rich ' +
    'sharp short long small little large big strong swift best good better love loveday day days knight page bell ball ' +
    'cross power powers savage singer mason hunter walker fisher carter potter major minor winter spring snow frost rain ' +
    'storm sky star stars angel sandy chip gene herb jean ray rusty christian victor noble robin jay finch wren bird fox ' +
    'wolf lamb bull fish salmon rice bean berry cherry olive ginger honey candy sugar kitty bunny teddy tiger trust crisis ' +
    'shelter change home homes house centre center project team care support service services hub group help voice voices ' +
    'open new old north south east west man men woman women boy girl child children people person friend friends life live ' +
    'peace charity patience prudence constance joyful merry happy sunny lucky precious blessing blessed gift destiny ' +
    'heaven trinity harmony melody serenity felicity verity justice honor honour reason able abel nick dick don ken ' +
    'hank gay guy bob tom harry john peg peggy carol carole dot kit clay cliff dale glen heath rock reed brook brooks ' +
    'forest ford wells well waters lake pool marsh moss moor moore bridge bridges hall hand hands head foot legg bone ' +
    'rush hurry down upton wise word words read reader more less much many few first last next early late read ready rest ' +
    'sun moon song sing ring wing wang lee law lord loft lock locke key keys door doors gate gates light lights dark night ' +
    'nights morning evening noon week weeks month year years time times work works working play game games win wins winning ' +
    'lost found free freeman case chance chances challenge ally allies sage basil rosemary clove myrtle hazel willow ash ' +
    'elder birch maple linden laurel violet poppy flower flowers petal garden gardener farmer miller smith taylor turner ' +
    'cooper archer porter butler steward stewart clark clerk marshall sheriff ward warden judge barber driver shepherd ' +
    'weaver tanner wright chandler sawyer spencer parker foster hardy moody bright brave bold dear darling sweet sweeting ' +
    'speaker host guest user admin train rally march may mercy sonny buddy bud chuck rod wade trip pierce skip tab tad ty ' +
    'van vale vans ace bean blaze bond case cash chance dash drake echo ever fern fleet forrest gale genesis hale haven ' +
    'heart hearts horn hunt india china jordan israel chad paris london sydney florence victoria chelsea georgia carolina ' +
    'min man ma pa so do an hang mock close cope dare drew else even ever every fall fan far fine finish fire food force ' +
    'form game hard hear held hey high hit hot inn job keep kind know land leaf leave left line link list lot low made main ' +
    'make mean mind miss move near need nice note now okay part pass past pay pick place plan point post pull push put quick ' +
    'quiet real right road room round run safe said sale same save say sea see sell send set side sign sit site six size ' +
    'soft sold soon sort stand start stay step still stop story such sure take talk tall tell test text thing think three ' +
    'today told top touch town track tree true try turn view visit wait walk wall want war warm watch water way wear wish wine ' +
    'wonder world worth write zone community network foundation association council society club union church college school ' +
    'university network research labs lab studio media digital data global national local city county'
  ).split(' '),
)

/** Months and days that are also names: before or after some words they are dates. */
export const calendarWords: ReadonlySet<string> = new Set(
  'april may june august summer autumn dawn'.split(' '),
)
