import { expect, test } from 'vitest'
import { flatten, isList } from '../../src/data/nested.ts'

test('lists as deep as an example is: values in order, and the shape', () => {
  const read = (value: never) => {
    const { shape, values } = flatten(value, 'x')
    return [shape, [...values]]
  }
  expect(read([1, 2, 3] as never)).toEqual([[3], [1, 2, 3]])
  expect(read([[[1, 2]], [[3, 4]]] as never)).toEqual([
    [2, 1, 2],
    [1, 2, 3, 4],
  ])
  expect(read([Float32Array.of(1, 2), [true, false]] as never)).toEqual([
    [2, 2],
    [1, 2, 1, 0],
  ])
})

test('unequal rows, texts and holes are sentences', () => {
  const bad = (value: unknown) => () => flatten(value as never, 'x')
  expect(bad([[1, 2], [3]])).toThrow('Expected the rows of `x` to be equally long lists (here 2), found')
  expect(bad([['1']])).toThrow('Expected the rows of `x` to be numbers')
  expect(bad([[1], null])).toThrow('Expected the rows of `x` to be equally long lists (here 1), found null')
  expect(bad([1, undefined])).toThrow('Expected the rows of `x` to be numbers, found undefined')
})

test('what is a list', () => {
  expect([[], new Uint8Array(1), 'abc', { length: 1 }, null, new DataView(new ArrayBuffer(1))].map(isList)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})
