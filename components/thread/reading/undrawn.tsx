/** The room of turns that are not drawn. What is drawn in its stead must not move the reader. */
export function Undrawn({ height }: { height: number }) {
  return (
    height > 0 && (
      <div style={{ height }} className="col-span-full shrink-0 [overflow-anchor:none]" />
    )
  )
}
