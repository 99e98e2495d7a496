/**
 * The look of diagrams: pale boxes with dark words, which read on any page, and lines and words outside boxes in the ink of
 * the theme (grey in `auto`, with the same contrast on white as on a dark page).
 */
import { fontFamily, palette } from '../../theme.ts'

export interface Look {
  /** Colour of lines, and of words on the page itself. */
  ink: string
  /** Colour behind the drawing; transparent where the page shows through. */
  paper: string
}

const dark = '#1a1a1a'
const fill = '#dcebf7'
const border = '#0a7abf'
const chip = '#e9e9e9'
/** Lets the page show through a little changed. */
const veil = 'rgba(128,128,128,0.12)'
const veiled = 'rgba(128,128,128,0.24)'
const edge = 'rgba(128,128,128,0.6)'

/** The palette, pale enough for dark words (contrast at least 7). */
const pale = [
  '#9fcdec',
  '#f5b78f',
  '#8fd6bf',
  '#e6bcd6',
  '#e5cd8d',
  '#b9dcf3',
  '#c9c1ea',
  '#e0bba8',
  '#bdd89d',
  '#cccccc',
]

const numbered = (name: string, from: number, count: number, value: (i: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name}${i + from}`, value(i)]))

const themeVariables = ({ ink }: Look) => ({
  fontFamily,
  fontSize: '16px',
  background: '#ffffff',
  primaryColor: fill,
  primaryTextColor: dark,
  primaryBorderColor: border,
  secondaryColor: '#f7dcc6',
  secondaryTextColor: dark,
  secondaryBorderColor: palette[1],
  tertiaryColor: '#d5efe6',
  tertiaryTextColor: dark,
  tertiaryBorderColor: palette[2],
  lineColor: ink,
  arrowheadColor: ink,
  textColor: ink,
  titleColor: ink,
  nodeTextColor: dark,
  clusterBkg: veil,
  clusterBorder: edge,
  edgeLabelBackground: chip,
  noteBkgColor: '#fbf3cf',
  noteTextColor: dark,
  noteBorderColor: palette[4],
  actorLineColor: ink,
  signalColor: ink,
  signalTextColor: ink,
  loopTextColor: ink,
  labelTextColor: dark,
  activationBkgColor: '#cccccc',
  activationBorderColor: ink,
  sequenceNumberColor: '#ffffff',
  classText: dark,
  stateLabelColor: dark,
  transitionLabelColor: dark,
  labelBackgroundColor: chip,
  compositeBackground: veil,
  compositeTitleBackground: veil,
  compositeBorder: edge,
  altBackground: veiled,
  rowOdd: '#ffffff',
  rowEven: '#eef4f9',
  sectionBkgColor: veil,
  sectionBkgColor2: veiled,
  altSectionBkgColor: 'rgba(128,128,128,0.02)',
  gridColor: edge,
  taskBkgColor: pale[0],
  taskBorderColor: border,
  taskTextColor: dark,
  taskTextDarkColor: dark,
  taskTextLightColor: dark,
  taskTextOutsideColor: ink,
  activeTaskBkgColor: pale[5],
  activeTaskBorderColor: border,
  doneTaskBkgColor: '#cccccc',
  doneTaskBorderColor: '#808080',
  critBkgColor: pale[1],
  critBorderColor: palette[1],
  pieTitleTextColor: ink,
  pieLegendTextColor: ink,
  pieSectionTextColor: dark,
  pieStrokeColor: ink,
  pieStrokeWidth: '1px',
  pieOuterStrokeColor: ink,
  pieOuterStrokeWidth: '1px',
  pieOpacity: '1',
  commitLabelColor: dark,
  commitLabelBackground: chip,
  tagLabelColor: dark,
  tagLabelBackground: fill,
  tagLabelBorder: border,
  xyChart: {
    backgroundColor: 'rgba(0,0,0,0)',
    titleColor: ink,
    xAxisTitleColor: ink,
    xAxisLabelColor: ink,
    xAxisTickColor: ink,
    xAxisLineColor: ink,
    yAxisTitleColor: ink,
    yAxisLabelColor: ink,
    yAxisTickColor: ink,
    yAxisLineColor: ink,
    plotColorPalette: palette.join(','),
  },
  quadrantTitleFill: ink,
  quadrantXAxisTextFill: ink,
  quadrantYAxisTextFill: ink,
  ...numbered('pie', 1, 12, (i) => pale[i % pale.length]!),
  ...numbered('git', 0, 8, (i) => palette[i]!),
  ...numbered('gitBranchLabel', 0, 8, () => '#ffffff'),
  ...numbered('cScale', 0, 12, (i) => pale[i % pale.length]!),
  ...numbered('cScaleLabel', 0, 12, () => dark),
  ...numbered('cScaleInv', 0, 12, () => ink),
})

/** What the variables leave open, and what Mermaid's own sheets leave black or set for labels of HTML. */
const themeCSS = ({ ink }: Look) => `
g.edgeLabel .label rect, .edgeLabel rect { fill: ${chip}; opacity: 1; }
.edgeLabel text, .node text { fill: ${dark}; }
.node.section-root text { fill: #ffffff; }
.mindmap-node .label[transform^="translate(0,"] text { text-anchor: middle; }
text.actor-man tspan { fill: ${ink}; }
line[stroke="black"] { stroke: ${ink}; }
.grid .tick { opacity: 1; }
.grid .tick line { stroke: ${edge}; }
.grid .tick text { fill: ${ink}; }
.taskTextOutsideLeft, .taskTextOutsideRight { fill: ${ink} !important; }
.data-point circle { fill: ${border}; stroke: ${border}; }
.commit-label-bkg { opacity: 1; }
`

/** Mermaid's configuration for drawings that need no HTML, no script and no network, the same bytes each time. */
export const configuration = (look: Look) => ({
  startOnLoad: false,
  securityLevel: 'strict',
  suppressErrorRendering: true,
  deterministicIds: true,
  deterministicIDSeed: 'gradlab',
  handDrawnSeed: 1,
  htmlLabels: false,
  theme: 'base',
  themeVariables: themeVariables(look),
  themeCSS: themeCSS(look),
  fontFamily,
  flowchart: { htmlLabels: false },
  class: { htmlLabels: false },
  gantt: { useWidth: 700 },
})
