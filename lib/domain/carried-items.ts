import { isRecord } from '@/lib/wire/json'
import { type Carried, SHARED } from './carried'
import { MESSAGES_PATH } from './request-headers'

/** One thing that a request carries, to be shown, taken out and put back by itself. */
export interface CarriedItem {
  kind: 'field' | 'beta' | 'header' | 'query'
  /** On the wire: of a field its path, of a beta `anthropic-beta`, of a query what it stands behind. */
  name: string
  value: unknown
}

/** What is carried: fields in their order on the wire, then betas and headers, then the query. */
export function itemsOf({ body, betas, headers, query, order }: Carried): CarriedItem[] {
  const fields = Object.entries(body).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
  return [
    ...fields.flatMap(([name, value]) =>
      name === SHARED && isRecord(value) && Object.keys(value).length > 0
        ? Object.entries(value).map(([part, inner]) => field(`${name}.${part}`, inner))
        : [field(name, value)],
    ),
    ...betas.map((value): CarriedItem => ({ kind: 'beta', name: 'anthropic-beta', value })),
    ...headers.map(([name, value]): CarriedItem => ({ kind: 'header', name, value })),
    ...(query === undefined
      ? []
      : [{ kind: 'query', name: MESSAGES_PATH, value: query } satisfies CarriedItem]),
  ]
}

/** What is carried without one of it. */
export function takeOut(carried: Carried, { kind, name, value }: CarriedItem): Carried {
  const { body, betas, headers } = carried
  if (kind === 'beta') return { ...carried, betas: betas.filter((beta) => beta !== value) }
  if (kind === 'header') {
    return { ...carried, headers: headers.filter(([other]) => other !== name) }
  }
  if (kind === 'query') {
    const { query: _gone, ...left } = carried
    return left
  }
  const [top = '', part] = name.split('.')
  const { [top]: whole, ...rest } = body
  if (part === undefined || top !== SHARED || !isRecord(whole)) return { ...carried, body: rest }
  const { [part]: _gone, ...parts } = whole
  const left = Object.keys(parts).length === 0 ? {} : { [top]: parts }
  return { ...carried, body: { ...rest, ...left } }
}

/** The same with it again. */
export function putBack(carried: Carried, { kind, name, value }: CarriedItem): Carried {
  const { body, betas, headers } = carried
  if (kind === 'beta') return { ...carried, betas: [...betas, String(value)] }
  if (kind === 'header') return { ...carried, headers: [...headers, [name, String(value)]] }
  if (kind === 'query') return { ...carried, query: String(value) }
  const [top = '', part] = name.split('.')
  const parts = isRecord(body[top]) ? body[top] : {}
  return {
    ...carried,
    body: { ...body, [top]: part === undefined ? value : { ...parts, [part]: value } },
  }
}

function field(name: string, value: unknown): CarriedItem {
  return { kind: 'field', name, value }
}
