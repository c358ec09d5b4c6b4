/** Stands where nothing of a list is open: what that means, and the way on. */
export function NothingOpen({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="px-7 pt-16">
      <p className="font-medium text-ui">{title}</p>
      <p className="mt-1 max-w-120 text-ink-3 text-ui">{hint}</p>
    </div>
  )
}
