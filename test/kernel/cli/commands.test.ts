import { expect, test, vi } from 'vitest'
import { runCommand } from '../../../kernel/cli/commands.ts'

async function said(args: string[]): Promise<[number | undefined, string]> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  const code = await runCommand(args)
  const text = log.mock.calls.flat().join('\n')
  log.mockRestore()
  return [code, text]
}

test('help names each command; without one it is an error', async () => {
  const [code, text] = await said(['--help'])
  expect(code).toBe(0)
  for (const name of ['lab', 'install', 'uninstall', 'doctor', 'export', 'kernel'])
    expect(text).toContain(`gradlab ${name}`)
  expect((await said([]))[0]).toBe(1)
  expect((await said(['install', '--help']))[1]).toContain('install --user | --prefix FOLDER')
})

test('--version is the package’s', async () => {
  expect(await said(['--version'])).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+$/)])
})

test('a mistyped command gets the nearest one, names of Object are none', async () => {
  await expect(runCommand(['doctr'])).rejects.toThrow('The command `doctr` is unknown: did you mean `doctor`?')
  await expect(runCommand(['constructor'])).rejects.toThrow(/`constructor` is unknown/)
})
