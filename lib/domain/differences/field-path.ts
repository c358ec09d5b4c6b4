/** Where a field stands: names, places in lists, and items of lists by what names them. */
export type FieldPath = readonly (string | number | { by: 'id' | 'name'; value: string | number })[]

/** A path as it is read: `items[id=a].sizes[2]["odd name"]`; that of the whole is empty. */
export function writePath(path: FieldPath): string {
  return path
    .map((step, depth) => {
      if (typeof step === 'number') return `[${step}]`
      if (typeof step === 'object') return `[${step.by}=${step.value}]`
      if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(step)) return `[${JSON.stringify(step)}]`
      return depth === 0 ? step : `.${step}`
    })
    .join('')
}
