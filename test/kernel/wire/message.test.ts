import { expect, test } from 'vitest'
import { createMessage, protocolVersion } from '../../../kernel/wire/message.ts'

test('a new message of this kernel: an id of its own, the session, the time', () => {
  const before = Date.now()
  const [one, two] = [createMessage('s', 'status', { execution_state: 'idle' }), createMessage('s', 'status', {})]
  expect(one).toEqual({
    identities: [],
    header: {
      msg_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      msg_type: 'status',
      session: 's',
      username: 'kernel',
      date: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      version: protocolVersion,
    },
    parent: {},
    metadata: {},
    content: { execution_state: 'idle' },
    buffers: [],
  })
  expect(one.header.msg_id).not.toBe(two.header.msg_id)
  expect(Date.parse(one.header.date)).toBeGreaterThanOrEqual(before)
})

test('what caused it and what travels with it; no parent is an empty one', () => {
  const { header } = createMessage('s', 'execute_request', {})
  const options = { identities: [Buffer.from('i')], parent: header, metadata: { a: 1 }, buffers: [Buffer.from('b')] }
  expect(createMessage('s', 'execute_reply', {}, options)).toMatchObject(options)
  expect(createMessage('s', 'status', {}, { parent: null }).parent).toEqual({})
})
