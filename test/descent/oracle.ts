/** What the tests of this folder share: PyTorch's, SciPy's and scikit-learn's numbers (test/oracle/descent.py). */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import * as descent from '../../src/descent/index.ts'

interface Oracle {
  kept: number[]
  starts: Record<string, number[]>
  paths: Record<string, Record<string, number[][]>>
  derivatives: Record<string, { at: number[]; value: number; gradient: number[]; hessian: number[][] }[]>
  secondOrder: Record<string, { start: number[]; runs: Record<string, { x: number[]; f: number; iterations: number }> }>
  regressions: Record<'linear' | 'ridge' | 'lasso' | 'logistic' | 'y' | 'labels', number[]> & { x: number[][] }
}

export const oracle: Oracle = JSON.parse(readFileSync(new URL('../oracle/descent.json', import.meta.url), 'utf8'))

export const surfaces: Record<string, descent.Objective> = {
  rosenbrock: descent.rosenbrock,
  beale: descent.beale,
  booth: descent.booth,
  himmelblau: descent.himmelblau,
  matyas: descent.matyas,
  ackley: descent.ackley,
  rastrigin: descent.rastrigin,
  saddle: descent.saddle,
  plateau: descent.plateau,
  ravine: descent.ravine,
  quadratic: descent.quadratic({ condition: 100 }),
}

/** Every number within `tolerance` of its twin, relative above 1. */
export function expectClose(found: readonly number[], wanted: readonly number[], tolerance = 1e-10): void {
  expect(found.length).toBe(wanted.length)
  found.forEach((value, i) => {
    const off = Math.abs(value - wanted[i]!) / Math.max(1, Math.abs(wanted[i]!))
    expect(off, `component ${i}: ${value}, expected ${wanted[i]}`).toBeLessThanOrEqual(tolerance)
  })
}

/** 200 steps on three surfaces, as PyTorch makes them. */
export function expectPyTorchPaths(optimizer: descent.Optimizer, name = optimizer.name): void {
  for (const [surface, points] of Object.entries(oracle.paths[name]!)) {
    const d = descent.start(surfaces[surface]!, { at: oracle.starts[surface]!, optimizer, history: false })
    oracle.kept.forEach((step, i) => {
      d.step(step - d.index)
      expectClose(d.parameters, points[i]!)
    })
  }
}

/** The minimum that SciPy finds, in a number of steps of the same order. */
export function expectLikeSciPy(optimizer: descent.Optimizer): void {
  for (const [surface, { start, runs }] of Object.entries(oracle.secondOrder)) {
    const { x, iterations } = runs[optimizer.name]!
    const d = descent.start(surfaces[surface]!, { at: start, optimizer })
    d.run({ until: (s) => s.gradientNorm < 1e-8, maxSteps: 200 })
    expectClose(d.parameters, x, 1e-6)
    expect(d.index, `steps on ${surface}, SciPy's ${iterations}`).toBeLessThanOrEqual(2 * iterations + 3)
  }
}

/** The parameters after steps along given gradients, whatever the objective. */
export function stepByHand(optimizer: descent.Optimizer, at: number[], gradients: number[][]): number[] {
  const x = at.slice()
  const state = optimizer.state(x.length)
  for (const g of gradients) optimizer.update(x, g, state, optimizer.options, undefined as never)
  return x
}
