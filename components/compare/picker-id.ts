/** The id of the control that picks a column's model. */
export function pickerId(columnId: string): string {
  return `model-of-${columnId}`
}
