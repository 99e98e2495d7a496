import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { words } from '../../../kernel/wire/log.ts'

const source = new URL('../../../dist/kernel/wire/log.js', import.meta.url).href

function logged(level: string | undefined): string {
  const { GRADLAB_LOG: _, ...env } = process.env
  const code = `import { log } from '${source}'; for (const l of ['debug', 'info', 'warning', 'error']) log(l, 'text')`
  const args = ['--input-type=module', '-e', code]
  return spawnSync(process.execPath, args, { env: level ? { ...env, GRADLAB_LOG: level } : env }).stderr.toString()
}

test('what is below the level is not said; warnings are, unless told otherwise', () => {
  expect(logged(undefined).match(/ (\w+)\] text/g)).toEqual([' warning] text', ' error] text'])
  expect(logged('debug').match(/text/g)?.length).toBe(4)
  expect(logged('silent')).toBe('')
  expect(logged('nonsense').match(/text/g)?.length).toBe(2)
})

test('words of anything thrown', () => {
  expect(words(new Error('broken'))).toContain('Error: broken')
  expect(words('text')).toBe('text')
})
