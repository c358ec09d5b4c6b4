import { ImageIcon } from 'lucide-react'
import { type ComponentProps, createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'
import { isFragment, safeUrl } from './safe-url'

const LINK = 'text-accent underline decoration-from-font underline-offset-2 hover:text-accent-hover'

/** True inside a link, where an image must not be one of its own. */
const InLink = createContext(false)

type LinkProps = ComponentProps<'a'> & { node?: unknown }

/** A link of an answer: opens in a new tab that knows nothing of this one. Anything unsafe is text. */
export function MarkdownLink({ href, children, id }: LinkProps) {
  const inner = <InLink value={true}>{children}</InLink>
  if (isFragment(href)) {
    return (
      <a href={href} id={id} className={LINK}>
        {inner}
      </a>
    )
  }
  const url = safeUrl(href)
  if (url === null) return <span>{children}</span>
  return (
    <a href={url.href} title={url.href} target="_blank" rel="noopener noreferrer" className={LINK}>
      {inner}
    </a>
  )
}

type ImageProps = ComponentProps<'img'> & { node?: unknown }

/** An image of an answer is never loaded by itself: its address could carry what was said away. */
export function MarkdownImage({ src, alt }: ImageProps) {
  const t = useTranslations('chat.markdown')
  const isInLink = useContext(InLink)
  const url = safeUrl(src)
  if (url === null) return <span>{alt}</span>
  const text = alt ? t('imageNamed', { alt, host: url.host }) : t('image', { host: url.host })
  const inner = (
    <>
      <ImageIcon aria-hidden size={14} strokeWidth={1.5} className="-mt-0.5 mr-1 inline" />
      {text}
    </>
  )
  if (isInLink) return <span>{inner}</span>
  return (
    <a href={url.href} title={url.href} target="_blank" rel="noopener noreferrer" className={LINK}>
      {inner}
    </a>
  )
}
