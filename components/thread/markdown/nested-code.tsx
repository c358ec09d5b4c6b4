import { useContext } from 'react'
import { CodeFence } from './code-fence'
import { IsGrowing } from './is-growing'
import { type TreeNode, textOf } from './syntax-tree'

/** Code that stands in a list or a quotation. */
export function NestedCode({ node }: { node?: TreeNode | undefined }) {
  const isOpen = useContext(IsGrowing)
  const code = node?.children?.find((child) => child.tagName === 'code')
  const text = code === undefined ? '' : textOf(code).replace(/\n$/, '')
  return <CodeFence info={infoOf(code)} code={text} isOpen={isOpen} />
}

/** `language-ts` among the classes of the code element. */
function infoOf(code: TreeNode | undefined): string {
  const names = code?.properties?.className
  if (!Array.isArray(names)) return ''
  const found = names.map(String).find((name) => name.startsWith('language-'))
  return found?.slice('language-'.length) ?? ''
}
