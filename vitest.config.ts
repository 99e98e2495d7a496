import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => `test/${path}`)

/** What asserts how things are while `plot` is not loaded. */
const alone = /^test\/(data\/dataset|train\/(evaluate|evaluation|history|metrics\/confusion))\./

/** These share two processes, one after the other: loading TensorFlow for each of them takes longer than most of them run. */
const shared = tests.filter((path) => /^test\/(data|descent|models|plot|train)\//.test(path) && !alone.test(path))

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { TF_CPP_MIN_LOG_LEVEL: '2' },
    projects: [
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
      { extends: true, test: { name: 'own', include: tests.filter((path) => !shared.includes(path)) } },
    ],
  },
})
