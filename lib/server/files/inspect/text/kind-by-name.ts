import 'server-only'
import type { FileKind } from '@/lib/domain/files/facts'

/** What a text is, by what its name ends with. */
const EXTENSIONS: readonly [FileKind, string][] = [
  ['markdown', 'md markdown mdown mkd mdx'],
  ['html', 'html htm xhtml'],
  ['json', 'json jsonl ndjson geojson topojson jsonld webmanifest ipynb har'],
  [
    'code',
    `astro asm bash bat bicep c cc cfg cjs clj cljs cmake cmd coffee conf cpp cr cs csproj css cts cxx d
    dart diff dockerfile edn el elm env erl ex exs f90 fish fs fsx gd glsl go gradle graphql groovy h
    haml hcl hh hpp hrl hs hx ini java jl js jsx kt kts less lisp lua m mk ml mli mm mts nim nix pas
    patch php pl plist pm proto ps1 pug py pyi pyx qml r rake rb rs rst sass scala scm scss sh sol sql
    srt sv svelte swift tcl tex tf tfvars toml ts tsx v vb vhd vhdl vim vtt vue wat wgsl xaml xml xsd
    xsl xslt yaml yml zig zsh`,
  ],
]

/** What a text is that is called just so. */
const NAMES: readonly [FileKind, string][] = [
  [
    'code',
    `dockerfile containerfile makefile gnumakefile rakefile gemfile procfile vagrantfile jenkinsfile
    brewfile justfile caddyfile cmakelists.txt .gitignore .gitattributes .dockerignore .editorconfig
    .env .npmrc .bashrc .zshrc .profile .htaccess`,
  ],
]

const BY_EXTENSION = tableOf(EXTENSIONS)
const BY_NAME = tableOf(NAMES)

function tableOf(rows: readonly [FileKind, string][]): ReadonlyMap<string, FileKind> {
  return new Map(rows.flatMap(([kind, words]) => words.split(/\s+/).map((word) => [word, kind])))
}

/** The last part of a name, which may be a path or hold marks that are not seen. */
const baseOf = (name: string) =>
  name
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .toLowerCase()
    .split(/[\\/]/)
    .at(-1) ?? ''

/** What stands behind a name's last dot, in small letters; empty where there is none. */
export function extensionOf(name: string): string {
  return /[^.]\.([^. ]+)$/.exec(baseOf(name))?.[1] ?? ''
}

/** The kind of a text by its name alone; null for one that says nothing. */
export function kindByName(name: string): FileKind | null {
  return BY_NAME.get(baseOf(name)) ?? BY_EXTENSION.get(extensionOf(name)) ?? null
}
