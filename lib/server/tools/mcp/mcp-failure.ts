import 'server-only'

/** Why an MCP server cannot be asked, or did not answer: what follows its name in a sentence. */
export class McpFailure extends Error {}
