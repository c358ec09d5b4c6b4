import 'server-only'
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { type JSONRPCMessage, JSONRPCMessageSchema } from '@modelcontextprotocol/sdk/types.js'
import { LineReader } from './line-reader'
import { McpFailure } from './mcp-failure'

export interface StdioProgram {
  command: string
  args: readonly string[]
  /** All that it sees of an environment. */
  env: Record<string, string>
  /** Hears each line of its standard error, cut where it is long. */
  onStderr(line: string): void
}

const GRACE_MS = 1000
const STDERR_CHARS = 2000

type Child = ChildProcessByStdio<Writable, Readable, Readable>

/**
 * A server in a process of its own, one JSON message a line (MCP 2025-11-25, "stdio"). The SDK's own
 * transport hands on more of the environment, and goes on reading from a program that prints without
 * end. The process leads a group, so that what it starts ends with it; its standard input ends with
 * this process, however that comes, which is its sign to go.
 */
export class StdioTransport implements Transport {
  onmessage?: (message: JSONRPCMessage) => void
  onclose?: () => void
  onerror?: (error: Error) => void
  /** Why it is closed, once it is and was not told to. */
  reason: string | null = null
  readonly #program: StdioProgram
  #child: Child | null = null
  #isClosing = false
  #hasEnded = false
  #exited: Promise<void> = Promise.resolve()

  constructor(program: StdioProgram) {
    this.#program = program
  }

  async start(): Promise<void> {
    const { command, args, env } = this.#program
    const child = spawn(command, args, {
      // Next's types want a NODE_ENV in each; this one is the program's.
      env: env as NodeJS.ProcessEnv,
      stdio: ['pipe', 'pipe', 'pipe'],
      shell: false,
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    this.#child = child
    this.#exited = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        if (!this.#isClosing) {
          this.reason ??= `ended with ${signal ?? `code ${code}`}.${this.#lastWords()}`
        }
        resolve()
        this.#end()
      })
    })
    child.stdin.on('error', (error) => this.onerror?.(error))
    this.#listen(child)
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', (error) =>
        reject(new McpFailure(`cannot be started (${codeOf(error)}).`)),
      )
    })
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const stdin = this.#child?.stdin
    if (this.#hasEnded || stdin === undefined || !stdin.writable) {
      throw new McpFailure(this.reason ?? 'has ended.')
    }
    if (stdin.write(`${JSON.stringify(message)}\n`)) return
    await new Promise<void>((resolve) => {
      stdin.once('drain', resolve)
      stdin.once('close', resolve)
    })
  }

  async close(): Promise<void> {
    const child = this.#child
    if (child === null) return
    this.#isClosing = true
    child.stdin.end()
    if (!(await this.#hasExited())) {
      kill(child, 'SIGTERM')
      if (!(await this.#hasExited())) kill(child, 'SIGKILL')
    }
    // Whoever has left its group may hold them open.
    child.stdout.destroy()
    child.stderr.destroy()
    await this.#exited
  }

  #listen(child: Child): void {
    const lines = new LineReader()
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        lines.read(chunk, (line) => this.#onLine(line))
      } catch (error) {
        this.reason ??= error instanceof Error ? error.message : String(error)
        child.stdout.destroy()
        // Its end may be a while in coming; nobody is to ask it until then.
        this.#end()
      }
    })
    let part = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const said = (part + text).split('\n')
      part = (said.pop() ?? '').slice(0, STDERR_CHARS)
      for (const line of said) this.#onStderr(line)
    })
    child.stderr.once('end', () => this.#onStderr(part))
  }

  #stderr = ''

  #onStderr(line: string): void {
    if (line.trim() === '') return
    this.#stderr = line.trim().slice(0, STDERR_CHARS)
    this.#program.onStderr(this.#stderr)
  }

  #lastWords(): string {
    return this.#stderr === '' ? '' : ` Its last words: ${this.#stderr.slice(0, 300)}`
  }

  /** False for what is no answer to a request. */
  #onLine(line: string): boolean {
    if (line.trim() === '') return false
    const message = readMessage(line)
    if (message === null) {
      this.onerror?.(new Error('A line is no message.'))
      return false
    }
    this.onmessage?.(message)
    return !('method' in message)
  }

  async #hasExited(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), GRACE_MS)
    })
    const isGone = await Promise.race([this.#exited.then(() => true), late])
    clearTimeout(timer)
    return isGone
  }

  #end(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    // With what it started and left behind.
    if (this.#child !== null) kill(this.#child, 'SIGKILL')
    this.onclose?.()
  }
}

function readMessage(line: string): JSONRPCMessage | null {
  try {
    return JSONRPCMessageSchema.parse(JSON.parse(line))
  } catch {
    return null
  }
}

function kill({ pid }: Child, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // It is gone.
  }
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.message
}
