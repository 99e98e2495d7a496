import { expect, test } from 'vitest'
import { BatchOrder } from '../../src/descent/batch-order.ts'
import { Engine } from '../../src/descent/engine.ts'
import { booth } from '../../src/descent/gallery/index.ts'
import { batch, momentum } from '../../src/descent/optimizers/index.ts'
import { linearRegression } from '../../src/descent/regression/index.ts'
import { LiveStep, recordStep } from '../../src/descent/step.ts'

test('a recorded step holds all its numbers and stays as it is when the engine goes on', () => {
  const engine = new Engine(booth, momentum({ lr: 0.01 }), [1, 1], null)
  engine.step()
  const step = recordStep(engine)
  expect(step).toMatchObject({ index: 1, lossBefore: 20, gradient: [-16, -20], learningRate: 0.01 })
  expect(step.before[0]).toBeCloseTo(1, 14)
  expect(step.parameters[1]).toBeCloseTo(1.2, 14)
  expect(step.gradientNorm).toBe(Math.hypot(16, 20))
  expect(step.state).toEqual({ v: [-16, -20] })
  expect('rows' in step).toBe(false)
  const copy = structuredClone(step)
  engine.step()
  expect(step).toEqual(copy)
})

test('a live step is always the last one', () => {
  const engine = new Engine(booth, batch({ lr: 0.01 }), [1, 1], null)
  const live = new LiveStep(engine)
  for (let i = 1; i <= 3; i++) {
    engine.step()
    expect(live.index).toBe(i)
    expect(live.loss).toBe(engine.loss)
    expect({ ...recordStep(engine) }).toMatchObject({ gradientNorm: live.gradientNorm, update: live.update })
  }
})

test('where there are batches it names the rows', () => {
  const engine = new Engine(linearRegression({ x: [1, 2, 3], y: [1, 2, 3] }), batch(), [0, 0], new BatchOrder(3, 2, 1))
  engine.step()
  expect(recordStep(engine).rows).toEqual(Array.from(engine.rows!))
})
