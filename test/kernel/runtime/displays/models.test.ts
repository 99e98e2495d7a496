import { expect, test } from 'vitest'
import { modelDisplay } from '../../../../kernel/runtime/displays/models.ts'
import { tf } from '../../../../src/tf.ts'

test('a model’s layers, with their shapes and parameters', () => {
  const model = tf.sequential({ name: 'small' })
  model.add(tf.layers.dense({ inputShape: [3], units: 1000, name: 'hidden' }))
  model.add(tf.layers.dense({ units: 2, name: 'out', trainable: false }))
  const { 'text/plain': text, 'text/html': html } = modelDisplay(model)!
  expect(text).toBe(
    [
      '   layer   type   output shape  parameters',
      '0  hidden  Dense  [·, 1000]           4000',
      '1  out     Dense  [·, 2]              2002',
      '',
      'Model small: 6,002 parameters, 4,000 of them trainable',
    ].join('\n'),
  )
  expect(html).toContain('<td style="text-align: right">4000</td>')
  model.dispose()
})

test('several outputs, and what was not built yet', () => {
  const no = () => {
    throw new Error('not built')
  }
  const layer = (more: object) => ({
    name: 'l',
    getClassName: () => 'Layer',
    countParams: () => 1,
    outputShape: [null],
    ...more,
  })
  const model = (more: object) => ({
    name: 'm',
    predict: no,
    summary: no,
    countParams: no,
    layers: [layer({ outputShape: [[null, 2], [3]] }), layer({ countParams: no, outputShape: 'lazy' })],
    ...more,
  })
  const { 'text/plain': text } = modelDisplay(model({}))!
  expect(text).toContain('[·, 2], [3]')
  expect(text).toMatch(/1 {2}l {6}Layer {2}\? +\?/)
  expect(text).toContain('Model m: 1 parameters, 1 of them trainable')
  expect(modelDisplay(model({ layers: [], trainableWeights: [] }))!['text/plain']).toContain('Model m: 0 parameters')
})

test.each([[null], ['model'], [{ layers: [] }], [{ layers: 1, predict() {}, summary() {}, countParams() {} }]])(
  '%j is none',
  (value) => {
    expect(modelDisplay(value)).toBeUndefined()
  },
)
