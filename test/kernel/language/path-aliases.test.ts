import { expect, test } from 'vitest'
import { aliasTargets } from '../../../kernel/language/path-aliases.ts'

const aliases = {
  base: '/course',
  paths: {
    one: ['./lib/one.ts'],
    'one*': ['./other*'],
    '@lib/*': ['./lib/*', './old/*'],
    '@lib/deep/*.js': ['./deep/*.ts'],
    '@lib/deep/*': ['/far/*'],
  },
}

test('a star stands for the rest; targets in order, from the folder of the tsconfig.json', () => {
  expect(aliasTargets(aliases, '@lib/a/b')).toEqual(['/course/lib/a/b', '/course/old/a/b'])
  expect(aliasTargets(aliases, '@lib/')).toEqual(['/course/lib', '/course/old'])
  expect(aliasTargets(aliases, '@lib/$&')).toEqual(['/course/lib/$&', '/course/old/$&'])
})

test('an exact name wins, then the longest text before the star', () => {
  expect(aliasTargets(aliases, 'one')).toEqual(['/course/lib/one.ts'])
  expect(aliasTargets(aliases, 'onerous')).toEqual(['/course/otherrous'])
  expect(aliasTargets(aliases, '@lib/deep/x')).toEqual(['/far/x'])
})

test('what no pattern fits has no target', () => {
  expect(aliasTargets(aliases, '@library/x')).toEqual([])
  expect(aliasTargets({ base: '/', paths: {} }, 'gradlab')).toEqual([])
})
