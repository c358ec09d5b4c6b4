import type { ThemeRegistration } from 'shiki/core'

const INK = '#000000'
const KEY = '#000001'
const STR = '#000002'
const NUM = '#000003'
const COM = '#000004'

/** The theme's colours are names only: each is one of the design's colours of code, in both themes. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  [KEY, 'text-c-key'],
  [STR, 'text-c-str'],
  [NUM, 'text-c-num'],
  [COM, 'text-c-com'],
])

/** The class of a token's colour; none for what stays ink. */
export function classOf(color: string | undefined): string | undefined {
  return CLASSES.get(color ?? INK)
}

const scopes = (foreground: string, ...scope: string[]) => ({ scope, settings: { foreground } })

/** Words of the language blue, strings green, numbers and constants brown, remarks grey; red is for errors. */
export const THEME: ThemeRegistration = {
  name: 'parley',
  type: 'light',
  fg: INK,
  bg: '#ffffff',
  settings: [
    { settings: { foreground: INK } },
    scopes(
      KEY,
      ...['keyword', 'storage', 'storage.type', 'variable.language', 'entity.name.tag'],
      ...[
        'support.type.primitive',
        'markup.heading',
        'entity.name.section',
        'punctuation.definition.heading',
      ],
      ...[
        'meta.diff.header',
        'meta.diff.range',
        'entity.name.function.preprocessor',
        'meta.tag.sgml',
      ],
    ),
    scopes(
      STR,
      ...['string', 'punctuation.definition.string', 'markup.inserted', 'string.regexp'],
      ...['markup.inline.raw', 'markup.fenced_code', 'constant.other.symbol'],
    ),
    scopes(
      NUM,
      ...['constant', 'constant.character.escape', 'support.class', 'support.constant'],
      ...['variable.other.constant', 'markup.deleted', 'entity.other.attribute-name.class'],
      ...['punctuation.definition.decorator', 'meta.decorator', 'entity.name.function.decorator'],
    ),
    scopes(COM, 'comment', 'punctuation.definition.comment', 'markup.quote'),
    scopes(
      INK,
      ...['entity.name.type', 'entity.name.function', 'variable', 'support.type.property-name'],
      ...['string.unquoted', 'meta.embedded', 'punctuation.definition.template-expression'],
      ...[
        'source.yaml string.unquoted',
        'keyword.operator.type.annotation',
        'storage.type.annotation',
      ],
      ...['support.type.property-name.json', 'punctuation.support.type.property-name'],
    ),
  ],
}
