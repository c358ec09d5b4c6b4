import { config } from 'zod'

// Runs before the app: Zod would try `new Function`, which the pages' policy forbids and reports.
config({ jitless: true })

interface TrustedTypes {
  createPolicy(name: string, rules: Record<`create${string}`, (text: string) => string>): unknown
}

// The pages' policy asks for trusted types: no text becomes HTML or code by assignment. The bundler
// loads chunks by assigning their URLs, and the Markdown parser reads a character reference (`&amp;`)
// by assigning it: this lets through URLs of this build and lone references, and nothing else.
const factory: TrustedTypes | undefined = Reflect.get(window, 'trustedTypes')
factory?.createPolicy('default', {
  createHTML(text) {
    if (/^&[A-Za-z0-9]+;$/.test(text)) return text
    throw new TypeError('No HTML from text')
  },
  createScriptURL(url) {
    const { origin, pathname } = new URL(url, window.location.href)
    if (origin === window.location.origin && pathname.startsWith('/_next/static/')) return url
    throw new TypeError('No script but those of this build')
  },
})
