/** Texts that were meant as numbers: '50,5', '1,500', '150 €', or one stray word in a column of numbers. */
import type { Column } from './csv-parser.ts'

/** A number as people write it: a decimal comma, groups of thousands, a currency or a short unit. */
const written = /^[€$£¥]?\s*[+-]?\d[\d.,'\s]*\s*(?:[€$£¥%]|[a-z]{1,2})?$/i
const MOST_LOOKED_AT = 1000

/**
 * Says where a column of texts looks like numbers, since it would silently become classes or columns of 0 and 1.
 * @param column the values of one column; missing ones are null
 * @returns a sentence for the reader, or undefined where the column is numbers, or texts indeed
 */
export function numberTexts(name: string, column: Column): string | undefined {
  if (column instanceof Float64Array) return undefined
  const looksRight = (text: string | null): text is string => text !== null && written.test(text.trim())
  const some = column.filter((text) => text !== null).slice(0, MOST_LOOKED_AT)
  const like = some.filter(looksRight)
  if (!like.length || 2 * like.length < some.length) return undefined
  const plain = (text: string) => !Number.isNaN(Number(text))
  const strange = column.findIndex((text) => text !== null && !(looksRight(text) && plain(text)))
  if (strange < 0) return undefined
  const text = column[strange]!
  const remedy = looksRight(text)
    ? 'Write numbers with a point and without units or groups of thousands, like 1500.5.'
    : `If it stands for a missing value, say \`missingTexts: ['${text}']\`.`
  return `The column '${name}' is read as texts, not as numbers, because of '${text}' in row ${strange}. ${remedy}`
}
