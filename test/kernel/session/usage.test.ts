import { expect, test } from 'vitest'
import { Usage } from '../../../kernel/session/usage.ts'

test('processor time since the last request, and memory of both processes', async () => {
  const usage = new Usage()
  const alone = await usage.measure(undefined)
  const end = performance.now() + 200
  while (performance.now() < end) Math.sqrt(end)
  const both = await usage.measure(process.ppid)
  expect(both.kernel_cpu).toBeGreaterThan(5)
  expect(both.kernel_memory).toBeGreaterThan(alone.kernel_memory as number)
  expect(both.host_virtual_memory).toMatchObject({ total: expect.any(Number), percent: expect.any(Number) })
})

test('a runtime that is gone counts nothing', async () => {
  const { kernel_memory } = await new Usage().measure(2 ** 22 + 1)
  expect(kernel_memory).toBeGreaterThan(0)
})
