import { filesBeside } from './code-files'
import type { CodeRequest, Program } from './code-request'
import type { JsonObject } from './exact-json'
import { gapComments, pythonGaps } from './gaps'
import { writeLiteral } from './literal'
import { isOpenAiToolForced, openAiFunctions } from './openai-functions'
import { toOpenAiRequest } from './openai-request'
import { pythonFiles, pythonImports } from './python-files'
import { pythonFunctions, RESERVED_IN_PYTHON } from './python-functions'
import { PYTHON, pythonString } from './python-literal'
import type { ToolFunction } from './tool-functions'

/** The request as a program in Python with the OpenAI SDK; null where it does not map. */
export function toOpenAiPython(request: CodeRequest): Program | null {
  const mapped = toOpenAiRequest(request)
  if (mapped === null) return null
  const { body } = mapped
  const gaps = [...mapped.gaps, ...pythonGaps(body)]
  const isStream = request.body.stream === true
  const tools = openAiFunctions(request.body, body, RESERVED_IN_PYTHON)
  const hasLoop = tools.length > 0
  const files = pythonFiles(body)
  const imports = pythonImports(['os', ...(hasLoop ? ['json'] : []), ...files.modules])
  const text = [
    `${files.comments}${gapComments(gaps, '#')}${imports}\nimport openai`,
    writeClient(request),
    ...files.helpers,
    `request = ${writeLiteral(withExtra(body), PYTHON, 0, 10)}`,
    ...(hasLoop
      ? writeLoop(request, tools, isOpenAiToolForced(body), isStream)
      : [writeCall(isStream)]),
  ].join('\n\n')
  return { text: `${text}\n`, gaps, files: filesBeside(body) }
}

/** The SDK takes by name only what it knows. */
function withExtra({ thinking, ...body }: JsonObject): JsonObject {
  return thinking === undefined ? body : { ...body, extra_body: { thinking } }
}

function writeClient({ base, auth, keyVariable }: CodeRequest): string {
  const key = auth === 'none' ? '"none"' : `os.environ[${pythonString(keyVariable)}]`
  return [
    'client = openai.OpenAI(',
    `    api_key=${key},`,
    `    base_url=${pythonString(`${base}/v1`)},`,
    '    timeout=3600,',
    ')',
  ].join('\n')
}

const STREAM = (params: string) => `with client.chat.completions.stream(${params}) as stream:
    for event in stream:
        if event.type == "content.delta":
            print(event.delta, end="", flush=True)`

function writeCall(isStream: boolean): string {
  return isStream
    ? `${STREAM('**request')}
    choice = stream.get_final_completion().choices[0]
print(f"\\n[{choice.finish_reason}]")`
    : `choice = client.chat.completions.create(**request).choices[0]
print(choice.message.content)
print(f"[{choice.finish_reason}]")`
}

function writeLoop(
  { maxSteps }: CodeRequest,
  tools: readonly ToolFunction[],
  isForced: boolean,
  isStream: boolean,
): string[] {
  return [
    ...pythonFunctions(tools),
    writeRun(tools),
    writeAsk(isForced, isStream),
    writeSteps(maxSteps),
  ]
}

function writeRun(tools: readonly ToolFunction[]): string {
  const rows = tools.map(({ tool, name }) => `    ${pythonString(tool)}: ${name},\n`).join('')
  return `
functions = {
${rows}}


def run(call):
    try:
        result = functions[call.function.name](json.loads(call.function.arguments or "{}"))
    except NotImplementedError:
        raise
    except Exception as error:
        result = str(error)
    content = result if isinstance(result, str) else json.dumps(result)
    return {"role": "tool", "tool_call_id": call.id, "content": content}`
}

function writeAsk(isForced: boolean, isStream: boolean): string {
  const forced = isForced
    ? `    if messages is not request["messages"]:
        # What is forced in every step would never end: after the first one the model chooses.
        asked["tool_choice"] = "auto"
`
    : ''
  const call = isStream
    ? `    ${STREAM('**asked').replaceAll('\n', '\n    ')}
        return stream.get_final_completion().choices[0]`
    : `    choice = client.chat.completions.create(**asked).choices[0]
    print(choice.message.content or "")
    return choice`
  return `
def ask(messages):
    asked = {**request, "messages": messages}
${forced}${call}`
}

function writeSteps(maxSteps: number): string {
  return `
messages = request["messages"]
for step in range(${maxSteps}):
    choice = ask(messages)
    print(f"\\n[{choice.finish_reason}]")
    if choice.finish_reason != "tool_calls":
        break
    calls = choice.message.tool_calls
    said = {
        "role": "assistant",
        "content": choice.message.content,
        "tool_calls": [call.to_dict() for call in calls],
    }
    # All results of an answer go back together.
    messages = [*messages, said, *(run(call) for call in calls)]
else:
    raise RuntimeError("The model asks for more after ${maxSteps} steps.")`
}
