/** A sheet of white paper with a drawing on it: the frame that all small pictures of descents share. */
import { escapeHtml } from '../display.ts'
import { pictureHtml, svgAddress } from '../picture.ts'

export interface Sheet {
  /** In pixels. */
  width: number
  height: number
  /** What the drawing shows, for those who cannot see it. */
  label: string
  /** @default 11 */
  fontSize?: number
}

/** A text on the sheet. @param more attributes */
export const text = (x: number, y: number, anchor: 'start' | 'middle' | 'end', content: string, more = ''): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#333"${more && ` ${more}`}>${escapeHtml(content)}</text>`

/** The drawing as SVG text. */
export function svgText({ width, height, label, fontSize = 11 }: Sheet, inside: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="${fontSize}" role="img" aria-label="${escapeHtml(label)}">` +
    `<rect width="${width}" height="${height}" fill="#fff"/>${inside}</svg>`
  )
}

/** The drawing as an image in HTML. */
export function drawing(sheet: Sheet, inside: string): string {
  const { label, width, height } = sheet
  return pictureHtml({ alt: label, image: svgAddress(svgText(sheet, inside)), width, height })
}
