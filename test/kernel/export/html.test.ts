import fs from 'node:fs'
import { expect, test } from 'vitest'
import { writeHtml } from '../../../kernel/export/html.ts'
import { code, figure, markdown, page, temporaryFolder } from './fixtures.ts'

const cells = [markdown('# A\n\n$x^2$'), code('x', [figure])]

test('one file holds everything: styles, fonts, libraries, figures', async () => {
  const [file] = await writeHtml([page(cells)], temporaryFolder())
  const html = fs.readFileSync(file!, 'utf8')
  expect(html).toContain('data:font/woff2;base64,')
  expect(html).toContain('plotly.js v')
  expect(html).not.toMatch(/<(script|link)[^>]*(src|href)=/)
})

test('for print the figures stay drawings', async () => {
  const [file] = await writeHtml([page(cells)], temporaryFolder(), { staticPlots: true })
  const html = fs.readFileSync(file!, 'utf8')
  expect(html).not.toContain('plotly.js v')
  expect(html).toContain('aria-label="a line"')
})
