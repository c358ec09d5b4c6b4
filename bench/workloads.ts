/** Events of one answer, its frame included. */
export const EVENTS = 50
/** How fast a paced answer comes: a quick model. */
export const EVENTS_PER_SECOND = 200

/** What is asked for in one round of one target. */
export interface Workload {
  name: string
  /** A word in the request by which the upstream chooses its answer. */
  kind: 'paced' | 'burst'
  requests: number
  /** Requests in flight at once. */
  width: number
}

export const WORKLOADS = {
  alone: { name: 'one after the other', kind: 'burst', requests: 200, width: 1 },
  load: { name: 'under load', kind: 'burst', requests: 1280, width: 16 },
  paced: {
    name: `${EVENTS} events at ${EVENTS_PER_SECOND}/s`,
    kind: 'paced',
    requests: 64,
    width: 16,
  },
} as const satisfies Record<string, Workload>
