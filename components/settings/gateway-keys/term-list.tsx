/** What is said of a key, a fact each: only space stands between them. */
export function TermList({ terms }: { terms: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4">
      {terms.map((term) => (
        <li key={term}>{term} </li>
      ))}
    </ul>
  )
}
