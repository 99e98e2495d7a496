import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { layout } from '../../scripts/lib/layout.mjs'
import type { Step } from '../../scripts/lib/steps.mjs'
import { setUp } from '../../scripts/lib/steps.mjs'
import { temporaryFolder } from './folder.ts'

function step(name: string, ran: string[], result: string | undefined = 'made'): Step {
  let done = false
  return {
    name,
    isDone: () => done,
    run: async () => {
      ran.push(name)
      done = result !== undefined
      return result
    },
  }
}

test('does what is not done, in order, and then has nothing to do', async () => {
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const ran: string[] = []
  const steps = [step('one', ran), step('two', ran)]
  const here = layout(join(temporaryFolder(), 'clone'))
  expect(await setUp(here, { steps })).toBe(true)
  expect(await setUp(here, { steps })).toBe(false)
  expect(ran).toEqual(['one', 'two'])
  expect(said.mock.calls.flat().join('')).toMatch(/\[1\/2\] one: made \(\d\.\d s\)\n\[2\/2\] two: made/)
  said.mockRestore()
})

test('a step that fails stops those after it; the next run goes on there', async () => {
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const ran: string[] = []
  const broken = { ...step('two', ran), run: vi.fn().mockRejectedValueOnce(new Error('no network')) }
  const steps = [step('one', ran), broken, step('three', ran)]
  const here = layout(join(temporaryFolder(), 'clone'))
  await expect(setUp(here, { steps })).rejects.toThrow('no network')
  expect(ran).toEqual(['one'])
  broken.run.mockResolvedValueOnce('made')
  await setUp(here, { steps })
  expect(ran).toEqual(['one', 'three'])
  said.mockRestore()
})
