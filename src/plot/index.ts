import './views.ts'

export { Figure, type FigureSpec, figure, type Trace } from './figure.ts'
export { type HistoryLike, type HistoryOptions, history } from './history.ts'
export { type ImagesOptions, images } from './images.ts'
export { type LineOptions, line } from './line.ts'
export { type ThemeName, theme } from './theme.ts'
