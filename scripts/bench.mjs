/** npm run bench: the side-by-side measurements. `npm run bench -- WORD …` runs those whose file name holds a word. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterSetUp } from './lib/begin.mjs'
import { clock, say } from './lib/say.mjs'

await afterSetUp(async ({ root }) => {
  const folder = join(root, 'bench')
  const all = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.mjs')) : []
  const words = process.argv.slice(2)
  const chosen = all.sort().filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  if (chosen.length === 0) {
    console.error(
      `Expected a part of ${all.join(', ') || 'a file name of bench/'}, found ${words.join(', ') || 'none'}.`,
    )
    return 1
  }
  let failed = 0
  for (const file of chosen) {
    say(`\n== bench/${file}`)
    const time = clock()
    const code = await new Promise((resolve) => {
      const child = spawn(process.execPath, [join(folder, file)], { cwd: root, stdio: 'inherit' })
      child.once('close', resolve).once('error', () => resolve(127))
    })
    if (code !== 0) failed++
    say(`${code === 0 ? '' : `ended with ${code} `}(${time()})`)
  }
  return failed > 0 ? 1 : 0
})
