/**
 * A loop over a top-level variable of an earlier cell, beside the same loop inside a function. To reach: 3 ×.
 * Needs `npm run build`. Run: node bench/kernel-loop.mjs
 */
import vm from 'node:vm'
import { compile } from '../dist/kernel/language/compile.js'

const turns = 1e7
const variables = {}
const names = new Set()
const context = {
  modules: [],
  flag: new Int32Array(new SharedArrayBuffer(4)),
  await: async (value) => value,
  result() {},
}
let cells = 0

async function run(code) {
  cells += 1
  const compiled = compile({ cell: cells, name: `Cell In[${cells}]`, code }, names)
  if (!compiled.ok) throw new Error(compiled.diagnostics[0].message)
  for (const name of compiled.declares) names.add(name)
  const body = vm.runInThisContext(compiled.js)
  const start = performance.now()
  await body(variables, context)
  return performance.now() - start
}

const median = (times) => times.sort((a, b) => a - b)[times.length >> 1]

async function measure(code) {
  const times = []
  for (let i = 0; i < 7; i++) times.push(await run(code))
  return median(times)
}

await run('let acc = 0')
await run(`function inside() { let acc = 0; for (let i = 0; i < ${turns}; i++) acc += i; return acc }`)
const rows = [
  ['the same loop inside a function', await measure('inside()')],
  ['a loop over a top-level variable', await measure(`acc = 0; for (let i = 0; i < ${turns}; i++) acc += i`)],
  ['the same in a cell that awaits', await measure(`acc = 0; await 1; for (let i = 0; i < ${turns}; i++) acc += i`)],
]
const [[, base]] = rows
for (const [name, time] of rows) {
  console.log(`${name.padEnd(36)} ${time.toFixed(1).padStart(8)} ms  ${(time / base).toFixed(2)} ×`)
}
