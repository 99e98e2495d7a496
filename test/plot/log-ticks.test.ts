import { expect, test } from 'vitest'
import { logTicks } from '../../src/plot/log-ticks.ts'

test('between one and three decades the labels are few enough to be read', () => {
  expect(logTicks([[0.05, 10]])).toEqual({ nticks: 4 })
  expect(logTicks([[1, 2], Float32Array.of(5, 40)])).toEqual({ nticks: 3 })
})

test('on nearly a decade the steps are wide enough for their labels', () => {
  expect(logTicks([[0.37, 2.3]])).toEqual({ nticks: 5 })
})

test('elsewhere plotly.js decides', () => {
  expect(logTicks([[1, 5]])).toEqual({})
  expect(logTicks([[1, 1e6]])).toEqual({})
  expect(logTicks([])).toEqual({})
})

test('values that have no place on the axis do not count', () => {
  expect(logTicks([[0, -3, Number.NaN, Number.POSITIVE_INFINITY, 1, 40]])).toEqual({ nticks: 3 })
})
