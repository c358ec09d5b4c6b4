/** How soon to look again, ms. */
const SOON = 10

/**
 * Goes to another path of the page without asking the server. Next keeps its hooks in step with the
 * History API by methods of its own, which it puts in their place a little after the page can be used:
 * what came sooner would change the address and nothing else.
 */
export function changeAddress(how: 'push' | 'replace', path: string): void {
  if (!Object.hasOwn(window.history, 'pushState')) {
    window.setTimeout(() => changeAddress(how, path), SOON)
    return
  }
  window.history[`${how}State`](null, '', path)
}
