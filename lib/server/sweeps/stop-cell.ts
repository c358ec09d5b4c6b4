import 'server-only'
import type { Runs } from '../runs/runs'
import { type Db, OWNER } from '../store/schema'
import type { ToolLoop } from '../tools/loop'
import { lookAtCell } from './look-at-cell'
import type { CellFlight } from './under-way'

interface Places {
  db: Db
  runs: Runs
  loop: ToolLoop
}

/** Ends what is under way of a cell: its calls, so that its loop does not go on, and its runs. */
export async function stopCell(places: Places, flight: CellFlight): Promise<void> {
  const { runs, loop } = places
  const look = await lookAtCell(places, flight)
  const turns = look.runs.flatMap((run) => run.messageId ?? [])
  await loop.stop(OWNER, flight.conversationId, new Set(turns))
  await runs.stopLive(OWNER, [flight.runId, ...look.runs.map(({ id }) => id)])
}

/** Ends what is under way of all of these at once. Throws where something could not be: that is looked at again. */
export async function stopCells(places: Places, flights: readonly CellFlight[]): Promise<void> {
  const stops = await Promise.allSettled(
    flights.map((flight) =>
      stopCell(places, flight).catch((err: unknown) => {
        flight.isLooping = true
        throw err
      }),
    ),
  )
  for (const one of stops) if (one.status === 'rejected') throw one.reason
}
