/** What a function gives as the content of a result, as Parley sends it; `blocks` says what is done with content blocks. */
const contentOf = (
  types: string,
  blocks: string,
) => `// A text goes as it is, content blocks as blocks, nothing as an empty text, all else as JSON.
function contentOf(result: any): any {
  if (result === undefined) return ''
  if (typeof result === 'string') return result
  const isBlock = (part: any) => [${types}].includes(part?.type)
  if (Array.isArray(result) && result.length > 0 && result.every(isBlock)) return ${blocks}
  const json = JSON.stringify(result)
  if (json === undefined) throw new Error(\`The function returned a \${typeof result}, which is no data.\`)
  return json
}`

export const CONTENT_OF = contentOf("'text', 'image', 'document', 'search_result'", 'result')

/** The results of OpenAI's clients hold texts alone. */
export const OPENAI_CONTENT_OF = contentOf(
  "'text'",
  "result.map(({ text }) => ({ type: 'text', text }))",
)
