import { expect, test } from 'vitest'
import { Engine } from '../../src/descent/engine.ts'
import { booth } from '../../src/descent/gallery/index.ts'
import { History } from '../../src/descent/history.ts'
import { momentum } from '../../src/descent/optimizers/index.ts'
import { recordStep } from '../../src/descent/step.ts'
import { Steps } from '../../src/descent/steps.ts'

function walk(count: number) {
  const engine = new Engine(booth, momentum({ lr: 0.01 }), [0, 0], null)
  const history = new History(engine.save(), 4)
  const made = Array.from({ length: count }, () => {
    const before = engine.x.slice()
    engine.step()
    history.note(engine)
    return recordStep(engine, before)
  })
  return { engine, history, made, steps: new Steps(history, engine.copy()) }
}

test('the steps are those that were made; asked twice it is the same array', () => {
  const { steps, made } = walk(30)
  expect(steps.upTo(30)).toEqual(made)
  expect(steps.upTo(30)).toBe(steps.upTo(30))
  expect(steps.upTo(7)).toEqual(made.slice(0, 7))
  expect(steps.between(10, 13)).toEqual(made.slice(10, 13))
})

test('what was changed is computed again', () => {
  const { steps, history, engine } = walk(10)
  const before = steps.upTo(10)
  history.goTo(engine, 5)
  history.change(5, { ...engine.options, lr: 0.001 })
  steps.forgetAfter(5)
  const after = steps.upTo(10)
  expect(after.slice(0, 5)).toEqual(before.slice(0, 5))
  expect(after[5]!.learningRate).toBe(0.001)
})

test('a long one computes what is read, and behaves as an array', () => {
  const { steps, made } = walk(20_500)
  const all = steps.upTo(20_500)
  expect(all).toHaveLength(20_500)
  for (const i of [0, 1023, 1024, 20_499]) expect(all[i]).toEqual(made[i])
  expect(all.at(-1)).toEqual(made.at(-1))
  expect(all[20_500]).toBeUndefined()
  expect([5 in all, 20_500 in all]).toEqual([true, false])
  expect(all.slice(2000, 2003)).toEqual(made.slice(2000, 2003))
})
