import { expect, test } from 'vitest'
import { compile } from '../../../kernel/language/compile.ts'

/** The cell's own lines, compiled for a session that has `s` and `f`; the shown value is bare. */
function rewritten(code: string): string {
  const result = compile({ cell: 1, name: 'Cell In[1]', code: `${code};0` }, new Set(['s', 'f']))
  if (!result.ok) throw new Error(result.diagnostics[0]!.message)
  return result.js
    .split('\n')
    .slice(1)
    .join(' ')
    .replace(/;?\s*\$k\.result\(0\);\s*\}\)$/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

test.each([
  ['references', 's + other', '$.s + other'],
  ['typeof', 'typeof s', 'typeof $.s'],
  ['properties are none', 's.s; ({ s: 1 }); x.s', '$.s.s; ({ s: 1 }); x.s'],
  ['shorthand', '({ s, other })', '({ s: $.s, other })'],
  ['computed keys', '({ [s]: 1 })', '({ [$.s]: 1 })'],
  ['a call is without this', 'f(s)', '(0, $.f)($.s)'],
  ['so is a tagged template', 'f`x`', '(0, $.f) `x`'],
  ['methods keep theirs', 's.f()', '$.s.f()'],
  ['patterns that assign', '({ s, a: f = 1, ...s } = x)', '({ s: $.s, a: $.f = 1, ...$.s } = x)'],
  ['patterns that declare', 'const { s, a: [f = 1] } = x', '({ s: $.s, a: [$.f = 1] } = x)'],
  ['keys and defaults of patterns', '(({ [s]: a = f }) => a)', '(({ [$.s]: a = $.f }) => a)'],
  ['shadowed by a parameter', '(s) => s', '(s) => s'],
  ['shadowed by a block', '{ let s = 1; s } s', '{ let s = 1; s; } $.s'],
  ['CommonJS', 'require("a"); __dirname; __filename', '$k.require("a"); $k.meta.dirname; $k.meta.filename'],
  ['exports', 'exports.a = 1', '$.a = 1'],
  ['CommonJS names of one’s own', '(require) => require; x.require', '(require) => require; x.require'],
  ['CommonJS in shorthand', '({ require })', '({ require: $k.require })'],
])('%s', (_, code, js) => {
  expect(rewritten(code)).toBe(js)
})

test.each([
  ['an arrow', 's = () => 1', '$.s = ({ s: () => 1 }).s'],
  ['in brackets', 's = (() => 1)', '$.s = ({ s: (() => 1) }).s'],
  ['a logical assignment', 's ??= function () {}', '$.s ??= ({ s: function () { } }).s'],
  ['a default', '[s = class {}] = x', '[$.s = ({ s: class { } }).s] = x'],
  ['not what has a name', 's = function g() {}', '$.s = function g() { }'],
  ['not what is wrapped', 's = (0, () => 1)', '$.s = (0, () => 1)'],
  ['not a local', '{ let t = () => 1 }', '{ let t = () => 1; }'],
])('an anonymous function takes the name: %s', (_, code, js) => {
  expect(rewritten(code)).toBe(js)
})

test('names of the cell’s own are never hidden by the compiler’s', () => {
  const result = compile({ cell: 1, name: 'c', code: 'const $ = 1, $k = 2; $ + $k' }, new Set())
  expect(result.ok && result.js).toContain('$k_.result($_.$ + $_.$k)')
})
