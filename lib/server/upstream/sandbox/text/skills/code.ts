import 'server-only'
import { bullets, inlineCode, tableOf } from '../markdown'
import { counted, type Skill, say } from './skill'

interface Found {
  kind: 'function' | 'class' | 'import' | 'todo'
  name: string
  line: number
}

/** What begins a definition, in the languages that are pasted most. Each looks at one line. */
const DEFINITIONS: readonly (readonly [Found['kind'], RegExp])[] = [
  [
    'class',
    /^\s*(?:export\s+)?(?:default\s+)?(?:public\s+|private\s+|abstract\s+|final\s+|data\s+|sealed\s+)*(?:class|interface|struct|trait|enum)\s+([A-Za-z_$][\w$]*)/,
  ],
  ['function', /^\s*(?:async\s+)?def\s+([A-Za-z_]\w*)\s*\(/],
  [
    'function',
    /^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s*\*?\s*([A-Za-z_$][\w$]*)\s*[(<]/,
  ],
  [
    'function',
    /^\s*(?:export\s+)?(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?::[^=]{1,80})?=\s*(?:async\s+)?(?:function\b|\([^)]{0,200}\)\s*(?::[^=]{1,80})?=>|[A-Za-z_$][\w$]*\s*=>)/,
  ],
  [
    'function',
    /^\s*(?:pub(?:\([^)]{0,20}\))?\s+)?(?:async\s+)?(?:unsafe\s+)?fn\s+([A-Za-z_]\w*)\s*[(<]/,
  ],
  ['function', /^\s*func\s+(?:\([^)]{0,80}\)\s*)?([A-Za-z_]\w*)\s*[([]/],
  [
    'function',
    /^\s*(?:(?:public|private|protected|static|final|async|override|virtual|inline|const|unsigned|long)\s+){0,5}[A-Za-z_][\w<>[\],*&:]{0,60}\s+\*?([A-Za-z_]\w*)\s*\([^;]{0,200}\)\s*(?:const\s*)?(?:throws [\w, ]{1,80})?\{?\s*$/,
  ],
  ['import', /^\s*(?:import|from|#include|use|require|using)\s+(.{1,100})$/],
  ['todo', /\b((?:TODO|FIXME|XXX)\b.{0,100})/],
]
const NO_NAMES = new Set(
  'if for while switch catch return else new throw await do try function constructor'.split(' '),
)
const MOST_LINES = 50_000
const ASKED =
  /\b(?:function|method|class|code|script|program|import|does|do|explain|review|describe|language|lines)\b|函数|方法|类|代码|脚本|程序|解释|说明|分析|语言/i

/** What a piece of code defines, with line numbers. */
export const describeCode: Skill = (task) => {
  const code = task.materials.find(({ form }) => form === 'code')
  if (code === undefined || !(ASKED.test(task.ask) || task.ask.trim() === '')) return null
  const lines = code.source.pieces.join('\n').split('\n')
  const found = lines
    .slice(0, MOST_LINES)
    .flatMap((line, at) => definitionIn(line.slice(0, 400), at + 1))
  const of = (kind: Found['kind']) => found.filter((one) => one.kind === kind)
  const definitions = found.filter(({ kind }) => kind === 'function' || kind === 'class')
  const language = code.label === '' ? '' : ` (${code.label})`
  const parts = [
    say(
      task,
      `**${counted(of('function').length, 'function')} and ${counted(of('class').length, 'class or type', 'classes or types')}** in ${counted(lines.length, 'line')} of code${language}.`,
      `代码${language}共 ${lines.length} 行，其中有 **${of('function').length} 个函数、${of('class').length} 个类或类型**。`,
    ),
  ]
  if (definitions.length > 0) {
    const rows = definitions
      .slice(0, 60)
      .map(({ kind, name, line }) => [inlineCode(name), kindName(task, kind), String(line)])
    parts.push(
      tableOf(
        [say(task, 'Name', '名称'), say(task, 'Kind', '种类'), say(task, 'Line', '行')],
        rows,
        new Set([2]),
      ),
    )
  }
  if (of('import').length > 0)
    parts.push(
      `${say(task, 'It imports', '它导入')}: ${of('import')
        .slice(0, 20)
        .map(({ name }) => inlineCode(name))
        .join(', ')}`,
    )
  if (of('todo').length > 0)
    parts.push(
      bullets(
        of('todo')
          .slice(0, 10)
          .map(
            ({ name, line }) =>
              `${say(task, 'Line', '第')} ${line}${say(task, '', ' 行')}: ${inlineCode(name)}`,
          ),
      ),
    )
  parts.push(
    say(
      task,
      'That is what its text shows; judging what the code does would take a language model.',
      '以上只是代码文本所显示的内容；判断代码的行为需要语言模型。',
    ),
  )
  return parts.join('\n\n')
}

const kindName = (task: Parameters<Skill>[0], kind: Found['kind']) =>
  kind === 'class' ? say(task, 'class or type', '类或类型') : say(task, 'function', '函数')

function definitionIn(line: string, number: number): Found[] {
  for (const [kind, pattern] of DEFINITIONS) {
    const name = pattern.exec(line)?.[1]
    if (
      name !== undefined &&
      !NO_NAMES.has(name) &&
      !/^\s*(?:return|else|throw|await)\b/.test(line)
    )
      return [{ kind, name, line: number }]
  }
  return []
}
