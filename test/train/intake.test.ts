import { expect, test } from 'vitest'
import { mlp } from '../../src/models/mlp.ts'
import { tf } from '../../src/tf.ts'
import { plainIntake } from '../../src/train/intake.ts'

test('a batch is checked, and class weights count in training alone', () => {
  const model = mlp({ inputs: 1, outputs: 2, seed: 1 })
  const intake = plainIntake(model, {
    loss: 'sparseCategoricalCrossentropy',
    classWeight: { 1: 3 },
    metrics: ['accuracy'],
  })
  const batch = { x: tf.ones([2, 1]), y: tf.tensor1d([0, 1], 'int32') }
  const before = tf.memory().numTensors
  const { set, dispose } = intake.take(batch, 'Batch 1', true)
  expect([...set.weight!.dataSync()]).toEqual([1, 3])
  dispose()
  expect(intake.take(batch, 'Batch 1', false).set.weight).toBe(undefined)
  expect(() => intake.take({ x: batch.y, y: batch.y }, 'Batch 2', true)).toThrow(
    'The model takes [·, 1] and batch 2 is [2]',
  )
  expect(() => intake.checkMetrics(batch)).not.toThrow()
  expect(tf.memory().numTensors).toBe(before)
  tf.dispose([batch.x, batch.y])
  model.dispose()
})
