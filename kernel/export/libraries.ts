/** The libraries a page needs in the browser, found in gradlab's own packages: nothing is ever asked from a network. */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { home } from './home.ts'

const require = createRequire(path.join(home, 'package.json'))

function inPackage(name: string, file: string): string {
  // `exports` of a package may hide its package.json: walk from its folder in node_modules instead.
  const folder = require.resolve
    .paths(name)!
    .map((base) => path.join(base, name))
    .find((folder) => fs.existsSync(folder))
  return path.join(folder ?? path.join(home, 'node_modules', name), file)
}

/** plotly.js, minified by its own makers where the Python package is installed. */
function plotlyFile(): string {
  const libraries = path.join(home, '.venv', 'lib')
  const pythons = fs.existsSync(libraries) ? fs.readdirSync(libraries) : []
  const minified = pythons
    .map((python) => path.join(libraries, python, 'site-packages', 'plotly', 'package_data', 'plotly.min.js'))
    .find((file) => fs.existsSync(file))
  return minified ?? inPackage('plotly.js-dist', 'plotly.js')
}

export const ownAsset = (name: string): string => path.join(home, 'kernel', 'export', 'assets', name)

export interface Library {
  name: string
  file: string
}

export const katexStyle = (): Library => ({ name: 'katex.min.css', file: inPackage('katex', 'dist/katex.min.css') })
export const katexFonts = (): string => inPackage('katex', 'dist/fonts')

/** Scripts in the order they load; `needs` tells which pages want them. */
export const scripts: { needs: RegExp; library: () => Library }[] = [
  { needs: /\$|\\\(/, library: () => ({ name: 'katex.min.js', file: inPackage('katex', 'dist/katex.min.js') }) },
  {
    needs: /\$|\\\(/,
    library: () => ({ name: 'auto-render.min.js', file: inPackage('katex', 'dist/contrib/auto-render.min.js') }),
  },
  {
    needs: /class="mermaid"/,
    library: () => ({ name: 'mermaid.min.js', file: inPackage('mermaid', 'dist/mermaid.min.js') }),
  },
  { needs: /<figure class="plot"/, library: () => ({ name: 'plotly.min.js', file: plotlyFile() }) },
]

export const searchLibrary = (): Library => ({
  name: 'minisearch.js',
  file: inPackage('minisearch', 'dist/umd/index.js'),
})
