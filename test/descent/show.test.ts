import { expect, test } from 'vitest'
import * as descent from '../../src/descent/index.ts'
import { displaySymbol } from '../../src/display.ts'
import { cpuMilliseconds } from './cpu.ts'

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
    const tex = [...html.matchAll(/<math alttext="([^"]*)"/g)].map((m) => m[1]!).filter((line) => line.includes('='))
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

test('set after a step: the formula keeps the numbers that made the step; without a past it is left out', () => {
  const start = (history: boolean) =>
    descent.start(descent.singleTheta(), { at: [0], optimizer: descent.batch({ lr: 0.05 }), history })
  const html = (d: descent.Descent) => String(d[displaySymbol]()['text/html'])
  expect(html(start(true).step().set({ lr: 0.01 }))).toContain('\\theta = 0 - 0.05 \\cdot (-18.67) = 0.9333')
  expect(html(start(false).step())).toContain('with its numbers')
  expect(html(start(false).step(2))).not.toContain('with its numbers')
})

test('holds the contours with the path, and the loss, and stays within 150 ms', async () => {
  const d = descent.start(descent.rosenbrock, { optimizer: descent.adam({ lr: 0.1 }) }).step(2000)
  let bundle = await d[displaySymbol]() // typesetting is loaded once
  const spent = [0, 1, 2].map(() =>
    cpuMilliseconds(() => {
      bundle = d.step()[displaySymbol]()
    }),
  )
  expect(Math.min(...spent)).toBeLessThan(150)
  expect(bundle['text/html']).toMatch(/Contours of rosenbrock with the path.*Loss, from 24.2/s)
  expect(bundle['text/plain']).toContain('step 2003')
})
