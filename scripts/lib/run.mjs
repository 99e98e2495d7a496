/** Runs a program to its end, keeps its output in a log and out of the reader's way. */
import { spawn } from 'node:child_process'
import { accessSync, constants, createWriteStream, mkdirSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/** The children that run now, so that Ctrl-C of set-up ends them too. @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set()
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/** @param {NodeJS.Signals} signal */
function endAll(signal) {
  for (const child of children) child.kill(signal)
  process.exit(signal === 'SIGINT' ? 130 : 143)
}

/** Listens only while a child runs: later, JupyterLab has its own ways with Ctrl-C. @param {import('node:child_process').ChildProcess} child */
function begin(child) {
  if (children.size === 0) for (const signal of signals) process.on(signal, endAll)
  children.add(child)
}

/** @param {import('node:child_process').ChildProcess} child */
function finish(child) {
  if (children.delete(child) && children.size === 0) for (const signal of signals) process.off(signal, endAll)
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, log?: string, input?: string }} [options]
 * @returns {Promise<{ code: number, output: string, stdout: string, command: string, log: string }>}
 *   code 127 where the program cannot be started at all
 */
export function run(command, args, { cwd, env = process.env, log = '' } = {}) {
  const shown = [command.split('/').pop(), ...args.slice(0, 3)].join(' ')
  if (log) mkdirSync(dirname(log), { recursive: true })
  const file = log ? createWriteStream(log) : undefined
  return new Promise((done) => {
    let output = ''
    let stdout = ''
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    begin(child)
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
      output += text
      file?.write(text)
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text
      file?.write(text)
    })
    const end = (/** @type {number} */ code) => {
      finish(child)
      file?.end()
      done({ code, output, stdout, command: shown, log })
    }
    child.on('error', (error) => {
      output += error.message
      end(127)
    })
    child.on('close', (code, signal) => end(code ?? (signal ? 128 : 1)))
  })
}

/**
 * The first of these programs that PATH holds, or undefined.
 * @param {string[]} names
 * @param {Record<string, string | undefined>} [env]
 */
export function findProgram(names, env = process.env) {
  for (const name of names) {
    for (const folder of name.includes('/') ? [''] : (env.PATH ?? '').split(delimiter)) {
      const path = name.includes('/') ? name : join(folder, name)
      try {
        accessSync(path, constants.X_OK)
        if (statSync(path).isFile()) return path
      } catch {
        // not here: look on
      }
    }
  }
  return undefined
}
