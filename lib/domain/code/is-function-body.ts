import { parser } from '@lezer/javascript'

/**
 * Whether a script can be the body of a function in a program: one that cannot would break all of it. The
 * page's policy lets nothing be compiled to find out, so that a reader made for editors looks.
 */
export function isFunctionBody(script: string): boolean {
  const text = `(async (input) => {${script}\n})`
  let isGood = true
  parser.parse(text).iterate({
    enter: ({ type, name, from, to }) => {
      isGood &&= !type.isError && (CHECKS[name]?.(text.slice(from, to)) ?? true)
      return isGood
    },
  })
  return isGood
}

/** What that reader lets pass, by the names that it gives to parts of a program. */
const CHECKS: Readonly<Record<string, (part: string) => boolean>> = {
  String: (part) => part.length > 1 && part.endsWith(part.charAt(0)),
  RegExp: isPattern,
  ImportDeclaration: () => false,
  ExportDeclaration: () => false,
}

function isPattern(part: string): boolean {
  const end = part.lastIndexOf('/')
  try {
    new RegExp(part.slice(1, end), part.slice(end + 1))
    return end > 0
  } catch {
    return false
  }
}
