import { expect, test } from 'vitest'
import { line } from '../../src/plot/line.ts'
import { logTicks } from '../../src/plot/log-ticks.ts'

const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)

test('between one and three decades the labels are few enough to be read, and written in full', () => {
  expect(logTicks([[0.05, 10]])).toEqual({ nticks: 4, tickformat: '~g' })
  expect(logTicks([[1, 2], Float32Array.of(5, 40)])).toEqual({ nticks: 3, tickformat: '~g' })
})

test('a picture says 0.5 below 1, not a small 5', async () => {
  const svg = await line([1, 2, 3], { loss: [0.34, 1.2, 3.7] }, { log: 'y' }).toSvg()
  const labels = texts(svg)
  expect(labels).toEqual(expect.arrayContaining(['0.5', '1', '2']))
  expect(labels).not.toContain('5')
})

test('from there to six decades the powers of ten are enough', async () => {
  expect(logTicks([[0.032, 16.4]])).toEqual({ nticks: 4 })
  expect(logTicks([[1, 1e5]])).toEqual({ nticks: 6 })
  for (const top of [16.4, 1e2, 1e3]) {
    const svg = await line([3, 4, 6], { loss: [0.032, 0.5, top] }, { log: 'y' }).toSvg()
    expect(texts(svg)).toContain('1')
    expect(texts(svg)).not.toContain('2')
  }
})

test('on nearly a decade the steps are wide enough for their labels', () => {
  expect(logTicks([[0.37, 2.3]])).toEqual({ nticks: 5 })
})

test('elsewhere plotly.js decides', () => {
  expect(logTicks([[1, 5]])).toEqual({})
  expect(logTicks([[1, 1e8]])).toEqual({})
  expect(logTicks([])).toEqual({})
})

test('values that have no place on the axis do not count', () => {
  expect(logTicks([[0, -3, Number.NaN, Number.POSITIVE_INFINITY, 1, 40]])).toEqual({ nticks: 3, tickformat: '~g' })
})
