// The style sheet of a run's report: light and dark, screen and paper, wide and narrow.

enum ReportPageStyle {
    /// Text has a contrast of 4.5 or more with what it stands on (WCAG 2.2 SC 1.4.3).
    static let css = """
        :root{color-scheme:light dark;--paper:#fff;--ground:#f4f2ee;--ink:#1c1e22;--soft:#565b66;--line:#dcd8d0;--link:#1d4fa0;--good:#1c6b34;--bad:#a51d1d;--note:#6b5200;--ins:#d9f2dc;--insink:#0f4d20;--del:#fbdfdd;--delink:#8a1414;--bar:#b9c3d3;--part:#1d4fa0}
        @media (prefers-color-scheme:dark){:root{--paper:#1d1f24;--ground:#141519;--ink:#e6e4df;--soft:#a6abb6;--line:#363a43;--link:#8fb6ff;--good:#79cf92;--bad:#ff9a93;--note:#e3c565;--ins:#17391f;--insink:#a9ebb9;--del:#461d1c;--delink:#ffb9b3;--bar:#49505e;--part:#8fb6ff}}
        *{box-sizing:border-box}
        html{scroll-padding-top:1rem}
        body{margin:0 auto;max-width:70rem;padding:0 clamp(.75rem,3vw,2rem) 3rem;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif;overflow-wrap:anywhere;line-break:strict}
        a{color:var(--link);text-underline-offset:.2em}
        small,.rest,figcaption,.days,.when{font-size:.84rem;color:var(--soft)}
        .place{display:block;font-family:ui-monospace,monospace;font-size:.72rem}
        .url{font-family:ui-monospace,monospace;font-size:.88em}
        header{padding:1.4rem 0 .4rem}
        .when{margin:0}
        h1{margin:.1rem 0 .7rem;font-size:clamp(1.4rem,3.5vw,2rem);line-height:1.25}
        h2{margin:0 0 .6rem;font-size:1.15rem}
        h3{margin:1.1rem 0 .3rem;font-size:1rem}
        .zh{font-weight:400;color:var(--soft);margin-left:.15em}
        .n{font-weight:400;color:var(--soft);font-variant-numeric:tabular-nums}
        .headline{list-style:none;margin:0 0 1rem;padding:0;display:grid;gap:.15rem}
        .headline li{display:grid;grid-template-columns:1.5rem 1fr}
        .mark{font-weight:700}
        .good .mark{color:var(--good)}.note .mark{color:var(--note)}.bad .mark{color:var(--bad)}
        .bad{font-weight:600}
        .tiles{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(6.6rem,1fr));gap:.5rem}
        .tiles a,.tiles .zero{display:block;padding:.45rem .7rem;background:var(--paper);border:1px solid var(--line);border-radius:6px;text-decoration:none;color:var(--soft);font-size:.86rem;height:100%}
        .tiles a:hover{border-color:var(--link)}
        .tiles b{display:block;font-size:1.35rem;line-height:1.25;color:var(--link);font-variant-numeric:tabular-nums}
        .tiles .zero b{color:var(--soft);font-weight:400}
        section{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:1rem clamp(.8rem,2.2vw,1.4rem);margin-top:1rem}
        .items{margin:.3rem 0;padding-left:1.25rem}
        .items>li{margin:.35rem 0}
        ol.items>li{margin:.8rem 0}
        summary{cursor:pointer;color:var(--link);font-size:.9rem;padding:.2rem 0}
        .diff{list-style:none;margin:.35rem 0;padding:.1rem 0 .1rem .8rem;border-left:3px solid var(--line)}
        .diff li{margin:.35rem 0}
        .diff p{margin:0;white-space:pre-wrap}
        .field{font-size:.8rem;color:var(--soft)}
        .field em{font-style:normal;border:1px solid var(--line);border-radius:3px;padding:0 .3em}
        .many{margin:.2rem 0;font-weight:600}
        ins{background:var(--ins);color:var(--insink);text-decoration:underline;text-underline-offset:.18em}
        del{background:var(--del);color:var(--delink);text-decoration:line-through}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;font-size:.88rem;min-width:100%}
        caption{text-align:left;color:var(--soft);font-size:.84rem;padding-bottom:.4rem}
        th,td{text-align:left;vertical-align:top;padding:.3rem .9rem .3rem 0;border-bottom:1px solid var(--line);overflow-wrap:normal}
        thead th{color:var(--soft);font-weight:600;white-space:nowrap}
        tbody th{font-weight:400;min-width:7rem}
        td small{display:inline-block;min-width:9rem}
        .num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1rem}
        figure{margin:0}
        figcaption b{color:var(--ink);margin-left:.4em}
        .most{float:right}
        svg{display:block;width:100%;height:5rem}
        .bar{fill:var(--bar)}.part{fill:var(--part)}.axis{stroke:var(--line);stroke-width:1}
        .days{display:flex;justify-content:space-between;margin:.1rem 0 0}
        footer{padding:1rem 0;font-size:.84rem;color:var(--soft)}
        @media (max-width:40rem){body{font-size:15px}.tiles{grid-template-columns:repeat(2,1fr)}.items{padding-left:1.05rem}}
        @media print{:root{--ground:#fff}body{max-width:none;font-size:10pt}section{break-inside:auto;border:0;border-top:1px solid #999;border-radius:0}details{display:block}details>*{display:block}a{color:inherit}.diff li,.items>li,figure,tr{break-inside:avoid}}
        """
}
