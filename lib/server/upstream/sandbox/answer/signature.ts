import 'server-only'
import { createHmac } from 'node:crypto'

/** Not a secret: the sandbox has nothing to protect, it only has to know its own blocks again. */
const KEY = 'parley sandbox'

/** The signature of a thinking block: the same for the same model and thought. */
export function signThinking(modelId: string, thought: string): string {
  return createHmac('sha512', KEY).update(`${modelId}\n${thought}`).digest('base64')
}
