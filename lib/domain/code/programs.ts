import type { CodeRequest, Program } from './code-request'
import { toOpenAiPython } from './openai-python'
import { toOpenAiTypeScript } from './openai-typescript'
import { toPython } from './python'
import { toShell } from './shell'
import { toTypeScript } from './typescript'

/** A way to take a request along. */
interface Language {
  /** A name, not a word: the same in every language of the screens. */
  label: string
  /** What its colours are read by. */
  grammar: 'bash' | 'typescript' | 'python'
  file: string
  /** Null where nothing has to be there first. */
  install: string | null
  run: string
  /** Null where the request does not map. */
  write(request: CodeRequest): Program | null
}

export const LANGUAGES = {
  curl: {
    label: 'curl',
    grammar: 'bash',
    file: 'request.sh',
    install: null,
    run: 'sh request.sh',
    write: toShell,
  },
  typescript: {
    label: 'TypeScript',
    grammar: 'typescript',
    file: 'request.mts',
    install: 'npm install @anthropic-ai/sdk',
    run: 'npx tsx request.mts',
    write: toTypeScript,
  },
  python: {
    label: 'Python',
    grammar: 'python',
    file: 'request.py',
    install: 'pip install anthropic',
    run: 'python3 request.py',
    write: toPython,
  },
  'openai-typescript': {
    label: 'TypeScript · OpenAI SDK',
    grammar: 'typescript',
    file: 'request.mts',
    install: 'npm install openai',
    run: 'npx tsx request.mts',
    write: toOpenAiTypeScript,
  },
  'openai-python': {
    label: 'Python · OpenAI SDK',
    grammar: 'python',
    file: 'request.py',
    install: 'pip install openai',
    run: 'python3 request.py',
    write: toOpenAiPython,
  },
} as const satisfies Readonly<Record<string, Language>>
export type CodeLanguage = keyof typeof LANGUAGES

export const CODE_LANGUAGES = [
  ...(['curl', 'typescript', 'python', 'openai-typescript', 'openai-python'] as const),
] satisfies CodeLanguage[]
