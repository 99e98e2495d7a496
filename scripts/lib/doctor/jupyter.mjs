/** The kernel as Jupyter finds it, and what draws plots in JupyterLab. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../run.mjs'

/** @typedef {import('../doctor.mjs').Check} Check */

/** @type {Check} */
export const kernelspecs = {
  name: 'kernelspecs',
  async look({ venv, jupyter, dist }) {
    if (!existsSync(jupyter)) return { state: 'broken', found: 'no Jupyter in .venv', remedy: 'Run `npm run setup`.' }
    const { code, stdout, output } = await run(jupyter, ['kernelspec', 'list', '--json'])
    if (code !== 0)
      return {
        state: 'broken',
        found: output.trim().split('\n').pop() ?? '',
        remedy: 'Delete .venv and run `npm run setup`.',
      }
    /** @type {Record<string, { resource_dir: string, spec: { argv: string[], language: string } }>} */
    const found = JSON.parse(stdout).kernelspecs
    const ours = found.gradlab
    if (!ours)
      return { state: 'broken', found: 'Jupyter does not find the kernel `gradlab`', remedy: 'Run `npm run setup`.' }
    const [node = '', main = ''] = ours.spec.argv
    for (const path of [node, main]) {
      if (!existsSync(path)) {
        const remedy = ours.resource_dir.startsWith(venv) ? 'Run `npm run setup`.' : 'Run `npx gradlab install --user`.'
        return { state: 'broken', found: `${ours.resource_dir} names ${path}, which is gone`, remedy }
      }
    }
    if (main !== join(dist, 'kernel', 'main.js')) {
      const found = `${ours.resource_dir} starts another gradlab, ${main}`
      return { state: 'warning', found, remedy: 'Run `npx gradlab uninstall --user`, or install from that folder.' }
    }
    return { state: 'ok', found: `gradlab in ${ours.resource_dir}; all: ${Object.keys(found).join(', ')}` }
  },
}

/** @type {Check} */
export const renderer = {
  name: 'plots in JupyterLab',
  look({ venv }) {
    const path = join(venv, 'share', 'jupyter', 'labextensions', 'jupyterlab-plotly', 'package.json')
    if (!existsSync(path)) {
      return { state: 'broken', found: 'JupyterLab has no renderer for plotly figures', remedy: 'Run `npm run setup`.' }
    }
    return { state: 'ok', found: `jupyterlab-plotly ${JSON.parse(readFileSync(path, 'utf8')).version}` }
  },
}
