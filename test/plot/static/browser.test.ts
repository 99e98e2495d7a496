import { expect, test } from 'vitest'
import { draw, load } from '../../../src/plot/static/browser.ts'

test('plotly.js draws in a window without a screen', async () => {
  const svg = await draw({ data: [{ type: 'scatter', y: [1, 3, 2] }], layout: { title: { text: 'A title' } } })
  expect(svg).toMatch(/^<svg[\s\S]*<\/svg>$/)
  expect(svg).toContain('A title')
  expect(svg).not.toContain('NaN')
  expect(load()).toBe(load())
})
