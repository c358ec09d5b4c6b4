import { CodeBlock } from './code/code-block'

interface Props {
  info: string
  code: string
  isOpen: boolean
}

/** A fence: a diagram where it holds a whole one, else code. */
export function CodeFence(props: Props) {
  return <CodeBlock {...props} />
}
