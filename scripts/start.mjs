/** npm start: set up, then JupyterLab on the notebooks. What follows `--` goes to JupyterLab. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterSetUp } from './lib/begin.mjs'

await afterSetUp(async ({ dist }) => {
  const { lab } = await import(pathToFileURL(join(dist, 'kernel', 'cli', 'lab.js')).href)
  return lab(process.argv.slice(2))
})
