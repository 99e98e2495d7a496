/** A warm kernel: latency of small cells, a loop over a top-level variable, completion while idle and while a cell runs. */
import { Kernel } from './kernel/client.mjs'
import { median, peers, quantile, table } from './kernel/peers.mjs'

const cells = Number(process.argv[2] ?? 60)

const code = {
  typescript: {
    define: (i) => `const value${i} = ${i} * 2`,
    use: (i) => `value${i - 1} + ${i}`,
    loop: 'let acc = 0\nfor (let i = 0; i < 1e7; i++) acc += i\nacc',
    inside: '(() => { let acc = 0; for (let i = 0; i < 1e7; i++) acc += i; return acc })()',
    busy: 'for (const end = Date.now() + 2000; Date.now() < end; ) {}',
    object: 'Math.',
  },
  python: {
    define: (i) => `value${i} = ${i} * 2`,
    use: (i) => `value${i - 1} + ${i}`,
    loop: 'acc = 0\nfor i in range(10_000_000): acc += i\nacc',
    inside: '(lambda: [acc := 0, [acc := acc + i for i in range(10_000_000)]][0])()',
    busy: 'import time\nend = time.time() + 2\nwhile time.time() < end: pass',
    object: 'print.',
  },
}

const ms = (number) => (Number.isFinite(number) ? number.toFixed(number < 100 ? 1 : 0) : '–')

async function measure({ name, argv, env, language }) {
  const { define, use, loop, inside, busy, object } = code[language]
  const kernel = await Kernel.start(argv, env)
  try {
    await kernel.ready()
    await kernel.cell('1+1')
    // What is loaded in the background after the first cell is part of a warm kernel.
    await new Promise((resolve) => setTimeout(resolve, 6000))
    if (name === 'gradlab') await kernel.cell("import { tf, train, descent } from 'gradlab'")
    const times = []
    for (let i = 1; i <= cells; i++) {
      const { ms: time, status, error } = await kernel.cell(i % 2 ? define(i) : use(i))
      if (status !== 'ok') throw new Error(`cell ${i}: ${error}`)
      times.push(time)
    }
    const looped = (await kernel.cell(loop)).ms
    const function_ = (await kernel.cell(inside)).ms
    const completions = []
    for (let i = 0; i < 20; i++) completions.push((await kernel.complete(object)).ms)
    const running = kernel.cell(busy)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const meanwhile = []
    for (let i = 0; i < 5; i++) meanwhile.push((await kernel.complete(object)).ms)
    await running
    // V8 gives memory back when it has seen nothing happen for a while.
    await new Promise((resolve) => setTimeout(resolve, 15_000))
    const memory = kernel.memory().shared / 1e6
    return [
      name,
      ms(median(times)),
      ms(quantile(times, 0.95)),
      ms(looped),
      ms(function_),
      ms(median(completions)),
      ms(median(meanwhile)),
      memory.toFixed(0),
    ]
  } finally {
    await kernel.stop()
  }
}

const rows = []
for (const peer of peers()) {
  try {
    rows.push(await measure(peer))
  } catch (error) {
    rows.push([peer.name, error.message, '', '', '', '', '', ''])
  }
}
const head = [
  'kernel',
  'cell, median ms',
  'p95',
  'loop 1e7, ms',
  'in a function',
  'completion, ms',
  'while a cell runs',
  'memory, MB',
]
console.log(table(head, rows))
console.log(
  '\ngradlab: with gradlab (and TensorFlow) imported, and types checked. Its peers: nothing imported. Memory: PSS.',
)
