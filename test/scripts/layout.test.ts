import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { here, layout } from '../../scripts/lib/layout.mjs'

test('the clone is the one that the scripts lie in', () => {
  expect(existsSync(join(here, 'package.json'))).toBe(true)
  expect(layout().python).toBe(join(here, '.venv/bin/python'))
})

test.each([
  [{ GRADLAB_CACHE: '/c', XDG_CACHE_HOME: '/x', HOME: '/h' }, '/c'],
  [{ XDG_CACHE_HOME: '/x', HOME: '/h' }, '/x/gradlab'],
  [{ HOME: '/h' }, '/h/.cache/gradlab'],
])('the cache with %o is %s', (env, cache) => {
  expect(layout('/clone', env).cache).toBe(cache)
})
