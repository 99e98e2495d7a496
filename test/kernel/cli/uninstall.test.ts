import { tmpdir } from 'node:os'
import { expect, test, vi } from 'vitest'
import { uninstall } from '../../../kernel/cli/uninstall.ts'

test('where nothing is installed, it says so and is content', () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  expect(uninstall(['--prefix', tmpdir()])).toBe(0)
  expect(said.mock.calls.flat().join()).toMatch(/Nothing to do: the kernel is not installed in/)
  said.mockRestore()
})
