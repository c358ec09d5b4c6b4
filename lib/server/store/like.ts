import 'server-only'

/** The pattern that finds a word anywhere, after `ESCAPE '!'`; signs with a meaning in it are taken as they stand. */
export function like(word: string): string {
  return `%${word.replace(/[%_!]/g, '!$&')}%`
}
