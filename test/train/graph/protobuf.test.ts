import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { intAttr, listAttr } from '../../../src/train/graph/attributes.ts'

// TensorFlow.js ships Google's own reader of these messages.
const api = createRequire(import.meta.url)('@tensorflow/tfjs-node/dist/proto/api_pb')
const read = (message: { encode(): Uint8Array }) => api.AttrValue.deserializeBinary(message.encode())

test('whole numbers of any size and sign come back', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (n) => read(intAttr(n)).getI() === n))
  fc.assert(
    fc.property(fc.array(fc.integer()), (list) => {
      expect(read(listAttr('int', list)).getList()?.getIList() ?? []).toEqual(list)
    }),
  )
})
