/**
 * Whether a name is made only of words that offices of every country are called by: "Supreme Administrative Court", "Ministry of
 * Defence", "Turkish Government", "Republic of Poland". In a record such a name tells the country and little else. A town, a family
 * or any other word in it ("Salford District Court", "Klagenfurt University") makes it one of its own; a country alone is a place.
 */
export function isGeneralInstitution(name: string): boolean {
  const words = wordsOf(name)
  return words.length > 0 && words.every((word) => general.has(word)) && !isCountry(words)
}

/** "Turkish Civil Code", "Convention for the Protection of Human Rights", "THE FACTS": the words of laws and of every judgment. */
export function isOfLaw(name: string): boolean {
  const words = wordsOf(name)
  return (
    laws.has(words.at(-1) ?? '') ||
    (words.every((word) => general.has(word) || headings.has(word)) && !isCountry(words))
  )
}

function wordsOf(name: string): string[] {
  const words = name.toLowerCase().match(/[\p{L}\p{M}]+(?:['’]s?)?|\d+/gu) ?? []
  return words.map((word) => word.replace(/['’]s?$/u, ''))
}

function isCountry(words: readonly string[]): boolean {
  return (
    /^(?:the )?(?:united kingdom|united states(?: of america)?|great britain|northern ireland|uk|us|usa)$/.test(
      words.join(' '),
    ) || words.every((word) => countries.has(word))
  )
}

const laws: ReadonlySet<string> = new Set(
  (
    'act acts code codes law laws convention conventions treaty treaties constitution ordinance ordinances regulation regulations ' +
    'rule rules directive protocol protocols article articles chapter chapters statute statutes bill decree decrees freedoms rights ' +
    'judgment judgments'
  ).split(' '),
)

const headings: ReadonlySet<string> = new Set(
  'facts procedure circumstances case background merits admissibility reasons relevant domestic practice complaints'.split(
    ' ',
  ),
)

const countries: ReadonlySet<string> = new Set(
  'turkey poland austria germany france norway sweden denmark finland iceland britain england scotland wales ireland cyprus greece italy spain portugal netherlands belgium luxembourg switzerland malta russia ukraine slovakia slovenia hungary romania bulgaria croatia serbia albania macedonia bosnia montenegro moldova georgia armenia azerbaijan estonia latvia lithuania america canada australia uk us usa'.split(
    ' ',
  ),
)

const general: ReadonlySet<string> = new Set([
  ...countries,
  ...// What they are
  (
    'court courts tribunal tribunals chamber chambers section division bench registry assembly parliament senate house cabinet ' +
    'government ministry ministries minister department directorate directorates office offices agency authority authorities ' +
    'council committee commission board bureau secretariat inspectorate inspector service services administration treasury ' +
    'chancellery crown republic kingdom federation federal union state states nations army navy gendarmerie police force forces ' +
    'prosecutor prosecutors prosecution attorney attorneys counsel governor president presidency prime premier rector ' +
    'commissioner chancellor ombudsman judge judges justice justices registrar secretary director head chief principal deputy ' +
    'mayor municipality municipalities staff command commander body fund funds association agent delegation embassy consulate ' +
    // What they are for
    'supreme constitutional administrative military martial high appeal appeals appellate cassation review district regional county ' +
    'city provincial municipal local central general national international public private civil criminal penal commercial labour ' +
    'employment social insurance security welfare pension pensions health medical education higher finance economy economic ' +
    'economics revenue inland tax taxes customs excise interior internal home foreign external affairs justice defence ' +
    'agriculture agricultural food fisheries forestry environment transport traffic roads highways motorways railways energy ' +
    'culture sport sports science research technology trade industry commerce planning building works housing property land lands ' +
    'survey surveys estate settlement compensation bankruptcy insolvency enforcement execution immigration asylum aliens refugees ' +
    'migration citizenship nationality children child youth family families juvenile magistrate magistrates assize assizes peace ' +
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth instance ' +
    'grand plenary full lower upper superior bar law legal rights human european world united convention commonwealth royal ' +
    'information intelligence discipline disciplinary electoral elections audit accounts budget lords commons armed air public ' +
    'independent joint special permanent principal regional leave complaints ' +
    // Of which country, as offices are named
    'turkish polish austrian german french norwegian swedish danish finnish icelandic british english scottish welsh irish northern great cypriot greek italian spanish portuguese dutch belgian swiss maltese russian ukrainian czech slovak slovenian hungarian romanian bulgarian croatian serbian albanian macedonian bosnian moldovan georgian armenian azerbaijani estonian latvian lithuanian american canadian australian eu un ' +
    // Between them
    'of the for and in on at to a an th st nd rd s 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15'
  ).split(' '),
])
