/** Options that every chart takes. */
import type { Layout } from './theme.ts'

export interface ChartOptions {
  /** Heading of the figure. */
  title?: string
  /** Name of the horizontal axis, with its unit. */
  x?: string
  /** Name of the vertical axis, with its unit. */
  y?: string
  /** Width in pixels. @default as wide as the page (700 in the static picture) */
  width?: number
  /** Height in pixels. @default 430 */
  height?: number
  /** More of Plotly's layout, merged over everything else. */
  layout?: Layout
}

export const chartOptions = ['title', 'x', 'y', 'width', 'height', 'layout'] as const

/** The part of a layout that the common options decide. */
export function layoutOf({ title, x, y, width, height }: ChartOptions): Layout {
  return {
    ...(title && { title }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    xaxis: x ? { title: x } : {},
    yaxis: y ? { title: y } : {},
  }
}
