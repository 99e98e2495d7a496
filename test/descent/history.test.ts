import { serialize } from 'node:v8'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Engine } from '../../src/descent/engine.ts'
import { rosenbrock } from '../../src/descent/gallery/index.ts'
import { History } from '../../src/descent/history.ts'
import { momentum } from '../../src/descent/optimizers/index.ts'

function walk(steps: number, numbers = 1) {
  const engine = new Engine(rosenbrock, momentum({ lr: 1e-4 }), [-1.2, 1], null)
  const history = new History(engine.save(), numbers)
  const path = [engine.save()]
  for (let i = 0; i < steps; i++) {
    engine.step()
    history.note(engine)
    path.push(engine.save())
  }
  return { engine, history, path }
}

test('any step of the past comes back to the last bit', () => {
  const { engine, history, path } = walk(200, 1e9)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), (index) => {
      history.goTo(engine, index)
      expect(engine.save()).toEqual(path[index])
    }),
  )
})

test('it keeps at most 1024 states at regular steps, fewer where each is large', () => {
  const { history } = walk(3000)
  expect(history.size).toBeLessThanOrEqual(1024)
  expect(history.interval).toBe(4)
  expect(history.states.every((s) => s.index % 4 === 0)).toBe(true)
  expect(walk(100, 1e9).history.size).toBeLessThanOrEqual(16)
})

test('options set on the way hold again when the way is gone again; a later change drops those after it', () => {
  const { engine, history } = walk(10)
  history.goTo(engine, 4)
  history.change(4, { ...engine.options, lr: 5e-5 })
  expect(history.states.at(-1)!.index).toBe(4)
  history.goTo(engine, 4)
  expect(engine.options.lr).toBe(5e-5)
  history.goTo(engine, 3)
  expect(engine.options.lr).toBe(1e-4)
  engine.step()
  history.replayChange(engine)
  expect(engine.options.lr).toBe(5e-5)
  expect(history.lastChange).toBe(4)
  history.change(2, { lr: 1e-3 })
  expect(history.changes.map((c) => c.index)).toEqual([2])
})

test('between gives the states of steps in a row, and none where one of them is not kept', () => {
  const { history, path, engine } = walk(20)
  expect(history.between(3, 7)).toEqual(path.slice(3, 8))
  expect(history.between(0, 21)).toBeUndefined()
  expect(history.between(0, -1)).toBeUndefined()
  expect(walk(3000).history.between(0, 4)).toBeUndefined()
  history.replace(path[0]!, [])
  history.note(engine)
  expect(history.size).toBe(2)
  expect(history.between(0, 20)).toBeUndefined()
})

test('a million steps: at most 1024 states, and less than a megabyte', () => {
  const engine = new Engine(rosenbrock, momentum({ lr: 1e-5 }), [-1.2, 1], null)
  const history = new History(engine.save(), 10)
  for (let i = 0; i < 1_000_000; i++) {
    engine.step()
    history.note(engine)
  }
  expect(history.size).toBeLessThanOrEqual(1024)
  expect(serialize(history.states).byteLength).toBeLessThan(1_000_000)
  // Any step is at most `interval` steps from a state.
  expect(history.interval).toBeLessThanOrEqual(1024)
})

test('a copy grows on its own; forget leaves the start alone', () => {
  const { engine, history } = walk(10)
  const copy = history.copy()
  engine.step()
  history.note(engine)
  expect([history.size, copy.size]).toEqual([12, 11])
  history.forget(history.states[0]!)
  expect([history.size, history.first, history.changes]).toEqual([1, 0, []])
  expect(copy.size).toBe(11)
})
