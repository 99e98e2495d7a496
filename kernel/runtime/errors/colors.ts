/** ANSI colours, as Jupyter's front ends show them in tracebacks. */
const paint = (code: number, end: number) => (text: string) => `\u001b[${code}m${text}\u001b[${end}m`

export const red = paint(31, 39)
export const green = paint(32, 39)
export const dim = paint(90, 39)
export const bold = paint(1, 22)
