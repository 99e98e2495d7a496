import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { tensorflowBackend } from '../../../src/train/graph/backend.ts'

test("TensorFlow's backend with what the traced step calls; on another one there is none", async () => {
  const backend = tensorflowBackend()!
  const x = tf.tensor1d([1, 2, 3])
  const id = backend.getInputTensorIds([x])[0]!
  expect(Array.from(backend.binding.tensorDataSync(id))).toEqual([1, 2, 3])
  for (const name of ['loadSavedModel', 'runSavedModel', 'deleteSavedModel', 'createTensor', 'deleteTensor'] as const) {
    expect(backend.binding[name], name).toBeTypeOf('function')
  }
  for (const name of ['executeSingleOutput', 'executeMultipleOutputs', 'createOutputTensor', 'readSync'] as const) {
    expect(backend[name], name).toBeTypeOf('function')
  }
  x.dispose()
  const own = tf.getBackend()
  await tf.setBackend('cpu')
  try {
    expect(tensorflowBackend()).toBeUndefined()
  } finally {
    // The next files of this process go on with it.
    await tf.setBackend(own)
  }
})
