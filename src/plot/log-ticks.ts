/**
 * How many labels a logarithmic axis gets: plotly.js writes all of 2 to 9 between one and three decades, where they overlap;
 * and on a little less than one it writes steps as on a linear axis (2.2, 2.4, 2.6), which are crowded at the top. Between
 * powers of ten it writes the digit alone: a small 5 below the 1 means 0.5, which nobody guesses; a format makes it write the number.
 * From there to six decades it still puts 2 and 5 between the powers, where the powers alone say all.
 */
import type { Column } from './input.ts'

/**
 * @param columns what is drawn along the axis; what is not above zero has no place there
 * @returns what makes plotly.js label 1, 2 and 5 of each decade in full (`nticks` and `tickformat`), or the powers
 *   of ten, or steps that have room (`nticks`); empty where it does so, or better, by itself
 */
export function logTicks(columns: readonly Column[]): { nticks?: number; tickformat?: string } {
  let [low, high] = [Number.POSITIVE_INFINITY, 0]
  for (const values of columns) {
    for (let i = 0; i < values.length; i++) {
      const value = Number(values[i])
      if (!(value > 0) || value === Number.POSITIVE_INFINITY) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  const decades = Math.log10(high / low)
  if (!(decades > 0.75) || decades > 6.5) return {}
  // a tenth of room around the points; a label takes 0.7 to 1 decades, so that it stands at a power of ten
  if (decades > 2.7) return { nticks: Math.max(4, Math.ceil(1.1 * decades)) }
  if (decades < 0.9) return { nticks: 5 }
  return { nticks: decades > 2 ? 4 : 3, tickformat: '~g' }
}
