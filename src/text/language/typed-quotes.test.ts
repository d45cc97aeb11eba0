import { describe, expect, it } from 'vitest'
import { findTypedQuotation } from './typed-quotes.ts'
import { processorTime } from '../../../test/processor-time.ts'

describe('findTypedQuotation', () => {
  it.each([
    ['She said “I was cold” and left.', '“I was cold”'],
    ['She said "I was cold" and left.', '"I was cold"'],
    ['She said „I was cold“ and left.', '„I was cold“'],
    ['She said ‟I was cold” and left.', '‟I was cold”'],
    ['She said «I was cold» and left.', '«I was cold»'],
    ['She said ‹I was cold› and left.', '‹I was cold›'],
    ['She said 「I was cold」 and left.', '「I was cold」'],
    ['She said 『I was cold』 and left.', '『I was cold』'],
    ['She said ″I was cold″ and left.', '″I was cold″'],
    ['She said ʺI was coldʺ and left.', 'ʺI was coldʺ'],
    ['She said ＂I was cold＂ and left.', '＂I was cold＂'],
    ['She said ❝I was cold❞ and left.', '❝I was cold❞'],
    ["She said ''I was cold'' and left.", "''I was cold''"],
    ["She said ``I was cold'' and left.", "``I was cold''"],
    ['She said ,,I was cold“ and left.', ',,I was cold“'],
    ["She said 'I was cold' and left.", "'I was cold'"],
    ['She said ‘I was cold’ and left.', '‘I was cold’'],
    ['She said ‚I was cold‘ and left.', '‚I was cold‘'],
    ['She said `I was cold´ and left.', '`I was cold´'],
    ['She said ′I was cold′ and left.', '′I was cold′'],
    ["'I don't know,' she said.", "'I don't know,'"],
    ["She said: 'It's the dogs' home.'", "'It's the dogs'"],
    ["She said 'cause I was cold' and left.", "'cause I was cold'"],
    ['She said (‘I was cold’).', '‘I was cold’'],
    ['She said—‘I was cold’.', '‘I was cold’'],
    ['She said ‘I was cold and it never closes.', '‘'],
    ['She said “I was cold and it never closes.', '“'],
    ['It was 6" wide, she said "fine".', '"fine"'],
    ['Before\n> I was cold\nafter', '> I was cold'],
    ['  > I was cold', '  > I was cold'],
    ['She said <q>I was cold</q>', '<q>'],
    ['She said &ldquo;I was cold&rdquo;', '&ldquo;'],
    ['She said &#8220;I was cold', '&#8220;'],
  ])('finds %j', (text, expected) => {
    const found = findTypedQuotation(text)
    expect(found && text.slice(found.start, found.end)).toBe(expected)
  })

  it.each([
    "We don't know, and it’s fine, they'd've gone.",
    "The dogs' bowls and the girls’ rooms.",
    "James' house, Ross’ keys and the boss's car.",
    "Back in the '90s, and ’80s, at five o'clock.",
    "'Tis so, ’twas so; get 'em out, 'cause we can.",
    "Rock 'n' roll, fish ’n’ chips, salt an' vinegar.",
    "They were goin' home, nothin’ more.",
    "'Cos the lads' bags were in there, 'til Monday.",
    'He is 5\' 10" and it was 6" by 8" wide, or 5′ 10″.',
    'A line with 3 > 2 in it, and an arrow -> here.',
    "Dw i'n iawn, mae'r tŷ'n oer.",
    'O’Brien and D’Angelo met Sa‘id.',
    'Nothing at all.',
    '',
  ])('lets %j stand', (text) => {
    expect(findTypedQuotation(text)).toBeNull()
  })

  it('walks a long text without delay', () => {
    const took = processorTime(() => {
      for (const piece of ["don't ", '5" ', "dogs' ", "' ", '>', '<q ', ' \n', "'til "]) {
        findTypedQuotation(piece.repeat(200_000))
      }
    })
    expect(took).toBeLessThan(5000)
  })
})
