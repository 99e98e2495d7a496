import { expect, test } from 'vitest'
import * as train from '../../../src/train/index.ts'
import oracle from '../../oracle/train.json' with { type: 'json' }

const o = oracle.schedules
const at = (rate: train.Schedule, count: number, stepsPerEpoch = 1) =>
  Array.from({ length: count }, (_, step) =>
    rate({ base: 0.1, step, epoch: Math.floor(step / stepsPerEpoch), epochs: count / stepsPerEpoch, stepsPerEpoch }),
  )
const close = (found: number[], wanted: number[]) => {
  wanted.forEach((v, i) => {
    expect(found[i]).toBeCloseTo(v, 12)
  })
}

test("step, exponential, cosine and one cycle are PyTorch's", () => {
  close(at(train.stepDecay({ every: 3, factor: 0.5 }), 10), o.stepDecay)
  close(at(train.exponential({ factor: 0.9 }), 10), o.exponential)
  close(at(train.cosine({ minimum: 0.01 }), 10), o.cosine)
  close(at(train.oneCycle(), 40, 4), o.oneCycle)
})

test('warm-up rises, then hands over', () => {
  const rates = at(train.warmUp({ epochs: 1, after: train.cosine() }), 12, 4)
  close(rates.slice(0, 4), [0.025, 0.05, 0.075, 0.1])
  expect(rates[4]).toBeCloseTo(0.1, 12)
  expect(rates[8]).toBeCloseTo(0.05, 12)
})

test('wrong options', () => {
  expect(() => train.stepDecay({ evry: 3 } as any)).toThrow('Did you mean `every`?')
  expect(() => train.schedule('cosine' as any)).toThrow('train.cosine()')
  expect(() =>
    train.schedule(() => Number.NaN).learningRate!({ base: 1, step: 0, epoch: 0, epochs: 1, stepsPerEpoch: 1 }),
  ).toThrow('a number ≥ 0')
})
