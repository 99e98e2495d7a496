import { expect, test } from 'vitest'
import { typeset } from '../../src/descent/math.ts'

test('LaTeX becomes MathML, with the LaTeX beside it for copying', () => {
  const html = typeset('\\frac{1}{2} x^2')
  expect(html).toMatch(/<math[\s>]/)
  expect(html).toContain('<mfrac>')
  expect(html).toContain('annotation encoding="application/x-tex"')
})

test('what cannot be typeset is shown as it is, safely', () => {
  expect(typeset('\\frac{<b>')).toBe('<code>\\frac{&lt;b&gt;</code>')
})
