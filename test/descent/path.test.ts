import { expect, test } from 'vitest'
import { Engine } from '../../src/descent/engine.ts'
import { rosenbrock } from '../../src/descent/gallery/index.ts'
import { History } from '../../src/descent/history.ts'
import { momentum } from '../../src/descent/optimizers/index.ts'
import { pathOf } from '../../src/descent/path.ts'

function walk(steps: number, numbers = 1) {
  const engine = new Engine(rosenbrock, momentum({ lr: 1e-4 }), [-1.2, 1], null)
  const history = new History(engine.save(), numbers)
  const all = [engine.x.slice()]
  for (let i = 0; i < steps; i++) {
    engine.step()
    history.note(engine)
    all.push(engine.x.slice())
  }
  return { engine, history, all }
}

test('a short one has every point, the start and the present one with it', () => {
  const { engine, history, all } = walk(20)
  const path = pathOf(history, engine, 100)
  expect(path.map((p) => p.index)).toEqual(Array.from({ length: 21 }, (_, i) => i))
  expect(path.map((p) => p.parameters)).toEqual(all)
  expect(path[0]!.loss).toBe(rosenbrock([-1.2, 1]))
  expect(path.at(-1)!.loss).toBe(engine.loss)
})

test.each([
  ['from kept states', 1],
  ['computed again', 1e9],
])('a long one is thinned to equal distances, %s; the points are those of the way', (_, numbers) => {
  const { engine, history, all } = walk(2500, numbers)
  const before = engine.save()
  const path = pathOf(history, engine, 100)
  expect(path.length).toBeGreaterThan(50)
  expect(path.length).toBeLessThanOrEqual(102)
  for (const point of path) expect(point.parameters).toEqual(all[point.index])
  const gaps = new Set(path.slice(1, -1).map((p, i) => p.index - path[i]!.index))
  expect(gaps.size).toBe(1)
  expect([path[0]!.index, path.at(-1)!.index]).toEqual([0, 2500])
  expect(engine.save()).toEqual(before)
})

test('before the first step it is the start alone', () => {
  const { engine, history } = walk(0)
  expect(pathOf(history, engine, 10)).toEqual([{ index: 0, parameters: [-1.2, 1], loss: rosenbrock([-1.2, 1]) }])
})
