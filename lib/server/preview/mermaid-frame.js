// Runs in the sandboxed page /preview/mermaid, after Mermaid: draws what its parent sends.
;(() => {
  /** @type {any} The bundle that stands before this in the page. */
  const mermaid = Reflect.get(globalThis, 'mermaid')
  const MOST_CHARACTERS = 50_000
  const COLOUR = /^#[0-9a-f]{6}$/i
  const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
  let count = 0

  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || !isOrder(event.data)) return
    const { id, source, isDark, palette } = event.data
    draw(source, variables(isDark, palette)).then(
      (drawing) => answer({ id, ...drawing }),
      (error) => answer({ id, error: String(error?.message ?? error).slice(0, 500) }),
    )
    /** @param {object} message */
    function answer(message) {
      window.parent.postMessage(message, event.origin)
    }
  })

  /**
   * @param {any} data
   * @returns {data is { id: string, source: string, isDark: boolean, palette: Record<string, string> }}
   */
  function isOrder(data) {
    if (typeof data !== 'object' || data === null) return false
    const { id, source, isDark, palette } = data
    const isText = typeof id === 'string' && typeof source === 'string'
    if (!isText || typeof isDark !== 'boolean' || source.length > MOST_CHARACTERS) return false
    if (typeof palette !== 'object' || palette === null) return false
    return Object.values(palette).every((value) => typeof value === 'string' && COLOUR.test(value))
  }

  /**
   * @param {string} source
   * @param {object} themeVariables
   */
  async function draw(source, themeVariables) {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      suppressErrorRendering: true,
      // The picture is shown as an image: text as SVG draws it has no need of HTML.
      htmlLabels: false,
      flowchart: { htmlLabels: false },
      fontFamily: FONT,
      theme: 'base',
      themeVariables,
    })
    count += 1
    const { svg } = await mermaid.render(`diagram-${count}`, withoutMarkup(source))
    // A document that is not shown: nothing in it is loaded or run.
    const element = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg')
    if (element === null) throw new Error('No picture')
    const { width, height } = element.viewBox.baseVal
    element.setAttribute('width', String(width))
    element.setAttribute('height', String(height))
    return { svg: new XMLSerializer().serializeToString(element), width, height }
  }

  /**
   * HTML in a label would become elements while it is measured, and ask for images; the policy would
   * refuse them. Only a line break is more than text; `<<interface>>` is Mermaid's own.
   * @param {string} source
   */
  function withoutMarkup(source) {
    return source
      .replace(/(?<!<)<(?=\/?[a-z!?])(?!br\s*\/?>)/gi, '#lt;')
      .replace(/@\{[^}]*\}/g, (shape) => shape.replace(/\bimg\s*:\s*("[^"]*"|[^,}]*),?/g, ''))
  }

  /**
   * @param {boolean} isDark
   * @param {Record<string, string>} p
   */
  function variables(isDark, p) {
    return {
      darkMode: isDark,
      fontFamily: FONT,
      fontSize: '14px',
      background: p.ground,
      primaryColor: p.node,
      primaryTextColor: p.ink,
      primaryBorderColor: p.edge,
      secondaryColor: p.accentSoft,
      secondaryTextColor: p.ink,
      secondaryBorderColor: p.edge,
      tertiaryColor: p.hover,
      tertiaryTextColor: p.ink,
      tertiaryBorderColor: p.edge,
      mainBkg: p.node,
      nodeBorder: p.edge,
      clusterBkg: p.hover,
      clusterBorder: p.edge,
      actorBkg: p.node,
      actorBorder: p.edge,
      actorLineColor: p.edge,
      activationBkgColor: p.active,
      labelBoxBkgColor: p.node,
      lineColor: p.muted,
      textColor: p.ink,
      titleColor: p.ink,
      noteBkgColor: p.mark,
      noteTextColor: p.ink,
      noteBorderColor: p.edge,
      edgeLabelBackground: p.ground,
      dropShadow: 'none',
    }
  }

  window.parent.postMessage({ isReady: true }, '*')
})()
