interface Props {
  title: string
  headers: readonly (readonly [name: string, value: string])[]
}

/** Headers in their order, as they went. */
export function HeadersTable({ title, headers }: Props) {
  return (
    <section aria-label={title} className="mt-5 first:mt-1">
      <h3 className="mb-1.5 text-ink-3 text-small">{title}</h3>
      <dl className="wrap-anywhere grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-4 phone:grid-cols-1 phone:gap-y-1 rounded-lg bg-sunken px-3 py-2.5 font-mono text-[12px] leading-5">
        {headers.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may occur twice, and the list never changes
          <div key={index} className="col-span-full grid grid-cols-subgrid">
            <dt className="text-ink-2">{name}</dt>
            <dd className="text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
