import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fonts, fontsFor, sansOf } from '../../../src/plot/static/fonts.ts'

test('the face that figures ask for first, else a known one, else one that calls itself sans', () => {
  expect(sansOf(['DejaVu Serif', 'DejaVu Sans', 'Arial'])).toBe('Arial')
  expect(sansOf(['DejaVu Math TeX Gyre', 'DejaVu Serif', 'DejaVu Sans', 'DejaVu Sans Mono'])).toBe('DejaVu Sans')
  expect(sansOf(['Noto Serif CJK JP', 'Noto Sans Mono CJK JP', 'Noto Sans CJK JP'])).toBe('Noto Sans CJK JP')
  expect(sansOf(['Noto Serif', 'Lato'])).toBe('Lato')
  expect(sansOf(['DejaVu Serif', 'Fira Code'])).toBeUndefined()
})

test('a machine without any face uses those that come with gradlab', () => {
  const { sansSerifFamily, fontFiles } = fontsFor([])
  expect(sansSerifFamily).toBe('KaTeX_SansSerif')
  expect(fontFiles.filter((file) => !existsSync(file))).toEqual([])
})

test('this machine has a face, or files of one', () => {
  expect(fonts().sansSerifFamily).toMatch(/\w/)
  expect(fonts()).toBe(fonts())
})
