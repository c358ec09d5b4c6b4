import type { Run } from '../run'

/** Whom an answer came from. */
export type Answerer = Pick<Run, 'upstream' | 'model'>

/** Who ended the answer that runs make up, else who its column asks. */
export function answererOf(runs: readonly Answerer[], asked: Answerer): Answerer {
  return runs.at(-1) ?? asked
}

/**
 * Who gave all answers of a column, by the runs of each, else who it asks where it has none: what a column
 * asks next did not answer before. Null for what is not the same in all of them.
 */
export function answererOfAll(
  answers: readonly (readonly Answerer[])[],
  asked: Answerer,
): { [Name in keyof Answerer]: Answerer[Name] | null } {
  const given = answers.flatMap((runs) => runs.at(-1) ?? [])
  const all = given.length === 0 ? [asked] : given
  const same = (name: keyof Answerer) => {
    const values = new Set(all.map((one) => one[name]))
    return values.size === 1 ? (all[0]?.[name] ?? null) : null
  }
  return { upstream: same('upstream'), model: same('model') }
}
