import { expect, test } from 'vitest'
import { kernel } from '../../../kernel/cli/kernel.ts'

test('wants one connection file, and says what to call instead', async () => {
  await expect(kernel([])).rejects.toThrow(/Expected one connection file: Jupyter starts this command itself/)
  await expect(kernel(['a', 'b'])).rejects.toThrow(/`gradlab lab` opens a notebook/)
})
