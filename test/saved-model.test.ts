import { expect, test, vi } from 'vitest'
import type { tf } from '../src/tf.ts'

test('without `train`, the whole of gradlab is asked for; with it, the bytes come from there', async () => {
  vi.resetModules()
  const { registerSavedModel, savedModelOf } = await import('../src/saved-model.ts')
  const model = {} as tf.LayersModel
  expect(() => savedModelOf(model, {})).toThrow(/import it from "gradlab"/)
  registerSavedModel((_, { inputShape = [] }) => Uint8Array.from(inputShape))
  expect([...savedModelOf(model, { inputShape: [7] })]).toEqual([7])
})
