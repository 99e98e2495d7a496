import { expect, test } from 'vitest'
import { svgAddress } from '../../src/picture.ts'
import { figureHtml } from '../../src/plot/html.ts'

const parts = { alt: 'a "line"', image: svgAddress('<svg/>'), width: 700, height: 430 }

test('short JSON stands in the page, safe from ending its script', () => {
  const html = figureHtml({ ...parts, json: '{"a":"</script>"}' })
  expect(html).toContain('alt="a &quot;line&quot;"')
  expect(html.match(/<\/script>/g)).toHaveLength(2)
  expect(html).toContain('\\u003c/script>')
})

test('long JSON is deflated', () => {
  const html = figureHtml({ ...parts, json: JSON.stringify(new Array(2000).fill(1)) })
  expect(html).toContain('data-encoding="deflate-raw"')
  expect(html.length).toBeLessThan(2500)
})
