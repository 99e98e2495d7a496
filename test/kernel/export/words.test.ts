import { expect, test } from 'vitest'
import { languages } from '../../../kernel/export/options.ts'
import { words } from '../../../kernel/export/words.ts'

test('every language has every word', () => {
  for (const lang of languages) {
    expect(Object.keys(words[lang])).toEqual(Object.keys(words.en))
    expect(Object.values(words[lang]).filter((word) => word.trim() === '')).toEqual([])
  }
})

test('Chinese words are Chinese, English ones English; each names the other language in its own words', () => {
  const { otherLanguage: toChinese, course, ...english } = words.en
  const { otherLanguage: toEnglish, course: same, ...chinese } = words.zh
  expect([toChinese, toEnglish, same]).toEqual(['中文', 'English', course])
  for (const word of Object.values(english)) expect(word).toMatch(/^[\x20-\x7e]+$/)
  for (const word of Object.values(chinese)) expect(word).toMatch(/\p{Script=Han}/u)
})
