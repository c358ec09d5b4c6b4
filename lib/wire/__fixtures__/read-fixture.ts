import { readdirSync, readFileSync } from 'node:fs'

/** The bytes of a recorded stream, `text` for `text.sse`. */
export function readFixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`${name}.sse`, import.meta.url)))
}

/** Names of all recorded streams. */
export function fixtureNames(): string[] {
  return readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.sse'))
    .map((file) => file.slice(0, -'.sse'.length))
    .sort()
}
