import { expect, test } from 'vitest'
import { serialize } from '../../../../src/plot/static/dom/serialize.ts'
import { makeWindow } from '../../../../src/plot/static/dom/window.ts'

test('XML with marks escaped, a namespace where it changes, and nothing between empty tags', () => {
  const { document } = makeWindow()
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  svg.setAttribute('data-name', 'a "b" & <c>')
  const group = svg.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'g'))
  group.appendChild(document.createTextNode('1 < 2 & "3"'))
  svg.appendChild(document.createElement('div')).appendChild(document.createElement('br'))
  svg.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'path'))
  expect(serialize(svg)).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" data-name="a &quot;b&quot; &amp; &lt;c&gt;"><g>1 &lt; 2 &amp; "3"</g>' +
      '<div xmlns="http://www.w3.org/1999/xhtml"><br/></div><path/></svg>',
  )
})
