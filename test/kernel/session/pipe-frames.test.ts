import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeFrame, FrameReader } from '../../../kernel/session/pipe-frames.ts'

function cut(bytes: Buffer, sizes: number[]): Buffer[] {
  const pieces: Buffer[] = []
  let start = 0
  for (let i = 0; start < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1)
    pieces.push(bytes.subarray(start, start + size))
    start += size
  }
  return pieces
}

test('any messages, cut anywhere, come out as they went in', () => {
  const frame = fc.tuple(
    fc.dictionary(
      fc.string().filter((key) => key !== 'buffers' && key !== '__proto__'),
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer()),
    ),
    fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 5 }), fc.array(fc.nat(30), { minLength: 1 }), (frames, sizes) => {
      const bytes = Buffer.concat(frames.map(([message, buffers]) => encodeFrame(message, buffers)))
      const reader = new FrameReader()
      const found = cut(bytes, sizes).flatMap((piece) => reader.push(piece))
      expect(reader.pending).toBe(0)
      expect(found.map((one) => JSON.stringify(one.message))).toEqual(
        frames.map(([message]) => JSON.stringify(message)),
      )
      expect(found.map((one) => one.buffers.map((buffer) => [...buffer]))).toEqual(
        frames.map(([, buffers]) => buffers.map((buffer) => [...buffer])),
      )
    }),
  )
})

test('a 50 MB frame in small pieces takes one copy, not one a piece', () => {
  const bytes = encodeFrame({ type: 'x' }, [new Uint8Array(50e6)])
  const reader = new FrameReader()
  const start = performance.now()
  const found = cut(bytes, [65536]).flatMap((piece) => reader.push(piece))
  expect(found[0]?.buffers[0]?.length).toBe(50e6)
  expect(performance.now() - start).toBeLessThan(2000)
})

test('a stream that is out of step is an error, not an endless wait', () => {
  expect(() => new FrameReader().push(Buffer.from('{"this is": "no frame"}'))).toThrow('out of step')
  const lying = encodeFrame({ a: 1 })
  lying.writeUInt32BE(1e6, 4)
  expect(() => new FrameReader().push(lying)).toThrow('bytes of JSON')
})
