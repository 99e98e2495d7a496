/** Start of a kernel: process to `kernel_info`, process to the first `1+1`, memory then; each peer in turn, in one run. */
import { Kernel } from './kernel/client.mjs'
import { median, peers, table } from './kernel/peers.mjs'

const rounds = Number(process.argv[2] ?? 7)
const kernels = peers()
const measured = kernels.map(() => ({ info: [], first: [], memory: [] }))

for (let round = 0; round < rounds; round++) {
  for (const [i, { name, argv, env }] of kernels.entries()) {
    try {
      let kernel = await Kernel.start(argv, env)
      await kernel.info()
      const info = performance.now() - kernel.started
      await kernel.stop()
      // A start of its own, with the cell sent at once, as a front end does that runs a notebook.
      kernel = await Kernel.start(argv, env)
      // Its reply counts: what a kernel publishes before the subscription has reached it is lost, to any client.
      await kernel.cell('1+1', { untilIdle: false })
      const first = performance.now() - kernel.started
      const { shared: memory } = kernel.memory()
      await kernel.stop()
      measured[i].info.push(info)
      measured[i].first.push(first)
      measured[i].memory.push(memory)
    } catch (error) {
      console.log(`${name}: ${error.message}`)
    }
  }
}

const seconds = (numbers) => (numbers.length > 0 ? (median(numbers) / 1000).toFixed(2) : '–')
const rows = kernels.map(({ name }, i) => {
  const { info, first, memory } = measured[i]
  return [name, seconds(info), seconds(first), memory.length > 0 ? (median(memory) / 1e6).toFixed(0) : '–']
})
console.log(table(['kernel', 'start to kernel_info, s', 'start to first 1+1, s', 'memory then, MB'], rows))
console.log(`\nmedian of ${rounds} rounds; memory: what processes share counts once (PSS)`)
