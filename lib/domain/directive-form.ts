/** What a directive to the sandbox begins with. Apart from what each may say: a title needs no more. */
export const DIRECTIVE_NAMES = [
  ...(['tokens', 'pace', 'gallery', 'table', 'think', 'redacted', 'unknown', 'seed'] as const),
  ...(['refusal', 'stop', 'error', 'delay', 'stall', 'drip', 'cut', 'reset'] as const),
  ...(['malformed', 'huge'] as const),
] as const
export type DirectiveName = (typeof DIRECTIVE_NAMES)[number]

// Every part is bounded and no two parts can match the same character, so that no text makes it slow.
const FORM = '([a-z]{1,16})(?:=([a-z0-9_,]{1,64}))?((?: [a-z]{1,16}(?:=[a-z0-9_,]{1,64})?){0,8})'
/** In a text: its name, its value, and the words after it. */
export const DIRECTIVE = new RegExp(`\\[\\[${FORM}\\]\\]`, 'g')
/** Without brackets, alone. */
export const DIRECTIVE_ALONE = new RegExp(`^${FORM}$`)

/** A text without what looks like a directive and has the name of one, whatever it says. */
export function withoutDirectives(source: string): string {
  const names: readonly string[] = DIRECTIVE_NAMES
  return source
    .replace(DIRECTIVE, (whole, name: string) => (names.includes(name) ? '' : whole))
    .trim()
}
