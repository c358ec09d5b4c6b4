interface Props {
  url: string
  place: { page: number; lastPage: number; quote: string | null } | null
  head: HTMLElement | null
  onLocated: (found: 'found' | 'not_found') => void
}
export function PdfPreview(props: Props) {
  return <p>{props.url}</p>
}
