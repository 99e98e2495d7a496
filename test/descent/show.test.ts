import { expect, test } from 'vitest'
import * as descent from '../../src/descent/index.ts'
import { type DisplayHandle, displaySymbol, kernel, type MimeBundle } from '../../src/display.ts'

const optimizers = [
  descent.batch(),
  descent.sgd({ momentum: 0.5 }),
  descent.momentum(),
  descent.nesterov(),
  descent.adagrad(),
  descent.rmsprop(),
  descent.adadelta(),
  descent.adam(),
  descent.adamW(),
  descent.nadam(),
  descent.amsgrad(),
  descent.newton(),
  descent.conjugateGradient(),
  descent.lbfgs(),
  descent.schedule(descent.clipNorm(descent.weightDecay(descent.adam(), 0.1), 1), () => 0.5),
]

test.each(optimizers.map((o) => [o.name, o] as const))(
  '%s shows its formula with the numbers of the step',
  async (_, optimizer) => {
    const d = descent.start(descent.beale, { at: [1, 1], optimizer }).step(3)
    const html = String((await d[displaySymbol]())['text/html'])
    expect(html).toContain('Step 3, with its numbers')
    expect(html.match(/<math/g)).toHaveLength(2 * optimizer.rule.length)
    const tex = [...html.matchAll(/<annotation[^>]*>(.*?)<\/annotation>/gs)]
      .map((m) => m[1]!)
      .filter((line) => line.includes('='))
    // Every place was filled: what is left in braces is LaTeX.
    expect(tex.join('\n')).not.toMatch(/\{(x|g|lr|m|v|p|alpha|epsilon|clipped|decayed|lrNow)'?\}/)
    expect(html).not.toMatch(/undefined|NaN|katex-error/)
  },
)

test('the formula is the one that made the step', async () => {
  const d = descent.start(descent.singleTheta(), { at: [0], optimizer: descent.batch({ lr: 0.05 }) }).step()
  const html = String((await d[displaySymbol]())['text/html'])
  expect(html).toContain('\\theta = 0 - 0.05 \\cdot (-18.67) = 0.9333')
  expect(String(d)).toMatch(/batch \(lr 0.05\) on singleTheta, step 1: loss 5.31 at 0.9333/)
})

test('holds the contours with the path, and the loss, and stays within 150 ms', async () => {
  const d = descent.start(descent.rosenbrock, { optimizer: descent.adam({ lr: 0.1 }) }).step(2000)
  let bundle = await d[displaySymbol]() // typesetting is loaded once
  const times = []
  for (let i = 0; i < 3; i++) {
    const began = performance.now()
    bundle = await d.step()[displaySymbol]()
    times.push(performance.now() - began)
  }
  expect(Math.min(...times)).toBeLessThan(150)
  expect(bundle['text/html']).toMatch(/Contours of rosenbrock with the path.*Loss, from 24.2/s)
  expect(bundle['text/plain']).toContain('step 2003')
})

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

/** A kernel that notes what is displayed. */
function notebook() {
  const shown: MimeBundle[] = []
  let changed = () => {}
  kernel.display = (value): DisplayHandle => {
    const note = (v: unknown) => {
      const own = (v as { [displaySymbol]?(): unknown })[displaySymbol]
      shown.push((own ? own.call(v) : v) as MimeBundle)
      changed()
    }
    note(value)
    return { id: 'one', update: note, clear: () => {} }
  }
  const next = () => new Promise<void>((resolve) => (changed = resolve))
  return { shown, next, close: () => delete kernel.display }
}

test('watch: one output, drawn again when a later cell steps, many steps as one picture', async () => {
  const { shown, next, close } = notebook()
  const d = descent.start(descent.booth, { optimizer: descent.batch({ lr: 0.01 }) })
  const watch = d.watch()
  const drawn = next()
  for (let i = 0; i < 50; i++) d.step()
  await drawn
  expect(shown).toHaveLength(2)
  expect(shown[1]!['text/plain']).toContain('step 50')
  watch.stop()
  d.step()
  expect(shown).toHaveLength(2)
  close()
})

test('animate plays from the start to here', async () => {
  const { shown, close } = notebook()
  const d = descent.start(descent.booth, { optimizer: descent.batch({ lr: 0.01 }) }).step(30)
  await d.animate({ frames: 4, seconds: 0 })
  expect(shown.map((bundle) => /step (\d+)/.exec(String(bundle['text/plain']))![1])).toEqual(['0', '10', '20', '30'])
  expect(d.index).toBe(30)
  await expect(d.animate({ frames: 1 })).rejects.toThrow('`frames` to be a whole number ≥ 2')
  close()
})
