import 'server-only'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const BUNDLE = 'node_modules/mermaid/dist/mermaid.min.js'
const PROGRAM = 'lib/server/preview/mermaid-frame.js'

/**
 * The page that draws diagrams: Mermaid and the program that takes orders, both in the page itself,
 * because it may load nothing. The door gives it a policy of its own: no origin, no requests, no
 * script but these two (reliability.md, "HTML/SVG/JS preview").
 */
export async function answerMermaidPage(request: Request): Promise<Response> {
  const nonce = request.headers.get('x-nonce') ?? ''
  const scripts = await Promise.all([BUNDLE, PROGRAM].map(readScript))
  const elements = scripts.map((script) => `<script nonce="${nonce}">${script}</script>`)
  const head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Diagrams</title>'
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  return new Response([head, ...elements].join('\n'), { headers })
}

/** A script to stand in a page: what would end it, or begin a comment, is written another way. */
async function readScript(path: string): Promise<string> {
  const text = await readFile(join(root(), path), 'utf8')
  return text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
}

/** Where the program lies, which server.mjs knows. */
function root(): string {
  return String(Reflect.get(globalThis, Symbol.for('parley.root')))
}
