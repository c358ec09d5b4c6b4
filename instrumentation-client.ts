import { config } from 'zod'

// Runs before the app: Zod would try `new Function`, which the pages' policy forbids and reports.
config({ jitless: true })

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown
}

// The pages' policy asks for trusted types: no text becomes HTML or code by assignment. The bundler
// loads chunks by assigning their URLs; this lets through those of this build and nothing else.
const factory: TrustedTypes | undefined = Reflect.get(window, 'trustedTypes')
factory?.createPolicy('default', {
  createScriptURL(url) {
    const { origin, pathname } = new URL(url, window.location.href)
    if (origin === window.location.origin && pathname.startsWith('/_next/static/')) return url
    throw new TypeError('No script but those of this build')
  },
})
