import { expect, test } from 'vitest'
import { typeset } from '../../src/descent/math.ts'

test('LaTeX becomes MathML, with the LaTeX beside it for copying', () => {
  const html = typeset('\\frac{1}{2} x^2')
  expect(html).toMatch(/<math[\s>]/)
  expect(html).toContain('<mfrac>')
  expect(html).toContain('alttext="\\frac{1}{2} x^2"')
  // What is left where the tags are taken out is what one sees, once.
  expect(html.replace(/<[^>]*>/g, '')).toBe('12x2')
})

test('what cannot be typeset is shown as it is, safely', () => {
  expect(typeset('\\frac{<b>')).toBe('<code>\\frac{&lt;b&gt;</code>')
})
