import { expect, test } from 'vitest'
import { Comms } from '../../../kernel/protocol/comms.ts'
import type { Kernel, Run } from '../../../kernel/protocol/kernel.ts'
import { FrameRouter } from '../../../kernel/session/frame-router.ts'
import { StdinRequests } from '../../../kernel/session/stdin-requests.ts'
import { createMessage } from '../../../kernel/wire/message.ts'
import type { Channel } from '../../../kernel/wire/sockets.ts'

/** A router, what it published (type, the cell whose request is the parent, content), and what it asked. */
function routing() {
  const published: [type: string, parent: string | undefined, content: unknown, ...more: unknown[]][] = []
  const [asked, inspected]: unknown[][] = [[], []]
  const comms = new Comms()
  const kernel = {
    comms,
    publish: (type, content, { parent, metadata, buffers } = {}) =>
      published.push([
        type,
        (parent as { msg_type?: string } | null)?.msg_type,
        content,
        ...(metadata ? [{ metadata, buffers }] : []),
      ]),
    inspected: (message) => inspected!.push(message),
  } as Partial<Kernel> as Kernel
  const stdin = { send: (type: string) => asked!.push(type) } as unknown as Channel
  const router = new FrameRouter(kernel, new StdinRequests(stdin, (frame) => asked!.push(frame.type)))
  const begin = (cell: number, more: Partial<Run> = {}): Run => {
    const request = createMessage('s', `cell ${cell}`, {})
    const run = { cell, executionCount: cell, request, silent: false, allowStdin: true, ...more }
    router.begin(run)
    return run
  }
  return { router, published, asked, inspected, comms, begin }
}

const data = { 'text/plain': '1' }

test('output goes to the request of its own cell, also when it comes late', () => {
  const { router, published, begin } = routing()
  begin(1)
  begin(2)
  router.route({ type: 'stream', cell: 1, name: 'stdout', text: 'late' }, [])
  router.route({ type: 'display', cell: 2, data, metadata: {}, id: 'd', update: false }, [])
  router.route({ type: 'display', cell: 2, data, metadata: {}, update: true }, [])
  router.route({ type: 'clear', cell: 2, wait: true }, [])
  router.route({ type: 'error', cell: 2, ename: 'E', evalue: 'e', traceback: ['t'] }, [])
  router.route({ type: 'late_error', cell: 1, ename: 'E', evalue: 'e', traceback: [] }, [])
  expect(published).toEqual([
    ['stream', 'cell 1', { name: 'stdout', text: 'late' }],
    ['display_data', 'cell 2', { data, metadata: {}, transient: { display_id: 'd' } }],
    ['update_display_data', 'cell 2', { data, metadata: {}, transient: {} }],
    ['clear_output', 'cell 2', { wait: true }],
    ['error', 'cell 2', { ename: 'E', evalue: 'e', traceback: ['t'] }],
    ['error', 'cell 1', { ename: 'E', evalue: 'e', traceback: [] }],
  ])
})

test('a figure that is shown in the place of another is drawn afresh: its renderer in JupyterLab ignores updates', () => {
  const { router, published, begin } = routing()
  begin(1)
  const figure = { 'application/vnd.plotly.v1+json': { layout: { height: 360 } }, 'text/plain': 'a line' }
  router.route({ type: 'display', cell: 1, data: figure, metadata: {}, id: 'd', update: false }, [])
  router.route({ type: 'display', cell: 1, data: figure, metadata: {}, id: 'd', update: true }, [])
  const between = {
    'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="360"></svg>',
    'text/plain': 'a line',
  }
  const transient = { display_id: 'd' }
  expect(published).toEqual([
    ['display_data', 'cell 1', { data: figure, metadata: {}, transient }],
    ['update_display_data', 'cell 1', { data: between, metadata: {}, transient }],
    ['update_display_data', 'cell 1', { data: figure, metadata: {}, transient }],
  ])
})

test('what names no cell belongs to the one that runs, or ran last; to nobody before the first', () => {
  const { router, published, begin } = routing()
  router.native('stdout', 'before all cells')
  begin(1)
  begin(2)
  router.native('stderr', 'native')
  router.route({ type: 'stream', cell: 99, name: 'stdout', text: 'whose?' }, [])
  expect(published).toEqual([
    ['stream', 'cell 2', { name: 'stderr', text: 'native' }],
    ['stream', 'cell 2', { name: 'stdout', text: 'whose?' }],
  ])
})

test('a result is remembered with its input; a silent cell shows none', () => {
  const { router, published, begin } = routing()
  const entry = { session: 1, line: 1, input: 'x', output: null as string | null }
  begin(1, { entry })
  begin(2, { silent: true })
  for (const cell of [1, 2, 3]) router.route({ type: 'result', cell, data, metadata: { m: 1 } }, [])
  expect(published).toEqual([['execute_result', 'cell 1', { execution_count: 1, data, metadata: { m: 1 } }]])
  expect(entry.output).toBe('1')
})

test('comms are known from open to close, with their buffers', () => {
  const { router, published, comms, begin } = routing()
  begin(1)
  const buffers = [Buffer.from('b')]
  router.route({ type: 'comm_open', cell: 1, comm: 'c', target: 't', data: { a: 1 }, metadata: { m: 1 } }, buffers)
  expect(comms.info(undefined)).toEqual({ c: { target_name: 't' } })
  router.route({ type: 'comm_msg', cell: 1, comm: 'c', data: undefined, metadata: undefined }, [])
  router.route({ type: 'comm_close', cell: 1, comm: 'c', data: {}, metadata: {} }, [])
  expect(comms.info(undefined)).toEqual({})
  expect(published).toEqual([
    ['comm_open', 'cell 1', { comm_id: 'c', data: { a: 1 }, target_name: 't' }, { metadata: { m: 1 }, buffers }],
    ['comm_msg', 'cell 1', { comm_id: 'c', data: {} }, { metadata: {}, buffers: [] }],
    ['comm_close', 'cell 1', { comm_id: 'c', data: {} }, { metadata: {}, buffers: [] }],
  ])
})

test('questions and the debugger have ways of their own', () => {
  const { router, asked, inspected, published, begin } = routing()
  begin(1)
  begin(2, { allowStdin: false })
  const question = { type: 'input_request', request: 1, prompt: '?', password: false } as const
  router.route({ ...question, cell: 1 }, [])
  router.route({ ...question, cell: 2 }, [])
  router.route({ type: 'cdp', message: '{}' }, [])
  router.route({ type: 'ready', pid: 1 }, [])
  expect([asked, inspected, published]).toEqual([['input_request', 'input_error'], ['{}'], []])
})
