/** A language of fenced code: how it is called, and what a file of it ends with. */
export interface Language {
  id: string
  name: string
  extension: string
}

/** Id, name, ending of files, other words for it in a fence. */
const TABLE: readonly [id: string, name: string, extension: string, ...others: string[]][] = [
  ['bash', 'Shell', 'sh', 'sh', 'shell', 'zsh', 'console', 'shellscript', 'terminal'],
  ['c', 'C', 'c', 'h'],
  ['clojure', 'Clojure', 'clj', 'clj'],
  ['cpp', 'C++', 'cpp', 'c++', 'cc', 'cxx', 'hpp'],
  ['csharp', 'C#', 'cs', 'c#', 'cs'],
  ['css', 'CSS', 'css'],
  ['csv', 'CSV', 'csv'],
  ['dart', 'Dart', 'dart'],
  ['diff', 'Diff', 'diff', 'patch'],
  ['docker', 'Dockerfile', 'dockerfile', 'dockerfile'],
  ['elixir', 'Elixir', 'ex', 'ex', 'exs'],
  ['erlang', 'Erlang', 'erl', 'erl'],
  ['go', 'Go', 'go', 'golang'],
  ['graphql', 'GraphQL', 'graphql', 'gql'],
  ['haskell', 'Haskell', 'hs', 'hs'],
  ['hcl', 'HCL', 'hcl', 'terraform', 'tf'],
  ['html', 'HTML', 'html', 'htm'],
  ['http', 'HTTP', 'http'],
  ['ini', 'INI', 'ini', 'properties', 'conf', 'env', 'dotenv'],
  ['java', 'Java', 'java'],
  ['javascript', 'JavaScript', 'js', 'js', 'mjs', 'cjs', 'node'],
  ['json', 'JSON', 'json', 'jsonl', 'json5', 'jsonc', 'ndjson'],
  ['jsx', 'JSX', 'jsx'],
  ['julia', 'Julia', 'jl', 'jl'],
  ['kotlin', 'Kotlin', 'kt', 'kt', 'kts'],
  ['latex', 'LaTeX', 'tex', 'tex'],
  ['lua', 'Lua', 'lua'],
  ['make', 'Makefile', 'mk', 'makefile', 'mk'],
  ['markdown', 'Markdown', 'md', 'md', 'mdx'],
  ['mermaid', 'Mermaid', 'mmd', 'mmd'],
  ['nginx', 'nginx', 'conf'],
  ['nix', 'Nix', 'nix'],
  ['objective-c', 'Objective-C', 'm', 'objc', 'objectivec'],
  ['ocaml', 'OCaml', 'ml', 'ml'],
  ['perl', 'Perl', 'pl', 'pl'],
  ['php', 'PHP', 'php'],
  ['powershell', 'PowerShell', 'ps1', 'ps1', 'pwsh'],
  ['proto', 'Protocol Buffers', 'proto', 'protobuf'],
  ['python', 'Python', 'py', 'py', 'python3', 'pycon', 'ipython'],
  ['r', 'R', 'r'],
  ['ruby', 'Ruby', 'rb', 'rb'],
  ['rust', 'Rust', 'rs', 'rs'],
  ['scala', 'Scala', 'scala'],
  ['scss', 'SCSS', 'scss', 'sass'],
  ['solidity', 'Solidity', 'sol', 'sol'],
  ['sql', 'SQL', 'sql', 'postgresql', 'postgres', 'mysql', 'sqlite', 'psql', 'plsql'],
  ['svelte', 'Svelte', 'svelte'],
  ['swift', 'Swift', 'swift'],
  ['toml', 'TOML', 'toml'],
  ['tsx', 'TSX', 'tsx'],
  ['typescript', 'TypeScript', 'ts', 'ts', 'mts', 'cts'],
  ['vue', 'Vue', 'vue'],
  ['wasm', 'WebAssembly', 'wat', 'wat'],
  ['xml', 'XML', 'xml', 'svg', 'xsl', 'rss'],
  ['yaml', 'YAML', 'yaml', 'yml'],
  ['zig', 'Zig', 'zig'],
]

const LANGUAGES: ReadonlyMap<string, Language> = new Map(
  TABLE.flatMap(([id, name, extension, ...others]) =>
    [id, ...others].map((word) => [word, { id, name, extension }] as const),
  ),
)

/** Words that say that a block is in no language. */
const PLAIN = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'output', 'none'])

/** The word after the fence, without what some write around it: `{.python}`, `python:main.py`. */
function wordOf(info: string): string {
  return /^[{.\s]*([^\s:,;{}]*)/.exec(info)?.[1]?.toLowerCase() ?? ''
}

/** The language that a fence names, if it is one of those known here. */
export function languageOf(info: string): Language | null {
  return LANGUAGES.get(wordOf(info)) ?? null
}

/** What to call a block's language; null where its fence names none. */
export function languageName(info: string): string | null {
  const word = wordOf(info)
  return LANGUAGES.get(word)?.name ?? (PLAIN.has(word) ? null : word)
}

const SAFE_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,99}$/u
const NAMED = /(?:title|file|filename|name)=(?:"([^"]+)"|'([^']+)'|(\S+))|^[\w+#-]+:(\S+)/

/** What a block is called as a file: as its fence says, else by its language. */
export function fileName(info: string): string {
  const [, ...groups] = NAMED.exec(info) ?? []
  const said = groups
    .find((group) => group !== undefined)
    ?.split(/[\\/]/)
    .at(-1)
  if (said !== undefined && SAFE_NAME.test(said)) return said
  const language = languageOf(info)
  if (language?.id === 'docker') return 'Dockerfile'
  if (language?.id === 'make') return 'Makefile'
  return `code.${language?.extension ?? 'txt'}`
}
