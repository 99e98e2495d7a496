import { expect, test } from 'vitest'
import { doctor } from '../../../kernel/cli/doctor.ts'

test('takes no options', async () => {
  await expect(doctor(['--fix'])).rejects.toThrow(/The option `--fix` is unknown/)
})
