/** Pictures in HTML output, as images: what keeps only harmless tags (GitHub, JupyterLab before a notebook is trusted) keeps them. */
import { escapeHtml } from './display.ts'

export interface Picture {
  /** What it shows, in words. */
  alt: string
  /** A `data:` address. */
  image: string
  /** In pixels. */
  width: number
  height: number
}

/** A picture that needs no script, as wide as the page at most. */
export function pictureHtml({ alt, image, width, height }: Picture): string {
  return `<img alt="${escapeHtml(alt)}" src="${image}" width="${width}" height="${height}" style="max-width:100%;height:auto">`
}

/** SVG text as a `data:` address. Base64, because GitHub's notebook view drops what is not. */
export function svgAddress(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
