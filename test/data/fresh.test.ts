import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freshDoubles, freshFloats } from '../../src/data/fresh.ts'
import { backendName } from '../../src/tf.ts'

/** Kilobytes of this process that are to lie in huge pages: mappings with the flag 'hg' (proc(5), VmFlags). */
const advised = () =>
  readFileSync('/proc/self/smaps', 'utf8')
    .split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)
    .filter((part) => /^VmFlags:.* hg\b/m.test(part))
    .reduce((sum, part) => sum + Number(/^Size: +(\d+)/m.exec(part)![1]), 0)

test('zeros of any length', () => {
  for (const length of [0, 1, 1000]) {
    expect(freshFloats(length)).toEqual(new Float32Array(length))
    expect(freshDoubles(length)).toEqual(new Float64Array(length))
  }
})

const huge = existsSync('/sys/kernel/mm/transparent_hugepage') && backendName() === 'tensorflow'
test.runIf(huge)('large ones ask for huge pages, and are zeros too', () => {
  const before = advised()
  const values = freshFloats(1 << 25)
  expect(advised() - before).toBeGreaterThan(127_000)
  values[values.length - 1] = 1
  expect(values.reduce((sum, v) => sum + v, 0)).toBe(1)
  const doubles = freshDoubles(1 << 24)
  expect(advised() - before).toBeGreaterThan(254_000)
  expect(doubles.every((v) => v === 0)).toBe(true)
})
