/** The pictures that other parts of gradlab ask for by name (`src/view.ts`). */
import { displaySymbol } from '../display.ts'
import { registerView } from '../view.ts'
import { history } from './history.ts'

registerView('history', (value) => history(value)[displaySymbol]())
