import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import * as descent from '../../src/descent/index.ts'
import * as everyOptimizer from '../../src/descent/optimizers/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-stepper-'))
const file = join(folder, 'd.json')
afterAll(() => rmSync(folder, { recursive: true }))

/** Every optimizer that there is, and wrappers around one. */
const optimizers: [string, () => descent.Optimizer][] = [
  ['batch', () => descent.batch({ lr: 1e-3 })],
  ['sgd', () => descent.sgd({ lr: 1e-3, momentum: 0.5, weightDecay: 0.01 })],
  ['momentum', () => descent.momentum({ lr: 1e-4 })],
  ['nesterov', () => descent.nesterov({ lr: 1e-4 })],
  ['adagrad', () => descent.adagrad({ lr: 0.1 })],
  ['rmsprop', () => descent.rmsprop()],
  ['adadelta', () => descent.adadelta()],
  ['adam', () => descent.adam({ lr: 0.05 })],
  ['adamW', () => descent.adamW({ lr: 0.05 })],
  ['nadam', () => descent.nadam({ lr: 0.05 })],
  ['amsgrad', () => descent.amsgrad({ lr: 0.05 })],
  ['newton', () => descent.newton()],
  ['conjugateGradient', () => descent.conjugateGradient()],
  ['conjugateGradient (Fletcher–Reeves)', () => descent.conjugateGradient({ beta: 'fletcherReeves' })],
  ['lbfgs', () => descent.lbfgs({ memory: 3 })],
  ['wrapped', () => descent.clipNorm(descent.schedule(descent.rmsprop(), (t) => 0.99 ** t), 10)], // biome-ignore format: short
  ['decayed', () => descent.clipValue(descent.weightDecay(descent.adam({ lr: 0.05 }), 0.1), 5)],
]
const set = { x: [0, 1, 2, 3, 4, 5, 6], y: [1, 3, 4, 7, 9, 12, 12.5] }
const samples = descent.linearRegression(set)
const needsAll = (optimizer: descent.Optimizer) => optimizer.needs.includes('full objective')

/** On a surface, and where an optimizer looks at batches, on those too. */
const cases = optimizers.flatMap(([name, make]): [string, () => descent.Descent][] => [
  [name, () => descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: make() })],
  ...(needsAll(make())
    ? []
    : [
        [`${name} on mini-batches`, () => descent.start(samples, { optimizer: make(), batchSize: 3, seed: 5 })] as [
          string,
          () => descent.Descent,
        ],
      ]),
])
cases.push(
  [
    'proximal',
    () => descent.start(descent.lasso(set), { optimizer: descent.proximal({ lr: 0.01, accelerated: true }) }),
  ],
  ['one sample a step', () => descent.start(samples, { optimizer: descent.sgd({ lr: 0.01 }), seed: 5 })],
)
const starts = cases.map(([, start]) => start)

/** All that a descent is, as plain data. */
function whole(d: descent.Descent) {
  const { index, parameters, loss, options, stopped, steps } = d
  return { index, parameters, loss, options, stopped, steps: [...steps] }
}

const action = fc.oneof(
  fc.record({ kind: fc.constant('step' as const), n: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ kind: fc.constant('back' as const), n: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ kind: fc.constant('set' as const), n: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('fork' as const), n: fc.constant(0) }),
  fc.record({ kind: fc.constant('load' as const), n: fc.constant(0) }),
)

test.each(cases)(
  '%s: after any step, back, set, fork, save and load, back and forward gives the same numbers to the last bit',
  (_, start) => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        let d = start()
        for (const { kind, n } of actions) {
          if (kind === 'step') d.step(n)
          else if (kind === 'back') d.back(Math.min(n, d.index))
          else if (kind === 'set') d.set({ lr: n * 1e-4 })
          else if (kind === 'load') {
            d.save(file)
            const loaded = start().load(file)
            expect(whole(loaded)).toEqual(whole(d))
            d = loaded
          } else {
            const fork = d.fork()
            expect(whole(fork)).toEqual(whole(d))
            d.step(3) // what the one does, the other does not see
            const before = whole(fork)
            d = fork
            expect(whole(d)).toEqual(before)
          }
        }
        const here = whole(d)
        const count = Math.min(d.index, 25)
        expect(whole(d.back(count).step(count))).toEqual(here)
        const all = d.index
        expect(whole(d.back(all).step(all))).toEqual(here)
        expect(whole(d.fork().reset().fork())).toEqual(whole(start()))
      }),
      { numRuns: 25 },
    )
  },
)

test('every optimizer is among them', () => {
  const made = new Set(starts.map((start) => start().optimizer.name))
  const all = Object.values(everyOptimizer).map((make) => make().name)
  expect(all.filter((name) => !made.has(name))).toEqual([])
})

test('going back undoes: the numbers are those of a descent that never went further', () => {
  for (const start of starts) {
    const far = start().step(30).back(12)
    const near = start().step(18)
    expect(whole(far)).toEqual(whole(near))
  }
})

test('set in mid-run: from the next step on; going back before it restores the old options; reset too', () => {
  const d = descent.start(descent.booth, { at: [0, 0], optimizer: descent.batch({ lr: 0.01 }) })
  d.step(2).set({ lr: 0.05 }).step(2)
  expect(d.steps.map((s) => s.learningRate)).toEqual([0.01, 0.01, 0.05, 0.05])
  expect(d.back(3).options).toEqual({ lr: 0.01 })
  expect(d.step(3).steps.map((s) => s.learningRate)).toEqual([0.01, 0.01, 0.05, 0.05])
  expect(
    d
      .back(3)
      .set({ lr: 0.02 })
      .step(3)
      .steps.map((s) => s.learningRate),
  ).toEqual([0.01, 0.02, 0.02, 0.02])
  expect(d.reset().options).toEqual({ lr: 0.01 })
  expect(d.index).toBe(0)
  expect(d.parameters).toEqual([0, 0])
})

test('optionsOf tells the options that made a step', () => {
  const d = descent
    .start(descent.booth, { optimizer: descent.momentum({ lr: 0.01 }) })
    .step(2)
    .set({ lr: 0.05 })
    .step()
  d.set({ momentum: 0.5 })
  expect(d.steps.map((s) => d.optionsOf(s))).toEqual([0.01, 0.01, 0.05].map((lr) => ({ lr, momentum: 0.9 })))
})

test('a step holds every number of the update', () => {
  const d = descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent.momentum({ lr: 0.001 }) }).step(2)
  const [first, second] = d.steps
  expect(d.steps).toHaveLength(2)
  expect(first).toMatchObject({ index: 1, before: [-1.2, 1], learningRate: 0.001 })
  expect(first!.lossBefore).toBeCloseTo(24.2, 12)
  expect(first!.gradient).toEqual(descent.rosenbrock.gradient([-1.2, 1]))
  expect(first!.gradientNorm).toBeCloseTo(Math.hypot(...first!.gradient), 12)
  expect(first!.update[0]).toBeCloseTo(-0.001 * first!.gradient[0]!, 15)
  expect(first!.loss).toBe(second!.lossBefore)
  expect(second!.before).toEqual(first!.parameters)
  expect(second!.loss).toBe(descent.rosenbrock(second!.parameters))
  expect(second!.parameters).toEqual(d.parameters)
  expect((second!.state.v as number[])[0]).toBeCloseTo(0.9 * first!.gradient[0]! + second!.gradient[0]!, 12)
})

test('a million steps keep a small past, and any of them can be looked at', () => {
  const d = descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent.momentum({ lr: 1e-5 }) })
  d.step(1_000_000)
  const { parameters } = d
  expect(JSON.stringify(d.path()).length).toBeLessThan(200_000)
  expect(d.path().length).toBeLessThanOrEqual(1025)
  expect(d.steps).toHaveLength(1_000_000)
  expect(d.steps[0]!.before).toEqual([-1.2, 1])
  expect(d.steps[654_321]!.index).toBe(654_322)
  expect(d.steps.at(-1)!.parameters).toEqual(parameters)
  expect(d.back(3).step(3).parameters).toEqual(parameters)
})

test('run stops when told, at once where the condition holds already', () => {
  const d = descent.start(descent.booth, { at: [0, 0], optimizer: descent.batch({ lr: 0.05 }) })
  d.run({ until: (s) => s.gradientNorm < 1e-6, maxSteps: 5000 })
  expect(d.steps.at(-1)!.gradientNorm).toBeLessThan(1e-6)
  expect(d.steps.at(-2)!.gradientNorm).toBeGreaterThanOrEqual(1e-6)
  const { index } = d
  expect(d.run({ until: () => true }).index).toBe(index)
  expect(d.run({ maxSteps: 7 }).index).toBe(index + 7)
  expect(() => d.run({ maxSteps: -1 })).toThrow('`maxSteps` to be a whole number ≥ 0')
  expect(() => d.run({ until: 3 as never })).toThrow('Expected `until` to be a function')
  expect(() => d.run({ util: () => true } as never)).toThrow('Did you mean `until`?')
})

test('stops by itself where it diverges, with the step, the value and what to try; back and a smaller lr go on', () => {
  const d = descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent.batch({ lr: 0.1 }) }).step(100)
  expect(d.stopped).toMatchObject({ step: 2, reason: 'diverged' })
  expect(d.stopped!.advice).toMatch(/^Stopped at step 2: the loss grew to 1.18e24.*set\(\{ lr: 0.01 \}\)/)
  expect(String(d)).toContain('Stopped at step 2')
  expect(d.back(2).set({ lr: 0.001 }).step(100).stopped).toBeUndefined()
  expect(d.index).toBe(100)
})

test('stops at NaN', () => {
  const d = descent.start(([x]: number[]) => Math.log(x!), { at: [0.5], optimizer: descent.batch({ lr: 1 }) }).step(10)
  expect(d.stopped).toMatchObject({ step: 1, reason: 'NaN' })
  expect(d.stopped!.advice).toContain('the loss became NaN')
})

test('a fork goes its own way', () => {
  const d = descent.start(descent.booth, { at: [0, 0], optimizer: descent.batch({ lr: 0.01 }) }).step(5)
  const fork = d.fork().set({ lr: 0.05 })
  fork.step(5)
  expect(d.index).toBe(5)
  expect(d.options.lr).toBe(0.01)
  expect(fork.steps.slice(0, 5)).toEqual([...d.steps])
  expect(fork.loss).toBeLessThan(d.step(5).loss)
})

test('an objective with noise of its own: steps, path and back are those that were made, not made again', () => {
  let calls = 0
  const noisy = { f: ([x]: readonly number[]) => x! ** 2 + ++calls * 1e-3, gradient: ([x]: readonly number[]) => [2 * x! + ++calls * 1e-3] } // biome-ignore format: short
  const d = descent.start(noisy, { at: [4], optimizer: descent.momentum({ lr: 1e-3 }) })
  const made = Array.from({ length: 30 }, () => {
    const { parameters, loss } = d.step()
    return { parameters, loss }
  })
  const before = calls
  expect(d.steps).toMatchObject(made)
  expect(d.path().slice(1)).toMatchObject(made)
  expect(d.back(10)).toMatchObject(made[19]!)
  expect(calls).toBe(before)
})

test('without history: the same numbers, and no way back', () => {
  const options = { at: [-1.2, 1], optimizer: descent.adam({ lr: 0.1 }) }
  const d = descent.start(descent.rosenbrock, { ...options, history: false }).step(50)
  expect(d.parameters).toEqual(descent.start(descent.rosenbrock, options).step(50).parameters)
  expect(() => d.back()).toThrow('`back` needs the past, and this descent was started with `history: false`.')
  expect(() => d.steps).toThrow('`history: false`')
  expect(d.lastSteps(3)).toHaveLength(1)
  d.set({ lr: 0.05 }).step(9)
  expect(d.path().map((p) => p.parameters)).toEqual([[-1.2, 1], d.parameters])
  expect(() => d.animate()).toThrow('`animate` needs the past')
  expect(d.reset().parameters).toEqual([-1.2, 1])
})

test('back past the start', () => {
  const d = descent.start(descent.booth, { optimizer: descent.batch({ lr: 0.01 }) }).step(2)
  expect(() => d.back(3)).toThrow('Expected to go back at most 2 steps, the number made so far, found 3. reset()')
  expect(() => d.step(1.5)).toThrow('Expected the number of steps to be a whole number ≥ 0, found 1.5.')
  expect(() => d.set({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => d.set({ momentum: 0.9 })).toThrow('has no option `momentum`')
})
