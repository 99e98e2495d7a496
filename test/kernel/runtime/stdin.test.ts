import { afterAll, beforeAll, expect, test } from 'vitest'
import { Session } from './session.ts'

let session: Session

beforeAll(async () => {
  session = await Session.start()
})
afterAll(() => session.child.stop())

test('input asks and gets the answer', async () => {
  const cell = session.begin('const name = await input("Name: ", { password: true })\nname + "!"')
  const asked = await session.child.next('input_request', (m) => m.cell === cell)
  expect(asked).toMatchObject({ prompt: 'Name: ', password: true })
  session.child.send({ type: 'input_reply', request: asked.request, value: 'Ada' })
  expect((await session.child.finish(cell)).result?.data['text/plain']).toBe("'Ada!'")
})

test('what cannot be asked is an error', async () => {
  expect((await session.run('await input()', { allowStdin: false })).error?.evalue).toContain('allow_stdin')
  const cell = session.begin('await input()')
  const { request } = await session.child.next('input_request', (m) => m.cell === cell)
  session.child.send({ type: 'input_error', request, message: 'gone' })
  expect((await session.child.finish(cell)).error?.evalue).toBe('gone')
})

test('Stop ends the question', async () => {
  const cell = session.begin('await input()')
  await session.child.next('input_request', (m) => m.cell === cell)
  session.child.send({ type: 'interrupt' })
  expect((await session.child.finish(cell)).error?.ename).toBe('KeyboardInterrupt')
})
