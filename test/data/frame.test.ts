import { expect, test } from 'vitest'
import { frame, fromFrame } from '../../src/data/frame.ts'

test('danfojs frames, from text and back to a dataset', async () => {
  const df = await frame('rooms,kind,price\n3,flat,200\n,house,310\n4,flat,180\n')
  expect(df.shape).toEqual([3, 3])
  expect(df.columns).toEqual(['rooms', 'kind', 'price'])
  const set = fromFrame(df as any, { target: 'price', missing: 'mean' })
  expect(set.featureNames).toEqual(['rooms', 'kind=flat', 'kind=house'])
  expect([...set.column('rooms')]).toEqual([3, 3.5, 4])
  set.dispose()
  expect(() => fromFrame([] as never, { target: 'a' })).toThrow(/a danfojs DataFrame/)
})
