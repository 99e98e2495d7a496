import { expect, test } from 'vitest'
import { pad, tokenize, Vocabulary, vocabulary, windows } from '../../src/data/text.ts'
import { tf } from '../../src/tf.ts'

test('words, signs and characters', () => {
  expect(tokenize("Call me Ishmael. Don't — 3 Öl!")).toEqual([
    'call',
    'me',
    'ishmael',
    '.',
    "don't",
    '—',
    '3',
    'öl',
    '!',
  ])
  expect(tokenize('Ab c', { by: 'character' })).toEqual(['A', 'b', ' ', 'c'])
  expect(tokenize('Ab', { lowercase: false })).toEqual(['Ab'])
  expect(() => tokenize(3 as never)).toThrow(/a text, found 3/)
})

test('a vocabulary numbers the most frequent first, knows padding and unknown', () => {
  const words = vocabulary([
    ['b', 'a', 'b'],
    ['c', 'a', 'd'],
  ])
  expect(words.tokens).toEqual(['<pad>', '<unk>', 'a', 'b', 'c', 'd'])
  expect([...words.encode(['d', 'x', 'a'])]).toEqual([5, 1, 2])
  expect(words.decode([2, 3, 0, 0])).toEqual(['a', 'b'])
  expect(vocabulary([['b', 'a', 'b', 'a', 'c']], { size: 4 }).tokens).toEqual(['<pad>', '<unk>', 'a', 'b'])
  expect(vocabulary([['b', 'a', 'b']], { least: 2 }).size).toBe(3)
  expect(new Vocabulary(['z']).has('z')).toBe(true)
  expect(() => words.decode([9])).toThrow(/a token number from 0 to 5, found 9/)
  expect(() => vocabulary(['text'] as never)).toThrow(/lists of tokens/)
})

test('sequences of one length, windows with the token after each', () => {
  const before = tf.memory().numTensors
  const padded = pad([[1, 2, 3, 4], [5]], 3)
  expect(padded.arraySync()).toEqual([[1, 2, 3], [5, 0, 0]]) // biome-ignore format: short
  const left = pad([[1, 2, 3, 4], [5]], 3, { at: 'start' })
  expect(left.arraySync()).toEqual([[2, 3, 4], [0, 0, 5]]) // biome-ignore format: short
  const w = windows([1, 2, 3, 4, 5, 6, 7], 3)
  expect(w.x.arraySync()).toEqual([[1, 2, 3], [4, 5, 6]]) // biome-ignore format: short
  expect(w.y.arraySync()).toEqual([[2, 3, 4], [5, 6, 7]]) // biome-ignore format: short
  const last = windows([1, 2, 3, 4, 5], 2, { step: 1, last: true })
  expect([...last.y.dataSync()]).toEqual([3, 4, 5])
  padded.dispose()
  left.dispose()
  w.dispose()
  last.dispose()
  expect(() => windows([1, 2], 2)).toThrow(/more than 2 tokens for windows of 2, found 2/)
  expect(tf.memory().numTensors).toBe(before)
})
