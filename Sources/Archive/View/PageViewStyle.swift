// The style sheet of a page's view.

enum PageViewStyle {
    /// Colour classes: a deep hue for labels and borders (contrast with its tint 4.5 or more, WCAG 2.2 SC 1.4.3), a tint behind the text.
    private static let hues: [(name: String, deep: String, tint: String)] = [
        ("title", "#9b1c1c", "#fdecec"), ("crumb", "#34517a", "#e9eff8"), ("byline", "#6b5b00", "#fcf7dc"), ("source", "#8a4100", "#fde3c8"),
        ("author", "#8c1d5b", "#fbdcec"), ("editor", "#6d28a8", "#eee0fb"), ("published", "#11603f", "#cfeedd"), ("reads", "#4b5563", "#e2e5ea"),
        ("paragraphs", "#245c1f", "#f3f9f0"), ("signoff", "#5b3494", "#f3ecfc"), ("attachments", "#0b5d66", "#dcf3f5"), ("images", "#0b5d66", "#eaf6f7"),
        ("neighbor", "#1d4fa0", "#e4edfb"), ("document", "#7c3f00", "#fbf0e2"), ("footer", "#454b57", "#eef0f3"), ("links", "#0a5a80", "#e5f3fa"), ("site", "#454b57", "#eef0f3"),
    ]

    static let css = base + hues.map { ".c-\($0.name){--deep:\($0.deep);--tint:\($0.tint)}" }.joined()

    private static let base = """
        :root{color-scheme:light;--deep:#454b57;--tint:#eef0f3}
        *{box-sizing:border-box}
        html{scroll-padding-top:1rem}
        body{margin:0;background:#f4f2ee;color:#1c1e22;font:16px/1.75 system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif;line-break:strict;overflow-wrap:anywhere}
        p{margin:0}
        header{padding:1.5rem clamp(1rem,4vw,2.5rem) 1.25rem;background:#fff;border-bottom:1px solid #dcd8d0}
        header h1{margin:.1em 0 .3em;font-size:clamp(1.25rem,2.4vw,1.7rem);line-height:1.4;text-wrap:balance}
        header .kind{font-weight:600;font-size:.85rem;letter-spacing:.04em;color:#9b1c1c}
        header .kind span{color:#4b5563;font-weight:400}
        .facts{font-size:.82rem;line-height:1.6;color:#4b5563}
        .facts span{margin-right:1.2em}
        .facts .url{color:#1c1e22}
        .jump{display:none;font-size:.85rem;margin-top:.4rem}
        .columns{display:grid;grid-template-columns:minmax(0,1fr) 25rem;gap:1.5rem;max-width:88rem;margin:0 auto;padding:1.5rem clamp(.75rem,2vw,2rem) 4rem;align-items:start}
        main{background:#fff;border:1px solid #dcd8d0;border-radius:6px;padding:1.25rem clamp(.75rem,2.2vw,2rem) 2rem}
        aside{position:sticky;top:1rem;max-height:calc(100vh - 2rem);overflow-y:auto;background:#fff;border:1px solid #dcd8d0;border-radius:6px;padding:1rem 1.1rem 1.5rem;font-size:.9rem;line-height:1.6}
        h2{margin:0 0 .5rem;font-size:.95rem}
        h2 span{font-weight:400;color:#4b5563;font-size:.82rem}
        a{color:#1d4fa0;text-underline-offset:.2em}
        :target{outline:3px solid #e0a100;outline-offset:3px}
        .rest{color:#5a5f69;font-size:.85rem;line-height:1.65;margin:.6rem 0;padding-left:.9rem}
        .rest .h{font-weight:600}
        .nav{display:flex;flex-wrap:wrap;gap:.1rem .9rem;margin:.15rem 0}
        .band{position:relative;margin:.9rem 0;padding:.35rem .9rem .5rem;border-left:4px solid var(--deep);background:var(--tint);border-radius:0 4px 4px 0}
        .label{font-size:.72rem;line-height:1.5;font-weight:600;letter-spacing:.03em;color:var(--deep)}
        .band.c-title:not(#f-kicker,#f-subtitle,#f-original_title)>p:not(.label){font-size:1.22rem;font-weight:600;line-height:1.5}
        .band.c-paragraphs>p:not(.label){margin:0 0 .55em}
        .band.c-paragraphs>.h{font-weight:600}
        .band.c-footer,.band.c-crumb,.band.c-signoff{font-size:.9rem}
        .band.c-links>.item,.band.c-links>.plain{margin:.1rem 0}
        .far{margin-top:.5rem}
        .m{background:var(--tint);box-shadow:inset 0 -2px 0 var(--deep);padding:.05em .25em;border-radius:3px 3px 0 0;-webkit-box-decoration-break:clone;box-decoration-break:clone}
        .band .m{background:color-mix(in srgb,var(--tint) 70%,#fff)}
        .m>b{font-size:.68em;font-weight:600;color:var(--deep);margin-right:.35em;vertical-align:.12em;white-space:nowrap}
        u{text-decoration:underline;text-decoration-color:#9aa3b2;text-decoration-thickness:1px;text-underline-offset:.22em}
        .picture{display:inline-flex;flex-wrap:wrap;align-items:baseline;gap:.5em;margin:.3rem .4rem .3rem 0;padding:.3rem .7rem;border:1px dashed var(--deep);border-radius:4px;background:var(--tint);color:var(--deep);font-size:.78rem;line-height:1.5}
        .picture em{font-style:normal;color:#1c1e22}
        .picture.other{margin:.1rem .4rem .1rem 0;border-color:#b3b8c2;background:#fff;color:#5a5f69;padding:.05rem .5rem}
        .picture.other em{color:#5a5f69}
        .wide{overflow-x:auto;margin:.4rem 0}
        table{border-collapse:collapse;font-size:.92em;line-height:1.6}
        td{border:1px solid #c9c4ba;padding:.2rem .55rem;vertical-align:top;min-width:3.5em}
        .legend{margin-bottom:1rem}
        .legend p{display:flex;flex-wrap:wrap;gap:.35rem}
        .chip{padding:.05rem .6rem;border-left:4px solid var(--deep);background:var(--tint);color:var(--deep);text-decoration:none;border-radius:0 3px 3px 0;font-size:.82rem}
        .field{padding:.45rem 0 .45rem .7rem;border-left:4px solid var(--deep);margin:.35rem 0;border-bottom:1px solid #ece8e1}
        .head a{text-decoration:none}
        .head a:hover{text-decoration:underline}
        .name{font-weight:600;color:var(--deep)}
        .key{font-size:.76rem;color:#5a5f69;font-family:ui-monospace,Menlo,Consolas,monospace}
        .value{max-height:9.6em;overflow-y:auto}
        .why,details{font-size:.78rem;line-height:1.55;color:#5a5f69}
        summary{cursor:pointer;color:#1d4fa0}
        details ul{margin:.2rem 0 0;padding-left:1.1em}
        details li{margin:.15rem 0;color:#1c1e22}
        details li span{color:#5a5f69}
        .unseen{margin-top:1.5rem;padding:1rem;border:1px dashed #b3b8c2;border-radius:6px;font-size:.88rem}
        .unseen div{padding:.15rem 0 .15rem .6rem;border-left:4px solid var(--deep);margin:.3rem 0}
        .unseen b{color:var(--deep);margin-right:.4em}
        .unseen span{color:#5a5f69}
        .unseen ol{margin:.3rem 0;padding-left:2em}
        @media (max-width:60rem){.columns{grid-template-columns:minmax(0,1fr);gap:1rem;padding:.75rem .5rem 3rem}aside{position:static;max-height:none}.jump{display:block}}
        @media print{aside{position:static;max-height:none}body{background:#fff}.columns{display:block}}
        """
}
