/** Where the names that are planted come from: given names and family names as people in Britain bear them. */
export type Origin = { name: string; given: readonly string[]; family: readonly string[] }

const list = (text: string) => text.split(' ')

export const origins: readonly Origin[] = [
  {
    name: 'England and Scotland',
    given: list('Doreen Callum Kayleigh Trevor Maureen Liam Beverley Fergus Kirsty Darren Winifred Nigel'),
    family: list(
      'Ackroyd Braithwaite Sugden Hepworth Drummond Pickersgill Fairclough Muirhead Tattersall Ogden',
    ),
  },
  {
    name: 'Wales and Ireland',
    given: list('Angharad Iestyn Llinos Gethin Caoimhe Diarmuid Niamh Cathal Eilidh Gruffydd Sinéad Myfanwy'),
    family: list("Gwynne Prosser Llewellyn Cadwaladr O'Dowd McGlinchey Ó'Riordan Gallagher Penhaligon Bevan"),
  },
  {
    name: 'South Asia',
    given: list(
      'Harpreet Nusrat Vikram Shazia Thushara Rukhsana Dilnawaz Gurdeep Meenakshi Zubair Anjali Kamrul',
    ),
    family: list('Chaudhry Bhattacharya Sandhu Rajapaksa Miah Venkatesan Mahmood Shrestha Dhillon Qureshi'),
  },
  {
    name: 'West Africa',
    given: list('Chinedu Folasade Kwabena Aminata Ifeoma Babatunde Efua Ousmane Ngozi Temitope Akosua Lamin'),
    family: list('Okonkwo Adeyemi Asante Diallo Nwachukwu Ogunleye Owusu Jalloh Eze Sesay'),
  },
  {
    name: 'East Africa and the Horn',
    given: list(
      'Selamawit Abdirahman Hodan Tesfaye Wanjiru Yordanos Ayaan Mulugeta Nakato Filmon Ifrah Juma',
    ),
    family: list('Gebremariam Farah Kamau Tekle Hirsi Mwangi Habtemariam Osman Ssebunya Abebe'),
  },
  {
    name: 'Middle East and North Africa',
    given: list('Shirin Mustafa Rania Farhad Nesrin Bilal Parisa Tariq Hêvî Yasmina Khalil Dilara'),
    family: list('Rezaei Al-Masri Yıldırım Barzani Benali Tehrani Mansour Özdemir Haddadi Saleh'),
  },
  {
    name: 'Central and Eastern Europe',
    given: list(
      'Zbigniew Oksana Ionela Vytautas Dorota Bohdan Svetlana Mihai Agnieszka Jaroslav Iveta Rumen',
    ),
    family: list(
      'Wiśniewska Popescu Hrytsenko Kazlauskas Dvořák Szabó Dimitrova Kowalczyk Marinescu Petrenko',
    ),
  },
  {
    name: 'Southern Europe and Latin America',
    given: list(
      'Joaquim Ximena Concetta Thiago Luciana Stavros Rosário Fernanda Eleni Gustavo Pilar Massimo',
    ),
    family: list('Figueiredo Quispe Esposito Papadakis Cavalcanti Restrepo Moreira Lombardi Zapata Teixeira'),
  },
  {
    name: 'East and South-East Asia',
    given: list('Xiaoling Minh Siew Tuyet Jun-ho Wai Rizal Haruka Phuong Zhiwei Maricel Somchai'),
    family: list('Nguyen Huang Santos Tanaka Lim Dimaculangan Cheung Park Phan Wijaya'),
  },
  {
    name: 'The Caribbean',
    given: list('Delroy Shanelle Winston Marva Tyrell Ionie Curtly Keisha Desmond Althea Jermaine Yvette'),
    family: list('Braithewaite-Joseph Ramdeen Pommells Cuffie Baptiste Hinds Gayle Mohammed Persaud Francis'),
  },
]

export const nicknames: readonly string[] = [
  'Big Kev',
  'Bazza',
  'Shazza',
  'Nobby',
  'Wee Jimmy',
  'Our Tracey',
  'Auntie Bibi',
  'Ginge',
  'Spud',
  'Nana Efe',
  'Dodge',
  'Mad Trish',
  'Uncle Faz',
  'Titch',
  'Lanky Sue',
  'Chuggy',
]

export const misspelt: readonly string[] = [
  'Micheal',
  'Siobahn',
  'Agneska',
  'Mohamad Ifran',
  'Oluwasuen',
  'Cathrine Eliot',
  'Jhon Barns',
  'Prya',
  'Nimah',
  'Abdulahi',
  'Jermain Frances',
  'Kristyna',
  'Stephany',
  'Geofrey Haris',
  'Tomaz',
  'Fatimah-Zara',
]

export const wordNames: readonly string[] = [
  'Grace',
  'Will',
  'Hope',
  'Faith',
  'Joy',
  'Patience',
  'Blessing',
  'Summer',
  'Rose',
  'Precious',
  'Heather',
  'Mark',
  'Star',
  'River',
  'Bill',
  'Ivy',
]

/** Who speaks in the planted files: their labels are known to the exercise, the names above are not. */
export const speakers: readonly string[] = [
  'Rosalind Peake',
  'Hamid Karimi',
  'Ebony Laurent',
  'Gareth Pugh',
  'Chiamaka Uzoma',
  'Stefan Ilić',
  'Noreen Tully',
  'Ravinder Gill',
  'Mei Fong',
  'Patrick Lavery',
  'Halima Abdi',
  'Duncan Rafferty',
  'Sunita Thapa',
  'Leopold Amankwah',
  'Wiktoria Zając',
  'Ahmed Sharif',
  'Carmel Doherty',
  'Joseph Tembo',
  'Elif Aydın',
  'Brenda Hargreaves',
  'Santiago Rueda',
  'Tamsin Weir',
  'Kofi Darko',
  'Loretta Bishop',
]
