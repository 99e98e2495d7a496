import fs from 'node:fs'
import { expect, test } from 'vitest'
import { writeHtml } from '../../../kernel/export/html.ts'
import { code, diagram, figure, markdown, page, temporaryFolder } from './fixtures.ts'

const cells = [markdown('# A\n\n$x^2$'), code('x', [figure])]

test('one file holds everything: styles, fonts, libraries, figures', async () => {
  const [file] = await writeHtml([page(cells)], temporaryFolder())
  const html = fs.readFileSync(file!, 'utf8')
  expect(html.includes('data:font/woff2;base64,')).toBe(true)
  expect(html.includes('plotly.js v')).toBe(true)
  expect(/<(script|link)\b[^>]* (src|href)=/.test(html.replace(/<script[\s\S]*?<\/script>/g, ''))).toBe(false)
})

test('for print the figures stay drawings', async () => {
  const [file] = await writeHtml([page(cells)], temporaryFolder(), { staticPlots: true })
  const html = fs.readFileSync(file!, 'utf8')
  expect(html.includes('plotly.js v')).toBe(false)
  expect(html.includes('alt="a line"')).toBe(true)
})

test('a diagram is shown once, by its picture: no script draws it again', async () => {
  const [file] = await writeHtml([page([code('x', [diagram])])], temporaryFolder())
  const html = fs.readFileSync(file!, 'utf8')
  expect(html.split('alt="Diagram: graph LR a --&gt; b"')).toHaveLength(2)
  expect(html).not.toContain('class="mermaid"')
  expect(html.length).toBeLessThan(500_000)
})
