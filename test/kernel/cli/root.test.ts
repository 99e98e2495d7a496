import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../kernel/cli/root.ts'

test('is the folder of gradlab’s package.json', () => {
  expect(root).toBe(resolve(import.meta.dirname, '../../..'))
  expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).name).toBe('gradlab')
})
