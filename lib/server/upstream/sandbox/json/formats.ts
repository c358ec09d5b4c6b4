import 'server-only'

/** The formats that are checked, and a text that has each. */
const FORMATS: Readonly<Record<string, readonly [pattern: RegExp, sample: string]>> = {
  date: [/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, '1970-01-01'],
  'date-time': [
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/,
    '1970-01-01T00:00:00Z',
  ],
  time: [/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})?$/, '00:00:00Z'],
  duration: [
    /^P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/,
    'PT0S',
  ],
  email: [/^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}$/, 'unknown@example.com'],
  hostname: [
    /^[A-Za-z\d](?:[A-Za-z\d-]{0,62})(?:\.[A-Za-z\d][A-Za-z\d-]{0,62}){0,8}$/,
    'example.com',
  ],
  uri: [/^[A-Za-z][A-Za-z\d+.-]{0,30}:\S{1,2000}$/, 'https://example.com/'],
  ipv4: [/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/, '0.0.0.0'],
  ipv6: [/^[\da-fA-F:.]{2,45}$/, '::'],
  uuid: [
    /^[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}$/,
    '00000000-0000-0000-0000-000000000000',
  ],
}

/** For the validator. */
export const FORMAT_PATTERNS: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries(FORMATS).map(([name, [pattern]]) => [name, pattern]),
)

const formatOf = (name: unknown) =>
  typeof name === 'string' && Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined

/** Whether a text has a format; formats that are not known are had by all. */
export const hasFormat = (name: unknown, text: string): boolean =>
  formatOf(name)?.[0].test(text) ?? true

/** A text of a format, which says nothing. */
export const sampleOf = (name: unknown): string => formatOf(name)?.[1] ?? ''
