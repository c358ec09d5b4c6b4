/** How soon to look again, ms. */
const SOON = 10

/**
 * Goes to another path of the page without asking the server. Next keeps its hooks in step with the
 * History API by methods of its own, which it puts in their place a little after the page can be used:
 * what came sooner would change the address and nothing else. `pathFrom` is asked then, and gets the address
 * as it is by then: what was drawn may be older than the change before this one.
 */
export function changeAddress(
  how: 'push' | 'replace',
  pathFrom: (now: Pick<Location, 'pathname' | 'search'>) => string,
): void {
  if (!Object.hasOwn(window.history, 'pushState')) {
    window.setTimeout(() => changeAddress(how, pathFrom), SOON)
    return
  }
  window.history[`${how}State`](null, '', pathFrom(window.location))
}
