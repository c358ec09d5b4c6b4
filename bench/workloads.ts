/** Events of one answer, its frame included. */
export const EVENTS = 50

/** How an answer comes: in one piece, or event by event, so many a second. */
export const KINDS = { burst: null, quick: 200, slow: 40 } as const

export type Kind = keyof typeof KINDS

/** Events of a slow answer: five seconds of them. */
export const SLOW_EVENTS = 200

/** What is asked for in one round of one target. */
export interface Workload {
  name: string
  /** A word in the request by which the upstream chooses its answer. */
  kind: Kind
  requests: number
  /** Requests in flight at once. */
  width: number
}

export const WORKLOADS = {
  alone: { name: 'one after the other', kind: 'burst', requests: 200, width: 1 },
  sixteen: { name: '16 at once, answers in one piece', kind: 'burst', requests: 1280, width: 16 },
  sixtyFour: { name: '64 at once, answers in one piece', kind: 'burst', requests: 1920, width: 64 },
  quick: {
    name: `16 at once, ${EVENTS} events at ${KINDS.quick}/s`,
    kind: 'quick',
    requests: 64,
    width: 16,
  },
} as const satisfies Record<string, Workload>

export const CROWD: Workload = {
  name: `500 at once, ${SLOW_EVENTS} events at ${KINDS.slow}/s`,
  kind: 'slow',
  requests: 500,
  width: 500,
}

/** Bytes of the file that is uploaded. */
export const UPLOAD = 200 * 1_000_000
