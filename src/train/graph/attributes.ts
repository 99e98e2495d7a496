/** Attributes of graph nodes (TensorFlow's AttrValue, TensorShapeProto and TensorProto) as protocol buffers. */
import { Message } from './protobuf.ts'

/** TensorFlow's DataType numbers. */
export const dataType = { float32: 1, int32: 3, int64: 9, bool: 10, string: 7, complex64: 8, resource: 20 } as const
export type DataTypeName = keyof typeof dataType

export const typeAttr = (type: number): Message => new Message().int(6, type)
export const intAttr = (value: number): Message => new Message().int(3, value)
export const floatAttr = (value: number): Message => new Message().float(4, value)
export const boolAttr = (value: boolean): Message => new Message().bool(5, value)
export const stringAttr = (value: string): Message => new Message().bytes(2, value)
export const shapeAttr = (shape: readonly number[] | null): Message => new Message().bytes(7, shapeMessage(shape))

/** list(int), list(type) or list(string). */
export function listAttr(kind: 'int' | 'type' | 'string' | 'float', values: readonly unknown[]): Message {
  const list = new Message()
  for (const value of values) {
    if (kind === 'int') list.int(3, value as number)
    else if (kind === 'type') list.int(6, value as number)
    else if (kind === 'float') list.float(4, value as number)
    else list.bytes(2, value as string)
  }
  return new Message().bytes(1, list)
}

/** A constant's value. One repeated value is stored once: TensorFlow fills the shape with it. */
export function tensorAttr(type: number, shape: readonly number[], content: ArrayBufferView): Message {
  const tensor = new Message().int(1, type).bytes(2, shapeMessage(shape))
  const values = content as unknown as ArrayLike<number> & ArrayBufferView
  const repeated = values.length > 1 && isRepeated(values)
  if (repeated && type === dataType.float32) tensor.float(5, values[0]!)
  else if (repeated && type === dataType.int32) tensor.int(7, values[0]!)
  else if (repeated && type === dataType.bool) tensor.bool(11, Boolean(values[0]))
  else tensor.bytes(4, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  return new Message().bytes(8, tensor)
}

/** Whether all values are the same number. */
export function isRepeated(values: ArrayLike<number>): boolean {
  // Object.is: −0 is not 0, and NaN is NaN.
  for (let i = 1; i < values.length; i++) if (!Object.is(values[i], values[0])) return false
  return true
}

/** TensorShapeProto; null is a shape of unknown rank. */
export function shapeMessage(shape: readonly number[] | null): Message {
  if (shape === null) return new Message().bool(3, true)
  const message = new Message()
  for (const size of shape) message.bytes(2, new Message().int(1, size))
  return message
}
