import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Edits } from '../../../kernel/language/edits.ts'

test('inserts and replaces, in order', () => {
  const edits = new Edits()
  edits.insert(4, '$.')
  edits.insert(0, '(')
  edits.insert(0, '0, ')
  edits.replace(1, 3, '=')
  expect(edits.apply('abcdef').text).toBe('(0, a=d$.ef')
})

test('what was inserted before a place belongs to it', () => {
  const edits = new Edits()
  edits.insert(2, '$.')
  const { text, locate } = edits.apply('a+b')
  expect(text).toBe('a+$.b')
  expect([0, 1, 2, 3].map(locate)).toEqual([0, 1, 2, 5])
})

test('overlapping edits are an error', () => {
  const edits = new Edits()
  edits.replace(0, 3, '')
  edits.replace(2, 4, '')
  expect(() => edits.apply('abcdef')).toThrow('overlap')
})

test('every character that was not touched is found where `locate` says', () => {
  const cut = fc.tuple(fc.nat(40), fc.nat(3), fc.string({ maxLength: 4 }))
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.array(cut, { maxLength: 8 }), (text, cuts) => {
      const edits = new Edits()
      const touched = new Set<number>()
      for (const [start, length, insert] of cuts) {
        const end = start + length
        if (end > text.length || [...Array(length).keys()].some((i) => touched.has(start + i))) continue
        // An insertion inside a removed range would overlap it.
        if (length === 0 && touched.has(start) && touched.has(start - 1)) continue
        if (length > 0 && touched.has(start)) continue
        for (let i = start; i < end; i++) touched.add(i)
        edits.replace(start, end, insert)
      }
      let result: ReturnType<Edits['apply']>
      try {
        result = edits.apply(text)
      } catch {
        return
      }
      const inserted = (at: number) => cuts.some(([start]) => start === at)
      for (let i = 0; i < text.length; i++) {
        if (!touched.has(i) && !inserted(i)) expect(result.text[result.locate(i)]).toBe(text[i])
      }
    }),
  )
})
