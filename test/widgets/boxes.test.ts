import { expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { box, html, label, output } from '../../src/widgets/boxes.ts'
import { checkbox } from '../../src/widgets/choices.ts'

test('a box holds its widgets, below or beside one another, and keeps them', () => {
  const children = [checkbox({ description: 'a' }), label('b')]
  expect(String(box(children))).toBe('a: ☐\nb')
  const row = box(children, { horizontal: true, width: '10em' })
  expect(String(row)).toBe('a: ☐  b')
  expect(row.staticHtml()).toMatch(/^<div style="display:flex.*☐.*b.*<\/div>$/)
  expect(row.model.references.children).toEqual(children.map((c) => c.model))
  expect(() => (row.value = [])).toThrow('Make another box.')
})

test('a label is text and made safe; html is taken as it is', () => {
  expect(label('<b>').staticHtml()).toBe('<div>&lt;b&gt;</div>')
  const piece = html('<b>1</b>')
  piece.value = '<i>2</i>'
  expect(piece.staticHtml()).toBe('<div><i>2</i></div>')
  expect(() => (piece.value = 3 as never)).toThrow('Expected a string, found 3.')
})

test('an output takes what shows itself, one in place of the other or below it', async () => {
  const out = output()
  await out.show({ [displaySymbol]: async () => ({ 'text/plain': 'one', 'text/html': '<b>one</b>' }) })
  await out.append(2)
  await out.append({ [displaySymbol]: () => ({ 'text/plain': 'three', 'image/svg+xml': '<svg/>' }) })
  expect(String(out)).toBe('one\n2\nthree')
  expect(out.staticHtml()).toBe('<div><b>one</b><svg/></div>')
  await out.show(4)
  expect(String(out)).toBe('4')
  out.clear()
  expect(out.value).toEqual([])
  expect(() => (out.value = 'x' as never)).toThrow('Use show(value).')
})
