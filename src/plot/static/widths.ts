/**
 * How wide text is, without asking which fonts this machine has: the same figure is the same picture everywhere. The widths are
 * those of DejaVu Sans (free, on most Linux desktops), the widest of the common sans-serif faces with Verdana: what fits in it
 * also fits in Helvetica, Arial or Liberation Sans. In thousandths of the font size.
 */

/** Space to tilde, in the order of ASCII. */
const regular = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
  636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
  748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
  615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
  337, 636, 838,
]

const bold = [
  348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696, 696,
  696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995,
  837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716,
  678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712,
  365, 712, 838,
]

const others: Record<string, number> = {
  '·': 318,
  '×': 838,
  '÷': 838,
  '±': 838,
  '−': 838,
  '≤': 838,
  '≥': 838,
  '≈': 838,
  '≠': 838,
  '°': 500,
  '–': 500,
  '—': 1000,
  '…': 1000,
  '’': 318,
  '‘': 318,
  '“': 518,
  '”': 518,
  '→': 838,
  '←': 838,
  ' ': 318,
  θ: 612,
  σ: 634,
  μ: 636,
  α: 659,
  β: 638,
  γ: 592,
  δ: 612,
  ε: 541,
  λ: 592,
  π: 602,
  ρ: 635,
  φ: 660,
  ω: 837,
  Δ: 684,
  Σ: 632,
  '∇': 669,
  '∂': 517,
  '√': 637,
  '∞': 833,
  '²': 401,
  '³': 401,
  '¹': 401,
  '₁': 401,
  '₂': 401,
  '​': 0,
}

/** What fills a square: Han and its like, full-width punctuation, pictures. */
const full =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303f\uff00-\uff60]|\p{Extended_Pictographic}/u

/** Letters with marks are as wide as without; for what is not in the table, the width of a letter. */
function widthOf(character: string, table: number[]): number {
  const known = table[character.codePointAt(0)! - 32] ?? others[character]
  if (known !== undefined) return known
  if (full.test(character)) return 1000
  const plain = character.normalize('NFD')
  return /^.\p{M}+$/u.test(plain) ? widthOf(plain[0]!, table) : /\p{M}/u.test(character) ? 0 : 640
}

/** Width of a line of text in the units of the font size. @param heavy bold, as CSS weights of 600 and more are drawn */
export function textWidth(text: string, size: number, heavy = false): number {
  const table = heavy ? bold : regular
  let width = 0
  for (const character of text) width += widthOf(character, table)
  return (width * size) / 1000
}
