import { expect, test } from 'vitest'
import * as descent from '../../src/descent/index.ts'
import { displaySymbol } from '../../src/display.ts'

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
  expect(bundle['text/html']).toContain('A &lt;b&gt;')
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
  const html = String(race[displaySymbol]()['text/html'])
  expect(html.match(/<polyline/g)).toHaveLength(2)
  expect(html.match(/<tr>/g)).toHaveLength(3)
})
