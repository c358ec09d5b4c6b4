import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { useCallInput } from '@/lib/client/use-loop'
import { toolPath } from '@/lib/client/use-tool-id'
import type { CallNote, ToolCall } from '@/lib/domain/tools/call'
import { validate } from '@/lib/domain/tools/validate'
import { rawInput } from '@/lib/wire/accumulate'
import { useFlawWords } from '../../tools/use-flaw-words'

/** Why a call was not run, or why a person is asked. */
export function CallNoteLine({ call, note }: { call: ToolCall; note: CallNote }) {
  const t = useTranslations('loop.note')
  return (
    <p className="flex items-start gap-1.5 text-ink-2 text-small">
      <TriangleAlert aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0 text-warn" />
      {note.code === 'invalidInput' ? (
        <InvalidInput call={call} problem={note.problem} />
      ) : (
        <span>
          {t(note.code, {
            count: note.code === 'stepLimit' ? note.steps : 0,
            budget: note.code === 'budget' ? note.budget : 0,
          })}
          {note.code === 'toolChanged' && call.toolId !== null && (
            <>
              {' '}
              <Link
                href={toolPath(call.toolId)}
                prefetch={false}
                className="rounded-sm font-medium text-accent hover:underline"
              >
                {t('seeChange')}
              </Link>
            </>
          )}
        </span>
      )}
    </p>
  )
}

/** What is wrong, in the words of this screen; what only the server's check finds, in the server's. */
function InvalidInput({ call, problem }: { call: ToolCall; problem: string }) {
  const t = useTranslations('loop.note')
  const words = useFlawWords()
  const asked = useCallInput(call)
  if (asked !== null && rawInput(asked.input) !== null) return t('brokenInput')
  const flaws = asked?.schema == null ? [] : validate(asked.schema, asked.input).flaws
  // The server does not look at formats.
  const flaw = flaws.find(({ code }) => code !== 'format')
  return (
    <span>
      {t.rich('invalidInput', {
        problem: flaw === undefined ? problem : words(flaw),
        data: (text) => <span data-user-text>{text}</span>,
      })}
    </span>
  )
}
