import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { type EditorState, type Range, RangeSet, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  gutterWidgetClass,
  lineNumberMarkers,
  WidgetType,
} from '@codemirror/view'
import type { CodeFinding } from './code-editor-props'
import { createFindingRow } from './finding-row'

/** Marks what is wrong where it stands, and says it below its line. */
export function showFindings(
  view: EditorView,
  all: readonly CodeFinding[],
  fixLabel: string,
): void {
  const { length } = view.state.doc
  const findings = all.filter(({ to }) => to <= length)
  const diagnostics = findings.map(({ from, to, severity, message }): Diagnostic => {
    // Something must stand under the mark.
    const end = from === to ? Math.min(from + 1, length) : to
    return { from, to: end, severity, message: message.replaceAll('**', '') }
  })
  const spec = setDiagnostics(view.state, diagnostics)
  const effects = [...[spec.effects ?? []].flat(), setRows.of({ findings, fixLabel })]
  view.dispatch({ ...spec, effects })
}

const setRows = StateEffect.define<{ findings: readonly CodeFinding[]; fixLabel: string }>()

class LineSign extends GutterMarker {
  readonly severity: CodeFinding['severity']
  override readonly elementClass: string
  constructor(severity: CodeFinding['severity']) {
    super()
    this.severity = severity
    this.elementClass = `cm-flaw cm-flaw-${severity}`
  }
  override eq(other: LineSign): boolean {
    return other.severity === this.severity
  }
}

/** In the place of the line's number. */
class NumberSign extends GutterMarker {
  readonly severity: CodeFinding['severity']
  constructor(severity: CodeFinding['severity']) {
    super()
    this.severity = severity
  }
  override eq(other: NumberSign): boolean {
    return other.severity === this.severity
  }
  override toDOM(): Node {
    const sign = document.createElement('span')
    sign.className = `cm-flaw-sign cm-flaw-sign-${this.severity}`
    return sign
  }
}

interface Rows {
  rows: DecorationSet
  numbers: RangeSet<GutterMarker>
  lines: RangeSet<GutterMarker>
}

const NONE: Rows = { rows: Decoration.none, numbers: RangeSet.empty, lines: RangeSet.empty }

/** The lines that something is wrong in, with what that is. */
export const findingRows = StateField.define<Rows>({
  create: () => NONE,
  update: (before, { effects, docChanged, changes, state }) => {
    for (const effect of effects) if (effect.is(setRows)) return buildRows(state, effect.value)
    if (!docChanged) return before
    const { rows, numbers, lines } = before
    return { rows: rows.map(changes), numbers: numbers.map(changes), lines: lines.map(changes) }
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ rows }) => rows),
    lineNumberMarkers.from(field, ({ numbers }) => numbers),
    gutterLineClass.from(field, ({ lines }) => lines),
    gutterWidgetClass.of((_, widget) =>
      widget instanceof RowWidget ? new LineSign(widget.severity) : null,
    ),
  ],
})

function buildRows(
  state: EditorState,
  { findings, fixLabel }: { findings: readonly CodeFinding[]; fixLabel: string },
): Rows {
  const byLine = new Map<number, CodeFinding[]>()
  for (const finding of findings) {
    const { from } = state.doc.lineAt(finding.from)
    byLine.set(from, [...(byLine.get(from) ?? []), finding])
  }
  const rows: Range<Decoration>[] = []
  const numbers: Range<GutterMarker>[] = []
  const lines: Range<GutterMarker>[] = []
  for (const [from, some] of byLine) {
    const severity = some.some((one) => one.severity === 'error') ? 'error' : 'warning'
    rows.push(Decoration.line({ class: `cm-flaw cm-flaw-${severity}` }).range(from))
    const widget = new RowWidget(severity, some, fixLabel)
    rows.push(Decoration.widget({ widget, block: true, side: 1 }).range(state.doc.lineAt(from).to))
    numbers.push(new NumberSign(severity).range(from))
    lines.push(new LineSign(severity).range(from))
  }
  return {
    rows: Decoration.set(rows, true),
    numbers: RangeSet.of(numbers, true),
    lines: RangeSet.of(lines, true),
  }
}

class RowWidget extends WidgetType {
  readonly severity: CodeFinding['severity']
  readonly findings: readonly CodeFinding[]
  readonly fixLabel: string
  constructor(
    severity: CodeFinding['severity'],
    findings: readonly CodeFinding[],
    fixLabel: string,
  ) {
    super()
    this.severity = severity
    this.findings = findings
    this.fixLabel = fixLabel
  }
  override eq({ findings, fixLabel }: RowWidget): boolean {
    return fixLabel === this.fixLabel && JSON.stringify(findings) === JSON.stringify(this.findings)
  }
  override toDOM(view: EditorView): HTMLElement {
    return createFindingRow(view, this.findings, this.fixLabel)
  }
  // Its button is the browser's own affair.
  override ignoreEvent(): boolean {
    return true
  }
}
