import { expect, test } from 'vitest'
import { murmur2, seed } from '../../../../kernel/protocol/debug/murmur.ts'

test('hashes as JupyterLab does', () => {
  // Reference numbers: MurmurHash2, 32 bits, with that seed, as ipykernel's `murmur2_x86` gives them.
  expect(seed).toBe(0xc70f6907)
  expect(murmur2('')).toBe(3990065800)
  expect(murmur2('a')).toBe(2167009006)
  expect(murmur2('hello, world')).toBe(2357340064)
  expect(murmur2('x = 1\n😀')).toBe(2857228351)
})
