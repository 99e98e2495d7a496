import { expect, test } from 'vitest'
import { capabilities, naming } from '../../../../kernel/protocol/debug/capabilities.ts'
import { murmur2 } from '../../../../kernel/protocol/debug/murmur.ts'
import { pathOf } from '../../../../kernel/protocol/debug/sources.ts'

test('with what `debugInfo` tells, front ends name sources as the kernel does', () => {
  const { hashMethod, hashSeed, tmpFilePrefix, tmpFileSuffix } = naming as Record<string, any>
  expect(hashMethod).toBe('Murmur2')
  for (const code of ['', 'let a = 1', '损失 = 0.5'])
    expect(`${tmpFilePrefix}${murmur2(code, hashSeed)}${tmpFileSuffix}`).toBe(pathOf(code))
})

test('plain JSON, with the exceptions that can be stopped at', () => {
  expect(JSON.parse(JSON.stringify(capabilities))).toEqual(capabilities)
  const filters = capabilities.exceptionBreakpointFilters as { filter: string; default: boolean }[]
  expect(filters.map(({ filter, default: isOn }) => [filter, isOn])).toEqual([
    ['raised', false],
    ['uncaught', false],
  ])
})
