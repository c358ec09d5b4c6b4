import { useIsCodeFenceIncomplete } from 'streamdown'
import { useTranslations } from 'use-intl'
import { CodeLines } from '../ui/code-lines'
import { CopyButton } from '../ui/copy-button'
import { type TreeNode, textOf } from './syntax-tree'

/** A fenced code block: its language, a way to copy it, the code as it is. */
export function CodeBlock({ node }: { node?: TreeNode | undefined }) {
  const t = useTranslations('chat.markdown')
  const isGrowing = useIsCodeFenceIncomplete()
  const code = node?.children?.find((child) => child.tagName === 'code')
  const text = code === undefined ? '' : textOf(code).replace(/\n$/, '')
  const language = languageOf(code)
  return (
    <figure className="-mx-3 mt-3 overflow-hidden rounded-lg bg-sunken phone:-mx-2">
      <figcaption className="flex h-8 items-center justify-between pr-1.5 pl-3 text-ink-3 text-small phone:h-11">
        {language ?? t('code')}
        {!isGrowing && <CopyButton text={text} label={t('copyCode')} copiedLabel={t('copied')} />}
      </figcaption>
      <CodeLines className="px-3 pb-3 text-code">{text}</CodeLines>
    </figure>
  )
}

/** `language-ts` among the classes of the code element. */
function languageOf(code: TreeNode | undefined): string | null {
  const names = code?.properties?.className
  if (!Array.isArray(names)) return null
  const found = names.map(String).find((name) => name.startsWith('language-'))
  return found?.slice('language-'.length) || null
}
