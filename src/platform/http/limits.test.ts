import { describe, expect, test } from 'vitest'
import { Fields } from './fields.ts'
import { Limits, networkOf } from './limits.ts'

describe('limits', () => {
  test('count one network and one thing, and forget after the window', () => {
    let now = 0
    const limits = new Limits(() => now)
    const take = (network: string) => limits.take('send', network, 2, 60)
    expect([take('a'), take('a'), take('a'), take('b')]).toEqual([true, true, false, true])
    expect(limits.take('read', 'a', 2, 60)).toBe(true)
    now = 61_000
    expect(take('a')).toBe(true)
  })

  test('a flood from very many networks does not fill the memory', () => {
    const limits = new Limits(() => 0)
    for (let i = 0; i < 50_000; i += 1) limits.take('send', String(i), 2, 60)
    expect(limits.take('send', 'last', 1, 60)).toBe(true)
    expect(limits.take('send', 'last', 1, 60)).toBe(false)
  })

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
    ['2001:db8:1:2:bbbb:cccc:dddd:1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('the network of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('fields', () => {
  test('keep words as they were typed, count line ends as one, and take out what no text holds', () => {
    const fields = new Fields([
      ['words', ' one\r\ntwo \u0000'],
      ['uses', 'read'],
      ['uses', 'quote'],
    ])
    expect(fields.raw('words')).toBe(' one\ntwo ')
    expect(fields.text('words')).toBe('one\ntwo')
    expect(fields.all('uses')).toEqual(['read', 'quote'])
    expect([fields.text('none'), fields.has('none'), fields.all('none')]).toEqual(['', false, []])
    expect(fields.namesFrom('us')).toEqual(['uses'])
  })
})
