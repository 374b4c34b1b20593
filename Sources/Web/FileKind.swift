// What a URL leads to, by the extension of its file name.

/// Kinds of files on portals, told by extension alone: a guess for choosing links, before any Content-Type is known.
public enum FileKind: String, Sendable, Hashable, CaseIterable {
    /// HTML, a script that answers with it (`.jsp`, `.aspx`), a folder, or a name without extension.
    case page
    /// Text documents: Word, WPS, OFD, PDF, plain text.
    case document
    /// Spreadsheets and tables.
    case spreadsheet
    /// Slides.
    case presentation
    /// Packed files.
    case package
    case image
    /// Sound and film.
    case media
    /// Style sheets.
    case style
    /// Scripts for the browser.
    case script
    case font
    /// XML, JSON and feeds.
    case data
    /// Programs to install.
    case program
    /// An extension that is not in the table.
    case unknown

    /// By the last segment of the URL's path; where that is a script with a query (`download.jsp?file=1.doc`), `page`.
    public init(of url: WebURL) { self.init(fileName: url.path) }

    /// By the extension of a file name or of a path's last segment, in any case.
    public init(fileName: some StringProtocol) {
        let fileExtension = Self.fileExtension(of: fileName)
        self = fileExtension.isEmpty ? .page : Self.table[fileExtension] ?? .unknown
    }

    /// Whether an article links it as an attachment: documents, spreadsheets, slides, packed files.
    public var isAttachment: Bool {
        switch self {
        case .document, .spreadsheet, .presentation, .package: true
        default: false
        }
    }

    /// Lower case, without its dot; empty where there is none, or where what follows the last dot cannot be one (above 8 letters
    /// and digits, or digits only, as in `/v1.2`).
    public static func fileExtension(of name: some StringProtocol) -> String {
        let bytes = name.utf8
        var letters: [UInt8] = []
        var hasLetter = false
        for byte in bytes.reversed() {
            switch byte {
            case 0x61...0x7A, 0x41...0x5A:
                letters.append(byte | 0x20)
                hasLetter = true
            case 0x30...0x39: letters.append(byte)
            case 0x2E:
                guard !letters.isEmpty, hasLetter else { return "" }
                return String(decoding: letters.reversed(), as: UTF8.self)
            default: return ""
            }
            if letters.count > 8 { return "" }
        }
        return ""
    }

    private static let table: [String: FileKind] = {
        let kinds: [(FileKind, String)] = [
            (.page, "html htm shtml shtm xhtml xht mhtml mht jhtml phtml dhtml dhtm wml"),
            (.page, "jsp jspx jsf php php3 php5 asp aspx ashx asmx cgi do action cfm pl"),
            (.document, "pdf doc docx docm dot dotx rtf wps wpt odt ofd ceb cebx caj txt md epub mobi gd gw sep xps"),
            (.spreadsheet, "xls xlsx xlsm xlsb xlt xltx et ett ods csv tsv dbf"),
            (.presentation, "ppt pptx pptm pps ppsx pot potx dps dpt odp"),
            (.package, "zip rar 7z gz tgz bz2 tbz xz tar z lz lzma cab iso jar war"),
            (.image, "jpg jpeg jpe jfif tif tiff png gif bmp webp svg svgz ico avif heic psd cur"),
            (.media, "mp3 wav wma m4a aac ogg oga flac amr mid mp4 m4v mov avi wmv flv f4v mkv webm ogv rm rmvb mpg mpeg 3gp m3u8 ts swf asf vob"),
            (.style, "css less scss"),
            (.script, "js mjs vbs"),
            (.font, "woff woff2 ttf otf eot"),
            (.data, "xml json rss atom jsonp rdf xsl xslt xsd wsdl geojson kml"),
            (.program, "exe msi apk ipa dmg deb rpm bat bin dll"),
        ]
        var table: [String: FileKind] = [:]
        for (kind, extensions) in kinds {
            for name in extensions.split(separator: " ") { table[String(name)] = kind }
        }
        return table
    }()
}
