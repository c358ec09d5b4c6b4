import 'server-only'

const MB = 1_000_000

/** What a server may send (reliability.md B, "Malicious MCP server"). What is too long ends the connection. */
export const BOUNDS = {
  /** One message, or one answer by HTTP: more than a result or a list may have, so that those fail alone. */
  messageBytes: 4 * MB,
  resultBytes: MB,
  listBytes: MB,
  tools: 200,
  pages: 50,
  /** Of what nobody asked for: lines that are no message, and notices, in so many seconds. */
  unasked: { lines: 2000, bytes: 8 * MB, ms: 10_000 },
}
