import 'server-only'
import type { Facts } from '../facts/facts'
import type { Span } from '../facts/span'
import { flatten, namesOf, propertiesOf, type Schema, typesOf } from './schema'

/** The classes of things that texts name, by what an enum calls them. */
const CLASSES: readonly { name: RegExp; read: (facts: Facts) => Span[] }[] = [
  { name: /^(?:person|people|per|human)$/i, read: namesAs('person') },
  { name: /^(?:org|organi[sz]ation|company|business)$/i, read: namesAs('company') },
  { name: /^(?:loc|location|place|gpe|city|country)$/i, read: namesAs('place') },
  { name: /^date$/i, read: ({ dates }) => dates() },
  { name: /^time$/i, read: ({ times }) => times() },
  { name: /^e-?mail$/i, read: ({ emails }) => emails() },
  { name: /^(?:url|link|website)$/i, read: ({ urls }) => urls() },
  { name: /^(?:phone|phone_number)$/i, read: ({ phones }) => phones() },
  {
    name: /^(?:money|amount|price)$/i,
    read: ({ numbers }) => numbers().filter(({ currency }) => currency !== null),
  },
  { name: /^(?:人名?|人物)$/, read: namesAs('person') },
  { name: /^(?:机构|组织|公司)(?:名)?$/, read: namesAs('company') },
  { name: /^(?:地名|地点|位置)$/, read: namesAs('place') },
]

function namesAs(kind: 'person' | 'company' | 'place') {
  return ({ names }: Facts): Span[] => names().filter((name) => name.kind === kind)
}

/**
 * Where items are texts and their classes (named entities), all that a text names, in its order;
 * null where items are something else.
 */
export function readEntities(
  item: Schema,
  facts: Facts,
  root: Schema,
): Record<string, unknown>[] | null {
  const properties = Object.entries(propertiesOf(item)).map(
    ([name, property]) => [name, flatten(property, root)] as const,
  )
  const required = namesOf(item.required)
  for (const [typeName, type] of properties) {
    const classes = namesOf(type.enum).flatMap((member) => {
      const known = CLASSES.find(({ name }) => name.test(member))
      return known === undefined ? [] : [{ member, read: known.read }]
    })
    const text = properties.find(
      ([name, one]) =>
        name !== typeName && typesOf(one)[0] === 'string' && !Array.isArray(one.enum),
    )
    const hasOthers = required.some((name) => name !== typeName && name !== text?.[0])
    if (classes.length < 2 || text === undefined || hasOthers) continue
    return classes
      .flatMap(({ member, read }) => read(facts).map((span) => ({ member, span })))
      .sort((a, b) => a.span.start - b.span.start)
      .map(({ member, span }) => ({ [text[0]]: span.text, [typeName]: member }))
  }
  return null
}
