import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { install } from '../../../kernel/cli/install.ts'
import { kernelSpec } from '../../../kernel/cli/kernelspec.ts'
import { uninstall } from '../../../kernel/cli/uninstall.ts'

test('install writes the kernelspec and its logos, again and again; uninstall leaves nothing', () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  const prefix = mkdtempSync(join(tmpdir(), 'gradlab-install-'))
  const kernels = join(prefix, 'share/jupyter/kernels')
  expect(install(['--prefix', prefix])).toBe(0)
  expect(install(['--prefix', prefix])).toBe(0)
  expect(readdirSync(join(kernels, 'gradlab')).sort()).toEqual([
    'kernel.json',
    'logo-32x32.png',
    'logo-64x64.png',
    'logo-svg.svg',
  ])
  expect(JSON.parse(readFileSync(join(kernels, 'gradlab', 'kernel.json'), 'utf8'))).toEqual(kernelSpec())

  expect(uninstall(['--prefix', prefix])).toBe(0)
  expect(readdirSync(kernels)).toEqual([])
  rmSync(prefix, { recursive: true })
  said.mockRestore()
})
