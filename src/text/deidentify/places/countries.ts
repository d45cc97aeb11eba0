/**
 * Countries: name | what people and things from there are called | part of the world | some of its cities. All have more than
 * 100,000 people. Our own compilation of facts.
 */
const table = `
Afghanistan | Afghan, Afghani | Asia | Kabul, Herat, Kandahar, Jalalabad, Mazar-i-Sharif, Kunduz
Albania | Albanian | Europe | Tirana, Durrës, Durres, Shkodër, Vlorë
Algeria | Algerian | Africa | Algiers, Oran, Constantine
Angola | Angolan | Africa | Luanda, Huambo
Argentina | Argentinian, Argentine | South America | Buenos Aires, Córdoba, Rosario
Armenia | Armenian | Asia | Yerevan, Gyumri
Australia | Australian, Aussie | Australasia | Sydney, Melbourne, Brisbane, Adelaide, Canberra
Austria | Austrian | Europe | Vienna, Graz, Salzburg, Innsbruck
Azerbaijan | Azerbaijani, Azeri | Asia | Baku
Bahrain | Bahraini | the Middle East | Manama
Bangladesh | Bangladeshi, Bengali, Sylheti | Asia | Dhaka, Sylhet, Chittagong, Khulna
Barbados | Barbadian, Bajan | the Caribbean | Bridgetown
Belarus | Belarusian | Europe | Minsk, Brest, Gomel, Grodno
Belgium | Belgian, Flemish | Europe | Brussels, Antwerp, Ghent, Liège
Benin | Beninese | Africa | Cotonou
Bolivia | Bolivian | South America | La Paz, Santa Cruz
Bosnia | Bosnian | Europe | Sarajevo, Mostar, Srebrenica, Tuzla, Banja Luka
Botswana | Botswanan | Africa | Gaborone
Brazil | Brazilian | South America | São Paulo, Sao Paulo, Rio de Janeiro, Brasília, Salvador, Recife, Goiânia
Bulgaria | Bulgarian | Europe | Sofia, Plovdiv, Varna, Burgas, Ruse
Burma | Burmese, Karen, Rohingya | Asia | Yangon, Rangoon, Mandalay
Burundi | Burundian | Africa | Bujumbura, Gitega
Cambodia | Cambodian, Khmer | Asia | Phnom Penh
Cameroon | Cameroonian | Africa | Yaoundé, Yaounde, Douala, Bamenda
Canada | Canadian | North America | Toronto, Vancouver, Montreal, Calgary, Ottawa
Chad | Chadian | Africa | N'Djamena
Chile | Chilean | South America | Santiago, Valparaíso
China | Chinese, Uyghur, Uighur, Cantonese, Mandarin | Asia | Beijing, Shanghai, Guangzhou, Shenzhen, Fuzhou, Xi'an, Ürümqi, Wuhan
Colombia | Colombian | South America | Bogotá, Bogota, Medellín, Medellin, Cali
Congo | Congolese | Africa | Kinshasa, Brazzaville, Goma, Bukavu, Lubumbashi
Costa Rica | Costa Rican | Central America | San José
Croatia | Croatian, Croat | Europe | Zagreb, Split, Rijeka
Cuba | Cuban | the Caribbean | Havana
Cyprus | Cypriot | Europe | Nicosia, Limassol, Larnaca, Famagusta
Czech Republic | Czech | Europe | Prague, Brno, Ostrava
Czechia | Czech | Europe | Plzeň
Denmark | Danish, Dane | Europe | Copenhagen, Aarhus
Dominican Republic | Dominican | the Caribbean | Santo Domingo
DRC | Congolese | Africa | Kisangani
Ecuador | Ecuadorian | South America | Quito, Guayaquil
Egypt | Egyptian | Africa | Cairo, Giza, Luxor
El Salvador | Salvadoran, Salvadorean | Central America | San Salvador, Soyapango
Eritrea | Eritrean, Tigrinya | Africa | Asmara, Keren, Massawa
Estonia | Estonian | Europe | Tallinn, Tartu
Ethiopia | Ethiopian, Amharic, Oromo, Tigrayan | Africa | Addis Ababa, Addis, Mekelle, Gondar, Hawassa
Fiji | Fijian | Australasia | Suva
Finland | Finnish, Finn | Europe | Helsinki, Tampere
France | French | Europe | Paris, Marseille, Lyon, Calais, Dunkirk, Lille, Toulouse, Nice
Gambia | Gambian, Mandinka | Africa | Banjul, Serekunda
Georgia | Georgian | Asia | Tbilisi, Batumi
Germany | German | Europe | Berlin, Hamburg, Munich, Cologne, Frankfurt, Dresden, Leipzig
Ghana | Ghanaian, Twi, Akan | Africa | Accra, Kumasi, Tamale, Tema
Greece | Greek | Europe | Athens, Thessaloniki, Lesbos, Lesvos
Grenada | Grenadian | the Caribbean | St George's
Guatemala | Guatemalan | Central America | Guatemala City
Guinea | Guinean | Africa | Conakry
Guyana | Guyanese | South America | Georgetown
Haiti | Haitian | the Caribbean | Port-au-Prince
Honduras | Honduran | Central America | Tegucigalpa, San Pedro Sula
Hong Kong | Hongkonger | Asia | Kowloon
Hungary | Hungarian | Europe | Budapest, Debrecen, Szeged
Iceland | Icelandic | Europe | Reykjavik
India | Indian, Punjabi, Gujarati, Tamil, Hindi, Malayali, Malayalam, Telugu, Keralan | Asia | Delhi, New Delhi, Mumbai, Kolkata, Chennai, Hyderabad, Bangalore, Amritsar, Jalandhar, Ludhiana, Ahmedabad, Kochi
Indonesia | Indonesian | Asia | Jakarta, Bali, Surabaya
Iran | Iranian, Persian, Farsi | the Middle East | Tehran, Isfahan, Shiraz, Mashhad, Tabriz, Ahvaz
Iraq | Iraqi | the Middle East | Baghdad, Basra, Mosul, Erbil, Kirkuk, Sulaymaniyah
Ireland | Irish | Europe | Dublin, Cork, Galway, Limerick, Waterford, Sligo, Donegal, Dundalk, Drogheda
Israel | Israeli | the Middle East | Tel Aviv, Jerusalem, Haifa
Italy | Italian, Sicilian | Europe | Rome, Milan, Naples, Turin, Palermo, Bologna, Florence, Venice, Lampedusa
Ivory Coast | Ivorian | Africa | Abidjan, Yamoussoukro, Bouaké
Jamaica | Jamaican | the Caribbean | Montego Bay, Mandeville, Spanish Town
Japan | Japanese | Asia | Tokyo, Osaka, Kyoto
Jordan | Jordanian | the Middle East | Amman, Zarqa
Kazakhstan | Kazakh | Asia | Almaty, Astana
Kenya | Kenyan, Kikuyu, Luo | Africa | Nairobi, Mombasa, Kisumu, Eldoret
Kosovo | Kosovan, Kosovar | Europe | Pristina, Prizren
Kurdistan | Kurdish, Kurd, Sorani, Kurmanji | the Middle East | Slemani
Kuwait | Kuwaiti | the Middle East | Kuwait City
Kyrgyzstan | Kyrgyz | Asia | Bishkek, Osh
Latvia | Latvian | Europe | Riga, Daugavpils, Liepāja
Lebanon | Lebanese | the Middle East | Beirut
Liberia | Liberian | Africa | Monrovia
Libya | Libyan | Africa | Tripoli, Benghazi, Misrata
Lithuania | Lithuanian | Europe | Vilnius, Kaunas, Klaipėda, Klaipeda, Šiauliai, Panevėžys
Macedonia | Macedonian | Europe | Skopje
Malawi | Malawian, Chichewa | Africa | Lilongwe, Blantyre
Malaysia | Malaysian, Malay | Asia | Kuala Lumpur, Penang
Mali | Malian, Bambara | Africa | Bamako
Malta | Maltese | Europe | Valletta
Mauritius | Mauritian | Africa | Port Louis
Mexico | Mexican | Central America | Mexico City, Guadalajara, Monterrey
Moldova | Moldovan | Europe | Chișinău, Chisinau, Bălți
Mongolia | Mongolian | Asia | Ulaanbaatar
Montenegro | Montenegrin | Europe | Podgorica
Montserrat | Montserratian | the Caribbean |
Morocco | Moroccan | Africa | Casablanca, Rabat, Marrakesh, Fez, Tangier, Agadir
Mozambique | Mozambican | Africa | Maputo, Beira
Myanmar | Burmese, Karen, Rohingya | Asia | Naypyidaw
Namibia | Namibian | Africa | Windhoek
Nepal | Nepali, Nepalese, Gurkha | Asia | Kathmandu, Pokhara
Netherlands | Dutch | Europe | Amsterdam, Rotterdam, The Hague, Utrecht
Holland | Dutch | Europe | Eindhoven
New Zealand | New Zealander, Kiwi, Maori | Australasia | Auckland, Wellington
Niger | Nigerien | Africa | Niamey
Nigeria | Nigerian, Yoruba, Igbo, Hausa, Edo | Africa | Lagos, Abuja, Ibadan, Kano, Benin City, Enugu, Port Harcourt, Onitsha, Kaduna
Norway | Norwegian | Europe | Oslo, Bergen
Oman | Omani | the Middle East | Muscat
Pakistan | Pakistani, Urdu, Pashto, Pashtun, Sindhi, Mirpuri, Pothwari | Asia | Karachi, Lahore, Islamabad, Rawalpindi, Peshawar, Mirpur, Faisalabad, Quetta, Multan, Sialkot, Gujrat
Palestine | Palestinian | the Middle East | Gaza, Ramallah, Hebron, Nablus, Jenin, Khan Younis, Rafah
Panama | Panamanian | Central America | Panama City
Paraguay | Paraguayan | South America | Asunción
Peru | Peruvian | South America | Lima, Cusco, Arequipa
Philippines | Filipino, Filipina, Tagalog | Asia | Manila, Cebu, Davao, Quezon City
Poland | Polish, Pole | Europe | Warsaw, Warszawa, Kraków, Krakow, Cracow, Łódź, Lodz, Wrocław, Wroclaw, Poznań, Poznan, Gdańsk, Gdansk, Gdynia, Szczecin, Bydgoszcz, Lublin, Katowice, Białystok, Częstochowa, Radom, Rzeszów, Kielce, Olsztyn, Toruń
Portugal | Portuguese | Europe | Lisbon, Porto, Braga, Madeira, Funchal, Coimbra
Qatar | Qatari | the Middle East | Doha
Romania | Romanian | Europe | Bucharest, București, Cluj, Cluj-Napoca, Iași, Iasi, Timișoara, Timisoara, Brașov, Brasov, Constanța, Constanta, Craiova, Sibiu, Bacău, Oradea, Galați, Suceava
Russia | Russian, Chechen | Europe | Moscow, St Petersburg, Grozny, Kazan
Rwanda | Rwandan, Kinyarwanda, Hutu, Tutsi | Africa | Kigali, Butare
Saudi Arabia | Saudi | the Middle East | Riyadh, Jeddah, Mecca, Medina
Senegal | Senegalese, Wolof | Africa | Dakar
Serbia | Serbian, Serb | Europe | Belgrade, Novi Sad, Niš
Sierra Leone | Sierra Leonean, Krio, Mende, Temne | Africa | Freetown, Bo, Kenema, Makeni
Singapore | Singaporean | Asia | Jurong
Slovakia | Slovak, Slovakian | Europe | Bratislava, Košice, Kosice, Prešov, Lunik
Slovenia | Slovenian, Slovene | Europe | Ljubljana
Somalia | Somali, Somalian | Africa | Mogadishu, Kismayo, Baidoa, Merca
Somaliland | Somali | Africa | Hargeisa, Burao, Berbera
South Africa | South African, Zulu, Xhosa, Afrikaans | Africa | Johannesburg, Cape Town, Durban, Pretoria, Soweto
South Korea | South Korean, Korean | Asia | Seoul, Busan
North Korea | North Korean | Asia | Pyongyang
South Sudan | South Sudanese, Dinka, Nuer | Africa | Juba
Spain | Spanish, Catalan | Europe | Madrid, Barcelona, Valencia, Seville, Malaga, Tenerife, Benidorm, Alicante
Sri Lanka | Sri Lankan, Sinhalese, Sinhala | Asia | Colombo, Jaffna, Kandy
St Lucia | St Lucian | the Caribbean | Castries
St Vincent | Vincentian | the Caribbean | Kingstown
Sudan | Sudanese, Darfuri, Zaghawa | Africa | Khartoum, Omdurman, El Fasher, Nyala, Darfur, El Geneina
Sweden | Swedish, Swede | Europe | Stockholm, Gothenburg, Malmö, Malmo
Switzerland | Swiss | Europe | Zurich, Geneva, Basel, Bern
Syria | Syrian | the Middle East | Damascus, Aleppo, Homs, Hama, Idlib, Daraa, Raqqa, Latakia, Kobane
Taiwan | Taiwanese | Asia | Taipei
Tajikistan | Tajik | Asia | Dushanbe
Tanzania | Tanzanian, Swahili | Africa | Dar es Salaam, Dodoma, Zanzibar, Arusha
Thailand | Thai | Asia | Bangkok, Chiang Mai, Pattaya
Tibet | Tibetan | Asia | Lhasa
Togo | Togolese, Ewe | Africa | Lomé
Trinidad | Trinidadian, Trini | the Caribbean | Port of Spain, San Fernando
Tunisia | Tunisian | Africa | Tunis, Sfax, Sousse
Turkey | Turkish, Turk | Europe | Istanbul, Ankara, Izmir, Diyarbakir, Diyarbakır, Adana, Gaziantep, Bursa, Van, Mersin
Turkmenistan | Turkmen | Asia | Ashgabat
Uganda | Ugandan, Luganda, Acholi | Africa | Kampala, Entebbe, Gulu, Jinja
Ukraine | Ukrainian | Europe | Kyiv, Kiev, Kharkiv, Lviv, Odesa, Odessa, Mariupol, Dnipro, Zaporizhzhia, Kherson, Donetsk, Bakhmut
United Arab Emirates | Emirati | the Middle East | Dubai, Abu Dhabi, Sharjah
United States | American | North America | New York, Chicago, Los Angeles, Houston, Boston, Philadelphia, San Francisco, Miami, Detroit, Dallas, Seattle
America | American | North America | Brooklyn, Florida, Texas, California
USA | American | North America | Las Vegas
Uruguay | Uruguayan | South America | Montevideo
Uzbekistan | Uzbek | Asia | Tashkent, Samarkand
Venezuela | Venezuelan | South America | Caracas, Maracaibo
Vietnam | Vietnamese | Asia | Hanoi, Ho Chi Minh City, Saigon, Haiphong, Vinh
Wales | Welsh | Britain |
Scotland | Scottish, Scot, Scots | Britain |
England | English | Britain |
Yemen | Yemeni | the Middle East | Sanaa, Sana'a, Aden, Taiz, Hodeidah
Zambia | Zambian, Bemba | Africa | Lusaka, Ndola, Kitwe
Zimbabwe | Zimbabwean, Shona, Ndebele | Africa | Harare, Bulawayo, Mutare, Gweru
`

/** Of what people and things are called, what is only ever a language. */
export const languages: ReadonlySet<string> = new Set(
  (
    'amharic cantonese mandarin farsi hindi urdu pashto tigrinya twi tagalog swahili malayalam telugu krio kurmanji sorani luganda ' +
    'kinyarwanda afrikaans wolof bambara chichewa'
  ).split(' '),
)

export type Country = { name: string; world: string }

/** By folded name of the country, of its people and of its cities. */
export const countries = new Map<string, Country>()
export const peoples = new Map<string, Country>()
export const citiesAbroad = new Map<string, Country>()

for (const line of table.trim().split('\n')) {
  const [name = '', people = '', world = '', cities = ''] = line.split('|').map((cell) => cell.trim())
  const country = { name, world }
  countries.set(name.toLowerCase(), country)
  for (const one of people.split(', ')) peoples.set(one.toLowerCase(), country)
  if (cities) for (const one of cities.split(', ')) citiesAbroad.set(one.toLowerCase(), country)
}
