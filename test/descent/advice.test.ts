import { expect, test } from 'vitest'
import { adviceFor } from '../../src/descent/advice.ts'

test('says the step, the cause and a learning rate ten times smaller', () => {
  expect(adviceFor({ step: 3, reason: 'NaN', value: Number.NaN }, 0.1, 'f')).toBe(
    'Stopped at step 3: the loss became NaN. Go back() and set a smaller learning rate, e.g. set({ lr: 0.01 }), or clip the gradient with descent.clipNorm.',
  )
  expect(adviceFor({ step: 2, reason: 'infinite', value: Number.POSITIVE_INFINITY }, 1, 'f')).toMatch(
    /the loss became (∞|Infinity)\. Go back\(\)/,
  )
  expect(adviceFor({ step: 9, reason: 'diverged', value: 1e13 }, 1, 'f')).toContain('the descent diverges')
})

test('names the gradient or the parameter where it was the first to go', () => {
  const stop = { step: 3, reason: 'NaN', value: Number.NaN } as const
  expect(adviceFor({ ...stop, of: 'gradient' }, 0.1, 'f')).toMatch(/the gradient became NaN\. .*checkGradient/)
  expect(adviceFor({ ...stop, of: 'parameters' }, 0.1, 'f')).toContain('a parameter became NaN')
})

test('a loss that falls without end is the fault of the function, not of the learning rate', () => {
  const advice = adviceFor({ step: 9, reason: 'diverged', value: -1e13 }, 1, 'saddle')
  expect(advice).toContain('`saddle` may have no minimum')
  expect(advice).not.toContain('learning rate')
})
