import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { Signer } from '../../../kernel/wire/signature.ts'

const parts = ['{"a":1}', '{}', '{}', '{"code":"1"}'].map((part) => Buffer.from(part))

test('signs with HMAC-SHA256 over the four parts, as the protocol says', () => {
  const expected = createHmac('sha256', 'secret').update(Buffer.concat(parts)).digest('hex')
  expect(new Signer('secret').sign(parts)).toBe(expected)
})

test('takes its own signature, and no other', () => {
  const signer = new Signer('secret')
  const signature = signer.sign(parts)
  expect(() => signer.check(Buffer.from(signature), parts)).not.toThrow()
  expect(() => signer.check(Buffer.from(''), parts)).toThrow('wrong signature')
  expect(() => signer.check(Buffer.from(signature.replace(/.$/, 'x')), parts)).toThrow('wrong signature')
  expect(() => signer.check(Buffer.from(new Signer('other').sign(parts)), parts)).toThrow('wrong signature')
})

test('a message is taken once', () => {
  const signer = new Signer('secret')
  const signature = Buffer.from(signer.sign(parts))
  signer.check(signature, parts)
  expect(() => signer.check(signature, parts)).toThrow('replayed')
})

test('remembers enough signatures, and not ever more', () => {
  const signer = new Signer('secret', 'hmac-sha256', 100)
  const make = (i: number) => [...parts.slice(0, 3), Buffer.from(String(i))]
  const check = (i: number) => signer.check(Buffer.from(signer.sign(make(i))), make(i))
  for (let i = 0; i < 105; i++) check(i)
  expect(() => check(104)).toThrow('replayed')
  expect(() => check(0)).not.toThrow()
})

test('an empty key means no signatures', () => {
  const signer = new Signer('')
  expect(signer.sign(parts)).toBe('')
  expect(() => signer.check(Buffer.from('anything'), parts)).not.toThrow()
})

test('an unknown scheme is refused', () => {
  expect(() => new Signer('secret', 'rot13')).toThrow('Expected `signature_scheme` to be hmac-sha256 or the like')
})
