import type { Run } from './run'
import { NO_TIMING } from './timing'

type Asked = Pick<Run, 'id' | 'source' | 'upstream' | 'isSandbox' | 'model' | 'apiVersion'>

/** A run that has been asked for and has not begun; `createdAt` is now unless it is given. */
export function newRun(asked: Asked & Partial<Run>): Run {
  return {
    conversationId: null,
    messageId: null,
    path: '/v1/messages',
    client: null,
    keyId: null,
    upstreamKeyId: null,
    replayOf: null,
    contextKey: null,
    settings: null,
    status: 'queued',
    httpStatus: null,
    requestId: null,
    retries: [],
    error: null,
    message: null,
    timing: NO_TIMING,
    createdAt: Date.now(),
    endedAt: null,
    ...asked,
  }
}
