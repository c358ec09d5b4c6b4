/** Answers of any length; the same length is always the same text. */
export type TextKind = 'prose' | 'list' | 'table' | 'code'

const WORDS =
  'a limit of requests per minute holds for the whole organization and is filled again by the second so that a burst may fail where the same calls spread over the minute would all be answered'.split(
    ' ',
  )

/** So many words, other ones for each number. */
function words(count: number, from: number): string {
  return Array.from({ length: count }, (_, i) => WORDS[(from * 7 + i) % WORDS.length]).join(' ')
}

const listItem = (i: number) => `- **Item ${i}**: ${words(12, i)} \`call(${i})\`\n`
const tableRow = (i: number) => `| ${i} | ${words(3, i)} | ${words(6, i)} | ${i * 17} |\n`
const codeLine = (i: number) => `  const value${i} = await call(${i}, "${words(3, i)}")\n`
const TABLE_HEAD = '| No. | Name | What it does | Count |\n|---:|---|---|---:|\n'

/** Block number `i` of an answer as models write them. */
function proseBlock(i: number): string {
  const some = (count: number, make: (i: number) => string) =>
    Array.from({ length: count }, (_, k) => make(i * 10 + k)).join('')
  const blocks = [
    () => `## Part ${i}\n\n`,
    () =>
      `${words(60, i)}, **as it stands** in \`limits.ts\` and [there](https://example.com/${i}).\n\n`,
    () => `${some(5, listItem)}\n`,
    () => `${words(40, i)}.\n\n`,
    () => `\`\`\`ts\n${some(8, codeLine)}\`\`\`\n\n`,
    () => `${words(50, i)}, _more or less_.\n\n`,
    () => `${TABLE_HEAD}${some(4, tableRow)}\n`,
  ]
  return blocks[i % blocks.length]?.() ?? ''
}

const KINDS: Record<TextKind, { head: string; part: (i: number) => string }> = {
  prose: { head: '', part: proseBlock },
  list: { head: 'One list:\n\n', part: listItem },
  table: { head: TABLE_HEAD, part: tableRow },
  code: { head: '```ts\n', part: codeLine },
}

/** About a token. */
const PIECE = /\s*\S{1,6}|\s+/g

/** Marks the end of an answer. */
export const LAST_WORD = 'finis'

/** An answer in so many pieces of about a token each. */
export function tokensOf(kind: TextKind, count: number): string[] {
  const { head, part } = KINDS[kind]
  const pieces: string[] = head.match(PIECE) ?? []
  for (let i = 0; pieces.length < count; i++) {
    pieces.push(...(part(i).match(PIECE) ?? []))
  }
  return [...pieces.slice(0, count - 1), `\n\n${LAST_WORD}`]
}
