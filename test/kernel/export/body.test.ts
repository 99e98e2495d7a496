import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mend, plainText, slug } from '../../../kernel/export/body.ts'

test('headings get plain, unique ids and lose their anchors', () => {
  const { html, headings } = mend(
    '<h2 id="A%3C">A &lt; <code>b</code><a class="anchor-link" href="#x">¶</a></h2><h2 id="y">A b</h2><h3 id="z">损失 函数</h3>',
  )
  expect(headings.map(({ id, level }) => [level, id])).toEqual([
    [2, 'a-b'],
    [2, 'a-b-2'],
    [3, '损失-函数'],
  ])
  expect(html).not.toContain('¶')
})

test('ids are unique whatever the headings are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 6 }), { maxLength: 20 }), (titles) => {
      const { headings } = mend(titles.map((title) => `<h2 id="i">${title.replace(/[<>&]/g, '')}</h2>`).join(''))
      expect(new Set(headings.map(({ id }) => id)).size).toBe(headings.length)
    }),
  )
})

test('code is marked as code, tables of the text can scroll, pictures load late', () => {
  const { html } = mend('<div class="highlight hl-typescript"><pre><span></span>x\n</pre></div><img src="a.png"/>')
  expect(html).toBe('<div class="highlight"><pre><code>x\n</code></pre></div><img loading="lazy" src="a.png">')
  expect(mend('<table>\n<thead><tr><th>a</th></tr></thead></table>').html).toBe(
    '<div class="scroll"><table>\n<thead><tr><th>a</th></tr></thead></table></div>',
  )
})

test('pictures inside the page are there at once, also in print', () => {
  expect(mend('<img src="data:image/png;base64,aGk=">').html).toBe('<img src="data:image/png;base64,aGk=">')
})

test('the words of HTML', () => {
  expect(plainText('<p>a &lt; <b>b</b><script>x</script> &amp;lt;</p>')).toBe('a < b &lt;')
  expect(slug('???')).toBe('section')
})
