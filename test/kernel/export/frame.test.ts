import { expect, test } from 'vitest'
import { escapeHtml, frame } from '../../../kernel/export/frame.ts'

const body = {
  html: '<h1 id="a">A</h1><h2 id="b">B</h2>',
  headings: [
    { level: 1, id: 'a', html: 'A' },
    { level: 2, id: 'b', html: 'B <a href="x">c</a>' },
  ],
}
const chapters = [
  { title: 'One', href: '01-one.html' },
  { title: 'Two <2>', href: '02-two.html' },
  { title: 'Three', href: '03-three.html' },
]

test('a page of a site knows its neighbours, its contents and the other language', () => {
  const html = frame({
    lang: 'en',
    title: 'Two <2>',
    body,
    head: '',
    root: '',
    chapters,
    current: 1,
    otherLanguage: 'zh/02-two.html',
    download: '02-two.ipynb',
  })
  expect(html).toContain('<html lang="en">')
  expect(html).toContain('<title>Two &lt;2&gt; · gradlab</title>')
  expect(html).toMatch(/rel="prev" href="01-one.html"/)
  expect(html).toMatch(/rel="next" href="03-three.html"/)
  expect(html).toContain('aria-current="page"')
  expect(html).toContain('<a href="#b">B c</a>')
  expect(html).toContain('href="zh/02-two.html"')
  expect(html).toContain('href="02-two.ipynb" download')
})

test('a single file has no navigation and no search', () => {
  const html = frame({ lang: 'zh', title: 'A', body, head: '' })
  expect(html).toContain('<html lang="zh-CN">')
  expect(html).not.toMatch(/class="chapters"|type="search"|rel="next"/)
})

test('text is made safe', () => {
  expect(escapeHtml('<a href="&">')).toBe('&lt;a href=&quot;&amp;&quot;&gt;')
})
