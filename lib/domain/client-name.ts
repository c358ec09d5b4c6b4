/** Programs that say who they are, by what their `user-agent` begins with; `$1` is the version. */
const PROGRAMS: readonly [pattern: RegExp, name: string][] = [
  [/^Anthropic\/JS (\d+\.\d+)/, 'ts-sdk $1'],
  [/^(?:Async)?Anthropic\/Python (\d+\.\d+)/, 'python $1'],
  [/^Anthropic\/(\w+) (\d+\.\d+)/, '$1 $2'],
  [/^OpenAI\/JS (\d+\.\d+)/, 'openai $1'],
  [/^(?:Async)?OpenAI\/Python (\d+\.\d+)/, 'openai-python $1'],
  // Vercel's AI SDK, whatever the provider.
  [/^ai\/(\d+\.\d+)/, 'ai-sdk $1'],
  [/^curl\//, 'curl'],
]
const LONGEST = 40

/**
 * What a calling program names itself, short enough for a column: of the SDKs their name and version,
 * of others the first word of their `user-agent`. Null where it says nothing.
 */
export function clientName(header: (name: string) => string | null): string | null {
  const agent = header('user-agent')?.trim() ?? ''
  if (agent === '') return null
  for (const [pattern, name] of PROGRAMS) {
    const match = pattern.exec(agent)
    if (match !== null) return match[0].replace(pattern, name)
  }
  return (agent.split(/[\s/]/, 1)[0] ?? agent).slice(0, LONGEST)
}
