import { expect, test } from 'vitest'
import { configuration } from '../../../../src/plot/static/diagram/look.ts'

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(a: string, b: string): number {
  const luminance = (color: string) => {
    const [red, green, blue] = [1, 3, 5].map((i) => {
      const c = Number.parseInt(color.slice(i, i + 2), 16) / 255
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

test('words read in every box, and the ink on white and on a dark page', () => {
  const { themeVariables } = configuration({ ink: '#757575', paper: 'rgba(0,0,0,0)' }) as Record<string, any>
  const { nodeTextColor: words } = themeVariables
  const fills = ['primaryColor', 'secondaryColor', 'tertiaryColor', 'edgeLabelBackground', 'noteBkgColor', 'rowEven']
  for (const name of fills) expect(contrast(words, themeVariables[name]), name).toBeGreaterThan(7)
  for (let i = 0; i < 12; i++) expect(contrast(words, themeVariables[`cScale${i}`])).toBeGreaterThan(7)
  for (const page of ['#ffffff', '#111111']) expect(contrast(themeVariables.textColor, page)).toBeGreaterThan(4)
})

test('drawings need no HTML, and come out the same each time', () => {
  expect(configuration({ ink: '#000000', paper: '#ffffff' })).toMatchObject({
    htmlLabels: false,
    securityLevel: 'strict',
    deterministicIds: true,
  })
})
