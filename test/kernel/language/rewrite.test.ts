import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Session } from './session.ts'

describe('Stop', () => {
  const endless = [
    ['in a function', 'function f() { while (true) {} } f()'],
    ['behind an await', 'await 1; for (;;);'],
    ['do', 'const f = () => { do {} while (true) }; f()'],
    ['for of', 'function* g() { for (;;) yield 1 } function f() { for (const x of g()) { x } } f()'],
    ['for in', 'const o: any = { a: 1 }; (() => { for (;;) for (const k in o) k })()'],
  ] as const

  test.each(endless)('a loop %s', async (_, code) => {
    const session = new Session()
    session.flag[0] = 1
    await expect(session.run(code)).rejects.toThrow('KeyboardInterrupt')
  })

  test('every await of the cell can be interrupted', async () => {
    const { js } = new Session().compile('await a(); async function f() { for await (const x of xs) await x }')
    expect(
      js
        .split('\n')
        .slice(1)
        .join('\n')
        .match(/await \$k\.await\(/g),
    ).toHaveLength(2)
    expect(js).toContain('of $i(')
  })

  test('for await ends its iterator', async () => {
    const cell = 'let ended = false; async function* g() { try { yield 1; yield 2 } finally { ended = true } }'
    expect(await new Session().value(cell, 'for await (const v of g()) break; ended')).toBe(true)
  })

  test('variables keep the value of the turn that was stopped', async () => {
    const session = new Session()
    await session.run('let turns = 0')
    session.flag[0] = 1
    await expect(session.run('await 1; for (;;) { turns += 1 }')).rejects.toThrow('KeyboardInterrupt')
    session.flag[0] = 0
    await expect(
      session.run('for (;;) { turns++; if (turns > 9) undefined as never; turns += null!.x }'),
    ).rejects.toThrow()
    expect(session.variables.turns).toBe(1)
  })

  test('a plain loop at top level is as it was', () => {
    expect(new Session().compile('for (let i = 0; i < 9; i++) i').js).not.toContain('$f')
  })
})

/** A small language whose meaning is plain: the law is that cells do what it says, however names come and go. */
describe('any sequence of cells', () => {
  const name = fc.constantFrom('a', 'b', 'c')
  const small = fc.integer({ min: -9, max: 9 })
  const statement = fc.oneof(
    fc.record({
      op: fc.constant('declare' as const),
      keyword: fc.constantFrom('let', 'var', 'const'),
      name,
      value: small,
    }),
    fc.record({ op: fc.constant('add' as const), name, value: small }),
    fc.record({ op: fc.constant('function' as const), name, other: name }),
    fc.record({ op: fc.constant('shadow' as const), name, other: name, value: small }),
    fc.record({ op: fc.constant('loop' as const), name, value: fc.nat(4) }),
    fc.record({ op: fc.constant('swap' as const), name, other: name }),
  )
  type Statement = typeof statement extends fc.Arbitrary<infer T> ? T : never

  const text = (s: Statement): string => {
    if (s.op === 'declare') return `${s.keyword} ${s.name}: any = ${s.value}`
    if (s.op === 'add') return `${s.name} = Number(${s.name}) + ${s.value}`
    if (s.op === 'function') return `fs.push(() => Number(${s.name}) * 2 + Number(${s.other}))`
    if (s.op === 'shadow') return `{ let ${s.name} = ${s.value}; fs.push((${s.other}: any) => ${s.name} + ${s.other}) }`
    if (s.op === 'loop') return `for (let i = 0; i < ${s.value}; i++) ${s.name} = Number(${s.name}) + i`
    return `;[${s.name}, ${s.other}] = [${s.other}, ${s.name}]`
  }

  const run = (s: Statement, v: Record<string, number>, fs: ((x: number) => number)[]): void => {
    const read = (key: string) => v[key] as number
    if (s.op === 'declare') v[s.name] = s.value
    else if (s.op === 'add') v[s.name] = read(s.name) + s.value
    else if (s.op === 'function') fs.push(() => read(s.name) * 2 + read(s.other))
    else if (s.op === 'shadow') fs.push((x) => (s.name === s.other ? x + x : s.value + x))
    else if (s.op === 'loop') for (let i = 0; i < s.value; i++) v[s.name] = read(s.name) + i
    else [v[s.name], v[s.other]] = [read(s.other), read(s.name)]
  }

  test('means what it says', async () => {
    // A name is declared once a cell at most, as TypeScript wants it.
    const cell = fc.array(statement, { maxLength: 5 }).map((list) => {
      const seen = new Set<string>()
      return list.filter((s) => s.op !== 'declare' || (!seen.has(s.name) && seen.add(s.name)))
    })
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: 5 }), async (cells) => {
        const session = new Session()
        await session.run('let a: any = 0, b: any = 0, c: any = 0; const fs: any[] = []')
        const variables: Record<string, number> = { a: 0, b: 0, c: 0 }
        const functions: ((x: number) => number)[] = []
        for (const list of cells) {
          // Declarations first: before theirs, TypeScript lets no cell use a name.
          const sorted = [...list].sort((x, y) => Number(y.op === 'declare') - Number(x.op === 'declare'))
          await session.run(sorted.map(text).join('\n'))
          for (const s of sorted) run(s, variables, functions)
        }
        const found = await session.value('[a, b, c, fs.map(f => f(3))]')
        expect(found).toEqual([variables.a, variables.b, variables.c, functions.map((f) => f(3))])
      }),
      { numRuns: 40 },
    )
  })
})
