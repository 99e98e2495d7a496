// What an exported page does in the browser: theme, copy buttons, formulas, diagrams, interactive plots, search.
// Everything it uses stands beside it; without it the page still reads, with static plots.
;(() => {
  const root = document.documentElement
  const say = document.body.dataset
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches

  document.querySelector('.theme')?.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark'
    try {
      localStorage.setItem('gradlab-theme', root.dataset.theme)
    } catch {} // storage may be forbidden for files; the choice then lasts as long as the page
    drawPlots()
  })

  // Pages served without TLS have no clipboard, and it may be refused: then the text is selected and copied as by the keyboard.
  async function copy(code) {
    const text = code.textContent.replace(/\n$/, '') // the line that ends the cell is not in the notebook
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      const fill = (event) => {
        event.clipboardData.setData('text/plain', text)
        event.preventDefault()
      }
      document.addEventListener('copy', fill, { once: true })
      getSelection().selectAllChildren(code)
      document.execCommand('copy')
      document.removeEventListener('copy', fill)
      getSelection().removeAllRanges()
    }
  }

  for (const input of document.querySelectorAll('.input')) {
    const button = document.createElement('button')
    Object.assign(button, { type: 'button', className: 'copy', textContent: say.copy })
    button.addEventListener('click', async () => {
      await copy(input.querySelector('code'))
      button.textContent = say.copied
      setTimeout(() => (button.textContent = say.copy), 1500)
    })
    input.append(button)
  }

  if (innerWidth < 832) document.querySelector('.chapters details')?.removeAttribute('open')

  if (window.renderMathInElement) {
    window.renderMathInElement(document.querySelector('main'), {
      delimiters: [
        { left: '$$', right: '$$', display: true },
        { left: '\\[', right: '\\]', display: true },
        { left: '$', right: '$', display: false },
        { left: '\\(', right: '\\)', display: false },
      ],
      ignoredTags: ['script', 'style', 'pre', 'code', 'svg', 'textarea'],
      throwOnError: false,
    })
    const contents = document.querySelector('.contents')
    if (contents)
      window.renderMathInElement(contents, {
        delimiters: [{ left: '$', right: '$', display: false }],
        throwOnError: false,
      })
  }

  // What scrolls can be reached and moved by keyboard; what does not scroll is no stop on the way.
  const reach = (region) => {
    if (region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight) region.tabIndex = 0
    else region.removeAttribute('tabindex')
  }
  const regions = document.querySelectorAll('main pre, .output, .scroll, .katex-display')
  const resized = new ResizeObserver((entries) => {
    for (const { target } of entries) reach(target)
  })
  for (const region of regions) resized.observe(region)
  // A font that comes later widens what is inside a region, not the region.
  document.fonts.ready.then(() => regions.forEach(reach))

  if (window.mermaid && document.querySelector('.mermaid')) {
    const colour = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim()
    const [paper, panel, ink, soft] = ['paper', 'panel', 'ink', 'soft'].map(colour)
    window.mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      theme: 'base',
      themeVariables: {
        darkMode: isDark(),
        background: paper,
        mainBkg: panel,
        primaryColor: panel,
        primaryTextColor: ink,
        primaryBorderColor: soft,
        secondaryColor: panel,
        tertiaryColor: paper,
        textColor: ink,
        lineColor: soft,
        edgeLabelBackground: paper,
      },
    })
    window.mermaid.run({ querySelector: '.mermaid' })
  }

  const inks = () => ({
    ink: getComputedStyle(root).getPropertyValue('--ink').trim(),
    line: getComputedStyle(root).getPropertyValue('--line').trim(),
  })

  /** Makes a layout fit: on a phone the legend goes below and a long title breaks; where the page's letters grow, so do the figure's. */
  function settle(layout, width) {
    const scale = Number.parseFloat(getComputedStyle(root).fontSize) / 16
    const grown = (font, size) => ({ ...font, size: (font?.size ?? size) * scale })
    layout.font = grown(layout.font, 12)
    for (const axis of Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))) {
      const { title } = layout[axis]
      if (title?.font) layout[axis] = { ...layout[axis], title: { ...title, font: grown(title.font, 14) } }
    }
    const title = layout.title?.text
    if (title) layout.title = { ...layout.title, font: grown(layout.title.font, 17) }
    if (width >= 520) return
    layout.legend = { ...layout.legend, orientation: 'h', x: 0, xanchor: 'left', y: -0.25, yanchor: 'top' }
    if (layout.margin) layout.margin = { ...layout.margin, r: Math.min(layout.margin.r ?? 16, 16) }
    if (!title || title.includes('<br>')) return
    const letters = Math.floor(width / (0.68 * layout.title.font.size))
    const lines = ['']
    for (const word of title.split(' ')) {
      if (lines.at(-1) && `${lines.at(-1)} ${word}`.length > letters) lines.push(word)
      else lines.push(`${lines.pop()} ${word}`.trim())
    }
    const more = (lines.length - 1) * 1.3 * layout.title.font.size
    layout.title.text = lines.join('<br>')
    layout.height += more
    layout.margin = { ...layout.margin, t: (layout.margin?.t ?? 64) + more }
  }

  function draw(figure) {
    const { ink, line } = inks()
    // Words that have a colour of their own, the captions of images, are in the grey that must read on any page.
    const text = figure.querySelector('script').textContent.replaceAll('"#757575"', JSON.stringify(ink))
    const { data, layout, config, frames } = JSON.parse(text)
    const at = figure.querySelector('.plot-static')
    const live = document.createElement('div')
    live.className = 'plot-live'
    const height = layout?.height ?? Math.max(at.getBoundingClientRect().height, 360)
    const dressed = {
      ...layout,
      height,
      autosize: true,
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      modebar: { bgcolor: 'rgba(0,0,0,0)', color: line, activecolor: ink, ...layout?.modebar },
      font: { ...layout?.font, color: ink },
    }
    // A figure takes the page's width, unless it has one of its own that fits: stretched, square pixels would not be square.
    if (!(dressed.width <= figure.getBoundingClientRect().width)) delete dressed.width
    for (const key of Object.keys(dressed)) {
      if (/^[xy]axis\d*$/.test(key))
        dressed[key] = { ...dressed[key], gridcolor: line, linecolor: line, zerolinecolor: line }
    }
    settle(dressed, figure.getBoundingClientRect().width)
    // When the window changes, plotly.js forgets the layout's height and takes that of the box: it must have one.
    live.style.height = `${dressed.height}px`
    at.after(live)
    return window.Plotly.newPlot(live, data, dressed, {
      ...config,
      responsive: true,
      displaylogo: false,
      // Where nothing can hover, plotly.js shows its buttons all the time, across the title: fingers zoom without them.
      displayModeBar: matchMedia('(hover: hover)').matches ? 'hover' : false,
      showSendToCloud: false,
      frames,
    })
      .then(() => {
        at.hidden = true
        for (const old of figure.querySelectorAll('.plot-live')) if (old !== live) old.remove()
        figure.dataset.drawn = 'true'
      })
      .catch((error) => {
        live.remove() // the static picture stays
        console.error('A plot could not be drawn:', error)
      })
  }

  // Plots are drawn as they come near the screen, so that a page with thirty of them opens at once.
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue
        near.unobserve(target)
        draw(target)
      }
    },
    { rootMargin: '600px' },
  )

  function drawPlots() {
    if (!window.Plotly) return
    for (const figure of document.querySelectorAll('figure.plot')) {
      if (figure.dataset.drawn) draw(figure)
      else near.observe(figure)
    }
  }
  drawPlots()

  const box = document.querySelector('.search input')
  const list = document.querySelector('.results')
  if (box && window.MiniSearch && window.gradlabSearch) {
    // Han text has no spaces: every character and every pair of neighbours is a term.
    const terms = (text) =>
      text
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .flatMap((word) => {
          if (!/\p{Script=Han}/u.test(word)) return word ? [word] : []
          const letters = [...word]
          return [...letters, ...letters.slice(1).map((letter, i) => letters[i] + letter)]
        })
    const index = new window.MiniSearch({
      fields: ['title', 'text'],
      storeFields: ['title', 'page', 'href'],
      tokenize: terms,
    })
    index.addAll(window.gradlabSearch)
    box.addEventListener('input', () => {
      const found = box.value.trim()
        ? index.search(box.value, { prefix: true, fuzzy: 0.15, boost: { title: 3 } }).slice(0, 12)
        : []
      list.hidden = !box.value.trim()
      list.replaceChildren(
        ...found.map(({ title, page, href }) => {
          const item = document.createElement('li')
          const link = Object.assign(document.createElement('a'), { href, textContent: title })
          link.append(Object.assign(document.createElement('small'), { textContent: page }))
          item.append(link)
          return item
        }),
      )
      if (!found.length && box.value.trim())
        list.replaceChildren(Object.assign(document.createElement('li'), { textContent: say.none }))
    })
    box.form.addEventListener('submit', (event) => {
      event.preventDefault()
      list.querySelector('a')?.click()
    })
    document.addEventListener('keydown', (event) => {
      if (event.key === '/' && !/input|textarea/i.test(document.activeElement.tagName)) {
        event.preventDefault()
        box.focus()
      }
      if (event.key === 'Escape') list.hidden = true
    })
  }
})()
