import type { JsonObject } from './exact-json'
import type { CodeFile } from './file-value'

/** A request as a program is to make it. */
export interface CodeRequest {
  /** Where it goes, less the path. */
  base: string
  /** With the query, where there is one. */
  path: string
  headers: readonly (readonly [name: string, value: string])[]
  auth: 'x-api-key' | 'bearer' | 'none'
  /** The environment variable that holds the key. */
  keyVariable: string
  body: JsonObject
  /** The same as text, to the letter; or the file that holds it. Of a body that is made of files, no more than how it came. */
  text: string | { file: string }
  /** Bodies of functions in JavaScript, by the names of the tools that they answer. */
  scripts: ReadonlyMap<string, string>
  /** How many answers in a row a tool loop takes at most. */
  maxSteps: number
  /** What the place translates that the API's own layer for OpenAI's clients passes over. */
  openAi: { responseFormat: boolean; reasoningEffort: boolean }
}

/** In what a program is not the request. */
export const GAP_KINDS = [
  'dropped', // has no counterpart in the SDK
  'joined', // several go as one
  'halfPair', // half of a surrogate pair, which the SDK cannot encode
  'rounded', // a number that the SDK writes otherwise
  'newNode', // goes only with a Node.js that has JSON.rawJSON
  'oneCall', // one call, and no loop for its tools
  'toolset', // members of a toolset have no function of their own
] as const
export interface Gap {
  kind: (typeof GAP_KINDS)[number]
  /** Of the field, without the places in lists; empty where it is the whole request. */
  path: string
}

/** A complete program, and in what it is not the request. */
export interface Program {
  text: string
  gaps: Gap[]
  /** What has to lie beside it. */
  files: CodeFile[]
  /** A command that it needs beside its language. */
  needs?: 'jq'
}
