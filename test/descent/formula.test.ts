import { expect, test } from 'vitest'
import { Engine } from '../../src/descent/engine.ts'
import { filledRule } from '../../src/descent/formula.ts'
import { booth } from '../../src/descent/gallery/index.ts'
import { batch, momentum } from '../../src/descent/optimizers/index.ts'
import { recordStep } from '../../src/descent/step.ts'
import { clipNorm } from '../../src/descent/wrappers.ts'

function lines(optimizer: ReturnType<typeof batch>) {
  const e = new Engine(booth, optimizer, [0, 0], null)
  const before = e.save().memory
  e.step()
  return filledRule(optimizer, e.options, recordStep(e), before)
}

test('letters, and the same with the numbers of the step', () => {
  expect(lines(batch({ lr: 0.1 }))).toEqual([
    {
      formula: expect.stringContaining('\\theta \\leftarrow'),
      numbers: expect.stringMatching(/0\.1.*-34.*-38.*3\.4.*3\.8/s),
    },
  ])
})

test('memory before and after the step are told apart by a prime', () => {
  const [velocity, theta] = lines(momentum({ lr: 0.1, momentum: 0.5 }))
  expect(velocity!.numbers).toMatch(/^v = 0\.5 .*0.*0.* \+ .*-34.*-38.* = .*-34.*-38/s)
  expect(theta!.numbers).toContain('3.4')
})

test('a wrapper fills in the places of what it wraps; what has no value stays as it is', () => {
  for (const { numbers } of lines(clipNorm(momentum(), 1))) expect(numbers).not.toMatch(/\{(v|g|x|lr|momentum)'?\}/)
  const odd = { ...batch({ lr: 0.1 }), rule: [['a', '{nothing} {lr}']] as const }
  expect(lines(odd)[0]!.numbers).toBe('{nothing} 0.1')
})
