import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { expect, test } from 'vitest'
import { kernelSpec, logos, prefixKernels, userKernels } from '../../../kernel/cli/kernelspec.ts'
import { root } from '../../../kernel/cli/root.ts'

test('starts this gradlab with an absolute Node, interrupts by message, names its language', () => {
  const spec = kernelSpec()
  const [node, main, command, file] = spec.argv
  expect(isAbsolute(node!) && existsSync(node!)).toBe(true)
  expect([main, command, file]).toEqual([join(root, 'dist/kernel/main.js'), 'kernel', '{connection_file}'])
  expect(spec).toMatchObject({
    display_name: 'TypeScript (gradlab)',
    language: 'typescript',
    interrupt_mode: 'message',
    env: { MALLOC_ARENA_MAX: '2' },
    metadata: { debugger: true },
  })
})

test('all logos that Jupyter asks for are there', () => {
  expect(logos.filter((logo) => !existsSync(join(root, 'kernel', 'logos', logo)))).toEqual([])
})

test.each([
  [{ HOME: '/h' }, 'linux', '/h/.local/share/jupyter/kernels'],
  [{ HOME: '/h', XDG_DATA_HOME: '/d' }, 'linux', '/d/jupyter/kernels'],
  [{ HOME: '/h' }, 'darwin', '/h/Library/Jupyter/kernels'],
  [{ HOME: '/h', JUPYTER_DATA_DIR: '/j' }, 'darwin', '/j/kernels'],
] as const)('a user’s kernels with %o on %s are in %s', (env, platform, folder) => {
  expect(userKernels(env as NodeJS.ProcessEnv, platform)).toBe(folder)
})

test('an environment’s kernels', () => {
  expect(prefixKernels('/venv')).toBe('/venv/share/jupyter/kernels')
})
