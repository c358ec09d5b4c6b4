export const SNIPPET_TABS = [
  { value: 'typescript', label: 'TypeScript' },
  { value: 'python', label: 'Python' },
  { value: 'curl', label: 'curl' },
] as const

export type SnippetLanguage = (typeof SNIPPET_TABS)[number]['value']

const MODEL = 'claude-opus-5-5'

/** A first call; `keyFile` holds the key where the environment does not. It is never in the text. */
type Snippet = (baseUrl: string, keyFile: string | null) => string

export const SNIPPETS: Readonly<Record<SnippetLanguage, Snippet>> = {
  typescript: (
    baseUrl,
    keyFile,
  ) => `${exportKey('// ', keyFile)}import Anthropic from '@anthropic-ai/sdk'

const client = new Anthropic({
  baseURL: '${baseUrl}',
  apiKey: process.env.PARLEY_API_KEY,
})
const message = await client.messages.create({
  model: '${MODEL}',
  max_tokens: 1024,
  messages: [{ role: 'user', content: 'Hello' }],
})
console.log(message.content)`,
  python: (baseUrl, keyFile) => `${exportKey('# ', keyFile)}import os
from anthropic import Anthropic

client = Anthropic(
    base_url="${baseUrl}",
    api_key=os.environ["PARLEY_API_KEY"],
)
message = client.messages.create(
    model="${MODEL}",
    max_tokens=1024,
    messages=[{"role": "user", "content": "Hello"}],
)
print(message.content)`,
  curl: (baseUrl, keyFile) => `${exportKey('', keyFile)}curl ${baseUrl}/v1/messages \\
  -H "x-api-key: $PARLEY_API_KEY" \\
  -H "anthropic-version: 2023-06-01" \\
  -H "content-type: application/json" \\
  -d '{
    "model": "${MODEL}",
    "max_tokens": 1024,
    "messages": [{"role": "user", "content": "Hello"}]
  }'`,
}

/** The line for the shell before it: a comment where the language is not the shell's. */
function exportKey(comment: string, keyFile: string | null): string {
  if (keyFile === null) return ''
  return `${comment}export PARLEY_API_KEY="$(cat '${keyFile.replaceAll("'", `'\\''`)}')"\n`
}

const KINDS = ['comment', 'string', 'number', 'keyword'] as const

export interface Token {
  kind: (typeof KINDS)[number] | 'plain'
  text: string
}

const TOKEN =
  /(?<comment>^(?:\/\/|#) .*$)|(?<string>'[^'\n]*'|"[^"\n]*")|(?<number>\b\d+\b)|(?<keyword>\b(?:import|from|const|new|await|curl|export)\b)/gm

/** Splits a snippet into what has a colour and what has none; nothing is lost. */
export function tokenize(code: string): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const match of code.matchAll(TOKEN)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: code.slice(end, match.index) })
    const kind = KINDS.find((name) => match.groups?.[name] !== undefined) ?? 'plain'
    tokens.push({ kind, text: match[0] })
    end = match.index + match[0].length
  }
  return [...tokens, { kind: 'plain', text: code.slice(end) }]
}
