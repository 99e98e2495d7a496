import { expect, test } from 'vitest'
import { seconds, size } from '../../scripts/lib/say.mjs'

test.each([
  [12, '12 bytes'],
  [4_200, '4 kB'],
  [273_829_956, '274 MB'],
  [1_400_000_000, '1.4 GB'],
])('%d bytes read %s', (bytes, text) => expect(size(bytes)).toBe(text))

test.each([
  [120, '0.1 s'],
  [12_300, '12 s'],
  [165_000, '2 min 45 s'],
  [179_700, '3 min 0 s'],
])('%d ms read %s', (time, text) => expect(seconds(time)).toBe(text))
