import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('./children/office-files.ts', import.meta.url))

/** A Word document and a workbook of two sheets. What makes them is the server's, which Playwright cannot load. */
export function makeOfficeFiles(): { docx: Buffer; xlsx: Buffer } {
  const flags = ['--conditions=react-server', '--import', 'tsx']
  const made = JSON.parse(execFileSync(process.execPath, [...flags, PROGRAM], { encoding: 'utf8' }))
  return { docx: Buffer.from(made.docx, 'base64'), xlsx: Buffer.from(made.xlsx, 'base64') }
}
