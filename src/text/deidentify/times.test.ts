import { describe, expect, it } from 'vitest'
import { deidentify, suggestReplacements } from './deidentify.ts'
import { settleProposals, type Proposal } from './proposal.ts'
import { processorTime } from '../../../test/processor-time.ts'

const found = (text: string) =>
  deidentify(text).map(({ start, end, reason }) => [text.slice(start, end), reason])
const suggested = (text: string) => suggestReplacements(text, deidentify(text))

describe('dates', () => {
  it.each([
    ['It was 12/03/1984 then', '12/03/1984', 'full-date'],
    ['on 3.7.84, a', '3.7.84', 'full-date'],
    ['on 2019-03-07 a', '2019-03-07', 'full-date'],
    ['the 3rd of March 2019', '3rd of March 2019', 'full-date'],
    ['On Tuesday 3 March 2019 we', 'Tuesday 3 March 2019', 'full-date'],
    ['on the third of march nineteen eighty-four', 'third of march nineteen eighty-four', 'full-date'],
    ['it was March 3rd, 2019, I', 'March 3rd, 2019', 'day-and-month'],
    ['the night of 3 February', '3 February', 'day-and-month'],
    ['14th feb it', '14th feb', 'day-and-month'],
    ['the second of the fourth eighty-one', 'second of the fourth eighty-one', 'full-date'],
    ['in March 2019 we', 'in March 2019', 'month'],
    ['since October I', 'October', 'month'],
    ['back in 2016 I', 'in 2016', 'year'],
    ['in twenty nineteen I', 'in twenty nineteen', 'year'],
    ['We met last Tuesday night, I', 'last Tuesday night', 'weekday'],
    ['he came on Tuesday.', 'Tuesday', 'weekday'],
    ['at Christmas 2019 we', 'Christmas 2019', 'festival'],
    ['last Eid we', 'last Eid', 'festival'],
    ['the summer of 2012 was', 'summer of 2012', 'festival'],
    ['It was three weeks ago.', 'three weeks ago', 'relative-date'],
    ['a couple of years ago I', 'a couple of years ago', 'relative-date'],
    ['this time last year I', 'this time last year', 'relative-date'],
    ['It was the week my mum died, and', 'the week my mum died', 'life-event'],
    ['the day after I got out', 'the day after I got out', 'life-event'],
    ['when I was in year nine I', 'when I was in year nine', 'life-event'],
    ['he died in feb but', 'in feb', 'month'],
    ['it was in May.', 'in May', 'month'],
    ['from October until Easter', 'October until Easter', 'month'],
    ['it shut 2009.', '2009', 'year'],
    ['the back end of twenty-eleven, aye', 'the back end of twenty-eleven', 'year'],
    ['that was twenty oh six.', 'twenty oh six', 'year'],
    ['it expired 31/12 and', '31/12', 'day-and-month'],
    ['moved to the 19th, yes?', 'the 19th', 'day-and-month'],
    ['he said fourteenth, I', 'fourteenth', 'day-and-month'],
    ['12th of November last year, A&E', '12th of November last year', 'full-date'],
    ['Fri 14 Mar, 23:52', 'Fri 14 Mar', 'day-and-month'],
    ['wants him in weds ok', 'weds', 'weekday'],
    ['the Thursday before he got arrested', 'the Thursday before he got arrested', 'life-event'],
    ['the Thursday before Good Friday', 'the Thursday before Good Friday', 'weekday'],
    ['since Michaelmas.', 'Michaelmas', 'festival'],
    ['the second night of Chanukah', 'the second night of Chanukah', 'festival'],
    ['2 ramadans ago and', '2 ramadans ago', 'festival'],
    ['the first war and', 'the first war', 'festival'],
    ['after his nan’s funeral', 'his nan’s funeral', 'life-event'],
    ['the day of my mother’s funeral', 'the day of my mother’s funeral', 'life-event'],
    ['the Sunday after the funeral she', 'the Sunday after the funeral', 'life-event'],
    ['the night of the big warehouse fire we', 'the night of the big warehouse fire', 'life-event'],
    ['the morning they evicted us I', 'the morning they evicted us', 'life-event'],
    ['the winter they took my kids away', 'the winter they took my kids away', 'life-event'],
    ['the night the bailiffs came I', 'the night the bailiffs came', 'life-event'],
    ['ever since the riots it', 'the riots', 'life-event'],
    ['two days before the trial, in', 'two days before the trial', 'relative-date'],
    ['three weeks before the baby came she', 'three weeks before the baby came', 'relative-date'],
    ['four days after my release I', 'four days after my release', 'relative-date'],
    ['by y11. the', 'y11', 'life-event'],
    ['when my mum died I', 'when my mum died', 'life-event'],
    ['10 yrs clean today. TEN', '10 yrs clean today', 'relative-date'],
    ['DOB 030784', '030784', 'birth-date'],
    ['date of birth: 3 July 1984', '3 July 1984', 'birth-date'],
    ['I was born on the 3rd of July 1984', '3rd of July 1984', 'birth-date'],
  ])('finds %j', (text, stretch, reason) => {
    expect(found(text)).toEqual([[stretch, reason]])
  })

  it.each([
    'On Mondays I may march, and one second later I am gone.',
    'It may be the second one. May I? I march on, 3 may come, 2 march by.',
    'Mondays are fine, by Christmas or in the summer, last week or yesterday.',
    'In 2000 people’s words it cost 1900 pounds, and 24/7 it was 50/50.',
    'The fire brigade came before the fire alarm; the day before that, and after the others, we sat.',
    'Every Tuesday in the morning, on a Sunday, at 10.30 or 09.00-10.00.',
  ])('lets %j stand', (text) => {
    expect(found(text).filter(([, reason]) => reason !== 'sum-of-money')).toEqual([])
  })

  it('words said all day long are shown to who asks for them', () => {
    const text = 'I came yesterday, at Christmas, last week.'
    const asked = deidentify(text, { least: 0.02 }).map(({ start, end }) => text.slice(start, end))
    expect(asked).toEqual(['yesterday', 'Christmas', 'last week'])
    expect(found(text)).toEqual([])
  })

  it('is surer of a whole date than of a day of the week', () => {
    const [whole] = deidentify('3 March 2019')
    const [day] = deidentify('he came on Tuesday.')
    expect(whole?.confidence).toBeGreaterThan((day?.confidence ?? 1) + 0.5)
  })

  it('finds bare days, months and years in a record', () => {
    const text = 'Seen Tuesday; review May; first seen 2014.'
    const stretches = deidentify(text, { profile: 'record' }).map(({ start, end }) => text.slice(start, end))
    expect(stretches).toEqual(['Tuesday', 'May', '2014'])
  })

  it('leaves a number its kind when a longer time lies over it', () => {
    const time: Proposal = {
      start: 0,
      end: 30,
      type: 'DATE',
      confidence: 0.9,
      reason: 'full-date',
      entity: 'a',
    }
    const code: Proposal = { ...time, start: 10, end: 17, type: 'CODE', reason: 'postcode' }
    expect(settleProposals([time, code])).toEqual([{ ...code, start: 0, end: 30 }])
    expect(settleProposals([{ ...time, start: 12 }, code])[0]?.type).toBe('CODE')
  })
})

describe('ages', () => {
  it.each([
    ["I'm 47 and tired", '47'],
    ['I was nineteen, just out', 'nineteen'],
    ['I was in my forties then', 'in my forties'],
    ['She turned 18 in there', '18'],
    ['a 6 year old with', '6 year old'],
    ['my forty-two-year-old brain', 'forty-two-year-old'],
    ['aged 7 I was', 'aged 7'],
    ['at the age of twelve', 'at the age of twelve'],
    ['when I was four, and', 'four'],
    ["I'm twenty now", 'twenty'],
    ['my son is 6.', 'is 6'],
    ['his daughter, nineteen, came', 'nineteen'],
    ['on my 18th birthday', 'my 18th birthday'],
    ['on your sixtieth, am I', 'your sixtieth'],
    ['says he is 59 and a bit.', '59 and a bit'],
    ['which is nearly eighteen.', 'nearly eighteen'],
    ['a woman in her late fifties', 'in her late fifties'],
    ['Mrs K: late fifties, Kashmiri', 'late fifties'],
    ['Big man of fifty-one.', 'fifty-one'],
    ['Cheers. Len, 68', '68'],
    ['(a new lad, 20ish)', '20ish'],
    ['(Nia and Baraka, 7 and 4)', '7 and 4'],
    ['who is 88 and came', '88'],
    ['I am seventy eight years.', 'seventy eight'],
    ['when I was wee, seven or eight.', 'seven or eight'],
    ['at 31 I slept', 'at 31'],
    ['I am 34yo and', '34yo'],
  ])('finds %j', (text, stretch) => {
    expect(found(text)).toEqual([[stretch, 'age']])
  })

  it.each([
    'I was 20 minutes late and I am one of four, I was two hours early.',
    'She is 5 foot tall and he was 50/50, it was 12, they were 7 of us.',
    'We turned 90 degrees. I was one, he said. At 12 we eat, at 10.30 we go.',
  ])('lets %j stand', (text) => {
    expect(found(text)).toEqual([])
  })
})

describe('what could stand for them', () => {
  it.each([
    ['on 3 March 2019 I', ['[a spring day]']],
    ['in March 2019 I', ['[in the spring]']],
    ['since March 2019 I', ['[the spring]']],
    ['in 2019 I', ['[in an earlier year]']],
    ['after his nan’s funeral', ['[a time that changed things]']],
    ['when my mum died I', ['[at a time that changed things]']],
    ['by y11 I', ['[at school]']],
    ['10 yrs clean today', ['[clean for a while]']],
    ['three weeks ago', ['[recently]']],
    ['six years ago', ['[some years ago]']],
    ['last Tuesday', ['[recently]']],
    ['last Christmas', ['[one winter]']],
    ['I was born on 3 March 1984', ['[a certain day]']],
    ['DOB: 3 March 1984', ['[date of birth]']],
    ["I'm 47.", ['[in my forties]']],
    ['He was nineteen.', ['[in his teens]']],
    ['my daughter is 23.', ['[in her twenties]']],
    ['when I was in my early forties', ['[in my forties]']],
    ['when I was four.', ['[a child]']],
    ['my son is 6.', ['[is a child]']],
    ['she turned 9.', ['[was a child]']],
    ['a 6 year old', ['[young child]']],
    ['a 47-year-old man', ['[forty-something]']],
    ['on my 18th birthday', ['[a birthday in my teens]']],
    ['on his sixtieth, he', ['[a birthday in his sixties]']],
    ['on her forty-second birthday', ['[a birthday in her forties]']],
    ['on my twelfth birthday', ['[a birthday as a child]']],
  ])('%j', (text, expected) => {
    expect(suggested(text)).toEqual(expected)
  })
})

describe('speed', () => {
  it.each([
    'in ',
    'the day my ',
    '1 year ',
    'May ',
    'in 20',
    "I'm 9 ",
    'twenty ',
    'last ',
    '1/1/',
    'my son, ',
    'first of ',
  ])('reads 1 MB of %j without delay', (piece) => {
    const long = piece.repeat(Math.ceil(1_000_000 / piece.length))
    expect(processorTime(() => deidentify(long))).toBeLessThan(6000)
  })
})
