/** Three turns of a talk; the middle one is the answer. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 18 12" width="18" height="12" fill="none" className={className}>
      <path d="M1 1.25h10M1 10.75h6" stroke="var(--ink)" strokeWidth="2.5" strokeLinecap="round" />
      <path d="M7.5 6h9" stroke="var(--accent)" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  )
}
