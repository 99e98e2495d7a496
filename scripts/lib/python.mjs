/** A Python that can make an environment: 3.10 or later, with venv and pip. */
import { SetupError } from './failure.mjs'
import { findProgram, run } from './run.mjs'

const oldest = [3, 10]
const names = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']
const probe = `
import sys, json
try:
    import venv, ensurepip; whole = True
except ImportError:
    whole = False
print(json.dumps({"version": list(sys.version_info[:3]), "whole": whole, "path": sys.executable}))`

const install =
  process.platform === 'darwin'
    ? 'Install it with `brew install python` or from python.org.'
    : 'Install it (Debian, Ubuntu: `sudo apt install python3 python3-venv`; Fedora: `sudo dnf install python3`).'

/**
 * @param {Record<string, string | undefined>} [env] PATH, and GRADLAB_PYTHON where another Python is wanted
 * @returns {Promise<{ path: string, version: string }>}
 */
export async function findPython(env = process.env) {
  /** @type {string[]} */
  const seen = []
  let lacksVenv = ''
  for (const name of env.GRADLAB_PYTHON ? [env.GRADLAB_PYTHON] : names) {
    const path = findProgram([name], env)
    if (!path) continue
    const { code, stdout } = await run(path, ['-c', probe], { env })
    if (code !== 0) continue // a launcher without its Python, Python 2
    const found = JSON.parse(stdout)
    const version = found.version.join('.')
    if (found.version[0] < oldest[0] || (found.version[0] === oldest[0] && found.version[1] < oldest[1])) {
      seen.push(`${name} ${version}`)
    } else if (!found.whole) {
      lacksVenv ||= found.version.slice(0, 2).join('.')
    } else {
      return { path: found.path, version }
    }
  }
  if (lacksVenv) {
    throw new SetupError(`Python ${lacksVenv} is here, but without its \`venv\` and \`ensurepip\` modules.`, {
      remedy: `Install them (Debian, Ubuntu: \`sudo apt install python${lacksVenv}-venv\`), then run \`npm run setup\` again.`,
    })
  }
  throw new SetupError(
    `Expected Python 3.10 or later on PATH, for JupyterLab; found ${seen.length > 0 ? seen.join(', ') : 'none'}.`,
    { remedy: `${install} GRADLAB_PYTHON=/path/to/python3 chooses one.` },
  )
}
