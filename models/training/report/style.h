#pragma once

namespace training {

// The report page's looks, by day and by night.
inline constexpr const char* kStyle = R"css(
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--text:#1b2330;--muted:#667085;--line:#e3e7ed;--grid:#eceff3;
--accent:#2563c9;--raw:#2563c933;--bad:#c8372d;--restart:#8a94a6;--stage:#b7791f;--best:#0f8a5f;--real:#eef1f5}
@media(prefers-color-scheme:dark){:root{--page:#12151a;--card:#1a1f27;--text:#e6eaf0;--muted:#95a0b2;--line:#2b323d;--grid:#262d37;
--accent:#78a9ff;--raw:#78a9ff40;--bad:#ff8078;--restart:#7b879a;--stage:#e0ae5b;--best:#4ecb9b;--real:#222933}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{max-width:1180px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px;letter-spacing:-.01em}
h2{font-size:17px;margin:40px 0 12px}
p{margin:0;color:var(--muted)}
.state{font-weight:600;color:var(--text)}.state.failed{color:var(--bad)}.state.done{color:var(--best)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:22px 0 0}
.fact{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 14px}
.fact b{display:block;font-size:20px;font-weight:600;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.fact span{color:var(--muted);font-size:13px}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,350px),1fr));gap:16px}
figure{margin:0}
.chart{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 12px 6px}
.chart figcaption{display:flex;justify-content:space-between;font-weight:600;padding:0 4px 6px}
.chart figcaption span{font-weight:400;color:var(--muted);font-variant-numeric:tabular-nums}
svg{display:block;width:100%;height:auto;overflow:visible}
.grid{stroke:var(--grid)}.axis{stroke:var(--line)}
.tick{fill:var(--muted);font-size:11px;font-variant-numeric:tabular-nums}
polyline{fill:none;stroke-linejoin:round;stroke-linecap:round}
.raw{stroke:var(--raw);stroke-width:1}.smooth{stroke:var(--accent);stroke-width:2}
.abandoned{stroke:var(--bad);stroke-width:1;opacity:.55}
.dot{fill:var(--accent);stroke:var(--card);stroke-width:1.5}.best{fill:var(--best)}
.stage{stroke:var(--stage);stroke-dasharray:2 3}.restart{stroke:var(--restart);stroke-dasharray:1 3}
.rollback{stroke:var(--bad);stroke-dasharray:4 3}.split{stroke:var(--restart)}
.course{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 16px}
.bar{display:flex;height:26px;border-radius:6px;overflow:hidden;background:var(--grid)}
.bar div{background:var(--raw);border-right:2px solid var(--card);color:var(--text);font-size:12px;line-height:26px;padding:0 8px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
ul{list-style:none;margin:12px 0 0;padding:0;color:var(--muted);font-size:14px}
li::before{content:"";display:inline-block;width:16px;margin:0 8px 4px 0;border-top:2px solid var(--restart);vertical-align:middle}
li.rollback::before{border-top:2px dashed var(--bad)}li.stage::before{border-top:2px dotted var(--stage)}
li.restart::before{border-top:2px dotted var(--restart)}li.bestmark::before{width:9px;height:9px;border:0;border-radius:50%;background:var(--best);margin:0 11px 2px 4px}
.samples{display:grid;gap:16px}
.sample{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 14px;overflow-x:auto}
.sample h3{font-size:14px;margin:0 0 8px}
.strip{display:grid;grid-template-columns:104px 1fr;align-items:center;gap:10px;padding:3px 0;font-size:13px;color:var(--muted);font-variant-numeric:tabular-nums}
.strip img{display:block;max-width:100%;height:auto;border-radius:4px}
.strip.isreal{background:var(--real);border-radius:6px;color:var(--text)}.strip.isbest{color:var(--best);font-weight:600}
table{border-collapse:collapse;background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:hidden;font-size:14px;width:100%}
th,td{text-align:left;padding:6px 14px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th{font-weight:500;color:var(--muted);width:30%}tr:last-child>*{border-bottom:0}
thead th{width:auto;font-size:13px}
.starts{align-self:start}.starts td{white-space:nowrap}.starts td:last-child{white-space:normal}
@media(min-width:820px){.starts{grid-column:2/-1}}
@media print{body{background:#fff}.chart,.sample,.fact{break-inside:avoid}}
)css";

}  // namespace training
