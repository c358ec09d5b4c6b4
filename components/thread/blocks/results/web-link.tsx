import { safeUrl } from '../../markdown/safe-url'

interface Props {
  address: unknown
  /** The address itself unless given. */
  title?: unknown
}

/** A page that a tool found: its title and host. What is no address of the web is text. */
export function WebLink({ address, title }: Props) {
  const url = safeUrl(address)
  const words = typeof title === 'string' && title !== '' ? title : String(address ?? '')
  if (url === null) return <span className="wrap-anywhere">{words}</span>
  return (
    <span className="wrap-anywhere">
      <a
        href={url.href}
        title={url.href}
        target="_blank"
        rel="noopener noreferrer"
        className="text-accent underline decoration-from-font underline-offset-2 hover:text-accent-hover"
      >
        {words}
      </a>{' '}
      <span className="text-ink-3 text-small">{url.host}</span>
    </span>
  )
}
