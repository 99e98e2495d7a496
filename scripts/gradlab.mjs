#!/usr/bin/env node
/** The command `gradlab`: runs what was built, or says how to build it. */
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { nodeProblem } from './lib/node-version.mjs'

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))))
const main = join(root, 'dist', 'kernel', 'main.js')
const problem = nodeProblem(process.version, process.platform)

if (problem) {
  console.error(problem)
  process.exitCode = 1
} else if (!existsSync(main)) {
  console.error(`gradlab is not set up: ${main} is missing. Run \`npm run setup\` in ${root}.`)
  process.exitCode = 1
} else {
  await import(pathToFileURL(main).href)
}
