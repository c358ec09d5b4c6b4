import { filesBeside } from './code-files'
import type { CodeRequest, Program } from './code-request'
import type { JsonObject } from './exact-json'
import { gapComments, typescriptGaps } from './gaps'
import { JAVASCRIPT, javascriptString } from './javascript-literal'
import { writeLiteral } from './literal'
import { queryOf, sdkHeaders } from './sdk-headers'
import {
  hasTools,
  hasToolset,
  isToolForced,
  type ToolFunction,
  toolFunctions,
} from './tool-functions'
import { CONTENT_OF } from './typescript-content'
import { typescriptFiles } from './typescript-files'
import { RESERVED_IN_TYPESCRIPT, typescriptFunctions } from './typescript-functions'

/** The request as a program in TypeScript with the Anthropic SDK. */
export function toTypeScript(request: CodeRequest): Program {
  const { stream, ...rest } = request.body
  const isStream = stream === true
  const body = isStream ? rest : request.body
  const gaps = typescriptGaps(request.body)
  if (hasToolset(body)) gaps.push({ kind: 'toolset', path: 'tools' })
  const files = typescriptFiles(body)
  const text = [
    `${files.comments}${gapComments(gaps, '//')}${files.imports}import Anthropic${files.toFile} from '@anthropic-ai/sdk'`,
    writeClient(request),
    ...files.helpers,
    writeRequest(body),
    ...(hasTools(body) ? writeLoop(request, body, isStream) : [writeCall(isStream)]),
  ].join('\n\n')
  return { text: `${text}\n`, gaps, files: filesBeside(body) }
}

function writeClient(request: CodeRequest): string {
  const { base, auth, keyVariable } = request
  const key = auth === 'none' ? "'none'" : 'key'
  const headers = sdkHeaders(request)
  const carriesKey = auth === 'x-api-key' && !isUsual(base, keyVariable)
  const extra = [
    ...headers.map(
      ([name, value]) => `    ${javascriptString(name)}: ${javascriptString(value)},\n`,
    ),
    // By itself the SDK sends the key as a bearer.
    ...(carriesKey ? [`    'x-api-key': key,\n    authorization: null,\n`] : []),
  ]
  const query = queryOf(request)
  return [
    ...(auth === 'none'
      ? []
      : [
          `const key = process.env.${keyVariable}`,
          `if (!key) throw new Error('Set ${keyVariable} first.')`,
          '',
        ]),
    'const client = new Anthropic({',
    `  ${auth === 'bearer' ? 'authToken' : 'apiKey'}: ${key},`,
    `  baseURL: ${javascriptString(base)},`,
    ...(extra.length === 0 ? [] : [`  defaultHeaders: {\n${extra.join('')}  },`]),
    ...(query === null ? [] : [`  defaultQuery: ${writeLiteral(query, JAVASCRIPT, 1, 16)},`]),
    '  timeout: 3_600_000,',
    '})',
  ].join('\n')
}

/** Both take the key as a bearer as well. */
function isUsual(base: string, keyVariable: string): boolean {
  return base === 'https://api.anthropic.com' || keyVariable === 'PARLEY_API_KEY'
}

function writeRequest(body: JsonObject): string {
  // Fields that the SDK does not know are sent all the same.
  return `const request = ${writeLiteral(body, JAVASCRIPT, 0, 16)} as unknown as Anthropic.MessageCreateParamsNonStreaming`
}

const PRINT = `for (const block of answer.content) {
  if (block.type === 'text') console.log(block.text)
}`

function writeCall(isStream: boolean): string {
  return isStream
    ? `const stream = client.messages.stream(request)
stream.on('text', (text) => process.stdout.write(text))
const answer = await stream.finalMessage()
console.log(\`\\n[\${answer.stop_reason}]\`)`
    : `const answer = await client.messages.create(request)
${PRINT}
console.log(\`[\${answer.stop_reason}]\`)`
}

function writeLoop(request: CodeRequest, body: JsonObject, isStream: boolean): string[] {
  const tools = toolFunctions(body, RESERVED_IN_TYPESCRIPT)
  return [
    ...typescriptFunctions(tools, request.scripts),
    ...(tools.length === 0 ? [] : [writeRun(tools)]),
    writeAsk(body, isStream),
    writeSteps(request.maxSteps, tools),
  ]
}

function writeRun(tools: readonly ToolFunction[]): string {
  const rows = tools.map(({ tool, name }) => `  [${javascriptString(tool)}, ${name}],\n`).join('')
  return `const functions = new Map<string, (input: any) => unknown>([
${rows}])

${CONTENT_OF}

async function run(call: Anthropic.ToolUseBlock): Promise<Anthropic.ToolResultBlockParam> {
  const answer = { type: 'tool_result' as const, tool_use_id: call.id }
  const tool = functions.get(call.name)
  if (!tool) throw new Error(\`No function answers the tool \${call.name}.\`)
  try {
    const result = await tool(call.input)
    return { ...answer, content: contentOf(result) }
  } catch (error) {
    if (error instanceof NotImplemented) throw error
    return { ...answer, content: String(error), is_error: true }
  }
}`
}

function writeAsk(body: JsonObject, isStream: boolean): string {
  const isForced = isToolForced(body)
  const forced = isForced
    ? `  // What is forced in every step would never end: after the first one the model chooses.
  const tool_choice = messages === request.messages ? request.tool_choice : { type: 'auto' as const }
`
    : ''
  const params = `{ ...request, messages${isForced ? ', tool_choice' : ''} }`
  return isStream
    ? `async function ask(messages: Anthropic.MessageParam[]): Promise<Anthropic.Message> {
${forced}  const stream = client.messages.stream(${params})
  stream.on('text', (text) => process.stdout.write(text))
  return stream.finalMessage()
}`
    : `async function ask(messages: Anthropic.MessageParam[]): Promise<Anthropic.Message> {
${forced}  const answer = await client.messages.create(${params})
  ${PRINT.replaceAll('\n', '\n  ')}
  return answer
}`
}

function writeSteps(maxSteps: number, tools: readonly ToolFunction[]): string {
  const results =
    tools.length === 0
      ? ''
      : `
  if (answer.stop_reason === 'tool_use') {
    // All results of an answer go back in one turn.
    const calls = answer.content.filter((block) => block.type === 'tool_use')
    messages = [...messages, { role: 'user', content: await Promise.all(calls.map(run)) }]
  }`
  const goesOn =
    tools.length === 0
      ? "answer.stop_reason !== 'pause_turn'"
      : "answer.stop_reason !== 'tool_use' && answer.stop_reason !== 'pause_turn'"
  return `let messages = request.messages
for (let step = 1; ; step++) {
  const answer = await ask(messages)
  console.log(\`\\n[\${answer.stop_reason}]\`)
  if (${goesOn}) break
  if (step === ${maxSteps}) throw new Error('The model asks for more after ${maxSteps} steps.')
  // A paused turn goes back as it is, and the model goes on with it.
  messages = [...messages, { role: 'assistant', content: answer.content }]${results}
}`
}
