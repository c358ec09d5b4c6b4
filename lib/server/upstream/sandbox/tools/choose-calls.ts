import 'server-only'
import type { AnswerBlock } from '../answer/answer'
import type { Brief } from '../answer/brief'
import type { MessagesBody } from '../request/schema'

/** The tool calls that a request is answered with, after the words that lead to them; none where words answer it. */
export function chooseCalls(_body: MessagesBody, _brief: Brief): AnswerBlock[] {
  return []
}
