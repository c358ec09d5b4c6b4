import 'server-only'
import type { Answer, AnswerWay } from '@/lib/domain/tools/answer'
import type { Handled } from '@/lib/domain/tools/trial'
import type { CallPlace } from './builtin/files-in-reach'

/** One call to be answered. */
export interface HandlerCall {
  /** The arguments, valid by the tool's schema. */
  input: Record<string, unknown>
  /** Aborts when somebody stops the loop, or the process ends. */
  signal: AbortSignal
  /** Which files it may read; absent = none. */
  at?: CallPlace
  /** A person lets it run although its server describes the tool otherwise than it was accepted. */
  isChangeAccepted?: boolean
  /** Hears what a script writes to its console, as it does: of one that is stopped nothing else comes. */
  onConsole?: (line: string) => void
}

export type { Handled }

type AnswerBy<Way extends AnswerWay> = Extract<Answer, { by: Way }>

/**
 * Answers a call in one way. What goes wrong in a tool is a result with `isError`, for the model to
 * read; what is thrown is a fault of Parley's own, or the signal's reason once it is aborted. Null: a
 * person is to answer.
 */
export type Handler<Way extends AnswerWay> = (
  answer: AnswerBy<Way>,
  call: HandlerCall,
) => Promise<Handled | null>

export type Handlers = { [Way in AnswerWay]: Handler<Way> }
