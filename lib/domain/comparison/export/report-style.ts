const LIGHT = [
  '--bg:#fdfdfc;--sunken:#f3f2f0;--line:#e1dfdd;--line-strong:#8e8c88',
  '--ink:#1f1e1b;--ink-2:#4b4945;--ink-3:#65635e;--accent:#166897',
  '--ok:#0e6c52;--warn:#8b5b0a;--bad:#9c1d16;--bad-soft:#fdeae5',
].join(';')

const DARK = [
  '--bg:#191816;--sunken:#201f1d;--line:#2d2c2b;--line-strong:#71706e',
  '--ink:#e7e6e4;--ink-2:#b7b5b4;--ink-3:#999896;--accent:#6ebee6',
  '--ok:#6bcba9;--warn:#e8b966;--bad:#f38c76;--bad-soft:#35211d',
].join(';')

const SANS =
  'Geist,system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
const MONO =
  '"Geist Mono",ui-monospace,Menlo,Consolas,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",monospace'

/** The style of a report: the app's colours in both themes, one column on a phone and on paper. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/22px ${SANS};font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header,main,footer{margin:0 auto;padding:0 32px;max-width:1800px}
header{padding-top:32px}
footer{padding-top:32px;padding-bottom:48px;color:var(--ink-3);font-size:13px;line-height:20px}
h1{margin:0 0 4px;font-size:24px;line-height:32px;letter-spacing:-.02em}
h2{margin:40px 0 12px;padding-top:20px;border-top:1px solid var(--line);font-size:18px;line-height:28px}
h3{margin:0 0 8px;font-size:15px;line-height:20px}
h4,h5,h6{margin:16px 0 4px;line-height:24px;font-size:15px}
h4{font-size:17px}
h5{font-size:16px}
p,ul,ol,pre,blockquote,.part>table{margin:0 0 12px}
ul,ol{padding-left:24px}
a{color:var(--accent)}
code,pre{font-family:${MONO};font-size:13px}
pre{padding:12px;border-radius:8px;background:var(--sunken);white-space:pre-wrap;line-height:20px}
:not(pre)>code{padding:1px 4px;border-radius:4px;background:var(--sunken)}
blockquote{padding-left:12px;border-left:2px solid var(--line-strong);color:var(--ink-2)}
table{border-collapse:collapse}
th,td{padding:6px 12px 6px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
.part table{overflow-wrap:break-word}
.part>table{display:block;overflow-x:auto}
img{max-width:100%;max-height:480px;border-radius:8px}
hr{border:0;border-top:1px solid var(--line)}
summary{color:var(--ink-3);cursor:pointer}
summary::marker{color:var(--ink-3)}
details{margin:0 0 12px}
details>:not(summary){margin-top:8px;padding-left:20px;color:var(--ink-2)}
.quiet{color:var(--ink-3);font-size:13px;line-height:20px}
.wide{overflow-x:auto}
section+.quiet{margin-top:12px}
.figures{font-size:13px;line-height:20px;overflow-wrap:normal}
.figures th{font-weight:400}
.figures thead th{color:var(--ink-3);font-size:12px}
.figures .number{text-align:right;white-space:nowrap}
.figures td:last-child:not(.number){min-width:100px}
.figures .model{font-weight:500;white-space:nowrap}
.figures .question{max-width:320px;min-width:120px;overflow-wrap:anywhere}
.figures tbody tr:not(:last-child)>:not([rowspan]){border-bottom-color:transparent}
.question-turn{margin:0 0 16px;padding:12px 16px;border-radius:8px;background:var(--sunken)}
.question-turn pre,.question-turn code{background:var(--bg)}
.question-turn>:last-child,.question-turn>.part>:last-child{margin-bottom:0}
.written{white-space:pre-wrap}
.columns{display:grid;grid-template-columns:repeat(var(--columns),minmax(300px,1fr));gap:0}
.columns>*{min-width:0;padding:0 20px}
.columns>:first-child{padding-left:0}
.columns>:last-child{padding-right:0}
.columns>*+*{border-left:1px solid var(--line)}
.facts{display:flex;flex-wrap:wrap;gap:8px 16px;margin:12px 0 0}
.facts div{display:flex;flex-direction:column}
.facts dt{order:2;color:var(--ink-3);font-size:11px;line-height:16px;white-space:nowrap}
.facts dd{order:1;margin:0;font-size:13px;font-weight:500;line-height:20px;white-space:nowrap}
.facts .rank{order:3;font-size:11px;font-weight:400;line-height:16px}
.best{color:var(--ok)}
.worst{color:var(--warn)}
.error{padding:8px 12px;border-radius:8px;background:var(--bad-soft)}
.error strong{color:var(--bad)}
.settings{font-size:13px;line-height:20px}
.settings dt{font-family:${MONO};font-size:12px;color:var(--ink-3)}
.settings dd{margin:0 0 8px;white-space:pre-wrap}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (max-width:767px){header,main,footer{padding-left:16px;padding-right:16px}}
@media (max-width:767px),print{
.columns{display:block}
.columns>*{padding:0}
.columns>*+*{margin-top:24px;padding-top:16px;border-left:0;border-top:1px solid var(--line)}
.columns.wide{overflow:visible}
}
@media print{.wide{overflow:visible}:root{color-scheme:light;${LIGHT}}body{font-size:10.5pt}h2,h3{break-after:avoid}}
`
