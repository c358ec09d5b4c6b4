import './answer.css'
import { memo } from 'react'
import { harden } from 'rehype-harden'
import { Streamdown, type StreamdownProps } from 'streamdown'
import { CodeBlock } from './code-block'
import { PLAIN_ELEMENTS, TaskMark } from './markdown-elements'
import { MarkdownImage, MarkdownLink } from './markdown-link'

/**
 * Without `rehype-raw` among the plugins, HTML in an answer stays text: nothing of it becomes an
 * element. Links and images that are no http, https or mailto lose their address here, and once
 * more in {@link MarkdownLink}.
 */
const REHYPE: NonNullable<StreamdownProps['rehypePlugins']> = [
  [
    harden,
    {
      allowedLinkPrefixes: ['*'],
      allowedImagePrefixes: ['*'],
      linkBlockPolicy: 'text-only',
      imageBlockPolicy: 'text-only',
    },
  ],
]

// The type's index signature asks every component to take any props: each is given those of its own tag.
const COMPONENTS = {
  ...PLAIN_ELEMENTS,
  a: MarkdownLink,
  img: MarkdownImage,
  input: TaskMark,
  pre: CodeBlock,
} as NonNullable<StreamdownProps['components']>

interface Props {
  text: string
  /** True while more may come: unfinished marks at the end are then read as if finished. */
  isLive: boolean
  /** Whether a caret stands after the last word. */
  hasCaret?: boolean
}

/** An answer's Markdown. Finished paragraphs keep their place and are not rendered again. */
export const Markdown = memo(function Markdown({ text, isLive, hasCaret = isLive }: Props) {
  return (
    <Streamdown
      className="answer space-y-0"
      data-live={hasCaret || undefined}
      components={COMPONENTS}
      rehypePlugins={REHYPE}
      parseIncompleteMarkdown={isLive}
      isAnimating={isLive}
      controls={false}
    >
      {text}
    </Streamdown>
  )
})
