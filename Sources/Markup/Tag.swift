// A tag name as a small integer.
public import CPageTree

/// The name of an element as a small integer.
///
/// The numbers come from one list, `names.h` of CPageTree; they hold inside one build only and must not be stored.
public struct Tag: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: UInt16

    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// An element that the list does not have; the tree keeps its name as text.
    @inlinable public static var unknown: Tag { Tag(rawValue: 0) }

    /// The tag of a lower-case name, `unknown` if the list does not have it.
    public init(named name: String) {
        var name = name
        self.init(name.withUTF8 { pt_tag_named($0.baseAddress, $0.count) })
    }

    /// The name in lower case; empty for `unknown`.
    public var name: String { String(cString: pt_tag_spelling(rawValue)) }

    @inlinable public static func == (left: Tag, right: Tag) -> Bool { left.rawValue == right.rawValue }

    public var description: String { self == .unknown ? "unknown" : name }

    @inlinable init(_ tag: pt_tag) { rawValue = tag.rawValue }
}

// Inlinable, so that a comparison with one of them is a comparison of two integers.
extension Tag {
    @inlinable public static var a: Tag { Tag(PT_TAG_a) }
    @inlinable public static var abbr: Tag { Tag(PT_TAG_abbr) }
    @inlinable public static var acronym: Tag { Tag(PT_TAG_acronym) }
    @inlinable public static var address: Tag { Tag(PT_TAG_address) }
    @inlinable public static var applet: Tag { Tag(PT_TAG_applet) }
    @inlinable public static var area: Tag { Tag(PT_TAG_area) }
    @inlinable public static var article: Tag { Tag(PT_TAG_article) }
    @inlinable public static var aside: Tag { Tag(PT_TAG_aside) }
    @inlinable public static var audio: Tag { Tag(PT_TAG_audio) }
    @inlinable public static var b: Tag { Tag(PT_TAG_b) }
    @inlinable public static var base: Tag { Tag(PT_TAG_base) }
    @inlinable public static var basefont: Tag { Tag(PT_TAG_basefont) }
    @inlinable public static var bdi: Tag { Tag(PT_TAG_bdi) }
    @inlinable public static var bdo: Tag { Tag(PT_TAG_bdo) }
    @inlinable public static var bgsound: Tag { Tag(PT_TAG_bgsound) }
    @inlinable public static var big: Tag { Tag(PT_TAG_big) }
    @inlinable public static var blink: Tag { Tag(PT_TAG_blink) }
    @inlinable public static var blockquote: Tag { Tag(PT_TAG_blockquote) }
    @inlinable public static var body: Tag { Tag(PT_TAG_body) }
    @inlinable public static var br: Tag { Tag(PT_TAG_br) }
    @inlinable public static var button: Tag { Tag(PT_TAG_button) }
    @inlinable public static var canvas: Tag { Tag(PT_TAG_canvas) }
    @inlinable public static var caption: Tag { Tag(PT_TAG_caption) }
    @inlinable public static var center: Tag { Tag(PT_TAG_center) }
    @inlinable public static var cite: Tag { Tag(PT_TAG_cite) }
    @inlinable public static var code: Tag { Tag(PT_TAG_code) }
    @inlinable public static var col: Tag { Tag(PT_TAG_col) }
    @inlinable public static var colgroup: Tag { Tag(PT_TAG_colgroup) }
    @inlinable public static var data: Tag { Tag(PT_TAG_data) }
    @inlinable public static var datalist: Tag { Tag(PT_TAG_datalist) }
    @inlinable public static var dd: Tag { Tag(PT_TAG_dd) }
    @inlinable public static var del: Tag { Tag(PT_TAG_del) }
    @inlinable public static var details: Tag { Tag(PT_TAG_details) }
    @inlinable public static var dfn: Tag { Tag(PT_TAG_dfn) }
    @inlinable public static var dialog: Tag { Tag(PT_TAG_dialog) }
    @inlinable public static var dir: Tag { Tag(PT_TAG_dir) }
    @inlinable public static var div: Tag { Tag(PT_TAG_div) }
    @inlinable public static var dl: Tag { Tag(PT_TAG_dl) }
    @inlinable public static var dt: Tag { Tag(PT_TAG_dt) }
    @inlinable public static var em: Tag { Tag(PT_TAG_em) }
    @inlinable public static var embed: Tag { Tag(PT_TAG_embed) }
    @inlinable public static var fieldset: Tag { Tag(PT_TAG_fieldset) }
    @inlinable public static var figcaption: Tag { Tag(PT_TAG_figcaption) }
    @inlinable public static var figure: Tag { Tag(PT_TAG_figure) }
    @inlinable public static var font: Tag { Tag(PT_TAG_font) }
    @inlinable public static var footer: Tag { Tag(PT_TAG_footer) }
    @inlinable public static var form: Tag { Tag(PT_TAG_form) }
    @inlinable public static var frame: Tag { Tag(PT_TAG_frame) }
    @inlinable public static var frameset: Tag { Tag(PT_TAG_frameset) }
    @inlinable public static var h1: Tag { Tag(PT_TAG_h1) }
    @inlinable public static var h2: Tag { Tag(PT_TAG_h2) }
    @inlinable public static var h3: Tag { Tag(PT_TAG_h3) }
    @inlinable public static var h4: Tag { Tag(PT_TAG_h4) }
    @inlinable public static var h5: Tag { Tag(PT_TAG_h5) }
    @inlinable public static var h6: Tag { Tag(PT_TAG_h6) }
    @inlinable public static var head: Tag { Tag(PT_TAG_head) }
    @inlinable public static var header: Tag { Tag(PT_TAG_header) }
    @inlinable public static var hgroup: Tag { Tag(PT_TAG_hgroup) }
    @inlinable public static var hr: Tag { Tag(PT_TAG_hr) }
    @inlinable public static var html: Tag { Tag(PT_TAG_html) }
    @inlinable public static var i: Tag { Tag(PT_TAG_i) }
    @inlinable public static var iframe: Tag { Tag(PT_TAG_iframe) }
    @inlinable public static var image: Tag { Tag(PT_TAG_image) }
    @inlinable public static var img: Tag { Tag(PT_TAG_img) }
    @inlinable public static var input: Tag { Tag(PT_TAG_input) }
    @inlinable public static var ins: Tag { Tag(PT_TAG_ins) }
    @inlinable public static var isindex: Tag { Tag(PT_TAG_isindex) }
    @inlinable public static var kbd: Tag { Tag(PT_TAG_kbd) }
    @inlinable public static var label: Tag { Tag(PT_TAG_label) }
    @inlinable public static var layer: Tag { Tag(PT_TAG_layer) }
    @inlinable public static var legend: Tag { Tag(PT_TAG_legend) }
    @inlinable public static var li: Tag { Tag(PT_TAG_li) }
    @inlinable public static var link: Tag { Tag(PT_TAG_link) }
    @inlinable public static var listing: Tag { Tag(PT_TAG_listing) }
    @inlinable public static var main: Tag { Tag(PT_TAG_main) }
    @inlinable public static var map: Tag { Tag(PT_TAG_map) }
    @inlinable public static var mark: Tag { Tag(PT_TAG_mark) }
    @inlinable public static var marquee: Tag { Tag(PT_TAG_marquee) }
    @inlinable public static var math: Tag { Tag(PT_TAG_math) }
    @inlinable public static var menu: Tag { Tag(PT_TAG_menu) }
    @inlinable public static var menuitem: Tag { Tag(PT_TAG_menuitem) }
    @inlinable public static var meta: Tag { Tag(PT_TAG_meta) }
    @inlinable public static var meter: Tag { Tag(PT_TAG_meter) }
    @inlinable public static var multicol: Tag { Tag(PT_TAG_multicol) }
    @inlinable public static var nav: Tag { Tag(PT_TAG_nav) }
    @inlinable public static var nobr: Tag { Tag(PT_TAG_nobr) }
    @inlinable public static var noembed: Tag { Tag(PT_TAG_noembed) }
    @inlinable public static var noframes: Tag { Tag(PT_TAG_noframes) }
    @inlinable public static var noscript: Tag { Tag(PT_TAG_noscript) }
    @inlinable public static var object: Tag { Tag(PT_TAG_object) }
    @inlinable public static var ol: Tag { Tag(PT_TAG_ol) }
    @inlinable public static var optgroup: Tag { Tag(PT_TAG_optgroup) }
    @inlinable public static var option: Tag { Tag(PT_TAG_option) }
    @inlinable public static var output: Tag { Tag(PT_TAG_output) }
    @inlinable public static var p: Tag { Tag(PT_TAG_p) }
    @inlinable public static var param: Tag { Tag(PT_TAG_param) }
    @inlinable public static var picture: Tag { Tag(PT_TAG_picture) }
    @inlinable public static var plaintext: Tag { Tag(PT_TAG_plaintext) }
    @inlinable public static var pre: Tag { Tag(PT_TAG_pre) }
    @inlinable public static var progress: Tag { Tag(PT_TAG_progress) }
    @inlinable public static var q: Tag { Tag(PT_TAG_q) }
    @inlinable public static var rb: Tag { Tag(PT_TAG_rb) }
    @inlinable public static var rp: Tag { Tag(PT_TAG_rp) }
    @inlinable public static var rt: Tag { Tag(PT_TAG_rt) }
    @inlinable public static var rtc: Tag { Tag(PT_TAG_rtc) }
    @inlinable public static var ruby: Tag { Tag(PT_TAG_ruby) }
    @inlinable public static var s: Tag { Tag(PT_TAG_s) }
    @inlinable public static var samp: Tag { Tag(PT_TAG_samp) }
    @inlinable public static var script: Tag { Tag(PT_TAG_script) }
    @inlinable public static var search: Tag { Tag(PT_TAG_search) }
    @inlinable public static var section: Tag { Tag(PT_TAG_section) }
    @inlinable public static var select: Tag { Tag(PT_TAG_select) }
    @inlinable public static var slot: Tag { Tag(PT_TAG_slot) }
    @inlinable public static var small: Tag { Tag(PT_TAG_small) }
    @inlinable public static var source: Tag { Tag(PT_TAG_source) }
    @inlinable public static var spacer: Tag { Tag(PT_TAG_spacer) }
    @inlinable public static var span: Tag { Tag(PT_TAG_span) }
    @inlinable public static var strike: Tag { Tag(PT_TAG_strike) }
    @inlinable public static var strong: Tag { Tag(PT_TAG_strong) }
    @inlinable public static var style: Tag { Tag(PT_TAG_style) }
    @inlinable public static var sub: Tag { Tag(PT_TAG_sub) }
    @inlinable public static var summary: Tag { Tag(PT_TAG_summary) }
    @inlinable public static var sup: Tag { Tag(PT_TAG_sup) }
    @inlinable public static var svg: Tag { Tag(PT_TAG_svg) }
    @inlinable public static var table: Tag { Tag(PT_TAG_table) }
    @inlinable public static var tbody: Tag { Tag(PT_TAG_tbody) }
    @inlinable public static var td: Tag { Tag(PT_TAG_td) }
    @inlinable public static var template: Tag { Tag(PT_TAG_template) }
    @inlinable public static var textarea: Tag { Tag(PT_TAG_textarea) }
    @inlinable public static var tfoot: Tag { Tag(PT_TAG_tfoot) }
    @inlinable public static var th: Tag { Tag(PT_TAG_th) }
    @inlinable public static var thead: Tag { Tag(PT_TAG_thead) }
    @inlinable public static var time: Tag { Tag(PT_TAG_time) }
    @inlinable public static var title: Tag { Tag(PT_TAG_title) }
    @inlinable public static var tr: Tag { Tag(PT_TAG_tr) }
    @inlinable public static var track: Tag { Tag(PT_TAG_track) }
    @inlinable public static var tt: Tag { Tag(PT_TAG_tt) }
    @inlinable public static var u: Tag { Tag(PT_TAG_u) }
    @inlinable public static var ul: Tag { Tag(PT_TAG_ul) }
    @inlinable public static var var_: Tag { Tag(PT_TAG_var) }
    @inlinable public static var video: Tag { Tag(PT_TAG_video) }
    @inlinable public static var wbr: Tag { Tag(PT_TAG_wbr) }
    @inlinable public static var xmp: Tag { Tag(PT_TAG_xmp) }
    @inlinable public static var path: Tag { Tag(PT_TAG_path) }
    @inlinable public static var g: Tag { Tag(PT_TAG_g) }
    @inlinable public static var use: Tag { Tag(PT_TAG_use) }
    @inlinable public static var text: Tag { Tag(PT_TAG_text) }
    @inlinable public static var rect: Tag { Tag(PT_TAG_rect) }
    @inlinable public static var circle: Tag { Tag(PT_TAG_circle) }
    @inlinable public static var defs: Tag { Tag(PT_TAG_defs) }
    @inlinable public static var symbol: Tag { Tag(PT_TAG_symbol) }
    @inlinable public static var xml: Tag { Tag(PT_TAG_xml) }
    @inlinable public static var ucapcontent: Tag { Tag(PT_TAG_ucapcontent) }
    @inlinable public static var ucaptitle: Tag { Tag(PT_TAG_ucaptitle) }
    @inlinable public static var founderContent: Tag { Tag(PT_TAG_founder_content) }
    @inlinable public static var founderTitle: Tag { Tag(PT_TAG_founder_title) }
    @inlinable public static var founderAuthor: Tag { Tag(PT_TAG_founder_author) }
    @inlinable public static var founderDate: Tag { Tag(PT_TAG_founder_date) }
    @inlinable public static var founderSource: Tag { Tag(PT_TAG_founder_source) }
    @inlinable public static var founderImp: Tag { Tag(PT_TAG_founder_imp) }
    @inlinable public static var enpcontent: Tag { Tag(PT_TAG_enpcontent) }
    @inlinable public static var enpproperty: Tag { Tag(PT_TAG_enpproperty) }
    @inlinable public static var date: Tag { Tag(PT_TAG_date) }
    @inlinable public static var author: Tag { Tag(PT_TAG_author) }
    @inlinable public static var subtitle: Tag { Tag(PT_TAG_subtitle) }
    @inlinable public static var introtitle: Tag { Tag(PT_TAG_introtitle) }
    @inlinable public static var keyword: Tag { Tag(PT_TAG_keyword) }
    @inlinable public static var content: Tag { Tag(PT_TAG_content) }
    @inlinable public static var oP: Tag { Tag(PT_TAG_o_p) }
    @inlinable public static var st1Chsdate: Tag { Tag(PT_TAG_st1_chsdate) }
    @inlinable public static var wSdt: Tag { Tag(PT_TAG_w_sdt) }
    @inlinable public static var vShape: Tag { Tag(PT_TAG_v_shape) }
    @inlinable public static var vImagedata: Tag { Tag(PT_TAG_v_imagedata) }
}
