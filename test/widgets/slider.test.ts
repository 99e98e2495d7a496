import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layoutOf, range, slider } from '../../src/widgets/slider.ts'

test('steps and formats follow from the range', () => {
  const of = (options: Parameters<typeof slider>[0]) => {
    const { model, value } = slider(options)
    return [model.names.model, value, model.state.step, model.state.readout_format]
  }
  expect(of({ min: 0, max: 21 })).toEqual(['IntSliderModel', 11, 1, 'd'])
  expect(of({ min: 0, max: 1 })).toEqual(['FloatSliderModel', 0.5, 0.01, '.2f'])
  expect(of({ min: 0, max: 5, step: 1 })[0]).toBe('IntSliderModel')
  expect(of({ min: 0.01, max: 100, log: true })).toEqual(['FloatLogSliderModel', 1, 0.01, '.3g'])
})

test('it begins within its range, whatever the range', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 99 }), (min, width) => {
      const { value } = slider({ min, max: min + width })
      expect(value).toBeGreaterThanOrEqual(min)
      expect(value).toBeLessThanOrEqual(min + width)
    }),
  )
})

test('an export shows where it stands, on a log scale by the exponent', () => {
  const dots = (html: string) => html.match(/━*/g)!.join('').length
  expect(dots(slider({ min: 0, max: 1, value: 0.25 }).staticHtml())).toBe(5)
  expect(dots(slider({ min: 1e-4, max: 1, value: 1e-2, log: true }).staticHtml())).toBe(10)
  expect(String(slider({ min: 0, max: 1, value: 1 / 3, description: 'lr' }))).toBe('lr: 0.333333')
})

test('a range holds two numbers in order', () => {
  const ends = range({ min: 0, max: 10 })
  expect([ends.value, String(ends), ends.model.names.model]).toEqual([[0, 10], '0 – 10', 'IntRangeSliderModel'])
  ends.value = [2, 2]
  expect(() => (ends.value = [3, 2])).toThrow('Expected [from, to] with 0 ≤ from ≤ to ≤ 10')
  expect(() => (ends.value = [-1, 2])).toThrow('Expected [from, to]')
})

test('a step must be > 0; sizes that are not given are not sent', () => {
  expect(() => slider({ min: 0, max: 1, step: 0 })).toThrow('`step` to be a number > 0, found 0')
  expect(() => slider({ min: 0, max: Number.POSITIVE_INFINITY })).toThrow('Expected `max` to be a number')
  expect(layoutOf({ width: '3em' })).toEqual({ width: '3em' })
})
