import { expect, test } from 'vitest'
import { LocalModules } from '../../../../kernel/runtime/loader/local-modules.ts'
import type { CellContext, LocalModule } from '../../../../kernel/session/contract.ts'

const map = JSON.stringify({ version: 3, sources: [], names: [], mappings: '' })

function local(name: string, js: string, more: Partial<LocalModule> = {}): LocalModule {
  const { imports = [], ...rest } = more
  const whole = `(function ($, $k) { ${js} })`
  return { path: `/f/${name}`, code: js, js: whole, map, async: false, exports: {}, stars: [], imports, ...rest }
}

/** Modules in /f, and which of them were run, in order. */
function modules(...list: LocalModule[]) {
  const ran: string[] = []
  const found = new LocalModules({
    folder: '/f',
    load: async ({ local, specifier }) => (local ? found.load(local) : { default: specifier, named: 1 }),
    call: (compiled, variables, modules, path) => {
      ran.push(path)
      return compiled(variables, { modules } as unknown as CellContext)
    },
  })
  for (const module of list) found.register(module)
  return { found, ran }
}

const at = (name: string) => ({ specifier: `./${name}`, local: `/f/${name}` })

test('a module runs once, when it is first imported; bindings are live', async () => {
  const { found, ran } = modules(
    local('a.ts', '$.count = 1; $.up = () => { $.count++ }', {
      exports: { count: 'count', up: 'up', renamed: 'count' },
    }),
  )
  expect([found.has('/f/a.ts'), found.has('/f/b.ts'), ran]).toEqual([true, false, []])
  const [one, two] = await Promise.all([found.load('/f/a.ts'), found.load('/f/a.ts')])
  ;(one!.up as () => void)()
  expect(one).toBe(two)
  expect([two!.count, two!.renamed, Object.keys(two!)]).toEqual([2, 2, ['count', 'up', 'renamed']])
  expect(ran).toEqual(['/f/a.ts'])
})

test('stars: all but `default` and what it exports itself', async () => {
  const { found } = modules(
    local('a.ts', '$.own = 1', { imports: [at('b.ts'), { specifier: 'pkg' }], stars: [0, 1], exports: { own: 'own' } }),
    local('b.ts', '$.own = 2; $.other = 3; $.default = 4', {
      exports: { own: 'own', other: 'other', default: 'default' },
    }),
  )
  expect({ ...(await found.load('/f/a.ts')) }).toEqual({ own: 1, other: 3, named: 1 })
})

test('in a circle each gets the other as far as it is', async () => {
  const { found, ran } = modules(
    local('a.ts', '$.b = () => $k.modules[0].two; $.one = 1', {
      imports: [at('b.ts')],
      exports: { b: 'b', one: 'one' },
    }),
    local('b.ts', '$.two = 2; $.early = $k.modules[0].one; $.late = () => $k.modules[0].one', {
      imports: [at('a.ts')],
      exports: { two: 'two', early: 'early', late: 'late' },
    }),
  )
  const a = (await found.load('/f/a.ts')) as { b(): number }
  const b = (await found.load('/f/b.ts')) as { early: unknown; late(): number }
  expect([a.b(), b.early, b.late(), ran]).toEqual([2, undefined, 1, ['/f/b.ts', '/f/a.ts']])
})

test('a new version is a new module, with a URL of its own; the old one stays as it was', async () => {
  const { found } = modules(local('a.ts', '$.v = 1', { exports: { v: 'v' } }))
  const old = await found.load('/f/a.ts')
  found.register(local('a.ts', '$.v = 2', { exports: { v: 'v' } }))
  expect([old.v, (await found.load('/f/a.ts')).v]).toEqual([1, 2])
  found.register(local('a.ts', 'throw new Error("where")'))
  const error = await found.load('/f/a.ts').catch((error) => error)
  expect(error.stack).toContain('file:///f/a.ts?v=3:1:')
})

test('one that failed is tried again', async () => {
  let mended = false
  Object.assign(globalThis, { isMended: () => mended })
  const { found, ran } = modules(
    local('a.ts', 'if (!isMended()) throw new Error("not yet"); $.ok = 1', { exports: { ok: 'ok' } }),
  )
  await expect(found.load('/f/a.ts')).rejects.toThrow('not yet')
  mended = true
  expect((await found.load('/f/a.ts')).ok).toBe(1)
  expect(ran).toHaveLength(2)
})
