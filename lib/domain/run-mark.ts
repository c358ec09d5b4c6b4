import * as z from 'zod/mini'

/** What a person thinks of an answer. */
export interface RunMark {
  runId: string
  /** -1 down, 1 up, 0 neither. */
  thumb: -1 | 0 | 1
  note: string
}

/** How many characters a note may have. */
export const MOST_NOTE = 10_000

/** Body of `PATCH /api/runs/{id}/mark`; what is not named stays as it is. */
export const patchMarkSchema = z.partial(
  z.strictObject({
    thumb: z.literal([-1, 0, 1]),
    note: z.string().check(z.trim(), z.maxLength(MOST_NOTE)),
  }),
)
export type PatchMark = z.infer<typeof patchMarkSchema>

/** The marks with a change of one of them; one that says nothing is none. */
export function withMark(marks: readonly RunMark[], runId: string, patch: PatchMark): RunMark[] {
  const known = marks.find((mark) => mark.runId === runId)
  const thumb = patch.thumb ?? known?.thumb ?? 0
  const note = patch.note ?? known?.note ?? ''
  const others = marks.filter((mark) => mark.runId !== runId)
  return thumb === 0 && note === '' ? others : [...others, { runId, thumb, note }]
}
