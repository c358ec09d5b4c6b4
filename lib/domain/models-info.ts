import type { ModelInfo } from './models'
import { EFFORT_LEVELS, type ModelRow, THINKING_TYPES } from './models-row'

const yes = { supported: true }

/** Each of `all` with whether it is among `some`, as the wire's capability leaves say it. */
function leaves<Name extends string>(all: readonly Name[], some: readonly Name[]) {
  return Object.fromEntries(all.map((name) => [name, { supported: some.includes(name) }]))
}

/** A table row as the wire's model object. What the table does not know stays out or null. */
export function modelInfo(row: ModelRow): ModelInfo {
  return {
    type: 'model',
    id: row.id,
    display_name: `Claude ${row.label}`,
    created_at: midnight(row.created) ?? '',
    lifecycle: row.lifecycle,
    line: row.line,
    deprecated_at: midnight(row.deprecated),
    retires_at: midnight(row.retires),
    max_input_tokens: row.context,
    max_tokens: row.maxOutput,
    capabilities: {
      batch: yes,
      citations: yes,
      image_input: yes,
      pdf_input: yes,
      structured_outputs: { supported: row.hasStructuredOutputs },
      effort:
        row.effort === null
          ? null
          : { supported: row.effort.length > 0, ...leaves(EFFORT_LEVELS, row.effort) },
      thinking: { supported: true, types: leaves(THINKING_TYPES, row.thinking.types) },
    },
  }
}

const midnight = (day: string | undefined) => (day === undefined ? null : `${day}T00:00:00Z`)
