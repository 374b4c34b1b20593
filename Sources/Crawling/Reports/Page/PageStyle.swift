// The style sheet of the reports of runs and nights: light and dark, screen and paper, wide and narrow.

enum PageStyle {
    /// Text has a contrast of 4.5 or more with what it stands on (WCAG 2.2, SC 1.4.3); nothing is told by colour alone (SC 1.4.1).
    static let css = colours + text + top + lists + differences + tables + plots + narrow + paper

    private static let colours = """
        :root{color-scheme:light dark;--paper:#fff;--ground:#f5f3ef;--ink:#1d1f23;--soft:#585d68;--line:#dedad2;--link:#1d4fa0;\
        --good:#1c6b34;--bad:#a51d1d;--note:#6b5200;--ins:#dcf3df;--insink:#0f4d20;--del:#fbe3e1;--delink:#8a1414;--bar:#a9b6cb;--part:#1d4fa0}
        @media (prefers-color-scheme:dark){:root{--paper:#1d1f24;--ground:#141519;--ink:#e6e4df;--soft:#a6abb6;--line:#363a43;\
        --link:#8fb6ff;--good:#79cf92;--bad:#ff9a93;--note:#e3c565;--ins:#17391f;--insink:#a9ebb9;--del:#461d1c;--delink:#ffb9b3;\
        --bar:#59627a;--part:#8fb6ff}}

        """

    private static let text = """
        *{box-sizing:border-box}
        html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
        body{margin:0 auto;max-width:76rem;padding:0 clamp(.75rem,2.5vw,2rem) 3rem;background:var(--ground);color:var(--ink);\
        font:16px/1.55 system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",\
        "WenQuanYi Micro Hei",sans-serif;overflow-wrap:anywhere;line-break:strict}
        a{color:var(--link);text-underline-offset:.2em;text-decoration-thickness:1px}
        a:hover{text-decoration-thickness:2px}
        :focus-visible{outline:2px solid var(--link);outline-offset:2px}
        small,.rest,.when,.place{font-size:.84rem;color:var(--soft)}
        small a{color:inherit}
        .place{display:block;font-size:.78rem}
        .url{font-family:ui-monospace,monospace;font-size:.86em}
        h1{margin:.1rem 0 .6rem;font-size:clamp(1.35rem,3vw,1.8rem);line-height:1.25}
        h2{margin:0 0 .5rem;font-size:1.12rem;line-height:1.35}
        h3{margin:1rem 0 .3rem;font-size:1rem}
        .zh{font-weight:400;color:var(--soft);margin-left:.15em}
        .n{font-weight:400;color:var(--soft);font-variant-numeric:tabular-nums}
        section{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:.9rem clamp(.8rem,2vw,1.3rem);\
        margin-top:.9rem}
        footer{padding:1rem 0;font-size:.84rem;color:var(--soft)}

        """

    private static let top = """
        header{padding:1.1rem 0 .2rem}
        .when{margin:0}
        .day{display:grid;grid-template-columns:minmax(0,1.35fr) minmax(0,1fr);gap:.9rem 1.8rem;align-items:start}
        .headline{list-style:none;margin:0;padding:0;display:grid;gap:.1rem}
        .headline li{display:grid;grid-template-columns:1.4rem 1fr;font-size:.97rem}
        .mark{font-weight:700}
        .good .mark,.mark.good{color:var(--good)}.note .mark,.mark.note{color:var(--note)}.bad .mark,.mark.bad{color:var(--bad)}
        .headline .bad{font-weight:600}
        .tiles{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:.45rem}
        .tiles a,.tiles .zero{display:block;height:100%;padding:.35rem .55rem .4rem;background:var(--paper);border:1px solid var(--line);\
        border-radius:6px;text-decoration:none;color:var(--soft);font-size:.8rem;line-height:1.3}
        .tiles a:hover{border-color:var(--link)}
        .tiles b{display:block;font-size:1.25rem;line-height:1.3;color:var(--link);font-variant-numeric:tabular-nums;white-space:nowrap}
        .tiles .zero b{color:var(--soft);font-weight:400}
        .tiles .full b{color:var(--ink);font-weight:700}
        .tiles [lang]{white-space:nowrap}
        .headline small{font-weight:400}

        """

    private static let lists = """
        .items{margin:.2rem 0;padding-left:1.2rem}
        .items>li{margin:.3rem 0}
        ol.items>li{margin:.75rem 0}
        .first{list-style:none;margin:0;padding:0}
        .first li{display:grid;grid-template-columns:8.2rem minmax(0,1fr);gap:0 .8rem;padding:.28rem 0;border-top:1px solid var(--line)}
        .first li:first-child{border-top:0}
        .tag{color:var(--soft);font-size:.84rem;line-height:1.85}
        .tag a{color:inherit}
        summary{cursor:pointer;color:var(--link);font-size:.9rem;padding:.15rem 0}

        """

    private static let differences = """
        .diff{list-style:none;margin:.3rem 0;padding:.05rem 0 .05rem .8rem;border-left:3px solid var(--line)}
        .diff li{margin:.3rem 0}
        .diff p{margin:0;white-space:pre-wrap}
        .field{font-size:.8rem;color:var(--soft)}
        .field em{font-style:normal;border:1px solid var(--line);border-radius:3px;padding:0 .3em}
        ins{background:var(--ins);color:var(--insink);text-decoration:underline;text-decoration-thickness:1.5px;text-underline-offset:.2em}
        del{background:var(--del);color:var(--delink);text-decoration:line-through;text-decoration-thickness:1.5px}
        del+ins{margin-left:.15em}

        """

    private static let tables = """
        .wide{overflow-x:auto}
        table{border-collapse:collapse;font-size:.88rem;min-width:100%;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--soft);font-size:.84rem;padding-bottom:.3rem}
        th,td{text-align:left;vertical-align:top;padding:.28rem .9rem .28rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}
        thead th{color:var(--soft);font-weight:600;white-space:nowrap;vertical-align:bottom}
        tbody th{font-weight:400;min-width:8rem}
        tbody tr:last-child>*{border-bottom:0}
        td{white-space:nowrap}
        td.text,td small{white-space:normal}
        td small{display:block}
        .num{text-align:right}
        td.text{min-width:9rem;overflow-wrap:anywhere}

        """

    private static let plots = """
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15.5rem),1fr));gap:1rem 1.4rem}
        figure{margin:0}
        figcaption{font-size:.84rem;color:var(--soft)}
        figcaption b{color:var(--ink);margin-left:.35em}
        svg{display:block;width:100%;height:auto;overflow:visible}
        svg text{font-size:11px;fill:var(--soft)}
        .bar{fill:var(--bar)}.part{fill:var(--part)}.axis{stroke:var(--soft);stroke-width:1}.grid{stroke:var(--line);stroke-width:1}
        .none{stroke:var(--bad);stroke-width:2}
        figure p{margin:0;font-size:.78rem;color:var(--soft)}
        .key{display:inline-block;width:.7em;height:.7em;margin-right:.35em;background:var(--part)}

        """

    /// On a phone the rows of a table stand one below the other, each figure with its name; nothing scrolls sideways.
    private static let narrow = """
        @media (max-width:56rem){.day{grid-template-columns:minmax(0,1fr)}}
        @media (max-width:40rem){body{font-size:15px}.items{padding-left:1.05rem}\
        .tiles a,.tiles .zero{padding:.3rem .4rem;font-size:.74rem}\
        .tiles b{font-size:1.1rem}\
        .first li{grid-template-columns:minmax(0,1fr)}.tag{line-height:1.4}\
        .wide table,.wide caption,.wide tbody,.wide tr,.wide th,.wide td{display:block}\
        .wide thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
        .wide tr{border-bottom:1px solid var(--line);padding:.35rem 0}.wide tr:last-child{border-bottom:0}\
        .wide th,.wide td{border:0;padding:0;min-width:0;overflow-wrap:anywhere;text-align:left;white-space:normal}\
        .wide td{display:inline-block;margin-right:.9rem;vertical-align:top}.wide td.text{display:block}.wide td:empty{display:none}\
        .wide td[data-label]::before{content:attr(data-label) " ";color:var(--soft)}}

        """

    private static let paper = """
        @media print{:root{color-scheme:light;--paper:#fff;--ground:#fff;--ink:#000;--soft:#444;--line:#bbb;--link:#000;\
        --ins:#fff;--insink:#000;--del:#fff;--delink:#000;--bar:#999;--part:#333;--good:#000;--bad:#000;--note:#000}\
        body{max-width:none;padding:0;font-size:9.5pt}section{border:0;border-top:1px solid #999;border-radius:0;padding:.6rem 0}\
        summary{display:none}details::details-content{content-visibility:visible;block-size:auto}\
        .figures{display:none}.diff li,.items>li,figure,tr{break-inside:avoid}h2,h3{break-after:avoid}}
        """
}
