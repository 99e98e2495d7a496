/** Which sans-serif face this machine has, for pictures that are set in pixels. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Faces that are drawn for figures, the ones that figures ask for first. */
const faces = [
  'Helvetica',
  'Arial',
  'Liberation Sans',
  'Arimo',
  'Nimbus Sans',
  'Helvetica Neue',
  'Segoe UI',
  'Noto Sans',
  'Open Sans',
  'Roboto',
  'Ubuntu',
  'Cantarell',
  'FreeSans',
  'DejaVu Sans',
  'Verdana',
  'Tahoma',
]

/** The best of the faces there are; of unknown ones the first that calls itself sans and is not of fixed width. */
export function sansOf(families: readonly string[]): string | undefined {
  return (
    faces.find((face) => families.includes(face)) ??
    families.find((family) => /\bsans\b/i.test(family) && !/mono|math|code/i.test(family)) ??
    families.find((family) => !/mono|math|code|symbol|emoji|icon|serif/i.test(family))
  )
}

export interface Fonts {
  sansSerifFamily: string
  /** Files to load beside the machine's own. */
  fontFiles: string[]
}

const require = createRequire(import.meta.url)

/**
 * The face for text, and KaTeX's fonts (SIL Open Font License), which come with gradlab, where the machine has no face of its own.
 * @param families names of the faces that are installed
 */
export function fontsFor(families: readonly string[]): Fonts {
  const own = sansOf(families)
  if (own) return { sansSerifFamily: own, fontFiles: [] }
  const folder = join(dirname(require.resolve('katex/package.json')), 'dist/fonts')
  const files = ['SansSerif-Regular', 'SansSerif-Bold', 'SansSerif-Italic', 'Main-Regular', 'Main-Bold', 'Math-Italic']
  return { sansSerifFamily: 'KaTeX_SansSerif', fontFiles: files.map((name) => join(folder, `KaTeX_${name}.ttf`)) }
}

let found: Fonts | undefined

/** The fonts of this machine, asked once. */
export function fonts(): Fonts {
  const { GlobalFonts } = require('@napi-rs/canvas') as { GlobalFonts: { families: { family: string }[] } }
  found ??= fontsFor(GlobalFonts.families.map(({ family }) => family))
  return found
}
