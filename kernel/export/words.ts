/** The few words that an exported page says itself, in both languages. */
import type { PageLanguage } from './options.ts'

const english = {
  course: 'gradlab',
  tagline: 'How models are trained and optimized, step by step',
  skip: 'Skip to the text',
  chapters: 'Chapters',
  contents: 'On this page',
  search: 'Search',
  noResults: 'Nothing found',
  previous: 'Previous',
  next: 'Next',
  download: 'Download the notebook',
  otherLanguage: '中文',
  theme: 'Light or dark',
  copy: 'Copy',
  copied: 'Copied',
  solution: 'Solution',
}

const chinese: typeof english = {
  course: 'gradlab',
  tagline: '一步一步看懂模型的训练与优化',
  skip: '跳到正文',
  chapters: '章节',
  contents: '本页目录',
  search: '搜索',
  noResults: '没有找到',
  previous: '上一章',
  next: '下一章',
  download: '下载本页的 notebook',
  otherLanguage: 'English',
  theme: '浅色或深色',
  copy: '复制',
  copied: '已复制',
  solution: '参考答案',
}

export type Words = typeof english

export const words: Record<PageLanguage, Words> = { en: english, zh: chinese }
