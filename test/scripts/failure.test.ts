import { expect, test } from 'vitest'
import { fetchFailed, lastLines, networkReason, SetupError } from '../../scripts/lib/failure.mjs'

test.each([
  ['npm error network request to … failed, reason: connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED'],
  ['npm error code EAI_AGAIN', 'EAI_AGAIN'],
  ["Failed to establish a new connection: [Errno -2] Name or service not known'", 'Name or service not known'],
  ['NewConnectionError(…: [Errno 111] Connection refused)', 'Connection refused'],
  ['npm error code EUSAGE', undefined],
])('the network’s word in %s', (output, reason) => expect(networkReason(output)).toBe(reason))

test('no network is one sentence that says what could not be fetched, and that the rest is kept', () => {
  const error = fetchFailed('TensorFlow 2.21.0', { output: 'ENOTFOUND', log: '/log', command: '`pip`' })
  expect(error.message).toBe(
    'Could not fetch TensorFlow 2.21.0: the network, or the registry behind it, does not answer (ENOTFOUND). ' +
      'Connect and run `npm run setup` again; what is done already is kept.',
  )
  expect(error.details).toBeUndefined()
})

test('any other failure shows the last lines and names the log', () => {
  const error = fetchFailed('the npm packages', { output: 'a\nb\n', log: '/log', command: '`npm ci`' })
  expect(error).toBeInstanceOf(SetupError)
  expect([error.message, error.details]).toEqual([
    'Could not fetch the npm packages: `npm ci` failed. All of its output is in /log.',
    'a\nb',
  ])
  expect(lastLines('1\n2\n3\n', 2)).toBe('2\n3')
})
