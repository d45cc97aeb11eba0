import { expect, test } from 'vitest'
import { BoundedList } from './bounded-list.ts'

test('a bounded list, and one made from it, takes changes but not without end', () => {
  const list = BoundedList.copyOf([1, 2, 3])
  for (const one of [list, list.map((item) => item + 1)]) {
    expect(one.splice(1, 1, 7, 8)).toEqual([one === list ? 2 : 3])
    expect(one).toHaveLength(4)
    const grow = () => {
      for (let turn = 0; turn < 1000; turn += 1) one.splice(1, 0, 9)
    }
    expect(grow).toThrow('no end')
    expect(one.length).toBeLessThan(200)
  }
})

test('copies one thing as one thing', () => {
  expect([...BoundedList.copyOf([5])]).toEqual([5])
  expect([...BoundedList.copyOf([])]).toEqual([])
})
