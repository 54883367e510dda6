/**
 * How a report looks: on a wide screen and a phone, in light and dark, on paper. Colours are named by what they mean, each pair of text and
 * ground with a contrast of at least 4.5:1 in both schemes; and none of them says anything that a sign or a word doesn't.
 */
const light = `
--ground:#ffffff;--panel:#f6f7f9;--line:#d9dde3;--text:#1a1f27;--dim:#59626f;--link:#0b57b8;--focus:#0b57b8;
--good:#0b6b37;--good-ground:#e3f4e9;--bad:#a81c1c;--bad-ground:#fdeaea;--warn:#7d4a00;--warn-ground:#fdf1dc;
--bar:#4a7fd0;--bar-added:#17884b;--bar-removed:#c43a3a;--odd:#8a8f98;--cell-always:#e3eefc;--cell-timed:#f3ecfb;--mark:#25508f;color-scheme:light`
const dark = `
--ground:#14171c;--panel:#1d2229;--line:#39414c;--text:#e7eaee;--dim:#a3acb8;--link:#8ab8ff;--focus:#8ab8ff;
--good:#6fd698;--good-ground:#12301f;--bad:#ff9d9d;--bad-ground:#3d1a1c;--warn:#f3bd6c;--warn-ground:#35270f;
--bar:#5c93e6;--bar-added:#36a968;--bar-removed:#e06060;--odd:#7d8692;--cell-always:#1b2e49;--cell-timed:#2f2444;--mark:#a9c9ff;color-scheme:dark`

const page = `
*{box-sizing:border-box}
html{scroll-padding-top:3.2rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
code,kbd,pre{font:0.9em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
a{color:var(--link);text-underline-offset:2px}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
main:focus{outline:none}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999rem;top:0;z-index:9;background:var(--ground);padding:.6rem 1rem;border:2px solid var(--focus)}
.skip:focus{left:.5rem;top:.5rem}
.top,nav ul,main,footer{max-width:1180px;margin:0 auto;padding:0 1.5rem}
.top{padding-top:1.75rem}
.kicker{margin:0;color:var(--dim);font-size:.87rem}
h1{font-size:1.85rem;line-height:1.2;margin:.15rem 0 .8rem;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:1.3rem;line-height:1.25;margin:0}
h3{font-size:1rem;margin:1.4rem 0 .5rem}
.n{color:var(--dim);font-weight:400;font-size:.87em}
.verdict{margin:0 0 1.1rem;padding:.7rem 1rem;border-radius:8px;border-left:5px solid var(--line);background:var(--panel);font-size:1.05rem}
.verdict.good{background:var(--good-ground);border-color:var(--good)}
.verdict.bad{background:var(--bad-ground);border-color:var(--bad)}
.verdict.warn{background:var(--warn-ground);border-color:var(--warn)}
.verdict span{font-weight:700;margin-right:.2rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(132px,1fr));gap:.6rem;margin:0 0 1.2rem}
.figures div{border:1px solid var(--line);border-radius:8px;padding:.55rem .8rem}
.figures dt{color:var(--dim);font-size:.82rem}
.figures dd{margin:0;font-size:.82rem;color:var(--dim)}
.figures b{display:block;font-size:1.45rem;line-height:1.25;color:var(--text);font-variant-numeric:tabular-nums}
.figures b a{color:inherit;text-decoration-color:var(--line)}
.figures .good b{color:var(--good)}.figures .bad b{color:var(--bad)}.figures .warn b{color:var(--warn)}
nav{position:sticky;top:0;z-index:5;background:var(--ground);border-block:1px solid var(--line)}
nav ul{display:flex;gap:.25rem 1.4rem;list-style:none;overflow-x:auto;padding-block:.55rem}
nav a{white-space:nowrap;text-decoration:none;font-size:.92rem}
nav a:hover{text-decoration:underline}
section{padding-top:2.1rem}
.head{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem 1rem;border-bottom:1px solid var(--line);padding-bottom:.45rem;margin-bottom:.9rem}
.sum,.note,.folded,.legend{color:var(--dim);font-size:.9rem;margin:.4rem 0}
.sum{margin:0}
.folded{border-left:3px solid var(--line);padding-left:.7rem}
.none{color:var(--dim)}
button{font:inherit;font-size:.88rem;color:var(--text);background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:.28rem .75rem;cursor:pointer}
button:hover{border-color:var(--dim)}
button[aria-pressed=true]{background:var(--link);color:var(--ground);border-color:var(--link)}
.tools,.search,.answer,.weeks{display:none}
.js .tools,.js .search,.js .weeks{display:block}
footer{color:var(--dim);font-size:.85rem;padding-block:2.5rem 3rem}
`

const tables = `
.scroll{position:relative;overflow-x:auto;max-width:100%}
.scroll.tall{max-height:80vh;overflow:auto;border:1px solid var(--line);border-radius:8px}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th{text-align:left;font-weight:600}
th,td{padding:.35rem .6rem;vertical-align:top}
.list th,.list td,.diff th,.diff td{border-bottom:1px solid var(--line)}
.list thead th,.diff thead th{color:var(--dim);font-size:.82rem;font-weight:600}
.list tbody th{font-weight:600}
.list{margin-bottom:1rem}
.list th code{display:block;color:var(--dim);font-weight:400;font-size:.8rem}
.same{color:var(--dim);font-size:.87em}
td.added{color:var(--good)}td.removed{color:var(--bad)}td.moved{color:var(--warn)}
.list .place code{white-space:nowrap}
.diff tbody tr:last-child>*{border-bottom:0}
.diff th:first-child{padding-left:.9rem}
del{color:var(--bad);text-decoration-thickness:1px}
ins{color:var(--good);text-decoration:none}
.diff ins,.diff del{overflow-wrap:anywhere}
.diff td{width:40%}
`

const changes = `
details.change,.sentences details{border:1px solid var(--line);border-radius:7px;margin:.3rem 0}
summary{padding:.42rem .8rem;cursor:pointer;overflow-wrap:anywhere}
summary::marker{color:var(--dim)}
details[open]>summary{border-bottom:1px solid var(--line)}
.sign{display:inline-block;width:1.1rem;font-weight:700;text-align:center}
h3 .sign{margin-right:.2rem}
.op{display:inline-block;min-width:4.3rem;font-size:.84rem}
.change.create .sign,.change.create .op,h3.gained .sign{color:var(--good)}
.change.delete .sign,.change.delete .op,h3.lost .sign,.change.replace .sign,.change.replace .op{color:var(--bad)}
.change.update .sign,.change.update .op,h3.moved .sign,.change.release .op,.change.release .sign{color:var(--warn)}
summary .place{float:right;margin-left:1rem}
.place{color:var(--dim);font-size:.88rem}
.reason{margin:.55rem .9rem;color:var(--dim);font-size:.9rem}
.fields{margin:.5rem .9rem .8rem;display:grid;gap:.25rem;font-size:.9rem}
.fields div{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr;gap:1rem}
.fields dt{color:var(--dim)}
.fields dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
.change .diff,.sentences .diff{margin:.3rem 0 .6rem}
.sentences{list-style:none;margin:0;padding:0}
.sentences.gained details{border-left:4px solid var(--good)}
.sentences.lost details{border-left:4px solid var(--bad)}
.sentences.moved details{border-left:4px solid var(--warn)}
.names{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem .9rem;max-height:14rem;overflow:auto;white-space:normal}
.names .rest{color:var(--dim)}
.problem{border:1px solid var(--line);border-left:5px solid var(--dim);border-radius:7px;padding:.2rem 1rem .6rem;margin:.7rem 0}
.problem.error{border-left-color:var(--bad)}.problem.warning{border-left-color:var(--warn)}
.problem h3{margin:.5rem 0 .2rem;font-size:.95rem}
.problem p{margin:.3rem 0}
.problem .one+.one{border-top:1px solid var(--line);margin-top:.5rem}
.problem summary{padding:.3rem 0}.problem details[open]>summary{border:0}
.more{margin:.2rem 0 .4rem;padding-left:1.2rem;font-size:.9rem}
.problem.error .level{color:var(--bad)}.problem.warning .level{color:var(--warn)}
.frame{margin:.3rem 0;padding:.5rem .8rem;background:var(--panel);border-radius:6px;overflow-x:auto;white-space:pre}
.failures{margin:.3rem 0 0;padding-left:1.1rem;color:var(--text)}
.evidence{display:grid;gap:.1rem;margin:0}
.evidence div{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;gap:1rem;padding:.38rem 0;border-bottom:1px solid var(--line)}
.evidence dt{color:var(--dim)}.evidence dd{margin:0}
`

const calendar = `
.weeks{margin:.8rem 0}
.weeks button{margin:0 .35rem .35rem 0}
.week{margin:1.1rem 0}
.js .week[hidden]{display:none}
.cal{table-layout:fixed;min-width:860px}
.cal caption{text-align:left;font-weight:600;padding:.3rem 0}
.odd-note{display:block;font-weight:400;color:var(--warn);font-size:.87rem}
.cal th,.cal td{border:1px solid var(--line);padding:.3rem .4rem;font-size:.82rem}
.cal thead th:first-child{width:11.5rem}
.cal tbody th{font-weight:500;overflow-wrap:anywhere}
.cal .today{background:var(--panel)}
.cal .outside{background:var(--panel);color:var(--dim)}
.cal .resource{background:var(--panel);font-weight:600}
.strip{position:relative;height:11px;margin:.15rem 0 .2rem;border-radius:3px;background:linear-gradient(90deg,transparent calc(25% - 1px),var(--line) calc(25% - 1px) 25%,transparent 25% calc(50% - 1px),var(--line) calc(50% - 1px) 50%,transparent 50% calc(75% - 1px),var(--line) calc(75% - 1px) 75%,transparent 75%) var(--panel);overflow:hidden}
.strip .bar{position:absolute;top:0;bottom:0;min-width:2px}
.bar{display:inline-block;font-style:normal}
.legend .bar{width:1.6rem;height:.7rem;vertical-align:-1px;border-radius:2px}
.legend span{margin-right:1.1rem;white-space:nowrap}
.bar.kept{background:var(--bar)}
.bar.added{background:repeating-linear-gradient(90deg,var(--bar-added) 0 5px,var(--good-ground) 5px 7px)}
.bar.removed{background:repeating-linear-gradient(45deg,var(--bar-removed) 0 3px,var(--bad-ground) 3px 6px)}
.bar.odd{background:repeating-linear-gradient(135deg,var(--odd) 0 2px,transparent 2px 5px)}
.bar.past{opacity:.45}
.bar.now{background:var(--text);min-width:2px}
.hours .same{display:block}
.hours{display:block;font-variant-numeric:tabular-nums;white-space:nowrap}
.hours.added{color:var(--good)}.hours.removed{color:var(--bad);text-decoration:line-through}
`

const reach = `
.search label{display:block;font-weight:600;margin-bottom:.3rem}
kbd{border:1px solid var(--line);border-bottom-width:2px;border-radius:4px;padding:0 .4em;background:var(--panel)}
.search input{width:100%;max-width:34rem;font:inherit;padding:.5rem .75rem;border:1px solid var(--dim);border-radius:7px;background:var(--ground);color:var(--text)}
.found{list-style:none;padding:0;margin:.5rem 0;display:flex;flex-wrap:wrap;gap:.35rem}
.found:empty{display:none}
.found .kind{color:var(--dim);font-size:.9em}
.js .answer:not(:empty){display:block;border:1px solid var(--line);border-left:5px solid var(--link);border-radius:8px;padding:.3rem 1.1rem 1rem;margin:.8rem 0}
.answer h3{margin:.6rem 0 .2rem}.answer h3:focus{outline:none}
.answer h4{margin:1rem 0 .2rem;font-size:.95rem}
.answer details{margin:0}.answer summary{padding:0}.answer details[open]>summary{border:0}
.mark{font-weight:400;color:var(--mark)}
.matrix{width:auto;min-width:100%;border-collapse:separate;border-spacing:0;font-size:.82rem}
.matrix th,.matrix td{border-right:1px solid var(--line);border-bottom:1px solid var(--line);padding:.32rem .45rem}
.matrix thead th,.matrix .corner{position:sticky;top:0;background:var(--panel);z-index:2;vertical-align:bottom;max-width:7.5rem;overflow-wrap:anywhere;hyphens:auto}
.matrix tbody th,.matrix .corner{position:sticky;left:0;background:var(--panel);z-index:1;min-width:10rem;max-width:15rem;overflow-wrap:anywhere}
.matrix .corner{z-index:3;color:var(--dim);text-align:right}
.matrix .corner span{display:block}.matrix .corner span+span{text-align:left}
.matrix td{text-align:center;white-space:nowrap;font-variant-numeric:tabular-nums}
.matrix .title.none{font-style:italic;font-weight:400}
.matrix td.always{background:var(--cell-always)}.matrix td.timed{background:var(--cell-timed)}
.matrix td.never{color:var(--dim)}
.matrix td[tabindex]{cursor:pointer}
.matrix td:focus-visible{outline-offset:-3px}
.matrix .share{margin-left:.3rem}
.matrix .of{color:var(--dim)}
.plus,.minus,.tilde{font-weight:600}
.matrix .plus,.matrix .minus,.matrix .tilde{display:block;font-size:.95em}
.plus{color:var(--good)}.minus{color:var(--bad)}.tilde{color:var(--warn)}
`

// A cell that stays in place while the others scroll loses lines that it shares with them: there each has its own.
const small = `
@media (max-width:640px){
body{font-size:15px}
.top,nav ul,main,footer{padding-inline:1rem}
h1{font-size:1.5rem}
.figures{grid-template-columns:1fr 1fr}
summary .place{float:none;display:block;margin:0 0 0 1.1rem}
.fields div,.evidence div{grid-template-columns:1fr;gap:0}
.matrix tbody th,.matrix .corner{min-width:7rem;max-width:8.5rem}
.matrix thead th{min-width:5.2rem}
.list{min-width:640px}
.list,.cal{border-collapse:separate;border-spacing:0}
.cal th,.cal td{border-width:0 1px 1px 0}
.cal thead th{border-top-width:1px}.cal tr>:first-child{border-left-width:1px}
.list thead th:first-child,.list tbody th,.cal thead th:first-child,.cal tbody th[scope=row]{position:sticky;left:0;background:var(--ground);z-index:1}
.cal{min-width:900px}.cal thead th:first-child{width:8.5rem}
.cal caption{position:sticky;left:0;max-width:calc(100vw - 2rem)}
.diff td,.diff th{padding-inline:.4rem}
}`

const paper = `
@media print{
:root{${light}}
body{font-size:10pt}
nav,.skip,.tools,.js .tools,.js .search,.js .answer,.js .weeks{display:none!important}
.js .week[hidden]{display:block}
.top,main,footer{max-width:none;padding-inline:0}
.scroll,.scroll.tall,.names,.frame{overflow:visible;max-height:none;border:0}
details::details-content{content-visibility:visible;display:block;block-size:auto}
details.change,.sentences details,.problem .one,.cal tr,.list tr,.evidence div{break-inside:avoid}
h2,h3,.head{break-after:avoid}
.matrix thead th,.matrix tbody th,.matrix .corner{position:static}
.matrix,.cal{min-width:0;font-size:7.5pt}
.matrix th,.matrix td{padding:.15rem .2rem}
.matrix td,.hours,.list .place code{white-space:normal}
.list{font-size:8.5pt}
.frame{white-space:pre-wrap;overflow-wrap:anywhere}
.matrix tbody th,.matrix .corner{min-width:0}
.bar,.strip,td,th,.verdict{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.cal thead th:first-child{width:30mm}
.cal th,.cal td{font-size:7.5pt;padding:.12rem .2rem}
.strip{height:8px}
@page{margin:12mm}
}`

export const style: string = [
  `:root{${light}}`,
  `@media (prefers-color-scheme:dark){:root{${dark}}}`,
  page,
  tables,
  changes,
  calendar,
  reach,
  small,
  paper,
]
  .join('')
  .replace(/\n/g, '')
