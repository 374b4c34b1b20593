// An attribute name as a small integer.
public import CPageTree

/// The name of an attribute as a small integer.
///
/// The numbers come from one list, `names.h` of CPageTree; they hold inside one build only and must not be stored.
public struct AttributeName: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: UInt16

    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// An attribute that the list does not have; the tree keeps its name as text.
    @inlinable public static var unknown: AttributeName { AttributeName(rawValue: 0) }

    /// The name's number, `unknown` if the list does not have the lower-case name.
    public init(named name: String) {
        var name = name
        self.init(name.withUTF8 { pt_attribute_named($0.baseAddress, $0.count) })
    }

    /// The name in lower case; empty for `unknown`.
    public var name: String { String(cString: pt_attribute_spelling(rawValue)) }

    @inlinable public static func == (left: AttributeName, right: AttributeName) -> Bool { left.rawValue == right.rawValue }

    public var description: String { self == .unknown ? "unknown" : name }

    @inlinable init(_ name: pt_attribute_name) { rawValue = name.rawValue }
}

// Inlinable, so that a comparison with one of them is a comparison of two integers.
extension AttributeName {
    @inlinable public static var abbr: AttributeName { AttributeName(PT_ATTRIBUTE_abbr) }
    @inlinable public static var accept: AttributeName { AttributeName(PT_ATTRIBUTE_accept) }
    @inlinable public static var acceptCharset: AttributeName { AttributeName(PT_ATTRIBUTE_accept_charset) }
    @inlinable public static var accesskey: AttributeName { AttributeName(PT_ATTRIBUTE_accesskey) }
    @inlinable public static var action: AttributeName { AttributeName(PT_ATTRIBUTE_action) }
    @inlinable public static var align: AttributeName { AttributeName(PT_ATTRIBUTE_align) }
    @inlinable public static var alink: AttributeName { AttributeName(PT_ATTRIBUTE_alink) }
    @inlinable public static var allow: AttributeName { AttributeName(PT_ATTRIBUTE_allow) }
    @inlinable public static var allowfullscreen: AttributeName { AttributeName(PT_ATTRIBUTE_allowfullscreen) }
    @inlinable public static var alt: AttributeName { AttributeName(PT_ATTRIBUTE_alt) }
    @inlinable public static var archive: AttributeName { AttributeName(PT_ATTRIBUTE_archive) }
    @inlinable public static var async: AttributeName { AttributeName(PT_ATTRIBUTE_async) }
    @inlinable public static var autocomplete: AttributeName { AttributeName(PT_ATTRIBUTE_autocomplete) }
    @inlinable public static var autofocus: AttributeName { AttributeName(PT_ATTRIBUTE_autofocus) }
    @inlinable public static var autoplay: AttributeName { AttributeName(PT_ATTRIBUTE_autoplay) }
    @inlinable public static var axis: AttributeName { AttributeName(PT_ATTRIBUTE_axis) }
    @inlinable public static var background: AttributeName { AttributeName(PT_ATTRIBUTE_background) }
    @inlinable public static var bgcolor: AttributeName { AttributeName(PT_ATTRIBUTE_bgcolor) }
    @inlinable public static var border: AttributeName { AttributeName(PT_ATTRIBUTE_border) }
    @inlinable public static var bordercolor: AttributeName { AttributeName(PT_ATTRIBUTE_bordercolor) }
    @inlinable public static var cellpadding: AttributeName { AttributeName(PT_ATTRIBUTE_cellpadding) }
    @inlinable public static var cellspacing: AttributeName { AttributeName(PT_ATTRIBUTE_cellspacing) }
    @inlinable public static var char: AttributeName { AttributeName(PT_ATTRIBUTE_char) }
    @inlinable public static var charoff: AttributeName { AttributeName(PT_ATTRIBUTE_charoff) }
    @inlinable public static var charset: AttributeName { AttributeName(PT_ATTRIBUTE_charset) }
    @inlinable public static var checked: AttributeName { AttributeName(PT_ATTRIBUTE_checked) }
    @inlinable public static var cite: AttributeName { AttributeName(PT_ATTRIBUTE_cite) }
    @inlinable public static var class_: AttributeName { AttributeName(PT_ATTRIBUTE_class) }
    @inlinable public static var classid: AttributeName { AttributeName(PT_ATTRIBUTE_classid) }
    @inlinable public static var clear: AttributeName { AttributeName(PT_ATTRIBUTE_clear) }
    @inlinable public static var code: AttributeName { AttributeName(PT_ATTRIBUTE_code) }
    @inlinable public static var codebase: AttributeName { AttributeName(PT_ATTRIBUTE_codebase) }
    @inlinable public static var codetype: AttributeName { AttributeName(PT_ATTRIBUTE_codetype) }
    @inlinable public static var color: AttributeName { AttributeName(PT_ATTRIBUTE_color) }
    @inlinable public static var cols: AttributeName { AttributeName(PT_ATTRIBUTE_cols) }
    @inlinable public static var colspan: AttributeName { AttributeName(PT_ATTRIBUTE_colspan) }
    @inlinable public static var compact: AttributeName { AttributeName(PT_ATTRIBUTE_compact) }
    @inlinable public static var content: AttributeName { AttributeName(PT_ATTRIBUTE_content) }
    @inlinable public static var contenteditable: AttributeName { AttributeName(PT_ATTRIBUTE_contenteditable) }
    @inlinable public static var controls: AttributeName { AttributeName(PT_ATTRIBUTE_controls) }
    @inlinable public static var coords: AttributeName { AttributeName(PT_ATTRIBUTE_coords) }
    @inlinable public static var crossorigin: AttributeName { AttributeName(PT_ATTRIBUTE_crossorigin) }
    @inlinable public static var data: AttributeName { AttributeName(PT_ATTRIBUTE_data) }
    @inlinable public static var datetime: AttributeName { AttributeName(PT_ATTRIBUTE_datetime) }
    @inlinable public static var declare: AttributeName { AttributeName(PT_ATTRIBUTE_declare) }
    @inlinable public static var default_: AttributeName { AttributeName(PT_ATTRIBUTE_default) }
    @inlinable public static var defer_: AttributeName { AttributeName(PT_ATTRIBUTE_defer) }
    @inlinable public static var dir: AttributeName { AttributeName(PT_ATTRIBUTE_dir) }
    @inlinable public static var dirname: AttributeName { AttributeName(PT_ATTRIBUTE_dirname) }
    @inlinable public static var disabled: AttributeName { AttributeName(PT_ATTRIBUTE_disabled) }
    @inlinable public static var download: AttributeName { AttributeName(PT_ATTRIBUTE_download) }
    @inlinable public static var draggable: AttributeName { AttributeName(PT_ATTRIBUTE_draggable) }
    @inlinable public static var encoding: AttributeName { AttributeName(PT_ATTRIBUTE_encoding) }
    @inlinable public static var enctype: AttributeName { AttributeName(PT_ATTRIBUTE_enctype) }
    @inlinable public static var face: AttributeName { AttributeName(PT_ATTRIBUTE_face) }
    @inlinable public static var for_: AttributeName { AttributeName(PT_ATTRIBUTE_for) }
    @inlinable public static var form: AttributeName { AttributeName(PT_ATTRIBUTE_form) }
    @inlinable public static var formaction: AttributeName { AttributeName(PT_ATTRIBUTE_formaction) }
    @inlinable public static var formmethod: AttributeName { AttributeName(PT_ATTRIBUTE_formmethod) }
    @inlinable public static var frame: AttributeName { AttributeName(PT_ATTRIBUTE_frame) }
    @inlinable public static var frameborder: AttributeName { AttributeName(PT_ATTRIBUTE_frameborder) }
    @inlinable public static var headers: AttributeName { AttributeName(PT_ATTRIBUTE_headers) }
    @inlinable public static var height: AttributeName { AttributeName(PT_ATTRIBUTE_height) }
    @inlinable public static var hidden: AttributeName { AttributeName(PT_ATTRIBUTE_hidden) }
    @inlinable public static var high: AttributeName { AttributeName(PT_ATTRIBUTE_high) }
    @inlinable public static var href: AttributeName { AttributeName(PT_ATTRIBUTE_href) }
    @inlinable public static var hreflang: AttributeName { AttributeName(PT_ATTRIBUTE_hreflang) }
    @inlinable public static var hspace: AttributeName { AttributeName(PT_ATTRIBUTE_hspace) }
    @inlinable public static var httpEquiv: AttributeName { AttributeName(PT_ATTRIBUTE_http_equiv) }
    @inlinable public static var id: AttributeName { AttributeName(PT_ATTRIBUTE_id) }
    @inlinable public static var imagesizes: AttributeName { AttributeName(PT_ATTRIBUTE_imagesizes) }
    @inlinable public static var imagesrcset: AttributeName { AttributeName(PT_ATTRIBUTE_imagesrcset) }
    @inlinable public static var integrity: AttributeName { AttributeName(PT_ATTRIBUTE_integrity) }
    @inlinable public static var is_: AttributeName { AttributeName(PT_ATTRIBUTE_is) }
    @inlinable public static var ismap: AttributeName { AttributeName(PT_ATTRIBUTE_ismap) }
    @inlinable public static var itemid: AttributeName { AttributeName(PT_ATTRIBUTE_itemid) }
    @inlinable public static var itemprop: AttributeName { AttributeName(PT_ATTRIBUTE_itemprop) }
    @inlinable public static var itemscope: AttributeName { AttributeName(PT_ATTRIBUTE_itemscope) }
    @inlinable public static var itemtype: AttributeName { AttributeName(PT_ATTRIBUTE_itemtype) }
    @inlinable public static var kind: AttributeName { AttributeName(PT_ATTRIBUTE_kind) }
    @inlinable public static var label: AttributeName { AttributeName(PT_ATTRIBUTE_label) }
    @inlinable public static var lang: AttributeName { AttributeName(PT_ATTRIBUTE_lang) }
    @inlinable public static var language: AttributeName { AttributeName(PT_ATTRIBUTE_language) }
    @inlinable public static var link: AttributeName { AttributeName(PT_ATTRIBUTE_link) }
    @inlinable public static var list: AttributeName { AttributeName(PT_ATTRIBUTE_list) }
    @inlinable public static var longdesc: AttributeName { AttributeName(PT_ATTRIBUTE_longdesc) }
    @inlinable public static var loop: AttributeName { AttributeName(PT_ATTRIBUTE_loop) }
    @inlinable public static var low: AttributeName { AttributeName(PT_ATTRIBUTE_low) }
    @inlinable public static var lowsrc: AttributeName { AttributeName(PT_ATTRIBUTE_lowsrc) }
    @inlinable public static var marginheight: AttributeName { AttributeName(PT_ATTRIBUTE_marginheight) }
    @inlinable public static var marginwidth: AttributeName { AttributeName(PT_ATTRIBUTE_marginwidth) }
    @inlinable public static var max: AttributeName { AttributeName(PT_ATTRIBUTE_max) }
    @inlinable public static var maxlength: AttributeName { AttributeName(PT_ATTRIBUTE_maxlength) }
    @inlinable public static var media: AttributeName { AttributeName(PT_ATTRIBUTE_media) }
    @inlinable public static var method: AttributeName { AttributeName(PT_ATTRIBUTE_method) }
    @inlinable public static var min: AttributeName { AttributeName(PT_ATTRIBUTE_min) }
    @inlinable public static var multiple: AttributeName { AttributeName(PT_ATTRIBUTE_multiple) }
    @inlinable public static var muted: AttributeName { AttributeName(PT_ATTRIBUTE_muted) }
    @inlinable public static var name: AttributeName { AttributeName(PT_ATTRIBUTE_name) }
    @inlinable public static var nohref: AttributeName { AttributeName(PT_ATTRIBUTE_nohref) }
    @inlinable public static var nonce: AttributeName { AttributeName(PT_ATTRIBUTE_nonce) }
    @inlinable public static var noresize: AttributeName { AttributeName(PT_ATTRIBUTE_noresize) }
    @inlinable public static var noshade: AttributeName { AttributeName(PT_ATTRIBUTE_noshade) }
    @inlinable public static var novalidate: AttributeName { AttributeName(PT_ATTRIBUTE_novalidate) }
    @inlinable public static var nowrap: AttributeName { AttributeName(PT_ATTRIBUTE_nowrap) }
    @inlinable public static var object: AttributeName { AttributeName(PT_ATTRIBUTE_object) }
    @inlinable public static var onblur: AttributeName { AttributeName(PT_ATTRIBUTE_onblur) }
    @inlinable public static var onchange: AttributeName { AttributeName(PT_ATTRIBUTE_onchange) }
    @inlinable public static var onclick: AttributeName { AttributeName(PT_ATTRIBUTE_onclick) }
    @inlinable public static var oncontextmenu: AttributeName { AttributeName(PT_ATTRIBUTE_oncontextmenu) }
    @inlinable public static var ondblclick: AttributeName { AttributeName(PT_ATTRIBUTE_ondblclick) }
    @inlinable public static var onerror: AttributeName { AttributeName(PT_ATTRIBUTE_onerror) }
    @inlinable public static var onfocus: AttributeName { AttributeName(PT_ATTRIBUTE_onfocus) }
    @inlinable public static var onkeydown: AttributeName { AttributeName(PT_ATTRIBUTE_onkeydown) }
    @inlinable public static var onkeyup: AttributeName { AttributeName(PT_ATTRIBUTE_onkeyup) }
    @inlinable public static var onload: AttributeName { AttributeName(PT_ATTRIBUTE_onload) }
    @inlinable public static var onmousedown: AttributeName { AttributeName(PT_ATTRIBUTE_onmousedown) }
    @inlinable public static var onmouseout: AttributeName { AttributeName(PT_ATTRIBUTE_onmouseout) }
    @inlinable public static var onmouseover: AttributeName { AttributeName(PT_ATTRIBUTE_onmouseover) }
    @inlinable public static var onmouseup: AttributeName { AttributeName(PT_ATTRIBUTE_onmouseup) }
    @inlinable public static var onreset: AttributeName { AttributeName(PT_ATTRIBUTE_onreset) }
    @inlinable public static var onselect: AttributeName { AttributeName(PT_ATTRIBUTE_onselect) }
    @inlinable public static var onsubmit: AttributeName { AttributeName(PT_ATTRIBUTE_onsubmit) }
    @inlinable public static var onunload: AttributeName { AttributeName(PT_ATTRIBUTE_onunload) }
    @inlinable public static var open: AttributeName { AttributeName(PT_ATTRIBUTE_open) }
    @inlinable public static var optimum: AttributeName { AttributeName(PT_ATTRIBUTE_optimum) }
    @inlinable public static var pattern: AttributeName { AttributeName(PT_ATTRIBUTE_pattern) }
    @inlinable public static var ping: AttributeName { AttributeName(PT_ATTRIBUTE_ping) }
    @inlinable public static var placeholder: AttributeName { AttributeName(PT_ATTRIBUTE_placeholder) }
    @inlinable public static var poster: AttributeName { AttributeName(PT_ATTRIBUTE_poster) }
    @inlinable public static var preload: AttributeName { AttributeName(PT_ATTRIBUTE_preload) }
    @inlinable public static var profile: AttributeName { AttributeName(PT_ATTRIBUTE_profile) }
    @inlinable public static var prompt: AttributeName { AttributeName(PT_ATTRIBUTE_prompt) }
    @inlinable public static var property: AttributeName { AttributeName(PT_ATTRIBUTE_property) }
    @inlinable public static var readonly: AttributeName { AttributeName(PT_ATTRIBUTE_readonly) }
    @inlinable public static var referrerpolicy: AttributeName { AttributeName(PT_ATTRIBUTE_referrerpolicy) }
    @inlinable public static var rel: AttributeName { AttributeName(PT_ATTRIBUTE_rel) }
    @inlinable public static var required: AttributeName { AttributeName(PT_ATTRIBUTE_required) }
    @inlinable public static var rev: AttributeName { AttributeName(PT_ATTRIBUTE_rev) }
    @inlinable public static var reversed: AttributeName { AttributeName(PT_ATTRIBUTE_reversed) }
    @inlinable public static var role: AttributeName { AttributeName(PT_ATTRIBUTE_role) }
    @inlinable public static var rows: AttributeName { AttributeName(PT_ATTRIBUTE_rows) }
    @inlinable public static var rowspan: AttributeName { AttributeName(PT_ATTRIBUTE_rowspan) }
    @inlinable public static var rules: AttributeName { AttributeName(PT_ATTRIBUTE_rules) }
    @inlinable public static var sandbox: AttributeName { AttributeName(PT_ATTRIBUTE_sandbox) }
    @inlinable public static var scheme: AttributeName { AttributeName(PT_ATTRIBUTE_scheme) }
    @inlinable public static var scope: AttributeName { AttributeName(PT_ATTRIBUTE_scope) }
    @inlinable public static var scrolling: AttributeName { AttributeName(PT_ATTRIBUTE_scrolling) }
    @inlinable public static var selected: AttributeName { AttributeName(PT_ATTRIBUTE_selected) }
    @inlinable public static var shape: AttributeName { AttributeName(PT_ATTRIBUTE_shape) }
    @inlinable public static var size: AttributeName { AttributeName(PT_ATTRIBUTE_size) }
    @inlinable public static var sizes: AttributeName { AttributeName(PT_ATTRIBUTE_sizes) }
    @inlinable public static var slot: AttributeName { AttributeName(PT_ATTRIBUTE_slot) }
    @inlinable public static var span: AttributeName { AttributeName(PT_ATTRIBUTE_span) }
    @inlinable public static var spellcheck: AttributeName { AttributeName(PT_ATTRIBUTE_spellcheck) }
    @inlinable public static var src: AttributeName { AttributeName(PT_ATTRIBUTE_src) }
    @inlinable public static var srcdoc: AttributeName { AttributeName(PT_ATTRIBUTE_srcdoc) }
    @inlinable public static var srclang: AttributeName { AttributeName(PT_ATTRIBUTE_srclang) }
    @inlinable public static var srcset: AttributeName { AttributeName(PT_ATTRIBUTE_srcset) }
    @inlinable public static var standby: AttributeName { AttributeName(PT_ATTRIBUTE_standby) }
    @inlinable public static var start: AttributeName { AttributeName(PT_ATTRIBUTE_start) }
    @inlinable public static var step: AttributeName { AttributeName(PT_ATTRIBUTE_step) }
    @inlinable public static var style: AttributeName { AttributeName(PT_ATTRIBUTE_style) }
    @inlinable public static var summary: AttributeName { AttributeName(PT_ATTRIBUTE_summary) }
    @inlinable public static var tabindex: AttributeName { AttributeName(PT_ATTRIBUTE_tabindex) }
    @inlinable public static var target: AttributeName { AttributeName(PT_ATTRIBUTE_target) }
    @inlinable public static var text: AttributeName { AttributeName(PT_ATTRIBUTE_text) }
    @inlinable public static var title: AttributeName { AttributeName(PT_ATTRIBUTE_title) }
    @inlinable public static var translate: AttributeName { AttributeName(PT_ATTRIBUTE_translate) }
    @inlinable public static var type: AttributeName { AttributeName(PT_ATTRIBUTE_type) }
    @inlinable public static var usemap: AttributeName { AttributeName(PT_ATTRIBUTE_usemap) }
    @inlinable public static var valign: AttributeName { AttributeName(PT_ATTRIBUTE_valign) }
    @inlinable public static var value: AttributeName { AttributeName(PT_ATTRIBUTE_value) }
    @inlinable public static var valuetype: AttributeName { AttributeName(PT_ATTRIBUTE_valuetype) }
    @inlinable public static var version: AttributeName { AttributeName(PT_ATTRIBUTE_version) }
    @inlinable public static var vlink: AttributeName { AttributeName(PT_ATTRIBUTE_vlink) }
    @inlinable public static var vspace: AttributeName { AttributeName(PT_ATTRIBUTE_vspace) }
    @inlinable public static var width: AttributeName { AttributeName(PT_ATTRIBUTE_width) }
    @inlinable public static var wrap: AttributeName { AttributeName(PT_ATTRIBUTE_wrap) }
    @inlinable public static var xmlns: AttributeName { AttributeName(PT_ATTRIBUTE_xmlns) }
    @inlinable public static var xmlLang: AttributeName { AttributeName(PT_ATTRIBUTE_xml_lang) }
    @inlinable public static var xlinkHref: AttributeName { AttributeName(PT_ATTRIBUTE_xlink_href) }
    @inlinable public static var ariaLabel: AttributeName { AttributeName(PT_ATTRIBUTE_aria_label) }
    @inlinable public static var ariaHidden: AttributeName { AttributeName(PT_ATTRIBUTE_aria_hidden) }
    @inlinable public static var dataSrc: AttributeName { AttributeName(PT_ATTRIBUTE_data_src) }
    @inlinable public static var dataOriginal: AttributeName { AttributeName(PT_ATTRIBUTE_data_original) }
    @inlinable public static var dataUrl: AttributeName { AttributeName(PT_ATTRIBUTE_data_url) }
    @inlinable public static var dataHref: AttributeName { AttributeName(PT_ATTRIBUTE_data_href) }
    @inlinable public static var dataTitle: AttributeName { AttributeName(PT_ATTRIBUTE_data_title) }
    @inlinable public static var dataId: AttributeName { AttributeName(PT_ATTRIBUTE_data_id) }
    @inlinable public static var dataName: AttributeName { AttributeName(PT_ATTRIBUTE_data_name) }
    @inlinable public static var dataType: AttributeName { AttributeName(PT_ATTRIBUTE_data_type) }
    @inlinable public static var dataSrcset: AttributeName { AttributeName(PT_ATTRIBUTE_data_srcset) }
    @inlinable public static var dataLink: AttributeName { AttributeName(PT_ATTRIBUTE_data_link) }
    @inlinable public static var dataKsLazyload: AttributeName { AttributeName(PT_ATTRIBUTE_data_ks_lazyload) }
    @inlinable public static var dataLazyload: AttributeName { AttributeName(PT_ATTRIBUTE_data_lazyload) }
    @inlinable public static var dataLazySrc: AttributeName { AttributeName(PT_ATTRIBUTE_data_lazy_src) }
    @inlinable public static var dataActualsrc: AttributeName { AttributeName(PT_ATTRIBUTE_data_actualsrc) }
    @inlinable public static var dataReal: AttributeName { AttributeName(PT_ATTRIBUTE_data_real) }
    @inlinable public static var dataPubtime: AttributeName { AttributeName(PT_ATTRIBUTE_data_pubtime) }
    @inlinable public static var dataTime: AttributeName { AttributeName(PT_ATTRIBUTE_data_time) }
    @inlinable public static var dataDate: AttributeName { AttributeName(PT_ATTRIBUTE_data_date) }
    @inlinable public static var dataPage: AttributeName { AttributeName(PT_ATTRIBUTE_data_page) }
    @inlinable public static var dataCurrent: AttributeName { AttributeName(PT_ATTRIBUTE_data_current) }
    @inlinable public static var dataTotal: AttributeName { AttributeName(PT_ATTRIBUTE_data_total) }
    @inlinable public static var dataPagesize: AttributeName { AttributeName(PT_ATTRIBUTE_data_pagesize) }
    @inlinable public static var dataCount: AttributeName { AttributeName(PT_ATTRIBUTE_data_count) }
    @inlinable public static var dataIndex: AttributeName { AttributeName(PT_ATTRIBUTE_data_index) }
    @inlinable public static var underscoreSrc: AttributeName { AttributeName(PT_ATTRIBUTE_u_src) }
    @inlinable public static var src2: AttributeName { AttributeName(PT_ATTRIBUTE_src2) }
    @inlinable public static var lazySrc: AttributeName { AttributeName(PT_ATTRIBUTE_lazy_src) }
    @inlinable public static var original: AttributeName { AttributeName(PT_ATTRIBUTE_original) }
    @inlinable public static var file: AttributeName { AttributeName(PT_ATTRIBUTE_file) }
    @inlinable public static var oldsrc: AttributeName { AttributeName(PT_ATTRIBUTE_oldsrc) }
    @inlinable public static var orgsrc: AttributeName { AttributeName(PT_ATTRIBUTE_orgsrc) }
    @inlinable public static var sourcename: AttributeName { AttributeName(PT_ATTRIBUTE_sourcename) }
    @inlinable public static var textvalue: AttributeName { AttributeName(PT_ATTRIBUTE_textvalue) }
    @inlinable public static var atremote: AttributeName { AttributeName(PT_ATTRIBUTE_atremote) }
    @inlinable public static var others: AttributeName { AttributeName(PT_ATTRIBUTE_others) }
    @inlinable public static var onmouseenter: AttributeName { AttributeName(PT_ATTRIBUTE_onmouseenter) }
    @inlinable public static var vIf: AttributeName { AttributeName(PT_ATTRIBUTE_v_if) }
    @inlinable public static var vFor: AttributeName { AttributeName(PT_ATTRIBUTE_v_for) }
    @inlinable public static var vShow: AttributeName { AttributeName(PT_ATTRIBUTE_v_show) }
    @inlinable public static var vText: AttributeName { AttributeName(PT_ATTRIBUTE_v_text) }
    @inlinable public static var vHtml: AttributeName { AttributeName(PT_ATTRIBUTE_v_html) }
    @inlinable public static var ngIf: AttributeName { AttributeName(PT_ATTRIBUTE_ng_if) }
    @inlinable public static var ngShow: AttributeName { AttributeName(PT_ATTRIBUTE_ng_show) }
    @inlinable public static var ngHide: AttributeName { AttributeName(PT_ATTRIBUTE_ng_hide) }
    @inlinable public static var ngHref: AttributeName { AttributeName(PT_ATTRIBUTE_ng_href) }
    @inlinable public static var ngSrc: AttributeName { AttributeName(PT_ATTRIBUTE_ng_src) }
    @inlinable public static var ngBind: AttributeName { AttributeName(PT_ATTRIBUTE_ng_bind) }
    @inlinable public static var ngBindHtml: AttributeName { AttributeName(PT_ATTRIBUTE_ng_bind_html) }
    @inlinable public static var ngRepeat: AttributeName { AttributeName(PT_ATTRIBUTE_ng_repeat) }
    @inlinable public static var opentype: AttributeName { AttributeName(PT_ATTRIBUTE_opentype) }
    @inlinable public static var appendix: AttributeName { AttributeName(PT_ATTRIBUTE_appendix) }
    @inlinable public static var remark: AttributeName { AttributeName(PT_ATTRIBUTE_remark) }
    @inlinable public static var filename: AttributeName { AttributeName(PT_ATTRIBUTE_filename) }
    @inlinable public static var underscoreCurrentid: AttributeName { AttributeName(PT_ATTRIBUTE_u_currentid) }
    @inlinable public static var ahref: AttributeName { AttributeName(PT_ATTRIBUTE_ahref) }
    @inlinable public static var zoomfile: AttributeName { AttributeName(PT_ATTRIBUTE_zoomfile) }
    @inlinable public static var url: AttributeName { AttributeName(PT_ATTRIBUTE_url) }
    @inlinable public static var frag: AttributeName { AttributeName(PT_ATTRIBUTE_frag) }
    @inlinable public static var portletmode: AttributeName { AttributeName(PT_ATTRIBUTE_portletmode) }
    @inlinable public static var needdownload: AttributeName { AttributeName(PT_ATTRIBUTE_needdownload) }
}
