import * as z from 'zod/mini'
import { EFFORT_LEVELS } from '@/lib/domain/models-row'
import { keyedStorage } from '../stores/keyed-storage'
import type { Setup } from './setup'

const storage = keyedStorage('parley.sweep.')

const schema = z.object({
  kind: z.enum(['repeat', 'grid']),
  repeats: z.number(),
  from: z.string(),
  models: z.array(z.object({ upstream: z.string(), model: z.string() })),
  efforts: z.array(z.nullable(z.enum(EFFORT_LEVELS))),
  temperatures: z.string(),
  systems: z.array(z.string()),
})

/** What was chosen of a sweep of this comparison and not started; null = nothing. */
export function readSetup(comparisonId: string): Setup | null {
  try {
    const saved = schema.safeParse(JSON.parse(storage.read(comparisonId) ?? 'null'))
    return saved.success ? saved.data : null
  } catch {
    return null
  }
}

/** Keeps what is being chosen, over a closed dialog and a reload; null = it was started. */
export function keepSetup(comparisonId: string, setup: Setup | null): void {
  storage.write(comparisonId, setup === null ? null : JSON.stringify(setup))
}
