/** A file that lies beside a program. */
export interface CodeFile {
  /** Parley's. */
  fileId: string
  /** As it is called in Parley, and as an upload calls it. */
  name: string
  /** As it is called beside the program. */
  path: string
  /** The bytes as they are, or the text that Parley makes of them. */
  part: 'content' | 'text'
  /** Parley has the bytes. */
  hasCopy: boolean
}

/** What a program makes of a file: `id` is that of its upload. */
export type FileUse = 'id' | 'base64' | 'text'

/** A string of a request that a program makes of a file. */
export class FileValue {
  readonly file: CodeFile
  readonly use: FileUse
  readonly mediaType: string
  /** What stands before it in the same string. */
  readonly prefix: string
  constructor(file: CodeFile, use: FileUse, mediaType: string, prefix = '') {
    this.file = file
    this.use = use
    this.mediaType = mediaType
    this.prefix = prefix
  }
}
