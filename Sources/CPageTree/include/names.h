// The one list of the element and attribute names that have a small integer: C makes enum and look-up of it, Swift uses the enum.
//
// Each line is X(identifier, "name as written in lower case"). Numbers are not stored anywhere: lines may be added in any place.
#ifndef CPAGETREE_NAMES_H
#define CPAGETREE_NAMES_H

// HTML 4 and HTML elements, then what portal systems, Word and SVG put between them.
#define PT_TAGS(X) \
    X(a, "a") X(abbr, "abbr") X(acronym, "acronym") X(address, "address") X(applet, "applet") X(area, "area") \
    X(article, "article") X(aside, "aside") X(audio, "audio") X(b, "b") X(base, "base") X(basefont, "basefont") \
    X(bdi, "bdi") X(bdo, "bdo") X(bgsound, "bgsound") X(big, "big") X(blink, "blink") X(blockquote, "blockquote") \
    X(body, "body") X(br, "br") X(button, "button") X(canvas, "canvas") X(caption, "caption") X(center, "center") \
    X(cite, "cite") X(code, "code") X(col, "col") X(colgroup, "colgroup") X(data, "data") X(datalist, "datalist") \
    X(dd, "dd") X(del, "del") X(details, "details") X(dfn, "dfn") X(dialog, "dialog") X(dir, "dir") X(div, "div") \
    X(dl, "dl") X(dt, "dt") X(em, "em") X(embed, "embed") X(fieldset, "fieldset") X(figcaption, "figcaption") \
    X(figure, "figure") X(font, "font") X(footer, "footer") X(form, "form") X(frame, "frame") X(frameset, "frameset") \
    X(h1, "h1") X(h2, "h2") X(h3, "h3") X(h4, "h4") X(h5, "h5") X(h6, "h6") X(head, "head") X(header, "header") \
    X(hgroup, "hgroup") X(hr, "hr") X(html, "html") X(i, "i") X(iframe, "iframe") X(image, "image") X(img, "img") \
    X(input, "input") X(ins, "ins") X(isindex, "isindex") X(kbd, "kbd") X(label, "label") X(layer, "layer") \
    X(legend, "legend") X(li, "li") X(link, "link") X(listing, "listing") X(main, "main") X(map, "map") X(mark, "mark") \
    X(marquee, "marquee") X(math, "math") X(menu, "menu") X(menuitem, "menuitem") X(meta, "meta") X(meter, "meter") \
    X(multicol, "multicol") X(nav, "nav") X(nobr, "nobr") X(noembed, "noembed") X(noframes, "noframes") \
    X(noscript, "noscript") X(object, "object") X(ol, "ol") X(optgroup, "optgroup") X(option, "option") X(output, "output") \
    X(p, "p") X(param, "param") X(picture, "picture") X(plaintext, "plaintext") X(pre, "pre") X(progress, "progress") \
    X(q, "q") X(rb, "rb") X(rp, "rp") X(rt, "rt") X(rtc, "rtc") X(ruby, "ruby") X(s, "s") X(samp, "samp") \
    X(script, "script") X(search, "search") X(section, "section") X(select, "select") X(slot, "slot") X(small, "small") \
    X(source, "source") X(spacer, "spacer") X(span, "span") X(strike, "strike") X(strong, "strong") X(style, "style") \
    X(sub, "sub") X(summary, "summary") X(sup, "sup") X(svg, "svg") X(table, "table") X(tbody, "tbody") X(td, "td") \
    X(template, "template") X(textarea, "textarea") X(tfoot, "tfoot") X(th, "th") X(thead, "thead") X(time, "time") \
    X(title, "title") X(tr, "tr") X(track, "track") X(tt, "tt") X(u, "u") X(ul, "ul") X(var, "var") X(video, "video") \
    X(wbr, "wbr") X(xmp, "xmp") X(path, "path") X(g, "g") X(use, "use") X(text, "text") X(rect, "rect") X(circle, "circle") \
    X(defs, "defs") X(symbol, "symbol") X(xml, "xml") X(ucapcontent, "ucapcontent") X(ucaptitle, "ucaptitle") \
    X(founder_content, "founder-content") X(founder_title, "founder-title") X(founder_author, "founder-author") \
    X(founder_date, "founder-date") X(founder_source, "founder-source") X(founder_imp, "founder-imp") \
    X(enpcontent, "enpcontent") X(enpproperty, "enpproperty") X(date, "date") X(author, "author") X(subtitle, "subtitle") \
    X(introtitle, "introtitle") X(keyword, "keyword") X(content, "content") X(o_p, "o:p") X(st1_chsdate, "st1:chsdate") \
    X(w_sdt, "w:sdt") X(v_shape, "v:shape") X(v_imagedata, "v:imagedata")

// HTML 4 and HTML attributes, then the ones in which portals keep addresses, dates, counts and conditions.
#define PT_ATTRIBUTES(X) \
    X(abbr, "abbr") X(accept, "accept") X(accept_charset, "accept-charset") X(accesskey, "accesskey") X(action, "action") \
    X(align, "align") X(alink, "alink") X(allow, "allow") X(allowfullscreen, "allowfullscreen") X(alt, "alt") \
    X(archive, "archive") X(async, "async") X(autocomplete, "autocomplete") X(autofocus, "autofocus") \
    X(autoplay, "autoplay") X(axis, "axis") X(background, "background") X(bgcolor, "bgcolor") X(border, "border") \
    X(bordercolor, "bordercolor") X(cellpadding, "cellpadding") X(cellspacing, "cellspacing") X(char, "char") \
    X(charoff, "charoff") X(charset, "charset") X(checked, "checked") X(cite, "cite") X(class, "class") \
    X(classid, "classid") X(clear, "clear") X(code, "code") X(codebase, "codebase") X(codetype, "codetype") \
    X(color, "color") X(cols, "cols") X(colspan, "colspan") X(compact, "compact") X(content, "content") \
    X(contenteditable, "contenteditable") X(controls, "controls") X(coords, "coords") X(crossorigin, "crossorigin") \
    X(data, "data") X(datetime, "datetime") X(declare, "declare") X(default, "default") X(defer, "defer") X(dir, "dir") \
    X(dirname, "dirname") X(disabled, "disabled") X(download, "download") X(draggable, "draggable") X(encoding, "encoding") \
    X(enctype, "enctype") X(face, "face") X(for, "for") X(form, "form") X(formaction, "formaction") \
    X(formmethod, "formmethod") X(frame, "frame") X(frameborder, "frameborder") X(headers, "headers") X(height, "height") \
    X(hidden, "hidden") X(high, "high") X(href, "href") X(hreflang, "hreflang") X(hspace, "hspace") \
    X(http_equiv, "http-equiv") X(id, "id") X(imagesizes, "imagesizes") X(imagesrcset, "imagesrcset") \
    X(integrity, "integrity") X(is, "is") X(ismap, "ismap") X(itemid, "itemid") X(itemprop, "itemprop") \
    X(itemscope, "itemscope") X(itemtype, "itemtype") X(kind, "kind") X(label, "label") X(lang, "lang") \
    X(language, "language") X(link, "link") X(list, "list") X(longdesc, "longdesc") X(loop, "loop") X(low, "low") \
    X(lowsrc, "lowsrc") X(marginheight, "marginheight") X(marginwidth, "marginwidth") X(max, "max") \
    X(maxlength, "maxlength") X(media, "media") X(method, "method") X(min, "min") X(multiple, "multiple") X(muted, "muted") \
    X(name, "name") X(nohref, "nohref") X(nonce, "nonce") X(noresize, "noresize") X(noshade, "noshade") \
    X(novalidate, "novalidate") X(nowrap, "nowrap") X(object, "object") X(onblur, "onblur") X(onchange, "onchange") \
    X(onclick, "onclick") X(oncontextmenu, "oncontextmenu") X(ondblclick, "ondblclick") X(onerror, "onerror") \
    X(onfocus, "onfocus") X(onkeydown, "onkeydown") X(onkeyup, "onkeyup") X(onload, "onload") X(onmousedown, "onmousedown") \
    X(onmouseout, "onmouseout") X(onmouseover, "onmouseover") X(onmouseup, "onmouseup") X(onreset, "onreset") \
    X(onselect, "onselect") X(onsubmit, "onsubmit") X(onunload, "onunload") X(open, "open") X(optimum, "optimum") \
    X(pattern, "pattern") X(ping, "ping") X(placeholder, "placeholder") X(poster, "poster") X(preload, "preload") \
    X(profile, "profile") X(prompt, "prompt") X(property, "property") X(readonly, "readonly") \
    X(referrerpolicy, "referrerpolicy") X(rel, "rel") X(required, "required") X(rev, "rev") X(reversed, "reversed") \
    X(role, "role") X(rows, "rows") X(rowspan, "rowspan") X(rules, "rules") X(sandbox, "sandbox") X(scheme, "scheme") \
    X(scope, "scope") X(scrolling, "scrolling") X(selected, "selected") X(shape, "shape") X(size, "size") X(sizes, "sizes") \
    X(slot, "slot") X(span, "span") X(spellcheck, "spellcheck") X(src, "src") X(srcdoc, "srcdoc") X(srclang, "srclang") \
    X(srcset, "srcset") X(standby, "standby") X(start, "start") X(step, "step") X(style, "style") X(summary, "summary") \
    X(tabindex, "tabindex") X(target, "target") X(text, "text") X(title, "title") X(translate, "translate") X(type, "type") \
    X(usemap, "usemap") X(valign, "valign") X(value, "value") X(valuetype, "valuetype") X(version, "version") \
    X(vlink, "vlink") X(vspace, "vspace") X(width, "width") X(wrap, "wrap") X(xmlns, "xmlns") X(xml_lang, "xml:lang") \
    X(xlink_href, "xlink:href") X(aria_label, "aria-label") X(aria_hidden, "aria-hidden") X(data_src, "data-src") \
    X(data_original, "data-original") X(data_url, "data-url") X(data_href, "data-href") X(data_title, "data-title") \
    X(data_id, "data-id") X(data_name, "data-name") X(data_type, "data-type") X(data_srcset, "data-srcset") \
    X(data_link, "data-link") X(data_ks_lazyload, "data-ks-lazyload") X(data_lazyload, "data-lazyload") \
    X(data_lazy_src, "data-lazy-src") X(data_actualsrc, "data-actualsrc") X(data_real, "data-real") \
    X(data_pubtime, "data-pubtime") X(data_time, "data-time") X(data_date, "data-date") X(data_page, "data-page") \
    X(data_current, "data-current") X(data_total, "data-total") X(data_pagesize, "data-pagesize") \
    X(data_count, "data-count") X(data_index, "data-index") X(u_src, "_src") X(src2, "src2") X(lazy_src, "lazy-src") \
    X(original, "original") X(file, "file") X(oldsrc, "oldsrc") X(orgsrc, "orgsrc") X(sourcename, "sourcename") \
    X(textvalue, "textvalue") X(atremote, "atremote") X(others, "others") X(onmouseenter, "onmouseenter") X(v_if, "v-if") \
    X(v_for, "v-for") X(v_show, "v-show") X(v_text, "v-text") X(v_html, "v-html") X(ng_if, "ng-if") X(ng_show, "ng-show") \
    X(ng_hide, "ng-hide") X(ng_href, "ng-href") X(ng_src, "ng-src") X(ng_bind, "ng-bind") X(ng_bind_html, "ng-bind-html") \
    X(ng_repeat, "ng-repeat") X(opentype, "opentype") X(appendix, "appendix") X(remark, "remark") X(filename, "filename") \
    X(u_currentid, "_currentid") X(ahref, "ahref") X(zoomfile, "zoomfile") X(url, "url") X(frag, "frag") \
    X(portletmode, "portletmode") X(needdownload, "needdownload")

typedef enum pt_tag : unsigned short {
    PT_TAG_unknown = 0,
#define X(identifier, name) PT_TAG_##identifier,
    PT_TAGS(X)
#undef X
    PT_TAG_count
} pt_tag;

typedef enum pt_attribute_name : unsigned short {
    PT_ATTRIBUTE_unknown = 0,
#define X(identifier, name) PT_ATTRIBUTE_##identifier,
    PT_ATTRIBUTES(X)
#undef X
    PT_ATTRIBUTE_count
} pt_attribute_name;

#endif
