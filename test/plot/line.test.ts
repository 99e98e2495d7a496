import { expect, test } from 'vitest'
import { line } from '../../src/plot/line.ts'

test('all forms of data', () => {
  expect(line([1, 2]).data[0]).toMatchObject({ y: [1, 2], mode: 'lines+markers' })
  expect(line([3, 4], [1, 2]).data[0]).toMatchObject({ x: [3, 4], y: [1, 2] })
  expect(line({ a: [1], b: [2] }).data.map((trace) => trace.name)).toEqual(['a', 'b'])
  expect(line([0, 1], { a: [1, 2] }).data[0]).toMatchObject({ x: [0, 1], y: [1, 2], name: 'a' })
  expect(line([{ t: 1, v: 2 }], { x: 't', y: 'v' }).data[0]).toMatchObject({ x: [1], y: [2] })
  expect(line({ a: { x: [1, 5], y: [2, 3] } }).data[0]).toMatchObject({ x: [1, 5], y: [2, 3] })
})

test('functions are drawn at every x', () => {
  const square = (x: number) => x * x
  expect(line([1, 2, 3], square).data[0]).toMatchObject({ x: [1, 2, 3], y: [1, 4, 9] })
  const both = line(Float32Array.of(0, 2), { square, cube: (x: number) => x ** 3, own: { x: [5, 6], y: square } })
  expect(both.data.map((trace) => trace.y)).toEqual([
    [0, 4],
    [0, 8],
    [25, 36],
  ])
  expect(() => line({ square })).toThrow(
    'Expected the positions at which to draw the function `square`, found undefined. Give x first: plot.line(x, f).',
  )
})

test('points stand among curves without a line through them, in a shape and colour of their own', () => {
  const { data, layout } = line({ line: { x: [0, 1], y: [1, 3] }, seen: { x: [0.5, 0.2], y: [2, 1], points: true } })
  expect(data.map((trace) => trace.mode)).toEqual(['lines+markers', 'markers'])
  expect(data[1]).toMatchObject({ marker: { symbol: 'diamond' } })
  expect(data[1]).not.toHaveProperty('line')
  expect(layout.hovermode).toBe('closest')
})

test('the first of several curves may be points of their own', () => {
  const { data } = line([0, 1], { seen: { x: [0.5], y: [2], points: true }, line: [1, 3] })
  expect(data.map((trace) => trace.x)).toEqual([[0.5], [0, 1]])
})

test('how uncertain a value is stands as a bar on it', () => {
  const { data, description } = line({
    mean: { x: ['a', 'b'], y: [1, 2], error: Float32Array.of(0.5, 0.25), points: true },
  })
  expect(data[0]).toMatchObject({ error_y: { type: 'data', array: [0.5, 0.25] } })
  expect(description).toContain('uncertain by up to 0.5')
  expect(() => line({ mean: { y: [1, 2], error: [1] } })).toThrow(
    'Expected `mean` and `mean.error` to be equally long, found 2 and 1.',
  )
  expect(() => line({ mean: { y: [1], error: ['x'] } })).toThrow('Expected `mean.error` to be numbers')
})

test('gaps are said', () => {
  expect(line([1, Number.NaN, 3]).description).toContain('1 value is NaN or infinite and drawn as a gap')
  expect(line([]).description).toBe('Line chart: curve is empty')
})

test('errors are sentences', () => {
  expect(() => line([1, 2], [1])).toThrow('Expected `x` and `y` to be equally long, found 2 and 1.')
  expect(() => line([1], { titel: 'x' })).toThrow('plot.line has no option `titel`. Did you mean `title`?')
  expect(() => line([{ a: 1 }], { x: 'b', y: 'a' })).toThrow(
    'Expected the records to have a field `b`, found an object with a.',
  )
  expect(() => line()).toThrow('Expected numbers to draw')
})

test('log axes', () => {
  expect(line([1, 10], { log: 'y' }).layout.yaxis.type).toBe('log')
})
