import { isRecord } from '@/lib/wire/json'
import { partAt } from './json-path'

/** The schema that a `#/…` reference of a schema names; undefined where it names none in it. */
export function resolveRef(root: unknown, ref: unknown): unknown {
  if (ref === '#') return root
  if (typeof ref !== 'string' || !ref.startsWith('#/')) return undefined
  const path = ref
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const found = partAt(root, path)
  return isRecord(found) || typeof found === 'boolean' ? found : undefined
}
