import { expect, test } from 'vitest'
import { Layer, register, single } from '../../../src/models/layers/base.ts'
import { tf } from '../../../src/tf.ts'

class Twice extends Layer {
  static className = 'TestTwice'
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return single(inputs).mul(2)
  }
  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape
  }
}
register(Twice as never)

test('a registered layer comes back from a saved model under its name', async () => {
  const model = tf.sequential({ layers: [new Twice({ inputShape: [2] })] })
  let artifacts: Parameters<Parameters<typeof tf.io.withSaveHandler>[0]>[0] | undefined
  await model.save(
    tf.io.withSaveHandler(async (saved) => {
      artifacts = saved
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } }
    }),
  )
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(artifacts!))
  const output = tf.tidy(() => [...(loaded.predict(tf.tensor2d([[1, 3]])) as tf.Tensor).dataSync()])
  expect(output).toEqual([2, 6])
})

test('single: the only input, whether in an array or not', () => {
  const x = tf.scalar(1)
  expect([single(x), single([x])]).toEqual([x, x])
  x.dispose()
})
