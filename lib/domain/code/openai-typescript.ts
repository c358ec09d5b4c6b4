import { filesBeside } from './code-files'
import type { CodeRequest, Program } from './code-request'
import { gapComments, typescriptGaps } from './gaps'
import { JAVASCRIPT, javascriptString } from './javascript-literal'
import { writeLiteral } from './literal'
import { isOpenAiToolForced, openAiFunctions } from './openai-functions'
import { toOpenAiRequest } from './openai-request'
import type { ToolFunction } from './tool-functions'
import { OPENAI_CONTENT_OF } from './typescript-content'
import { typescriptFiles } from './typescript-files'
import { RESERVED_IN_TYPESCRIPT, typescriptFunctions } from './typescript-functions'

/** The request as a program in TypeScript with the OpenAI SDK; null where it does not map. */
export function toOpenAiTypeScript(request: CodeRequest): Program | null {
  const mapped = toOpenAiRequest(request)
  if (mapped === null) return null
  const { body } = mapped
  const gaps = [...mapped.gaps, ...typescriptGaps(body)]
  const isStream = request.body.stream === true
  const tools = openAiFunctions(request.body, body, RESERVED_IN_TYPESCRIPT)
  const files = typescriptFiles(body)
  const text = [
    `${files.comments}${gapComments(gaps, '//')}${files.imports}import OpenAI from 'openai'`,
    writeClient(request),
    ...files.helpers,
    `const request = ${writeLiteral(body, JAVASCRIPT, 0, 16)} as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming`,
    ...(tools.length === 0
      ? [writeCall(isStream)]
      : writeLoop(request, tools, isOpenAiToolForced(body), isStream)),
  ].join('\n\n')
  return { text: `${text}\n`, gaps, files: filesBeside(body) }
}

function writeClient({ base, auth, keyVariable }: CodeRequest): string {
  const key = [
    `const key = process.env.${keyVariable}`,
    `if (!key) throw new Error('Set ${keyVariable} first.')`,
    '',
  ]
  return [
    ...(auth === 'none' ? [] : key),
    'const client = new OpenAI({',
    `  apiKey: ${auth === 'none' ? "'none'" : 'key'},`,
    `  baseURL: ${javascriptString(`${base}/v1`)},`,
    '  timeout: 3_600_000,',
    '})',
  ].join('\n')
}

function writeCall(isStream: boolean): string {
  return isStream
    ? `const stream = client.chat.completions.stream({ ...request, stream: true })
stream.on('content', (text) => process.stdout.write(text))
const { choices } = await stream.finalChatCompletion()
console.log(\`\\n[\${choices[0]?.finish_reason}]\`)`
    : `const { choices } = await client.chat.completions.create(request)
console.log(choices[0]?.message.content)
console.log(\`[\${choices[0]?.finish_reason}]\`)`
}

function writeLoop(
  { scripts, maxSteps }: CodeRequest,
  tools: readonly ToolFunction[],
  isForced: boolean,
  isStream: boolean,
): string[] {
  return [
    ...typescriptFunctions(tools, scripts),
    writeRun(tools),
    writeAsk(isForced, isStream),
    writeSteps(maxSteps),
  ]
}

function writeRun(tools: readonly ToolFunction[]): string {
  const rows = tools.map(({ tool, name }) => `  [${javascriptString(tool)}, ${name}],\n`).join('')
  return `const functions = new Map<string, (input: any) => unknown>([
${rows}])

${OPENAI_CONTENT_OF}

async function run(call: any): Promise<OpenAI.ChatCompletionMessageParam> {
  const answer = { role: 'tool' as const, tool_call_id: call.id }
  const tool = functions.get(call.function.name)
  if (!tool) throw new Error(\`No function answers the tool \${call.function.name}.\`)
  try {
    const result = await tool(JSON.parse(call.function.arguments || '{}'))
    return { ...answer, content: contentOf(result) }
  } catch (error) {
    if (error instanceof NotImplemented) throw error
    return { ...answer, content: String(error) }
  }
}`
}

function writeAsk(isForced: boolean, isStream: boolean): string {
  const forced = isForced
    ? `  // What is forced in every step would never end: after the first one the model chooses.
  const tool_choice = messages === request.messages ? request.tool_choice : 'auto'
`
    : ''
  const params = `...request, messages${isForced ? ', tool_choice' : ''}`
  const call = isStream
    ? `  const stream = client.chat.completions.stream({ ${params}, stream: true })
  stream.on('content', (text) => process.stdout.write(text))
  return (await stream.finalChatCompletion()).choices[0]!`
    : `  const [choice] = (await client.chat.completions.create({ ${params} })).choices
  console.log(choice!.message.content ?? '')
  return choice!`
  return `async function ask(messages: OpenAI.ChatCompletionMessageParam[]) {\n${forced}${call}\n}`
}

function writeSteps(maxSteps: number): string {
  return `let messages = request.messages
for (let step = 1; ; step++) {
  const { message, finish_reason } = await ask(messages)
  console.log(\`\\n[\${finish_reason}]\`)
  if (finish_reason !== 'tool_calls') break
  if (step === ${maxSteps}) throw new Error('The model asks for more after ${maxSteps} steps.')
  // All results of an answer go back together.
  const { content, tool_calls = [] } = message
  const results = await Promise.all(tool_calls.map(run))
  messages = [...messages, { role: 'assistant', content, tool_calls }, ...results]
}`
}
