import { expect, test } from 'vitest'
import { frame } from '../../src/plot/frame.ts'

const cars = {
  columns: ['name', 'power', 'weight'],
  values: [
    ['a', 100, 1],
    ['b', 150, 2],
    ['c', 90, 1.5],
  ],
}

test('a data frame draws its columns of numbers', () => {
  expect(frame(cars).data.map(({ name }) => name)).toEqual(['power', 'weight'])
  expect(frame(cars, { kind: 'scatter', x: 'weight', y: 'power' }).data[0]).toMatchObject({
    x: [1, 2, 1.5],
    y: [100, 150, 90],
  })
  expect(frame(cars, { kind: 'histogram', y: 'power' }).description).toContain('3 values')
})

test('unknown columns and kinds are named with the nearest', () => {
  expect(() => frame(cars, { y: 'wieght' })).toThrow("Did you mean 'weight'?")
  expect(() => frame(cars, { kind: 'scater' as never })).toThrow("Did you mean 'scatter'?")
  expect(() => frame([1])).toThrow('a danfojs DataFrame or Series')
})
