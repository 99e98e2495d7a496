import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { epochOrder } from '../../src/descent/batch-order.ts'
import * as descent from '../../src/descent/index.ts'

const optimizer = descent.batch({ lr: 0.01 })

test('bad input is answered with a sentence', () => {
  const start = descent.start as (...args: any[]) => unknown
  const cases: [unknown[], RegExp][] = [
    [
      [descent.booth, { at: [1, 2, 3] }],
      /Expected `at` to have 2 numbers, as many as booth takes, found \[1, 2, 3\]\./,
    ],
    [[descent.booth, { at: 'here' }], /Expected `at` to be an array of finite numbers, found 'here'/],
    [[descent.booth, { at: [1, Number.NaN] }], /array of finite numbers/],
    [[() => Number.NaN, { at: [1] }], /to be a finite number at the start, found NaN at \[1\]\. Start elsewhere/],
    [[() => 'low', { at: [1] }], /to return a number, found 'low'/],
    [[descent.booth, { optimiser: optimizer }], /no option `optimiser`\. Did you mean `optimizer`/],
    [[descent.booth, { optimizer: descent.adam }], /Call it: descent\.adam\(\), not descent\.adam/],
    [[descent.booth, { optimizer: 'adma' }], /no optimizer 'adma'\. Did you mean 'adam'/],
    [[descent.booth, { optimizer: {} }], /`optimizer` to be one of descent/],
    [[descent.booth, { optimizer, batchSize: 4 }], /`batchSize` needs an objective that is a mean over samples/],
    [[descent.quadratic, { at: [1, 1] }], /makes an objective: call it/],
    [[{ f: (x: number[]) => x[0], gradient: () => [1, 2] }, { at: [1] }], /to be an array of 1 numbers/],
    [[{ gradient: () => [1] }, { at: [1] }], /Expected an objective/],
    [
      [{ f: (x: number[]) => x[0], gradiant: () => [1] }, { at: [1] }],
      /no option `gradiant`\. Did you mean `gradient`/,
    ],
    [[(x: number[]) => x[0]], /Expected `at`, the parameters to start from/],
  ]
  for (const [args, message] of cases) expect(() => start(...args)).toThrow(message)
})

test('any function: its gradient by central differences, and it says so', () => {
  const d = descent.start(([x, y]: number[]) => (x! - 1) ** 2 + (y! + 2) ** 2, {
    at: [0, 0],
    optimizer: descent.batch({ lr: 0.1 }),
  })
  d.step(200)
  expect(d.objective.gradientBy).toBe('central differences')
  expect(String(d)).toContain('gradient by central differences')
  expect(d.parameters[0]).toBeCloseTo(1, 6)
})

test('a function of Values: its gradient by autodiff, to the last bits', () => {
  const f = ([x, y]: descent.Value[]) => x!.sub(1).pow(2).add(y!.mul(x!).exp())
  const { objective } = descent.start(f, { at: [0.3, -0.7], optimizer })
  expect(objective.gradientBy).toBe('reverse-mode autodiff')
  const [x, y] = [0.3, -0.7]
  expect(objective.gradient([x, y])[0]).toBeCloseTo(2 * (x - 1) + y * Math.exp(x * y), 14)
  expect(objective.gradient([x, y])[1]).toBeCloseTo(x * Math.exp(x * y), 14)
})

test("an error in the reader's function stays the reader's error", () => {
  const broken = (x: number[]) => (x as any).lenght.foo
  expect(() => descent.start(broken, { at: [1] })).toThrow(TypeError)
})

test('stochastic, mini-batch and batch descent on the same samples', () => {
  const set = { x: [1, 2, 3, 4], y: [2, 4, 6, 8] }
  const objective = descent.linearRegression(set)
  const one = descent.start(objective, { optimizer: descent.sgd({ lr: 0.01 }), seed: 3 }).step(5)
  expect(one.steps.map((s) => s.rows!.length)).toEqual([1, 1, 1, 1, 1])
  expect(one.steps.slice(0, 4).map((s) => s.rows![0])).toEqual([...epochOrder(4, 3, 0)])
  expect(one.steps[4]!.rows![0]).toBe(epochOrder(4, 3, 1)[0])
  const three = descent.start(objective, { optimizer: descent.adam({ lr: 0.01 }), batchSize: 3, seed: 3 }).step(2)
  expect(three.steps.map((s) => s.rows!.length)).toEqual([3, 1])
  const all = descent.start(objective, { optimizer: descent.batch({ lr: 0.01 }) }).step()
  expect(all.steps[0]!.rows).toBeUndefined()
  expect(() => descent.start(objective, { optimizer: descent.newton(), batchSize: 2 })).toThrow(
    'looks at the whole objective',
  )
})

test('the order of the samples is the one of train.fit', async () => {
  const theirs = await import('../../src/train/epoch-order.ts')
  expect(epochOrder(50, 7, 3)).toEqual(theirs.epochOrder(50, true, 7, 3))
})

test('save and load: goes on with the same numbers, from an object and from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-'))
  const objective = descent.linearRegression({ x: [1, 2, 3, 4, 5], y: [2, 4, 5, 8, 11] })
  const starts = [
    () => descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent.adam({ lr: 0.1 }) }),
    () => descent.start(objective, { optimizer: descent.sgd({ lr: 0.01, momentum: 0.3 }), batchSize: 2, seed: 9 }),
    () => descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent.batch({ lr: 0.1 }) }),
  ]
  for (const start of starts) {
    const d = start().step(7).set({ lr: 0.02 }).step(6)
    const path = join(folder, 'descent.json')
    const saved = JSON.parse(JSON.stringify(d.save(path)))
    const ahead = d.fork().step(20)
    const again = [descent.load(path, d.objective), start().load(path), ...(d.stopped ? [] : [start().load(saved)])]
    for (const other of again) {
      expect([...other.steps]).toEqual([...d.steps])
      expect(other.stopped).toEqual(d.stopped)
      expect(other.step(20).parameters).toEqual(ahead.parameters)
    }
  }
  const saved = starts[0]!().step(3).save()
  expect(descent.load(saved).parameters).toEqual(starts[0]!().step(3).parameters)
  expect(() => starts[1]!().load(saved)).toThrow('Expected a saved descent with the objective linearRegression')
  expect(() => descent.load({} as never)).toThrow('Expected a saved descent')
  rmSync(folder, { recursive: true })
})
