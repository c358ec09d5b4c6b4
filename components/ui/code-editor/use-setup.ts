import {
  autocompletion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { json } from '@codemirror/lang-json'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { linter, lintKeymap } from '@codemirror/lint'
import { search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension, Prec, Transaction } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { type RefObject, useMemo } from 'react'
import type { CodeEditorProps } from './code-editor-props'
import { colours, look } from './look'
import { findingRows } from './show-findings'
import { usePhrases } from './use-phrases'

const LANGUAGES = { json, javascript } as const

interface Around {
  /** The props as they are when something happens. */
  latest: RefObject<CodeEditorProps>
  onText: (text: string) => void
  onTabKept: (isKept: boolean) => void
}

/** All that an editor is made of. */
export function useSetup({ latest, onText, onTabKept }: Around): Extension {
  const phrases = usePhrases()
  return useMemo(
    () => [
      EditorState.phrases.of(phrases),
      lineNumbers(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      EditorView.lineWrapping,
      indentUnit.of('  '),
      EditorState.tabSize.of(2),
      search({ top: true }),
      // What is wrong stands below its line.
      linter(null, { tooltipFilter: () => [] }),
      findingRows,
      autocompletion({
        override: [(context: CompletionContext) => latest.current.complete?.(context) ?? null],
        icons: false,
        // What the list shows is what its keys take, from the first moment.
        interactionDelay: 0,
      }),
      LANGUAGES[latest.current.language](),
      look,
      colours,
      escapeStays,
      Prec.high(keymap.of([tabKey(onTabKept)])),
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...defaultKeymap.filter(({ key }) => key !== 'Ctrl-m'),
        ...searchKeymap.filter(({ key }) => key !== 'Mod-Alt-g' && key !== 'Mod-d'),
        ...historyKeymap,
        ...lintKeymap.filter(({ key }) => key === 'F8'),
        indentWithTab,
      ]),
      EditorView.updateListener.of(({ docChanged, state, transactions }) => {
        const isOutside = transactions.some((one) => one.annotation(Transaction.remote) === true)
        if (docChanged && !isOutside) onText(state.doc.toString())
      }),
    ],
    [phrases, latest, onText, onTabKept],
  )
}

/** Tab leaves the editor, as everywhere, until somebody says that it shall indent. */
function tabKey(onTabKept: (isKept: boolean) => void) {
  let isKept = false
  return {
    key: 'Ctrl-m',
    run: (view: EditorView) => {
      isKept = !isKept
      view.setTabFocusMode(!isKept)
      onTabKept(isKept)
      return true
    },
  }
}

/** The Escape that puts a list or the search away is not one for the dialog around. */
const escapeStays = Prec.highest(
  EditorView.domEventHandlers({
    keydown: (event, view) => {
      if (event.key !== 'Escape') return false
      const isOwn =
        completionStatus(view.state) !== null || view.dom.querySelector('.cm-panel') !== null
      if (isOwn) event.stopPropagation()
      return false
    },
  }),
)
