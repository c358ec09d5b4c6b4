import 'server-only'
import { type Beginning, formatByBeginning } from './beginnings'

/** Binary formats that no model reads. Asked of what is no text only: some begin with two letters. */
const BEGINNINGS: readonly Beginning<string>[] = [
  ['HEIC', [4, 'ftyphe']],
  ['HEIC', [4, 'ftypmif1']],
  ['HEIC', [4, 'ftypmsf1']],
  ['AVIF', [4, 'ftypavi']],
  ['MP4', [4, 'ftyp']],
  ['TIFF', [0, 'II*\0']],
  ['TIFF', [0, 'MM\0*']],
  ['BMP', [0, 'BM'], [6, '\0\0\0\0']],
  ['ICO', [0, '\0\0\x01\0']],
  ['JPEG XL', [0, '\0\0\0\x0cJXL ']],
  ['JPEG XL', [0, '\xff\x0a']],
  ['Photoshop', [0, '8BPS\0']],
  ['gzip', [0, '\x1f\x8b']],
  ['bzip2', [0, 'BZh'], [4, '1AY&SY']],
  ['xz', [0, '\xfd7zXZ\0']],
  ['zstd', [0, '\x28\xb5\x2f\xfd']],
  ['7-Zip', [0, '7z\xbc\xaf\x27\x1c']],
  ['RAR', [0, 'Rar!\x1a\x07']],
  ['tar', [257, 'ustar']],
  ['MP3', [0, 'ID3']],
  ['MP3', [0, '\xff\xfb']],
  ['WAV', [0, 'RIFF'], [8, 'WAVE']],
  ['AVI', [0, 'RIFF'], [8, 'AVI ']],
  ['Ogg', [0, 'OggS\0']],
  ['FLAC', [0, 'fLaC\0']],
  ['WebM', [0, '\x1a\x45\xdf\xa3']],
  ['SQLite', [0, 'SQLite format 3\0']],
  ['Parquet', [0, 'PAR1']],
  ['WebAssembly', [0, '\0asm']],
  ['ELF', [0, '\x7fELF']],
  ['Windows program', [0, 'MZ']],
]

/** The format of a file that is no text, by its first bytes as Latin-1; null for one that is not known. */
export function binaryFormatOf(head: string): string | null {
  return formatByBeginning(BEGINNINGS, head)
}
