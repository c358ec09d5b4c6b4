/** So many are compared before it yields. */
const AT_ONCE = 4096

/**
 * Sorts numbers, in place, by what a comparison says; equal ones stay in their order. It yields every now
 * and then: who drives it may do other things meanwhile.
 */
export function* mergeSort(
  numbers: Uint32Array,
  compare: (a: number, b: number) => number,
): Generator<void> {
  const { length } = numbers
  let from = numbers
  let to: Uint32Array = new Uint32Array(length)
  for (let width = 1; width < length; width *= 2) {
    for (let low = 0; low < length; low += 2 * width) {
      const middle = Math.min(low + width, length)
      const high = Math.min(low + 2 * width, length)
      let left = low
      let right = middle
      for (let at = low; at < high; at++) {
        const a = from[left] ?? 0
        const b = from[right] ?? 0
        const isLeft = left < middle && (right >= high || compare(a, b) <= 0)
        to[at] = isLeft ? a : b
        if (isLeft) left += 1
        else right += 1
        if (at % AT_ONCE === 0) yield
      }
    }
    ;[from, to] = [to, from]
  }
  if (from !== numbers) numbers.set(from)
}
