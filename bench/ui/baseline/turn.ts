/** A turn of the plain thread: its text is all it has. */
export interface PlainTurn {
  id: string
  text: string
}
