import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import * as inputs from '../../src/descent/inputs.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-inputs-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('options are objects with known names', () => {
  const read = (options: unknown) => inputs.requireOptions('`quadratic`', options, ['condition'], '{ condition: 100 }')
  expect(() => read({ condition: 3 })).not.toThrow()
  for (const wrong of [100, null, [1], 'a'])
    expect(() => read(wrong)).toThrow('options of `quadratic` to be an object such as { condition: 100 }, found')
  expect(() => read({ conditon: 3 })).toThrow('Did you mean `condition`?')
})

test('points are arrays of finite numbers, and it shows what was found', () => {
  expect(() => inputs.requirePoint('`at`', [1, -2])).not.toThrow()
  expect(() => inputs.requirePoint('`at`', ['1', Number.NaN])).toThrow("array of finite numbers, found ['1', NaN].")
  expect(() => inputs.requirePoint('`at`', [])).toThrow('found [].')
  expect(() => inputs.requirePoint('`at`', 3, 'For example { at: [3] }.')).toThrow('found 3. For example { at: [3] }.')
})

test('an objective is called with one array', () => {
  expect(() => inputs.requireArray([1], 'booth')).not.toThrow()
  expect(() => inputs.requireArray(1, 'booth')).toThrow('found 1. For example booth([1, 2]).')
  expect(() => inputs.requireArray(undefined, 'booth')).toThrow('write booth without brackets to step on it')
})

test('`run` is told by options: a number or a function alone says what to write', () => {
  expect(inputs.readRun({}, 'c')).toEqual({ until: undefined, maxSteps: 10_000 })
  expect(() => inputs.readRun(500 as never, 'c')).toThrow('found 500. For 500 steps: step(500).')
  expect(() => inputs.readRun((() => true) as never, '(s) => s.loss < 1')).toThrow('run({ until: (s) => s.loss < 1 })')
  expect(() => inputs.readRun({ maxSteps: 1.5 }, 'c')).toThrow('`maxSteps` to be a whole number ≥ 0, found 1.5')
})

test('files that are missing, hold no JSON or cannot be written', () => {
  const plain = (_: string, value: unknown) => value
  const file = join(folder, 'a.json')
  inputs.writeJson(file, { a: 1 }, plain)
  expect(inputs.readJson(file, plain)).toEqual({ a: 1 })
  writeFileSync(file, '{"a":')
  expect(() => inputs.readJson(file, plain)).toThrow('found what is no JSON')
  const gone = join(folder, 'none', 'a.json')
  expect(() => inputs.readJson(gone, plain)).toThrow("can't be read: there is no such file or folder.")
  expect(() => inputs.writeJson(gone, {}, plain)).toThrow("can't be written: there is no such file or folder.")
  expect(() => inputs.readJson(folder, plain)).toThrow("can't be read: EISDIR")
})
