import { expect, test, vi } from 'vitest'
import { type NetworkStep, networkStep, registerNetworkStep } from '../src/network-step.ts'

test('before train is imported it says what to import; then it asks what was registered last', () => {
  const options = { model: {}, data: {}, loss: 'mse', optimizer: 'sgd' } as never
  expect(() => networkStep(options)).toThrow('import it from "gradlab", not from its folders')
  const made = {} as NetworkStep
  const make = vi.fn(() => made)
  registerNetworkStep(() => ({}) as NetworkStep)
  registerNetworkStep(make)
  expect(networkStep(options)).toBe(made)
  expect(make).toHaveBeenCalledWith(options)
})
