import fs from 'node:fs'
import { expect, test } from 'vitest'
import { katexFonts, katexStyle, ownAsset, scripts, searchLibrary } from '../../../kernel/export/libraries.ts'

test('every library is among the packages that set-up installs', () => {
  for (const { file } of [...scripts.map(({ library }) => library()), katexStyle(), searchLibrary()]) {
    expect(fs.existsSync(file), file).toBe(true)
  }
  expect(fs.readdirSync(katexFonts()).some((name) => name.endsWith('.woff2'))).toBe(true)
  expect(fs.existsSync(ownAsset('style.css'))).toBe(true)
})

test('a page takes only what it needs', () => {
  const needed = (html: string) => scripts.filter(({ needs }) => needs.test(html)).map(({ library }) => library().name)
  expect(needed('<p>words</p>')).toEqual([])
  expect(needed('<p>$x$</p>')).toEqual(['katex.min.js', 'auto-render.min.js'])
  expect(needed('<figure class="plot"></figure>')).toEqual(['plotly.min.js'])
})
