import { expect, test } from 'vitest'
import type { Comms } from '../../../kernel/runtime/comms.ts'
import type { Displays } from '../../../kernel/runtime/display.ts'
import { installGlobals } from '../../../kernel/runtime/globals.ts'
import { Run, runs } from '../../../kernel/runtime/run.ts'
import type { Stdin } from '../../../kernel/runtime/stdin.ts'
import type { RunRequest } from '../../../kernel/session/contract.ts'

const asked: unknown[][] = []
const service = <T>(name: string) =>
  new Proxy(
    {},
    {
      get:
        (_, method) =>
        (...parts: unknown[]) =>
          asked.push([`${name}.${String(method)}`, ...parts]),
    },
  ) as T
let latest: Run | undefined
const variables = {}
const run = (id: string, executionCount: number) => new Run({ cellId: id, executionCount } as RunRequest)

installGlobals({
  displays: service<Displays>('displays'),
  stdin: service<Stdin>('stdin'),
  comms: service<Comms>('comms'),
  latest: () => latest,
  variables,
})
const found = globalThis as any

test('what cells call reaches its service, with all that it was given', () => {
  const handler = () => {}
  found.display(1, { id: 'd' })
  found.clearOutput(true)
  found.input('?', { password: true })
  found.jupyter.comm('t', { a: 1 }, { metadata: {} })
  found.jupyter.onComm('t', handler)
  expect(asked).toEqual([
    ['displays.display', 1, { id: 'd' }],
    ['displays.clearOutput', true],
    ['stdin.input', '?', { password: true }],
    ['comms.open', 't', { a: 1 }, { metadata: {} }],
    ['comms.onOpen', 't', handler],
  ])
})

test('the signal and the cell are those of the run that the code belongs to, else of the latest', () => {
  expect(found.jupyter.cell).toEqual({ id: '', executionCount: 0 })
  const idle = found.jupyter.signal
  expect(idle.aborted).toBe(false)
  latest = run('new', 2)
  expect(found.jupyter.cell).toEqual({ id: 'new', executionCount: 2 })
  expect(found.jupyter.signal).toBe(latest.abort.signal)
  const old = run('old', 1)
  runs.run(old, () => {
    expect(found.jupyter.cell).toEqual({ id: 'old', executionCount: 1 })
    old.stop()
    expect(found.jupyter.signal.aborted).toBe(true)
  })
  expect(found.jupyter.signal.aborted).toBe(false)
  expect(idle.aborted).toBe(false)
})

test('a reader may have a name of their own; the debugger finds the variables', () => {
  expect(Object.keys(globalThis)).not.toContain('display')
  found.display = 5
  expect(found.display).toBe(5)
  expect(found[Symbol.for('gradlab.variables')]).toBe(variables)
})
