import { filesBeside } from './code-files'
import type { CodeRequest, Program } from './code-request'
import type { JsonObject } from './exact-json'
import { gapComments, pythonGaps } from './gaps'
import { writeLiteral } from './literal'
import { pythonFiles, pythonImports } from './python-files'
import { pythonFunctions, RESERVED_IN_PYTHON } from './python-functions'
import { PYTHON, pythonString } from './python-literal'
import { queryOf, sdkHeaders } from './sdk-headers'
import {
  hasTools,
  hasToolset,
  isToolForced,
  type ToolFunction,
  toolFunctions,
} from './tool-functions'

/** What `messages.create` takes by name in all versions of the SDK; the rest goes in by `extra_body`. */
const NAMED = new Set([
  ...['model', 'max_tokens', 'messages', 'system', 'tools', 'tool_choice', 'metadata'],
  ...['stop_sequences', 'thinking', 'service_tier'],
])

/** The request as a program in Python with the Anthropic SDK. */
export function toPython(request: CodeRequest): Program {
  const { stream, ...rest } = request.body
  const isStream = stream === true
  const gaps = pythonGaps(request.body)
  if (hasToolset(rest)) gaps.push({ kind: 'toolset', path: 'tools' })
  const hasLoop = hasTools(rest)
  // `stream` is what the two ways of calling say; said false it goes beside.
  const body = stream === undefined || isStream ? rest : { ...rest, stream }
  const files = pythonFiles(body)
  const imports = pythonImports(['os', ...(hasLoop ? ['json'] : []), ...files.modules])
  const text = [
    `${files.comments}${gapComments(gaps, '#')}${imports}\nimport anthropic`,
    writeClient(request),
    ...files.helpers,
    writeRequest(body),
    ...(hasLoop ? writeLoop(request, rest, isStream) : [writeCall(isStream)]),
  ].join('\n\n')
  return { text: `${text}\n`, gaps, files: filesBeside(body) }
}

function writeClient(request: CodeRequest): string {
  const { base, auth, keyVariable } = request
  const key = auth === 'none' ? '"none"' : `os.environ[${pythonString(keyVariable)}]`
  const headers = Object.fromEntries(sdkHeaders(request))
  const query = queryOf(request)
  return [
    'client = anthropic.Anthropic(',
    // By itself the SDK sends a key as x-api-key.
    `    ${auth === 'bearer' ? 'auth_token' : 'api_key'}=${key},`,
    `    base_url=${pythonString(base)},`,
    `    default_headers=${writeLiteral(headers, PYTHON, 1, 20)},`,
    ...(query === null ? [] : [`    default_query=${writeLiteral(query, PYTHON, 1, 18)},`]),
    '    timeout=3600,',
    ')',
  ].join('\n')
}

function writeRequest(body: JsonObject): string {
  const entries = Object.entries(body)
  const named = Object.fromEntries(entries.filter(([name]) => NAMED.has(name)))
  const more = Object.fromEntries(entries.filter(([name]) => !NAMED.has(name)))
  const whole =
    entries.length === Object.keys(named).length ? named : { ...named, extra_body: more }
  return `request = ${writeLiteral(whole, PYTHON, 0, 10)}`
}

const PRINT = `for block in answer.content:
    if block.type == "text":
        print(block.text)`

function writeCall(isStream: boolean): string {
  return isStream
    ? `with client.messages.stream(**request) as stream:
    for text in stream.text_stream:
        print(text, end="", flush=True)
    answer = stream.get_final_message()
print(f"\\n[{answer.stop_reason}]")`
    : `answer = client.messages.create(**request)
${PRINT}
print(f"[{answer.stop_reason}]")`
}

function writeLoop(request: CodeRequest, body: JsonObject, isStream: boolean): string[] {
  const tools = toolFunctions(body, RESERVED_IN_PYTHON)
  return [
    ...pythonFunctions(tools),
    ...(tools.length === 0 ? [] : [writeRun(tools)]),
    writeAsk(body, isStream),
    writeSteps(request.maxSteps, tools),
  ]
}

function writeRun(tools: readonly ToolFunction[]): string {
  const rows = tools.map(({ tool, name }) => `    ${pythonString(tool)}: ${name},\n`).join('')
  return `
functions = {
${rows}}


def run(call):
    answer = {"type": "tool_result", "tool_use_id": call.id}
    try:
        result = functions[call.name](call.input)
    except NotImplementedError:
        raise
    except Exception as error:
        return {**answer, "content": str(error), "is_error": True}
    return {**answer, "content": result if isinstance(result, str) else json.dumps(result)}`
}

function writeAsk(body: JsonObject, isStream: boolean): string {
  const forced = isToolForced(body)
    ? `    if messages is not request["messages"]:
        # What is forced in every step would never end: after the first one the model chooses.
        asked["tool_choice"] = {"type": "auto"}
`
    : ''
  const call = isStream
    ? `    with client.messages.stream(**asked) as stream:
        for text in stream.text_stream:
            print(text, end="", flush=True)
        return stream.get_final_message()`
    : `    answer = client.messages.create(**asked)
    ${PRINT.replaceAll('\n', '\n    ')}
    return answer`
  return `
def ask(messages):
    asked = {**request, "messages": messages}
${forced}${call}`
}

function writeSteps(maxSteps: number, tools: readonly ToolFunction[]): string {
  const reasons = tools.length === 0 ? '("pause_turn",)' : '("tool_use", "pause_turn")'
  const results =
    tools.length === 0
      ? ''
      : `
    if answer.stop_reason == "tool_use":
        # All results of an answer go back in one turn.
        results = [run(block) for block in answer.content if block.type == "tool_use"]
        messages = [*messages, {"role": "user", "content": results}]`
  return `
messages = request["messages"]
for step in range(${maxSteps}):
    answer = ask(messages)
    print(f"\\n[{answer.stop_reason}]")
    if answer.stop_reason not in ${reasons}:
        break
    # A paused turn goes back as it is, and the model goes on with it.
    messages = [*messages, {"role": "assistant", "content": answer.content}]${results}
else:
    raise RuntimeError("The model asks for more after ${maxSteps} steps.")`
}
