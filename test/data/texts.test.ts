import { expect, test } from 'vitest'
import { mobyDick, names, spam } from '../../src/data/texts.ts'

test('Moby-Dick: 135 chapters and the epilogue', () => {
  const { chapters, text, source } = mobyDick()
  expect(chapters).toHaveLength(136)
  expect(chapters[0]!.title).toBe('CHAPTER 1. Loomings.')
  expect(text.startsWith('Call me Ishmael.')).toBe(true)
  expect(source).toContain('Melville')
})

test('first names', () => {
  const { female, male, licence } = names()
  expect([female.length, male.length]).toEqual([4951, 3898])
  expect(female[0]).toBe('Aaren')
  expect(licence).toContain('CC0')
})

test('mail: as many as asked for, in an order that the seed repeats, bodies without headers', () => {
  const { mails } = spam({ count: 200, body: true, seed: 1 })
  expect(mails).toHaveLength(200)
  const share = mails.filter((mail) => mail.spam).length / 200
  expect(Math.abs(share - 1896 / 6046)).toBeLessThan(0.12)
  expect(mails.some((mail) => mail.text.startsWith('From '))).toBe(false)
  expect(() => spam({ count: 0 })).toThrow(/`count` to be a whole number ≥ 1/)
})
