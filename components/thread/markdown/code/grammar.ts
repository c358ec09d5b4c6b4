import { createHighlighterCoreSync } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import type { GrammarState, LanguageRegistration } from 'shiki/types'
import { classOf, THEME } from './theme'

/** A piece of a line and the class of its colour. */
export type Token = readonly [text: string, colour: string | undefined]
export type Line = readonly Token[]

/** Reads lines one after another; what it has read tells how the next ones are meant. */
export interface Grammar {
  read(
    text: string,
    after: GrammarState | undefined,
  ): { lines: Line[]; state: GrammarState | undefined }
}

type Loader = () => Promise<{ default: LanguageRegistration[] }>

/** A chunk for each grammar, loaded when an answer first holds its language. */
const LOADERS: Readonly<Record<string, Loader>> = {
  bash: () => import('@shikijs/langs/bash'),
  c: () => import('@shikijs/langs/c'),
  clojure: () => import('@shikijs/langs/clojure'),
  cpp: () => import('@shikijs/langs/cpp'),
  csharp: () => import('@shikijs/langs/csharp'),
  css: () => import('@shikijs/langs/css'),
  csv: () => import('@shikijs/langs/csv'),
  dart: () => import('@shikijs/langs/dart'),
  diff: () => import('@shikijs/langs/diff'),
  docker: () => import('@shikijs/langs/docker'),
  elixir: () => import('@shikijs/langs/elixir'),
  erlang: () => import('@shikijs/langs/erlang'),
  go: () => import('@shikijs/langs/go'),
  graphql: () => import('@shikijs/langs/graphql'),
  haskell: () => import('@shikijs/langs/haskell'),
  hcl: () => import('@shikijs/langs/hcl'),
  html: () => import('@shikijs/langs/html'),
  http: () => import('@shikijs/langs/http'),
  ini: () => import('@shikijs/langs/ini'),
  java: () => import('@shikijs/langs/java'),
  javascript: () => import('@shikijs/langs/javascript'),
  json: () => import('@shikijs/langs/json'),
  jsx: () => import('@shikijs/langs/jsx'),
  julia: () => import('@shikijs/langs/julia'),
  kotlin: () => import('@shikijs/langs/kotlin'),
  latex: () => import('@shikijs/langs/latex'),
  lua: () => import('@shikijs/langs/lua'),
  make: () => import('@shikijs/langs/make'),
  markdown: () => import('@shikijs/langs/markdown'),
  mermaid: () => import('@shikijs/langs/mermaid'),
  nginx: () => import('@shikijs/langs/nginx'),
  nix: () => import('@shikijs/langs/nix'),
  'objective-c': () => import('@shikijs/langs/objective-c'),
  ocaml: () => import('@shikijs/langs/ocaml'),
  perl: () => import('@shikijs/langs/perl'),
  php: () => import('@shikijs/langs/php'),
  powershell: () => import('@shikijs/langs/powershell'),
  proto: () => import('@shikijs/langs/proto'),
  python: () => import('@shikijs/langs/python'),
  r: () => import('@shikijs/langs/r'),
  ruby: () => import('@shikijs/langs/ruby'),
  rust: () => import('@shikijs/langs/rust'),
  scala: () => import('@shikijs/langs/scala'),
  scss: () => import('@shikijs/langs/scss'),
  solidity: () => import('@shikijs/langs/solidity'),
  sql: () => import('@shikijs/langs/sql'),
  svelte: () => import('@shikijs/langs/svelte'),
  swift: () => import('@shikijs/langs/swift'),
  toml: () => import('@shikijs/langs/toml'),
  tsx: () => import('@shikijs/langs/tsx'),
  typescript: () => import('@shikijs/langs/typescript'),
  vue: () => import('@shikijs/langs/vue'),
  wasm: () => import('@shikijs/langs/wasm'),
  xml: () => import('@shikijs/langs/xml'),
  yaml: () => import('@shikijs/langs/yaml'),
  zig: () => import('@shikijs/langs/zig'),
}

/** A line longer than this is not read: it would hold up the page. */
const LINE_LENGTH = 1_000

// Expressions that JavaScript cannot express are passed over rather than thrown.
const engine = createJavaScriptRegexEngine({ forgiving: true })
const highlighter = createHighlighterCoreSync({ themes: [THEME], langs: [], engine })

/** Loads the grammar of a language; null where there is none. */
export async function loadGrammar(id: string): Promise<Grammar | null> {
  const load = LOADERS[id]
  if (load === undefined) return null
  const { default: registrations } = await load()
  await makeReady(registrations)
  highlighter.loadLanguageSync(registrations)
  return {
    read(text, after) {
      const tokens = highlighter.codeToTokensBase(text, {
        lang: id,
        theme: 'parley',
        tokenizeMaxLineLength: LINE_LENGTH,
        // A line that is left in the middle would give all after it wrong colours.
        tokenizeTimeLimit: 0,
        ...(after === undefined ? {} : { grammarState: after }),
      })
      return {
        lines: tokens.map((line) => line.map(({ content, color }) => [content, classOf(color)])),
        state: highlighter.getLastGrammarState(tokens),
      }
    },
  }
}

/** How long the page may be held up at once. */
const BUDGET_MS = 4

/**
 * Compiles the expressions of a grammar a few at a time; the engine keeps them. Left to the first
 * line that is read, all of it is one piece of work, in which the page stands still.
 */
async function makeReady(grammars: LanguageRegistration[]): Promise<void> {
  let until = performance.now() + BUDGET_MS
  for (const expression of expressionsOf(grammars)) {
    if (performance.now() > until) {
      await new Promise((resolve) => setTimeout(resolve))
      until = performance.now() + BUDGET_MS
    }
    engine.createScanner([expression]).findNextMatchSync(ANY_LINE, 0, 0)
  }
}

/** An expression is compiled when it is made, and again, by the browser, when it is first tried. */
const ANY_LINE = engine.createString('a line')
const EXPRESSION_KEYS = new Set(['match', 'begin', 'end', 'while'])

/** The expressions in a rule and in all rules in it. */
function* expressionsOf(rule: unknown): Generator<string> {
  if (typeof rule !== 'object' || rule === null) return
  for (const [key, value] of Object.entries(rule)) {
    if (typeof value !== 'string') yield* expressionsOf(value)
    else if (EXPRESSION_KEYS.has(key)) yield value
  }
}
