/** The prose of a notebook, without code, formulas, diagrams and addresses: what a speller can judge. */
import { type Lesson, textOf } from './notebooks.ts'

const fences = /^(```|~~~)[\s\S]*?^\1/gm

/** Markdown without fenced blocks: what looks like a link or a heading in code is none. */
export const unfenced = (text: string): string => text.replace(fences, '')

export const proseOf = (lesson: Lesson): string =>
  unfenced(textOf(lesson))
    .replace(/(`+)[^\n]*?\1/g, ' ')
    .replace(/\$\$[\s\S]*?\$\$|\$[^$\n]+\$/g, ' ')
    .replace(/\*+/g, '') // **s**quare is one word
    .replace(/\]\([^)]*\)|https?:\/\/\S+|<[^>\n]+>|&\w+;/g, ' ')
