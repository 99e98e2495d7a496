/** The pictures that other parts of gradlab ask for by name (`src/view.ts`), and danfojs's own. */
import { displaySymbol, type MimeBundle } from '../display.ts'
import { registerLive, registerView } from '../view.ts'
import { confusion } from './confusion.ts'
import { hookDanfojs } from './danfojs.ts'
import { datasetFigure } from './dataset.ts'
import { evaluationFigure } from './evaluation.ts'
import type { Figure } from './figure.ts'
import { history } from './history.ts'
import { liveHistory } from './live.ts'

/** The figure's bundle, with the value's own text, which says more than the figure's one line. */
function bundleOf(value: unknown, figure: Figure | undefined): Promise<MimeBundle> | undefined {
  const text = String(value)
  const own = text.startsWith('[object') ? undefined : text
  return figure?.[displaySymbol]().then((bundle) => (own ? { ...bundle, 'text/plain': own } : bundle))
}

const view = <T>(kind: string, draw: (value: T) => Figure | undefined) =>
  registerView(kind, (value) => bundleOf(value, draw(value)) as Promise<MimeBundle>)

view('history', history)
view('dataset', datasetFigure)
view('evaluation', evaluationFigure)
view('confusion', ({ matrix, classNames }: { matrix: number[][]; classNames: readonly string[] }) =>
  confusion(matrix, { classNames }),
)
registerLive('history', () => liveHistory())
hookDanfojs()
