import { expect, test } from 'vitest'
import * as descent from '../../src/descent/index.ts'
import { displaySymbol } from '../../src/display.ts'
import { tf } from '../../src/tf.ts'
import '../../src/train/network-step.ts'
import { withDrawings } from './drawings.ts'

test('a race: one table with every runner, its distance from the minimum, and why one stopped', async () => {
  const from = (optimizer: descent.Optimizer) => descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer })
  const race = descent.race([
    from(descent.batch({ lr: 0.1 })),
    from(descent.batch()),
    { name: 'A <b>', descent: from(descent.adam({ lr: 0.1 })) },
  ])
  race.step(300)
  const bundle = await race[displaySymbol]()
  expect(race.runners.map((r) => r.name)).toEqual(['batch (lr 0.1)', 'batch (lr 0.001)', 'A <b>'])
  expect(race.standings[2]!.distance).toBeLessThan(race.standings[1]!.distance!)
  expect(race.standings[0]!.stopped).toContain('diverges')
  expect(withDrawings(bundle['text/html'])).toContain('A &lt;b&gt;')
  expect(String(bundle['text/plain']).split('\n')).toHaveLength(3)
  expect(() => descent.race([])).toThrow('Expected an array of descents')
  expect(() => descent.race([{}] as never)).toThrow('a descent, as descent.start makes it')
})

test('runs every runner until its own condition holds; on several objectives the losses are drawn', () => {
  const race = descent.race([
    descent.start(descent.booth, { optimizer: descent.newton() }),
    descent.start(descent.saddle, { optimizer: descent.batch({ lr: 0.1 }) }),
  ])
  race.run({ until: (s) => s.gradientNorm < 1e-9, maxSteps: 5 })
  const [newton, batch] = race.standings
  expect(newton).toMatchObject({ name: 'newton', steps: 2, stopped: undefined })
  expect(newton!.distance).toBeLessThan(1e-9)
  expect(batch).toMatchObject({ steps: 5, distance: undefined })
  const html = withDrawings(race[displaySymbol]()['text/html'])
  expect(html.match(/<polyline/g)).toHaveLength(2)
  expect(html.match(/<tr>/g)).toHaveLength(3)
})

test('two of one name are told apart by what differs', () => {
  const with_ = (momentum: number) =>
    descent.start(descent.booth, { optimizer: descent.momentum({ lr: 0.01, momentum }) })
  const names = (...d: descent.Descent[]) => descent.race(d).runners.map(({ name }) => name)
  expect(names(with_(0.5), with_(0.9))).toEqual(['momentum (momentum 0.5)', 'momentum (momentum 0.9)'])
  expect(names(with_(0.5), with_(0.5))).toEqual(['momentum 1', 'momentum 2'])
  expect(names(with_(0.5), descent.start(descent.booth, { optimizer: 'adam' }))).toEqual(['momentum', 'adam'])
})

test('contours only where all run on one surface, whatever the names', () => {
  const contours = (...of: descent.Objective[]) => {
    const runners = of.map((o) => descent.start(o, { at: [1, 1], optimizer: descent.batch({ lr: 0.01 }) }))
    return withDrawings(descent.race(runners).step(3)[displaySymbol]()['text/html']).includes('Contours of')
  }
  const bowl = (a: number) => descent.objective(([x, y]: readonly number[]) => a * x! ** 2 + y! ** 2)
  expect(contours(bowl(1), bowl(1))).toBe(true)
  expect(contours(bowl(1), bowl(2))).toBe(false)
  expect(contours(descent.quadratic({ condition: 5 }), descent.quadratic({ condition: 50 }))).toBe(false)
})

test('the distance is to a minimum of as many parameters', () => {
  const race = descent.race([descent.start(descent.rosenbrock, { at: [1, 1, 2] })])
  expect(race.standings[0]!.distance).toBeUndefined()
})

test('networks race by their losses', () => {
  const x = tf.randomUniform([12, 2], 0, 1, 'float32', 1)
  const data = { x, y: x.sum(1, true), size: 12 }
  const open = (optimizer: descent.Optimizer) => {
    const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 })
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer })] })
    return descent.start({ model, data, loss: 'mse', batchSize: 4 }, { optimizer, seed: 2 })
  }
  const runners = [open(descent.adam({ lr: 0.1 })), open(descent.batch({ lr: 0.1 }))]
  const race = descent.race(runners).step(5)
  race.run({ until: (s) => s.loss < 0, maxSteps: 2 })
  expect(race.standings).toMatchObject([
    { name: 'adam', steps: 7 },
    { name: 'batch', steps: 7, parameters: undefined },
  ])
  const html = withDrawings(race[displaySymbol]()['text/html'])
  expect(html.match(/<polyline/g)).toHaveLength(2)
  expect(String(race)).toMatch(/^adam {3}7 steps {2}loss [\d.e−]+\nbatch {2}7 steps/)
  for (const d of runners) {
    d.dispose()
    d.objective.model.dispose()
  }
})
