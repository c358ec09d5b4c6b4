import { useQuery } from '@tanstack/react-query'
import { fileQuery } from '@/lib/client/queries/files'
import { FileText } from '../file-text'
import type { FileViewProps } from '../file-view-props'
import { TextPreview } from '../text-preview'
import { languageOfFile } from './language-of-file'

/** A text as it is, with the colours of its language. */
export function CodePreview(props: FileViewProps) {
  const { fileId, facts, place, onFound } = props
  // The language of code is known by its name alone.
  const { data: file } = useQuery(fileQuery(fileId))
  return (
    <FileText {...props}>
      {(text) => (
        <TextPreview
          text={text}
          place={place}
          onFound={onFound}
          language={languageOfFile(facts.kind, file?.name ?? '')}
        />
      )}
    </FileText>
  )
}
