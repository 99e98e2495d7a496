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
  expect(path.length).toBeLessThanOrEqual(140)
  for (const point of path) expect(point.parameters).toEqual(all[point.index])
  // Some of the first steps, which go the furthest, then equal distances.
  const gap = path.at(-2)!.index - path.at(-3)!.index
  const indices = path.map((p) => p.index)
  expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b))
  const regular = indices.slice(indices.indexOf(gap), -1)
  expect(regular).toEqual(regular.map((_, i) => (i + 1) * gap))
  expect(indices.slice(0, 5)).toEqual(gap > 16 ? [0, 1, 3, 5, 7] : [0, 25, 50, 75, 100])
  expect([path[0]!.index, path.at(-1)!.index]).toEqual([0, 2500])
  expect(engine.save()).toEqual(before)
})

test('before the first step it is the start alone', () => {
  const { engine, history } = walk(0)
  expect(pathOf(history, engine, 10)).toEqual([{ index: 0, parameters: [-1.2, 1], loss: rosenbrock([-1.2, 1]) }])
})
