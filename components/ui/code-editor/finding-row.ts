import type { EditorView } from '@codemirror/view'
import type { CodeFinding } from './code-editor-props'

/** What is wrong with a line, below it, each with the way to mend it. */
export function createFindingRow(
  view: EditorView,
  findings: readonly CodeFinding[],
  fixLabel: string,
): HTMLElement {
  const row = document.createElement('div')
  const isError = findings.some(({ severity }) => severity === 'error')
  row.className = `cm-flaw cm-flaw-row cm-flaw-${isError ? 'error' : 'warning'}`
  for (const finding of findings) row.append(createLine(view, finding, fixLabel))
  return row
}

function createLine(view: EditorView, finding: CodeFinding, fixLabel: string): HTMLElement {
  const line = document.createElement('p')
  line.className = `cm-flaw-text cm-flaw-text-${finding.severity}`
  // Every other part stood between the marks.
  for (const [at, part] of finding.message.split('**').entries()) {
    const text = document.createElement(at % 2 === 1 ? 'strong' : 'span')
    text.textContent = part
    line.append(text)
  }
  const { fix } = finding
  if (fix !== null && !view.state.readOnly) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'cm-flaw-fix'
    button.textContent = fixLabel
    button.addEventListener('click', () => {
      view.dispatch({
        changes: fix,
        selection: { anchor: fix.from + fix.insert.length },
        userEvent: 'input.fix',
      })
      view.focus()
    })
    line.append(button)
  }
  return line
}
