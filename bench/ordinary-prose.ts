import { pick, type Random } from './made-up-identifiers.ts'

/** Ordinary sentences with the numbers and short codes ordinary sentences have, until there are this many words. */
export function ordinaryProse(random: Random, words: number): string {
  const said: string[] = []
  let count = 0
  while (count < words) {
    const sentence = pick(random, sentences).replace(/#(\d+)-(\d+)/g, (_all, low: string, high: string) =>
      String(Number(low) + random(Number(high) - Number(low) + 1)),
    )
    said.push(sentence)
    count += sentence.split(/\s+/u).length
  }
  return said.join(' ')
}

const sentences = [
  'We drove up the M#1-69 in the rain and then the A#1-999 was shut, so it took #2-9 hours.',
  'I filled in the ESA50 and then the PIP2, and #10-26 pages later they wanted a UC50 as well.',
  'Section 21 came through the door, and the council said Section 188 did not cover it.',
  'She was in Year #7-11 and he was in year #1-6, so it was two schools every morning.',
  'My rent is £#300-900.50 and the benefit pays £#200-400, so you can see there is a gap of #10-90%.',
  'The number #2-199 bus stops at #6-11.#10-59 and if you miss it there is not one until #12-23:#10-59.',
  'They won #1-5-0 and we sang the whole way home, all #12-60 of us.',
  'Page #1-12 of 26 asks your name, and page #13-26 asks it again.',
  'I did #100-365 nights, then #10-60 more, and in 20#10-25 they counted 1,250,#100-999 people in the country.',
  'Between 20#10-18 and 20#19-25 I had #3-12 workers and not one of them stayed.',
  'It opens #8-10.30-#3-5.00, Monday to Friday, and #10-12-2 on a Saturday.',
  'COVID-19 shut it, and then Windows 11 broke the only computer, and the PS5 was sold for food.',
  'I counted one two three four and breathed, five six seven eight, and it worked.',
  'One of them, two at most, would ring; three or four never did, and five just left.',
  'The tablets are #5-50 mg twice a day, #2-3 x #10-30, and one B12 jab every #8-12 weeks.',
  'I am a size #8-20 and my boots are a #4-11, so nothing in the bag fitted me.',
  'They gave me an A4 sheet and an MP3 of the meeting, and I could not open the MP4.',
  'I walked #3-20 miles, 1#0-9,#100-999 steps it said, and my feet knew all of them.',
  'He got #2-9 years and did #1-4, and the #12-24 months on licence were harder.',
  'There were #100-900 people on the list, then #1000-9000, then they stopped telling us.',
  'Room #1-60 was cold, and room #61-99 had no window, so I took the first.',
  'I think it was about half past #1-12, or twenty to, when somebody finally answered.',
  'Could you look at the form for me, and can you see if it is right, because I am not sure.',
  'Nobody at the office said it out loud, but everybody on the landing knew.',
  'She said to come on Tuesday at #1-5pm, and at #1-5pm on Tuesday the door was locked.',
  'It is 50/50 whether they pay, and 24/7 you worry about it, and 9 times out of 10 it is late.',
  'We were about ten or twelve, never more than twenty, and the kettle was always on.',
  'The recipe says 250g of flour, 2 eggs, 180C for 25 minutes and 4-6 people, but we were nine.',
  'It was #1-28/#1-12/20#10-25 when I got the keys, and #1-28.#1-12.#10-25 when I lost them.',
  'That is 1 bag, 2 coats, 3 pairs of socks and 0 idea where to go.',
  'From 16-18 you get one thing, from 18-25 another, and at 26 nothing at all.',
  'On the form A is yes, B is no and C is something else, so I put C 3 times.',
  'I scored 7 out of 10, then 4 out of 10, and 2 weeks later they asked me again.',
  'The wage is #11-13.#10-99 an hour, #16-37 hours a week, and the bus takes £#20-30 of it.',
  'I owe £#1-9,#100-999 and #2-9 thousand more to a man I would rather not talk about.',
  'We read chapter #1-20 verse #1-30, and then we talked about it for an hour.',
  'No. 10 never came here, and No. 1 on my list is a door that locks.',
  'In the 1990s it was different, in the 80s too, and by 2008 everything had a form.',
  'My doctor is very kind at the surgery, and she always has time for me on Mondays.',
  'You look at Facebook and then at WhatsApp and it is all the same people shouting.',
  'Call it what you like, I call it 3 wasted years and 2 good months.',
  'It cost 20p then, 60p later, and £2.40 by the end, and the vending machine ate the fiver.',
  'I was told 28 days, 56 days, then 8 weeks, and it came to 1#00-99 days.',
  'There is a Costa on the corner, a Lidl by the lights, and a church that opens at night.',
  'We had G4S on the door and later Serco, and the K9 lads outside with their dogs.',
  'He had a 2:1 from somewhere and a H&S certificate, and still no job.',
  'My account of it is different, and my case was never heard, but the code of the place was kindness.',
  'The reference she gave was good, and the card the children made is still on the wall.',
  'I rang and rang, and the number I was given was for somebody else, so I rang again.',
]
