import { expect, test } from 'vitest'
import { figureHtml, pictureHtml, svgAddress } from '../../src/plot/html.ts'

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

test('an SVG as an address is base64: GitHub drops others', () => {
  expect(svgAddress('<svg/>')).toBe(`data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}`)
})

test('a picture is as wide as the page at most, and says what it shows', () => {
  expect(pictureHtml(parts)).toMatch(
    /^<img alt="a &quot;line&quot;" src="data:[^"]*" width="700" height="430" style="max-width:100%/,
  )
})
