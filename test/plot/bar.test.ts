import { expect, test } from 'vitest'
import { bar } from '../../src/plot/bar.ts'

test('bars from an object, from names and numbers, from groups', () => {
  expect(bar({ SGD: 0.9, Adam: 0.97 }).data[0]).toMatchObject({ type: 'bar', x: ['SGD', 'Adam'], y: [0.9, 0.97] })
  expect(bar(['a', 'b'], [1, 2]).description).toBe('Bar chart: a 1, b 2')
  const grouped = bar(['a', 'b'], { train: [1, 2], test: [3, 4] })
  expect(grouped.data.map(({ name, y }) => [name, y])).toEqual([
    ['train', [1, 2]],
    ['test', [3, 4]],
  ])
  expect(grouped.layout.showlegend).toBe(true)
})

test('a name in two lines is told in one', () => {
  expect(bar(['small<br>10 units'], [1]).description).toBe('Bar chart: small 10 units 1')
})

test('horizontal bars read from the top', () => {
  const { data, layout } = bar({ long: 1 }, { horizontal: true })
  expect(data[0]).toMatchObject({ x: [1], y: ['long'], orientation: 'h' })
  expect(layout.yaxis.autorange).toBe('reversed')
})

test('names and numbers must be as many', () => {
  expect(() => bar(['a'], [1, 2])).toThrow()
  expect(() => bar(3)).toThrow('names with numbers')
  expect(() => bar({ a: 1 }, { horizontl: true })).toThrow('Did you mean `horizontal`?')
})
