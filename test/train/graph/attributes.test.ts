import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  boolAttr,
  dataType,
  floatAttr,
  isRepeated,
  listAttr,
  shapeAttr,
  stringAttr,
  tensorAttr,
  typeAttr,
} from '../../../src/train/graph/attributes.ts'

// TensorFlow.js ships Google's own reader of these messages.
const api = createRequire(import.meta.url)('@tensorflow/tfjs-node/dist/proto/api_pb')
const read = (message: { encode(): Uint8Array }) => api.AttrValue.deserializeBinary(message.encode())

test('each kind is read back as itself', () => {
  expect(read(typeAttr(dataType.int32)).getType()).toBe(3)
  expect(read(boolAttr(true)).getB()).toBe(true)
  expect(read(floatAttr(0.5)).getF()).toBe(0.5)
  expect(Buffer.from(read(stringAttr('é')).getS_asU8()).toString()).toBe('é')
  expect(
    read(listAttr('type', [1, 9]))
      .getList()
      .getTypeList(),
  ).toEqual([1, 9])
  expect(
    read(listAttr('float', [0.5, -2]))
      .getList()
      .getFList(),
  ).toEqual([0.5, -2])
  expect(
    read(listAttr('string', ['a', 'b']))
      .getList()
      .getSList_asU8(),
  ).toHaveLength(2)
})

test('shapes, also unknown ones', () => {
  const sizes = (shape: number[]) =>
    read(shapeAttr(shape))
      .getShape()
      .getDimList()
      .map((d: any) => d.getSize())
  expect(sizes([3, -1, 28])).toEqual([3, -1, 28])
  expect(read(shapeAttr(null)).getShape().getUnknownRank()).toBe(true)
})

test('a constant of one repeated value is stored once, and −0 is not 0', () => {
  const bytes = (values: number[]) =>
    tensorAttr(dataType.float32, [values.length], Float32Array.from(values)).encode().length
  expect(bytes(new Array(1000).fill(2))).toBeLessThan(40)
  expect(bytes([...new Array(999).fill(0), -0])).toBeGreaterThan(4000)
})

test('the numbers of a constant are its bytes, of a view only those it sees', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 2, maxLength: 9 }), (numbers) => {
      const view = Int32Array.from([7, ...numbers, 7]).subarray(1, -1)
      const tensor = read(tensorAttr(dataType.int32, [view.length], view)).getTensor()
      expect(tensor.getTensorShape().getDimList()[0].getSize()).toBe(view.length)
      if (isRepeated(view)) expect(tensor.getIntValList()).toEqual([view[0]])
      else {
        const bytes = Uint8Array.from(tensor.getTensorContent_asU8())
        expect([...new Int32Array(bytes.buffer)]).toEqual([...view])
      }
    }),
  )
})

test('repeated: the same number everywhere, NaN too', () => {
  expect([isRepeated([1, 1]), isRepeated([1, 2]), isRepeated([Number.NaN, Number.NaN]), isRepeated([0, -0])]).toEqual([
    true,
    false,
    true,
    false,
  ])
})
