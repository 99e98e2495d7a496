import { afterAll, beforeAll, expect, test } from 'vitest'
import { Session } from './session.ts'

let session: Session

beforeAll(async () => {
  session = await Session.start()
})
afterAll(() => session.child.stop())

const incoming = { metadata: {} }

test('a comm opened by a cell, both ways, with buffers', async () => {
  const cell = session.begin(`
    const c = jupyter.comm('widget', { n: 1 }, { buffers: [new Uint8Array([1, 2, 3])], metadata: { v: 2 } })
    c.onMessage((data, buffers) => { console.log(data.x + buffers[0][0]); c.send({ twice: data.x * 2 }) })
    c.onClose(() => console.log('closed'))`)
  const open = await session.child.next('comm_open')
  expect(open).toMatchObject({ cell, target: 'widget', data: { n: 1 }, metadata: { v: 2 } })
  expect([...open.raw[0]!]).toEqual([1, 2, 3])
  await session.child.finish(cell)
  session.child.send({ type: 'comm_msg', comm: open.comm, data: { x: 21 }, ...incoming, request: 1 }, [
    new Uint8Array([7]),
  ])
  await session.child.next('comm_done', (m) => m.request === 1)
  expect(await session.child.next('comm_msg')).toMatchObject({ comm: open.comm, data: { twice: 42 } })
  expect((await session.child.finish(cell)).stdout).toBe('28\n')
  session.child.send({ type: 'comm_close', comm: open.comm, data: {}, ...incoming, request: 2 })
  await session.child.next('comm_done', (m) => m.request === 2)
  expect((await session.child.finish(cell)).stdout).toBe('28\nclosed\n')
  expect(await session.text('try { c.send(1) } catch (e) { (e as Error).message }')).toBe(undefined)
})

test('a target that the front end opens, and an unknown one', async () => {
  await session.run('jupyter.onComm("mine", (comm, data) => { comm.send({ hello: data.who }) })')
  session.child.send({ type: 'comm_open', comm: 'k1', target: 'mine', data: { who: 'you' }, ...incoming })
  expect(await session.child.next('comm_msg', (m) => m.comm === 'k1')).toMatchObject({ data: { hello: 'you' } })
  session.child.send({ type: 'comm_open', comm: 'k2', target: 'other', data: {}, ...incoming, request: 3 })
  await session.child.next('comm_close', (m) => m.comm === 'k2')
  await session.child.next('comm_done', (m) => m.request === 3)
})

test('a handler that fails is a late error of its cell', async () => {
  const cell = session.begin('jupyter.onComm("bad", async () => { throw new Error("in the handler") })')
  await session.child.finish(cell)
  session.child.send({ type: 'comm_open', comm: 'k3', target: 'bad', data: {}, ...incoming })
  expect(await session.child.next('late_error', (m) => m.evalue === 'in the handler')).toMatchObject({ cell })
})

test('Stop ends a handler that does not end, and the next message is handled', async () => {
  await session.run(
    'jupyter.onComm("long", (comm) => comm.onMessage((data) => { comm.send("on"); for (;;) if (data.end) break }))',
  )
  session.child.send({ type: 'comm_open', comm: 'k4', target: 'long', data: {}, ...incoming })
  session.child.send({ type: 'comm_msg', comm: 'k4', data: {}, ...incoming, request: 4 })
  await session.child.next('comm_msg', (m) => m.comm === 'k4')
  session.child.send({ type: 'interrupt' })
  await session.child.next('comm_done', (m) => m.request === 4)
  session.child.send({ type: 'comm_msg', comm: 'k4', data: { end: true }, ...incoming, request: 5 })
  await session.child.next('comm_done', (m) => m.request === 5)
})
