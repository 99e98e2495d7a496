import { expect, test } from 'vitest'
import { rowsOf } from '../../../src/descent/regression/samples.ts'

const read = rowsOf as (set: unknown) => ReturnType<typeof rowsOf>

test('one input a row or several, as arrays', () => {
  expect(read({ x: [1, 2], y: [3, 4] })).toMatchObject({ size: 2, features: 1, names: ['x'] })
  const rows = read({
    x: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    y: [[1], [2], [3]],
  })
  expect(rows).toMatchObject({ size: 3, features: 2, names: ['x1', 'x2'] })
  expect([...rows.x]).toEqual([1, 2, 3, 4, 5, 6])
  expect([...rows.y]).toEqual([1, 2, 3])
})

test('a Dataset of tensors, images flattened, with its names', () => {
  const tensor = (values: number[], shape: number[]) => ({ shape, dataSync: () => Float32Array.from(values) })
  const set = { x: tensor([1, 2, 3, 4], [2, 2, 1]), y: tensor([0, 1], [2, 1]), featureNames: ['a', 'b'] }
  expect(read(set)).toMatchObject({ size: 2, features: 2, names: ['a', 'b'] })
})

test('bad sets', () => {
  expect(() => read([1, 2])).toThrow('Expected a dataset { x, y }')
  expect(() => read({ x: [1, 2], y: [1] })).toThrow('as many targets as inputs (2), found 1')
  expect(() => read({ x: [[1, 2], [3]], y: [1, 2] })).toThrow('every row of `x` to have 2 numbers')
  expect(() => read({ x: [1, Number.NaN], y: [1, 2] })).toThrow(
    '`x` to hold finite numbers, found NaN. It is in row 1. Leave such rows out, or fill them: `data.clean`.',
  )
  expect(() =>
    read({
      x: [1, 2],
      y: [
        [1, 0],
        [0, 1],
      ],
    }),
  ).toThrow('`y` to have one number a row')
})
