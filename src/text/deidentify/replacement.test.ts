import { expect, it } from 'vitest'
import { deidentify, suggestReplacements, type Proposal, type ProposalType } from './deidentify.ts'
import { splitWords } from './name-book.ts'
import { placesByRegion } from './places/british-places.ts'

/** What stands between ⟦ and ⟧, with its kind, gets what could stand for it. */
const sentences: [string, string][] = [
  ['My son ⟦PERSON|Kwame⟧ came home.', 'My son [his name] came home.'],
  [
    'My daughter ⟦PERSON|Siân⟧ is at ⟦ORGANISATION|Ysgol y Garth⟧.',
    'My daughter [her name] is at [a school].',
  ],
  [
    'My nan ⟦PERSON|Rose⟧ raised me. ⟦PERSON|Rose⟧ never shouted.',
    'My nan [her name] raised me. [my nan] never shouted.',
  ],
  [
    'My sister ⟦PERSON|Leanne⟧ rang. ⟦PERSON|Leanne⟧ said she was fine.',
    'My sister [her name] rang. [my sister] said she was fine.',
  ],
  [
    'My friend ⟦PERSON|Filmon⟧, he stopped eating. I miss ⟦PERSON|Filmon⟧.',
    'My friend [his name], he stopped eating. I miss [my friend].',
  ],
  [
    'My mate ⟦PERSON|Daz⟧ and my mate ⟦PERSON|Kev⟧ came. ⟦PERSON|Daz⟧ cried, ⟦PERSON|Kev⟧ too.',
    'My mate [name] and my mate [name] came. [my mate] cried, [my other mate] too.',
  ],
  [
    "My key worker ⟦PERSON|Bukola⟧ is great and so was ⟦PERSON|Bukola⟧'s boss.",
    "My key worker [name] is great and so was [my key worker]'s boss.",
  ],
  ['My coach, ⟦PERSON|Tomasz⟧, she never gave up on me.', 'My coach, [name], she never gave up on me.'],
  [
    "⟦PERSON|Priya⟧, my best friend, drove me. Without ⟦PERSON|Priya⟧ I'd be dead.",
    "[name], my best friend, drove me. Without [my best friend] I'd be dead.",
  ],
  ['⟦PERSON|Marzena⟧ is my cousin. I love ⟦PERSON|Marzena⟧.', '[name] is my cousin. I love [my cousin].'],
  ['Her husband ⟦PERSON|Mirwais⟧ bakes.', 'Her husband [his name] bakes.'],
  ['His mother, ⟦PERSON|Oksana⟧, used to sing.', 'His mother, [name], used to sing.'],
  [
    'I told ⟦PERSON|Aoife⟧ and ⟦PERSON|Callum⟧ that ⟦PERSON|Aoife⟧ was late.',
    'I told [name] and [another name] that [name] was late.',
  ],
  [
    '⟦PERSON|Hope⟧, ⟦PERSON|Will⟧, ⟦PERSON|Mark⟧ and ⟦PERSON|Dawn⟧ were there.',
    '[name], [another name], [a third name] and [a further name] were there.',
  ],
  ['Mr ⟦PERSON|Bello⟧ knows Mrs ⟦PERSON|Adebayo-Clarke⟧.', 'Mr [name] knows Mrs [name].'],
  ['⟦PERSON|Mr Bello⟧ knows ⟦PERSON|Mrs Adebayo-Clarke⟧.', '[name] knows [name].'],
  ['Auntie ⟦PERSON|Bev⟧ and Dr. ⟦PERSON|Singh⟧ came.', 'Auntie [name] and Dr. [name] came.'],
  ['PC ⟦PERSON|Harris⟧ was kind.', 'PC [name] was kind.'],
  [
    'My name is ⟦PERSON|Tesfalem⟧ and they said ⟦PERSON|Tesfalem⟧, wait.',
    'My name is [name] and they said [my name], wait.',
  ],
  [
    "I'm ⟦PERSON|Precious⟧. ⟦PERSON|Precious⟧, they call, and I go.",
    "I'm [name]. [my name], they call, and I go.",
  ],
  ['His name was ⟦PERSON|Callum⟧.', 'His name was [name].'],
  ['a lad called ⟦PERSON|Tomek⟧ helped', 'a lad called [name] helped'],
  ['tell our ⟦PERSON|kelly⟧ i love her', 'tell our [name] i love her'],
  ['that was ⟦PERSON|sams⟧ idea', 'that was [name’s] idea'],
  ['The ⟦PERSON|Okafors⟧ fed us.', 'The [family] fed us.'],
  ["⟦PERSON|Sam⟧'s bag and ⟦PERSON|James⟧' bag", "[name]'s bag and [another name]' bag"],
  [
    'Thanks for everything you did for me that winter.\nCheers,\n⟦PERSON|Shaz⟧ xx',
    'Thanks for everything you did for me that winter.\nCheers,\n[my name] xx',
  ],
  [
    'Hi ⟦PERSON|Dewi⟧, it was good to see you last week at the centre.\nBest wishes\n⟦PERSON|Gwenllian⟧',
    'Hi [name], it was good to see you last week at the centre.\nBest wishes\n[my name]',
  ],
  ['Thank you @⟦PERSON|Sam Okafor⟧ for that', 'Thank you @[name] for that'],
  ["⟦PERSON|Nana Ama⟧'s funeral was big.", "[name]'s funeral was big."],
  ['My wife ⟦PERSON|Ngozi⟧ and the kids are there.', 'My wife [her name] and the kids are there.'],
  ['We live in ⟦PLACE|Stockport⟧.', 'We live in [a town in the North West].'],
  [
    'I came to ⟦PLACE|Levenshulme⟧ from ⟦PLACE|Moss Side⟧.',
    'I came to [a part of Manchester] from [another part of Manchester].',
  ],
  ['a flat in ⟦PLACE|Peckham⟧', 'a flat in [a part of London]'],
  [
    'born in ⟦PLACE|Llanelli⟧, raised in ⟦PLACE|Abertawe⟧',
    'born in [a town in Wales], raised in [a city in Wales]',
  ],
  ['up in ⟦PLACE|Caernarfon⟧ it rains', 'up in [a town in Wales] it rains'],
  ['from ⟦PLACE|Aberystwyth⟧ to ⟦PLACE|Machynlleth⟧', 'from [a town in Wales] to [a small town in Wales]'],
  ['⟦PLACE|Y Fenni⟧ is home.', '[a town in Wales] is home.'],
  ['in ⟦PLACE|Splott⟧ and ⟦PLACE|Treganna⟧', 'in [a part of Cardiff] and [another part of Cardiff]'],
  [
    'the bus to ⟦PLACE|Gorbals⟧ and ⟦PLACE|Easterhouse⟧',
    'the bus to [a part of Glasgow] and [another part of Glasgow]',
  ],
  ['in ⟦PLACE|Leith⟧ by the water', 'in [a part of Edinburgh] by the water'],
  ['over in ⟦PLACE|Stornoway⟧', 'over in [a small town in Scotland]'],
  [
    'We came to ⟦PLACE|Derry⟧ from ⟦PLACE|Omagh⟧.',
    'We came to [a city in Northern Ireland] from [a town in Northern Ireland].',
  ],
  ['on ⟦PLACE|the Shankill⟧', 'on [a part of Belfast]'],
  ['I grew up in ⟦PLACE|London⟧.', 'I grew up in [a big city].'],
  [
    'I grew up in ⟦PLACE|Yorkshire⟧, in ⟦PLACE|Hull⟧.',
    'I grew up in [a part of England], in [a city in Yorkshire].',
  ],
  ['in ⟦PLACE|Cornwall⟧ by the sea', 'in [a part of the South West] by the sea'],
  ['in ⟦PLACE|Greater Manchester⟧', 'in [a part of the North West]'],
  [
    'I fled from ⟦PLACE|Eritrea⟧, from ⟦PLACE|Keren⟧.',
    'I fled from [a country in Africa], from [a city in Eritrea].',
  ],
  ['my mum is in ⟦PLACE|Kraków⟧', 'my mum is in [a city in Poland]'],
  [
    'He came from ⟦PLACE|Mogadishu⟧ through ⟦PLACE|Libya⟧ and ⟦PLACE|Calais⟧.',
    'He came from [a city in Somalia] through [a country in Africa] and [a city in France].',
  ],
  ['back in ⟦PLACE|Jamaica⟧', 'back in [a country in the Caribbean]'],
  ['we went to ⟦PLACE|Scotland⟧ once', 'we went to [a part of Britain] once'],
  ['the ⟦PLACE|Stockport⟧ office shut', 'the [North West] office shut'],
  ['a ⟦PLACE|Hackney⟧ lad', 'a [London] lad'],
  ['an ⟦PLACE|Oldham⟧ girl', 'an [out-of-town] girl'],
  ['my ⟦PLACE|Leeds⟧ flat', 'my [Yorkshire] flat'],
  ['the ⟦PLACE|Kraków⟧ office', 'the [foreign] office'],
  ['the old ⟦PLACE|Tilbury⟧ docks', 'the old [eastern] docks'],
  ['in ⟦PLACE|Heaton Park⟧ at night', 'in [a park] at night'],
  ['on ⟦PLACE|Sauchiehall Street⟧', 'on [a street]'],
  ['by ⟦PLACE|the River Irwell⟧', 'by [a river]'],
  ['at ⟦PLACE|Piccadilly station⟧', 'at [a station]'],
  ['on the ⟦PLACE|Pepys estate⟧', 'on the [estate]'],
  ['in ⟦PLACE|Larch House⟧', 'in [a building]'],
  ['in ⟦PLACE|Rathkeale⟧', 'in [a place]'],
  ["⟦PLACE|Stockport⟧'s libraries", "[a town in the North West]'s libraries"],
  ['Then ⟦ORGANISATION|Stockport council⟧ wrote.', 'Then [a council] wrote.'],
  ['the ⟦ORGANISATION|Salford council⟧ man', 'the [council] man'],
  ['at ⟦ORGANISATION|Riverside hostel⟧', 'at [a hostel]'],
  ['at the ⟦ORGANISATION|Riverside hostel⟧', 'at the [hostel]'],
  ['I was in ⟦ORGANISATION|HMP Wandsworth⟧ then', 'I was in [a prison] then'],
  [
    'moved to ⟦ORGANISATION|wymott⟧? no, ⟦ORGANISATION|Strangeways⟧',
    'moved to [a prison]? no, [another prison]',
  ],
  ["my kids go to ⟦ORGANISATION|St Bede's Primary⟧", 'my kids go to [a school]'],
  ['at ⟦ORGANISATION|Coleg Gwent⟧ now', 'at [a college] now'],
  ['She works at ⟦ORGANISATION|Northern General⟧.', 'She works at [a hospital].'],
  ['on ⟦ORGANISATION|Yewdale Ward⟧', 'on [a hospital ward]'],
  ['my worker at ⟦ORGANISATION|GMMH NHS Trust⟧', 'my worker at [an NHS trust]'],
  ["a ⟦ORGANISATION|Barnardo's⟧ worker", 'a [charity] worker'],
  ['an ⟦ORGANISATION|Asda⟧ bag', 'an [unnamed shop] bag'],
  ['a ⟦ORGANISATION|Tesco⟧ bag', 'a [shop] bag'],
  ['outside ⟦ORGANISATION|Greggs⟧', 'outside [a café]'],
  ['the ⟦ORGANISATION|Home Office⟧ said no', 'the [government office] said no'],
  ['the ⟦ORGANISATION|DWP⟧ stopped it', 'the [benefits office] stopped it'],
  ['on ⟦ORGANISATION|Universal Credit⟧', 'on [a benefit]'],
  ['at ⟦ORGANISATION|masjid umar⟧', 'at [a mosque]'],
  ['the ladies from ⟦ORGANISATION|Church of Pentecost⟧', 'the ladies from [a church]'],
  ['at the ⟦ORGANISATION|gurdwara on Guru Nanak Road⟧', 'at the [temple]'],
  ['the ⟦ORGANISATION|Jobcentre⟧ bird', 'the [job centre] bird'],
  ['⟦ORGANISATION|Peabody⟧ put me up', '[a housing association] put me up'],
  ['he plays for ⟦ORGANISATION|Glentoran⟧', 'he plays for [a football club]'],
  ['with ⟦ORGANISATION|Kirit News⟧', 'with [an organisation]'],
  ['the ⟦ORGANISATION|Shalimar⟧ on the corner', 'the [organisation] on the corner'],
  ['an ⟦ORGANISATION|Emmaus⟧ place', 'an [unnamed hostel] place'],
  ['a job at ⟦ORGANISATION|Amazon⟧', 'a job at [a firm]'],
  ['on 3 words ⟦DATE|3 March 2019⟧', 'on 3 words [a spring day]'],
  ['On ⟦DATE|3 March 2019⟧ I left.', 'On [a spring day] I left.'],
  ['On the ⟦DATE|3rd of March⟧ I left.', 'On the [spring day] I left.'],
  ['since ⟦DATE|October⟧', 'since [the autumn]'],
  ['It was ⟦DATE|last Tuesday⟧.', 'It was [recently].'],
  ['since ⟦DATE|last Tuesday⟧', 'since [a recent time]'],
  ['See you ⟦DATE|next Friday⟧.', 'See you [soon].'],
  ['missing since ⟦DATE|thursday night⟧', 'missing since [a weekday]'],
  ['a man who came on a ⟦DATE|Friday⟧', 'a man who came on a [weekday]'],
  ['on ⟦DATE|Saturday afternoon⟧', 'on [a day at the weekend]'],
  ['he moves in ⟦DATE|friday⟧', 'he moves in [one day]'],
  ['I came ⟦DATE|in 2004⟧ alone.', 'I came [in an earlier year] alone.'],
  ["I've been here since ⟦DATE|2016⟧.", "I've been here since [an earlier year]."],
  ['⟦DATE|three weeks ago⟧ I got keys', '[recently] I got keys'],
  ['⟦DATE|six years ago⟧ I got keys', '[some years ago] I got keys'],
  ['⟦DATE|the week my mum died⟧ I moved', '[at a time that changed things] I moved'],
  ['ever since ⟦DATE|the day I got out⟧', 'ever since [a time that changed things]'],
  ['⟦DATE|when I was in year nine⟧ I stopped', '[when I was at school] I stopped'],
  ['at ⟦DATE|Christmas 2021⟧', 'at [a holiday]'],
  ['⟦DATE|last Christmas⟧ was hard', '[one winter] was hard'],
  ['the ⟦DATE|summer of 2012⟧', 'the [summer]'],
  ['since the ⟦DATE|start of November⟧', 'since the [autumn]'],
  ['in ⟦DATE|the eighties⟧', 'in [those days]'],
  ['in the ⟦DATE|nineties⟧', 'in the [old days]'],
  ['DOB ⟦DATE|12/03/84⟧', 'DOB [date of birth]'],
  ['born on ⟦DATE|12 March 1984⟧', 'born on [a spring day]'],
  ['⟦DATE|yesterday⟧ he rang', '[recently] he rang'],
  ['until ⟦DATE|July⟧', 'until [the summer]'],
  ['I was ⟦AGE|nineteen⟧.', 'I was [in my teens].'],
  ["She's ⟦AGE|47⟧ now.", "She's [in her forties] now."],
  ['on my ⟦AGE|18th⟧ birthday', 'on my [teenage] birthday'],
  ['on my ⟦AGE|eighteenth birthday⟧', 'on my [teenage birthday]'],
  ['on her ⟦AGE|70th⟧ birthday', 'on her [later-life] birthday'],
  ['on his ⟦AGE|8th⟧ birthday', 'on his [childhood] birthday'],
  ['She ⟦AGE|turned 18⟧ in there.', 'She [was in her teens] in there.'],
  ['a ⟦AGE|6 year old⟧ boy', 'a [young] boy'],
  ['my ⟦AGE|6 year old⟧', 'my [young child]'],
  ['a ⟦AGE|47-year-old⟧ man', 'a [forty-something] man'],
  ['⟦AGE|at the age of twelve⟧ I ran', '[as a child] I ran'],
  ['⟦AGE|from the age of 9⟧', '[since childhood]'],
  ['about ⟦AGE|twenty five⟧', 'about [twenty-something]'],
  ['my kids are ⟦AGE|7⟧ and ⟦AGE|9⟧', 'my kids are [young] and [young]'],
  ['my son is ⟦AGE|6⟧.', 'my son is [a child].'],
  ['her baby, ⟦AGE|8 months⟧', 'her baby, [a baby]'],
  ['He is ⟦DEMOGRAPHIC|Eritrean⟧.', 'He is [African].'],
  ['a ⟦DEMOGRAPHIC|Polish⟧ lad', 'a [European] lad'],
  ['a ⟦DEMOGRAPHIC|Somali⟧ woman', 'a [foreign] woman'],
  ['an ⟦DEMOGRAPHIC|Albanian⟧ boy', 'an [overseas] boy'],
  ['an ⟦DEMOGRAPHIC|Afghan⟧ boy', 'an [Asian] boy'],
  ['the ⟦DEMOGRAPHIC|Poles⟧ upstairs', 'the [Europeans] upstairs'],
  ['I speak ⟦DEMOGRAPHIC|Tigrinya⟧.', 'I speak [another language].'],
  ['a ⟦DEMOGRAPHIC|Farsi⟧ interpreter', 'a [foreign-language] interpreter'],
  ["I'm ⟦DEMOGRAPHIC|Welsh⟧.", "I'm [British]."],
  ['a ⟦DEMOGRAPHIC|Muslim⟧ woman', 'a [religious] woman'],
  ["I'm a ⟦DEMOGRAPHIC|Muslim⟧.", "I'm a [believer]."],
  ["I'm ⟦DEMOGRAPHIC|gay⟧.", "I'm [LGBT+]."],
  ['I have ⟦DEMOGRAPHIC|bipolar⟧.', 'I have [a mental health condition].'],
  ['he is ⟦DEMOGRAPHIC|deaf⟧', 'he is [disabled]'],
  ['my ⟦DEMOGRAPHIC|autistic⟧ son', 'my [neurodivergent] son'],
  ['she has ⟦DEMOGRAPHIC|MS⟧', 'she has [a long illness]'],
  ['I worked as a ⟦DEMOGRAPHIC|chef⟧.', 'I worked as a [kitchen worker].'],
  ['a ⟦DEMOGRAPHIC|lorry driver⟧', 'a [driver]'],
  ['⟦DEMOGRAPHIC|the only midwife on the island⟧ left', '[a health worker] left'],
  ['an ⟦DEMOGRAPHIC|electrician⟧ once', 'an [unnamed builder] once'],
  ["I'm a ⟦DEMOGRAPHIC|refugee⟧.", "I'm a [person from another country]."],
  ['on a ⟦DEMOGRAPHIC|student visa⟧', 'on a [certain immigration status]'],
  ['My dad was a ⟦DEMOGRAPHIC|Traveller⟧.', 'My dad was a [person of a certain background].'],
  ['I was doing ⟦DEMOGRAPHIC|nursing⟧.', 'I was doing [something].'],
  ['I owed ⟦QUANTITY|£347.20⟧.', 'I owed [a sum of money].'],
  ['a ⟦QUANTITY|£1,850⟧ bill', 'a [sum of money] bill'],
  ['I have ⟦QUANTITY|eleven children⟧.', 'I have [several children].'],
  ['I worked ⟦QUANTITY|thirty-eight years⟧ there', 'I worked [many years] there'],
  ['my dog ⟦OTHER|Biscuit⟧', 'my dog [its name]'],
  ['the number ⟦OTHER|159⟧ bus', 'the number [number] bus'],
  ['with a ⟦OTHER|spider on his neck⟧', 'with a [detail]'],
  ['room ⟦CODE|14b⟧', 'room [number]'],
  ['my ref is ⟦CODE|BR7702⟧', 'my ref is [a number]'],
  [
    'in ⟦PLACE|Bangor⟧ and ⟦PLACE|Cardiff⟧ and ⟦PLACE|Bangor⟧',
    'in [a city in Wales] and [another city in Wales] and [a city in Wales]',
  ],
  [
    'from ⟦ORGANISATION|Ysbyty Maelor⟧ to ⟦ORGANISATION|Royal Gwent⟧',
    'from [a hospital] to [another hospital]',
  ],
  [
    'I miss ⟦PERSON|Filmon⟧. My friend ⟦PERSON|Filmon⟧ is gone.',
    'I miss [my friend]. My friend [name] is gone.',
  ],
  ['by ⟦PLACE|the River Irwell⟧ in ⟦PLACE|Salford⟧', 'by [a river] in [a city in the North West]'],
  ['Miss ⟦PERSON|Oyelaran⟧ taught me.', 'Miss [name] taught me.'],
  ['I love ⟦PERSON|Marzena⟧.', 'I love [name].'],
  ['we slept at ⟦PLACE|Euston station⟧', 'we slept at [a station]'],
  ['a cat called ⟦OTHER|Paisley⟧', 'a cat called [its name]'],
  ['my ⟦DEMOGRAPHIC|Ukrainian⟧ neighbour', 'my [European] neighbour'],
  ['In ⟦PLACE|Herat⟧ I was a ⟦DEMOGRAPHIC|judge⟧.', 'In [a city in Afghanistan] I was a [justice worker].'],
  [
    'She speaks ⟦DEMOGRAPHIC|Urdu⟧ and ⟦DEMOGRAPHIC|Pashto⟧.',
    'She speaks [another language] and [another language].',
  ],
]

it.each(sentences)('%s', (marked, expected) => {
  const { text, proposals } = readMarked(marked)
  expect(fill(text, proposals, suggestReplacements(text, proposals))).toBe(expected)
})

it('tells of one table with enough in it', () => {
  expect(sentences.length).toBeGreaterThan(150)
  const places = Object.values(placesByRegion).flatMap((list) => list.split(','))
  expect(new Set(places.map((entry) => entry.replace(/\d+!?$/, '').trim())).size).toBeGreaterThan(600)
  const people = places.map((entry) => Number(/ (\d+)!?$/.exec(entry)?.[1]))
  expect(people.filter((thousands) => !(thousands > 0 && thousands < 9000))).toEqual([])
})

it('names a bigger place only when enough people live there', () => {
  const { text, proposals } = readMarked('from ⟦PLACE|Splott⟧ to ⟦PLACE|Stockport⟧')
  const suggest = (floor: number) => suggestReplacements(text, proposals, { floor })
  expect(suggest(100_000)).toEqual(['[a part of Cardiff]', '[a town in the North West]'])
  expect(suggest(400_000)).toEqual(['[a city in Wales]', '[a town in the North West]'])
  expect(suggest(8_000_000)).toEqual(['[a city in Britain]', '[a town in Britain]'])
})

it('gives one person one label in what is found by itself', () => {
  const text =
    'My sister Leanne Okafor rang. leanne cried. This is Sam Okafor. This is Sam Bello. I asked Sam Bello.'
  const proposals = deidentify(text)
  expect(fill(text, proposals, suggestReplacements(text, proposals))).toBe(
    'My sister [her name] rang. [my sister] cried. This is [name]. This is [name]. I asked [another name].',
  )
})

const kinds = new Set(['estate', 'station', 'street', 'river', 'house'])

it('keeps nothing of what was there', () => {
  for (const [marked] of sentences) {
    const { text, proposals } = readMarked(marked)
    suggestReplacements(text, proposals).forEach((replacement, at) => {
      const { start, end, type } = proposals[at]!
      if (type !== 'PERSON' && type !== 'PLACE' && type !== 'CODE') return
      const words = splitWords(text.slice(start, end)).filter((word) => word.length > 4 && !kinds.has(word))
      expect(
        words.filter((word) => replacement.toLowerCase().includes(word)),
        marked,
      ).toEqual([])
    })
  }
})

it('has balanced brackets of its own and none inside', () => {
  for (const [marked] of sentences) {
    const { text, proposals } = readMarked(marked)
    for (const one of suggestReplacements(text, proposals)) expect(one).toMatch(/^\[[^[\]]{2,60}\]$/)
  }
})

function readMarked(marked: string): { text: string; proposals: Proposal[] } {
  const proposals: Proposal[] = []
  let text = ''
  let at = 0
  for (const match of marked.matchAll(/⟦(?<type>[A-Z]+)\|(?<said>[^⟧]+)⟧/gu)) {
    const { type = '', said = '' } = match.groups ?? {}
    text += marked.slice(at, match.index)
    // As the engine has it: "sams" is of Sam, "Okafors" of an Okafor.
    const entity = splitWords(said)
      .join(' ')
      .replace(/^(sam|okafor)s$/, '$1')
    const reason = `likely-${type.toLowerCase()}` as Proposal['reason']
    const end = text.length + said.length
    proposals.push({
      start: text.length,
      end,
      type: type as ProposalType,
      confidence: 0.9,
      reason,
      entity: entity || said,
    })
    text += said
    at = match.index + match[0].length
  }
  return { text: text + marked.slice(at), proposals }
}

function fill(text: string, proposals: readonly Proposal[], replacements: readonly string[]): string {
  let filled = ''
  let at = 0
  proposals.forEach(({ start, end }, index) => {
    filled += text.slice(at, start) + replacements[index]
    at = end
  })
  return filled + text.slice(at)
}
