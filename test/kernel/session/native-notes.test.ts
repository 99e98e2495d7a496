import { expect, test } from 'vitest'
import { withoutNotes } from '../../../kernel/session/native-notes.ts'

const preamble = 'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n'
const oneDnn =
  'I0000 00:00:1795653023.832352   19733 port.cc:153] oneDNN custom operations are on. You may see slightly different numerical results.\n'
const error = 'E0000 00:00:1795653024.100000   19733 cuda_dnn.cc:8579] Unable to register cuDNN factory\n'

test('what TensorFlow notes while it loads is dropped', () => {
  const filter = withoutNotes()
  expect(filter(preamble) + filter(oneDnn) + filter('', true)).toBe('')
})

test('errors of the same log, and all else, are shown as they are', () => {
  const filter = withoutNotes()
  const text = `first\n${error}\n  I am not a note\nWARNING: all log messages\nunfinished`
  expect(filter(`${preamble}${oneDnn}${text}`) + filter('', true)).toBe(text)
})

test('chunks may end anywhere', () => {
  const text = `${preamble}${oneDnn}one\n${error}two`
  for (let size = 1; size < text.length; size++) {
    const filter = withoutNotes()
    let shown = ''
    for (let at = 0; at < text.length; at += size) shown += filter(text.slice(at, at + size))
    expect(shown + filter('', true), `chunks of ${size}`).toBe(`one\n${error}two`)
  }
})

test('text that cannot be a note is not held back, and a note in the middle of a line is none', () => {
  const filter = withoutNotes()
  expect(filter('Password: ')).toBe('Password: ')
  expect(filter(oneDnn)).toBe(oneDnn)
  expect(filter('Is it?')).toBe('Is it?')
})

test('what is held when the stream ends is shown, unless it is a note', () => {
  const filter = withoutNotes()
  expect(filter('WARNING: All log')).toBe('')
  expect(filter('', true)).toBe('WARNING: All log')
})
