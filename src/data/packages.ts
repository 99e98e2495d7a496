/** Files of the packages that ship real data, checked against their sums. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { GradlabError } from '../errors.ts'

const require = createRequire(import.meta.url)

/** The folder of an installed package. */
export function packageFolder(name: string): string {
  try {
    const entry = require.resolve(name)
    const end = entry.lastIndexOf(join('node_modules', ...name.split('/')) + sep)
    if (end >= 0) return entry.slice(0, end) + join('node_modules', ...name.split('/'))
    return dirname(entry)
  } catch (cause) {
    const message = `Expected the package ${name}, which carries the data, found none. Run \`npm run setup\`.`
    throw Object.assign(new GradlabError(message), { cause })
  }
}

/** A text file of a package. @throws where its MD5 sum is another than expected */
export function packageFile(name: string, path: string, md5: string): string {
  const bytes = readFileSync(join(packageFolder(name), path))
  const found = createHash('md5').update(bytes).digest('hex')
  if (found !== md5) {
    throw new GradlabError(
      `The file ${path} of the package ${name} is damaged: expected MD5 ${md5}, found ${found}. ` +
        'Delete the package from node_modules and run `npm run setup`, which fetches it anew.',
    )
  }
  return bytes.toString('utf8')
}
