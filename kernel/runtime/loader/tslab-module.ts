/** What `import … from "tslab"` gives: tslab's documented display functions, shown by this kernel. */
import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import type { Displays } from '../display.ts'

const types = {
  javascript: 'text/javascript',
  html: 'text/html',
  markdown: 'text/markdown',
  latex: 'text/latex',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  pdf: 'application/pdf',
  text: 'text/plain',
} as const

type Content = string | Uint8Array

/** Displays by kind; with an id, each call takes the place of the one before. */
class TslabDisplay {
  readonly #displays: Displays
  readonly #id: string | undefined
  #isShown = false

  constructor(displays: Displays, id?: string) {
    this.#displays = displays
    this.#id = id
  }

  raw(contentType: string, content: Content): void {
    const isUpdate = this.#id !== undefined && this.#isShown
    this.#isShown = true
    this.#displays.show({ [contentType]: content }, this.#id, isUpdate)
  }
}

export function tslabModule(displays: Displays): Record<string, unknown> {
  for (const [name, type] of Object.entries(types)) {
    Object.defineProperty(TslabDisplay.prototype, name, {
      configurable: true,
      value(this: TslabDisplay, content: Content) {
        this.raw(type, content)
      },
    })
  }
  const module = {
    display: new TslabDisplay(displays),
    newDisplay: () => new TslabDisplay(displays, randomUUID()),
    versions: {
      tslab: versionOf('tslab'),
      typescript: versionOf('@tslab/typescript-for-tslab'),
      node: process.version,
    },
  }
  return { ...module, default: module }
}

function versionOf(name: string): string {
  return (createRequire(import.meta.url)(`${name}/package.json`) as { version: string }).version
}
