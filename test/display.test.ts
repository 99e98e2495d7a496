import { expect, test } from 'vitest'
import { displaySymbol, escapeHtml, show, stopSignal } from '../src/display.ts'

test('the display symbol is the one that other kernels know', () => {
  expect(displaySymbol).toBe(Symbol.for('Jupyter.display'))
})

test('in plain Node there is nothing to show on and nothing stops', () => {
  expect(show({})).toBeUndefined()
  expect(stopSignal()).toBeUndefined()
})

test('text is made safe for HTML and attributes', () => {
  expect(escapeHtml(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;')
})
