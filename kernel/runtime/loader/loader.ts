import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { ImportRequest } from '../../session/contract.ts'
export class Loader {
  folder = process.cwd()
  home = process.cwd()
  meta: Record<string, unknown> = {}
  open(folder: string, home: string) {
    this.folder = folder
    this.home = home
  }
  async loadAll(imports: ImportRequest[]) {
    return Promise.all(imports.map((i) => this.load(i.specifier, i.attributes)))
  }
  async load(specifier: string, _attributes?: Record<string, string>): Promise<Record<string, unknown>> {
    const require = createRequire(this.folder + '/x.js')
    return import(specifier.startsWith('node:') ? specifier : pathToFileURL(require.resolve(specifier)).href)
  }
  require(specifier: string) {
    return createRequire(this.folder + '/x.js')(specifier)
  }
}
