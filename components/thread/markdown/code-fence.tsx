import { CodeBlock } from './code/code-block'
import { languageOf } from './code/languages'
import { Diagram } from './diagram/diagram'

interface Props {
  info: string
  code: string
  /** True while more of it may come. */
  isOpen: boolean
}

/** A fence: a diagram where it holds a whole one, else code. */
export function CodeFence({ info, code, isOpen }: Props) {
  const isDiagram = !isOpen && languageOf(info)?.id === 'mermaid' && code.trim() !== ''
  return isDiagram ? (
    <Diagram source={code} />
  ) : (
    <CodeBlock info={info} code={code} isOpen={isOpen} />
  )
}
