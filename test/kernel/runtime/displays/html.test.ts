import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeHtml } from '../../../../kernel/runtime/displays/html.ts'
import { escapeHtml as escapeOfDisplays } from '../../../../src/display.ts'

test('what HTML takes for its own is written as text', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;',
  )
  expect(escapeHtml('损失 = 0.5\n')).toBe('损失 = 0.5\n')
})

test('any text comes back when it is read as HTML, and the library escapes the same', () => {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  const text = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', ';', '损') })
  fc.assert(
    fc.property(text, (text) => {
      const html = escapeHtml(text)
      expect(html).not.toMatch(/[<>"']/)
      expect(html.replace(/&(\w+|#39);/g, (_, name) => characters[name]!)).toBe(text)
      expect(html).toBe(escapeOfDisplays(text))
    }),
  )
})
