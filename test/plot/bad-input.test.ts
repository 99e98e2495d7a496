/**
 * What people pass by mistake, to every kind of chart: NaN and Infinity, nothing at all, ragged rows, a million points, options
 * that do not exist. Each ends in a sentence, or in a figure that is small and that draws.
 */

import { expect, test } from 'vitest'
import { GradlabError } from '../../src/errors.ts'
import * as plot from '../../src/plot/index.ts'
import { tf } from '../../src/tf.ts'
import { modelCases } from './bad-input/models.ts'
import { numberCases } from './bad-input/numbers.ts'
import { valueCases } from './bad-input/values.ts'

const cases: Record<string, (() => unknown)[]> = { ...numberCases, ...modelCases }
for (const [name, more] of Object.entries(valueCases)) cases[name] = [...cases[name]!, ...more]

for (const [name, makes] of Object.entries(cases)) {
  test(`${name}: bad input gives a sentence or a sound picture`, async () => {
    let sentences = 0
    for (const make of makes) {
      const code = make.toString().slice(6, 90)
      let figure: plot.Figure
      try {
        figure = make() as plot.Figure
      } catch (error) {
        expect(error, code).toBeInstanceOf(GradlabError)
        expect((error as Error).message, code).toMatch(/^[A-Zp`][\s\S]{15,}\.$/)
        sentences++
        continue
      }
      expect(JSON.stringify(figure).length, code).toBeLessThan(1_000_000)
      expect(figure.description, code).toMatch(/^(?!.*(undefined|\[object|-Infinity))[\s\S]{8,}/)
      const svg = await figure.toSvg()
      expect(svg.replace(/base64,[^"]*|>[^<]*</g, ''), code).not.toMatch(/NaN|undefined/)
      expect(svg.length, code).toBeLessThan(500_000)
    }
    expect(sentences).toBeGreaterThan(0)
  })
}

/** Every chart that takes tensors, given one of this shape. */
const ofTensors: Record<string, [shape: number[], draw: (t: any) => unknown]> = {
  images: [[2, 4, 4], (t) => plot.images(t)],
  labels: [[2], (t) => plot.images(tf.zeros([2, 4, 4]), { labels: t })],
  line: [[5], plot.line],
  scatter: [[5, 2], plot.scatter],
  histogram: [[5], plot.histogram],
  box: [[5], plot.box],
  heatmap: [[3, 3], plot.heatmap],
  surface: [[3, 3], plot.surface],
  confusion: [[3, 3], plot.confusion],
  roc: [[4], (t) => plot.roc([0, 1, 0, 1], t)],
  weights: [[3], (a) => plot.weights({ a })],
  activations: [[3], (a) => plot.activations({ a })],
  gradientFlow: [[3], (a) => plot.gradientFlow({ a })],
  filters: [[3, 3, 1, 2], plot.filters],
  attention: [[3, 3], plot.attention],
  'attention of heads': [[2, 3, 3], plot.attention],
  decisionBoundary: [[2, 2], (x) => plot.decisionBoundary((a: number, _b: number) => a, { x, y: [0, 1] })],
  history: [[3], (loss) => plot.history({ loss })],
}

test.each(Object.entries(ofTensors))('%s: a tensor is drawn and left alone, a disposed one is a sentence', (_, one) => {
  const [shape, draw] = one
  tf.tidy(() => {
    const tensor = tf.ones(shape)
    draw(tensor)
    expect(tensor.isDisposed).toBe(false)
    tensor.dispose()
    expect(() => draw(tensor)).toThrow(
      /^Expected .+ to be a tensor that is still there, found 'one that was disposed'\. Draw it/,
    )
  })
})

test('no chart leaves tensors behind, also where a model cannot take its inputs, or a function fails half way', () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] })
  const x = tf.zeros([2, 2])
  const before = tf.memory().numTensors
  const set = {
    x: [
      [0, 1],
      [1, 1],
    ],
    y: [0, 1],
  } // prettier-ignore
  expect(() => plot.decisionBoundary(model, set)).toThrow(/^The model cannot take inputs of shape \[6400, 2\]: .*\.$/)
  expect(() => plot.activations(model, x)).toThrow(/^The model cannot take inputs of shape \[2, 2\]: .*\.$/)
  expect(() => plot.activations(tf.sequential(), x)).toThrow(/^Expected a model with layers/)
  const fails = () => {
    tf.zeros([2])
    throw new Error('boom')
  }
  expect(() => plot.decisionBoundary(fails, set)).toThrow('boom')
  plot.decisionBoundary((at: number[]) => tf.scalar(at.length).dataSync()[0], set)
  // A function that answers with a tensor is drawn, too.
  expect(plot.contour((a: number, b: number) => tf.scalar(a + b)).description).toContain('Contour plot')
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
  x.dispose()
})

test('a figure takes tensors as columns; one that refers to itself is a sentence', () => {
  const y = tf.tensor1d([1, 2, 3])
  expect(plot.figure({ data: [{ y }] }).toJSON().data[0]!.y).toEqual([1, 2, 3])
  y.dispose()
  const trace: Record<string, unknown> = { y: [1] }
  trace.self = trace
  expect(() => plot.figure({ data: [trace] }).toJSON()).toThrow('refers to itself')
})
