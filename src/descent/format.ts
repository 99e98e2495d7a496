/** Numbers as a reader wants to see them. */

/** Four significant digits, with ×10ⁿ only where it is needed: 24.2, 0.001, 1.2e-7, −0.5. */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  const size = Math.abs(value)
  const text =
    size >= 1e6 || size < 1e-4
      ? value.toExponential(digits - 1)
      : String(Number(value.toPrecision(Math.max(digits, 1))))
  return text
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e')
    .replace('-', '−')
    .replace('e-', 'e−')
    .replace(/(e)-/, '$1−')
}

/** (1.2, −3.4) or, past `most` components, (1.2, −3.4, … 10 numbers). A single number has no brackets. */
export function formatVector(values: readonly number[], most = 4): string {
  if (values.length === 1) return formatNumber(values[0]!)
  const shown = values.slice(0, most).map((v) => formatNumber(v))
  return `(${shown.join(', ')}${values.length > most ? `, … ${values.length} numbers` : ''})`
}

/** A number in LaTeX: 1.2 \times 10^{-7}; negative ones in brackets where `inside` a product. */
export function latexNumber(value: number, inside = false): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '\\mathrm{NaN}' : value > 0 ? '\\infty' : '-\\infty'
  const [mantissa, exponent] = formatNumber(value).replaceAll('−', '-').split('e')
  const text = exponent ? `${mantissa} \\times 10^{${exponent}}` : mantissa!
  return inside && value < 0 ? `(${text})` : text
}

/** A vector in LaTeX, as a row. */
export function latexVector(values: readonly number[], most = values.length > 3 ? 2 : 3): string {
  if (values.length === 1) return latexNumber(values[0]!, true)
  const shown = values.slice(0, most).map((v) => latexNumber(v))
  return `(${shown.join(',\\ ')}${values.length > most ? ',\\ \\dots' : ''})`
}
