import { refusedField } from './refused-field'

/** One thing that the API says against a request, read off its own sentence. */
export interface Complaint {
  /** The API's own sentence. */
  message: string
  /** The path of the field that it is about; null where it names none. */
  field: string | null
  /** What is wrong, for a sentence in the language of the screen; null for what is not in the table. */
  code: ComplaintCode | null
  /** The numbers of the sentence, by the names that its row gives them. */
  values: Record<string, number>
}

interface Row {
  code: string
  said: RegExp
  /** Where the sentence itself names no path. */
  field?: string
}

/**
 * What a person at the panel can run into, by how the API says it (claude-api.md §2; the sandbox's
 * rules say the same). The first that fits: what only the shape says comes last.
 */
export const COMPLAINTS = [
  { code: 'requestTooLarge', said: /^Request (?:body )?exceeds the maximum/, field: 'messages' },
  { code: 'unknownModel', said: /^model: \S+$/ },
  { code: 'maxTokensCap', said: /^max_tokens: \d+ > (?<most>\d+), which is the maximum/ },
  { code: 'blankStop', said: /each stop sequence must contain non-whitespace/ },
  { code: 'fastUnsupported', said: /^speed: 'fast' is not supported/ },
  { code: 'fastBeta', said: /^speed: 'fast' needs the beta header/ },
  { code: 'samplingVersion', said: /sampling parameters are not supported from API version/ },
  { code: 'samplingDefault', said: /accepts the default value only$/ },
  { code: 'samplingBoth', said: /^`temperature` and `top_p` cannot both be specified/ },
  { code: 'temperatureThinking', said: /^`temperature` may only be set to 1 when thinking/ },
  { code: 'topKThinking', said: /^`top_k` must be unset when thinking/ },
  { code: 'topPThinking', said: /^`top_p` must be .* when thinking is enabled/ },
  { code: 'thinkingType', said: /^"thinking\.type\.\w+" is not supported/ },
  { code: 'thinkingNoTokens', said: /^max_tokens: 0 cannot be combined with thinking/ },
  { code: 'budgetTooLarge', said: /`max_tokens` must be greater than `thinking\.budget_tokens`/ },
  { code: 'effortModel', said: /^output_config\.effort: not supported/ },
  { code: 'effortLevel', said: /^output_config\.effort: '\w+' is not supported/ },
  { code: 'effortThinking', said: /^output_config\.effort: '\w+' needs thinking/ },
  { code: 'emptyTurn', said: /all messages must have non-empty content/ },
  { code: 'emptyText', said: /text content blocks must be non-empty/ },
  { code: 'blockRole', said: /blocks are not permitted in \w+ messages/ },
  {
    code: 'systemTurn',
    said: /'system' is not supported among the messages|a 'system' message must/,
  },
  { code: 'prefillModel', said: /not support assistant message prefill/, field: 'messages' },
  { code: 'prefillThinking', said: /prefill cannot be combined with thinking/ },
  { code: 'prefillEnd', said: /final assistant content cannot end with trailing whitespace/ },
  { code: 'toolBeta', said: /^tools\.\d+: .* needs the beta header/ },
  { code: 'toolModel', said: /^tools\.\d+: .* is not supported for/ },
  { code: 'toolName', said: /^tools\.\d+\.custom\.name: String should match pattern/ },
  { code: 'toolTwice', said: /Tool names must be unique/ },
  { code: 'schemaInvalid', said: /JSON schema is invalid/ },
  { code: 'schemaOpen', said: /'additionalProperties' must be explicitly set to false/ },
  {
    code: 'schemaLimits',
    said: /For '\w+' type, .* are not supported|Recursive schemas|\$ref (?:is not supported|leads nowhere)/,
  },
  { code: 'choiceNoTools', said: /^tool_choice: may only be specified while providing tools/ },
  { code: 'choiceNoSuchTool', said: /^tool_choice\.tool\.name: Tool '.*' not found/ },
  { code: 'choiceForced', said: /^tool_choice: '\w+' is not supported/ },
  {
    code: 'choiceThinking',
    said: /^Thinking may not be enabled when tool_choice forces/,
    field: 'tool_choice',
  },
  { code: 'loopThinking', said: /Expected `thinking` or `redacted_thinking`, but found/ },
  {
    code: 'toolPairs',
    said: /`tool_use` (?:ids|must)|unexpected `tool_use_id`|`tool_result` blocks (?:must|may)/,
  },
  { code: 'thinkingChanged', said: /Invalid `\w+` in `\w+` block|is bound to a different/ },
  { code: 'formatModel', said: /^output_config\.format: not supported/ },
  { code: 'formatCitations', said: /structured outputs cannot be combined with citations/ },
  { code: 'formatPrefill', said: /structured outputs cannot be combined with an assistant/ },
  { code: 'citationsMixed', said: /citations must be enabled on all or none/ },
  {
    code: 'marksMany',
    said: /^A maximum of (?<most>\d+) blocks with cache_control may be provided\. Found (?<found>\d+)/,
    field: 'cache_control',
  },
  { code: 'marksOrder', said: /a breakpoint with ttl '1h' must come before/ },
  { code: 'imagesMany', said: /too many images: (?<found>\d+) > (?<most>\d+) maximum/ },
  { code: 'imageBroken', said: /Could not process image/ },
  { code: 'imageType', said: /Image does not match the provided media type/ },
  { code: 'imageEmpty', said: /image cannot be empty/ },
  { code: 'imageLarge', said: /image exceeds (?<most>\d+) MB maximum/ },
  { code: 'imageSides', said: /image dimensions exceed max allowed size.*: (?<most>\d+) pixels/ },
  { code: 'base64', said: /Invalid base64 data/ },
  { code: 'pdfLocked', said: /PDF specified is password protected/ },
  { code: 'pdfBroken', said: /PDF specified was not valid|Could not process PDF/ },
  { code: 'pdfPages', said: /A maximum of (?<most>\d+) PDF pages/ },
  { code: 'fileMissing', said: /^File (?:not found|has expired): /, field: 'messages' },
  { code: 'fileKind', said: /files of type .* are not supported in/ },
  {
    code: 'promptLong',
    said: /^prompt is too long: (?<found>\d+) tokens > (?<most>\d+) maximum/,
    field: 'messages',
  },
  {
    code: 'contextLimit',
    said: /exceed context limit: (?<input>\d+) \+ (?<output>\d+) > (?<most>\d+)/,
    field: 'max_tokens',
  },
  { code: 'unknownField', said: /: Extra inputs are not permitted$/ },
  { code: 'missingField', said: /: Field required$/ },
  { code: 'tooSmall', said: /(?:greater than or equal to|have at least) (?<least>\d+)/ },
  { code: 'tooBig', said: /(?:less than or equal to|have at most) (?<most>\d+)/ },
  { code: 'wrongValue', said: /: Input should be |does not match any of the expected tags/ },
] as const satisfies readonly Row[]

export type ComplaintCode = (typeof COMPLAINTS)[number]['code']

/** Reads one of the API's sentences. */
export function readComplaint(message: string): Complaint {
  const rows: readonly (Row & { code: ComplaintCode })[] = COMPLAINTS
  for (const { code, said, field } of rows) {
    const match = said.exec(message)
    if (match === null) continue
    const values = Object.entries(match.groups ?? {}).map(([name, digits]) => [
      name,
      Number(digits),
    ])
    return {
      ...{ message, code, field: field ?? refusedField(message) },
      values: Object.fromEntries(values),
    }
  }
  return { message, field: refusedField(message), code: null, values: {} }
}
