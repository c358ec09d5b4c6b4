import 'server-only'
import { join } from 'node:path'

/** A program that scripts/bundle.mjs makes for a thread, by its name. */
export function programPath(name: string): string {
  return join(root(), 'dist', `${name}.mjs`)
}

/** Where the program lies: server.mjs and the sandbox's own program say it, tests run in it. */
function root(): string {
  const said: unknown = Reflect.get(globalThis, Symbol.for('parley.root'))
  return typeof said === 'string' ? said : process.cwd()
}
