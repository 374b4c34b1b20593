// Schemes: which are special, and their default ports (URL Standard, section 4.2).

/// What the parser needs to know of a scheme.
enum URLScheme: UInt8, Sendable {
    case http, https, ws, wss, ftp, file, other

    var isSpecial: Bool { self != .other }

    /// Special schemes' default ports.
    var defaultPort: Int? {
        switch self {
        case .http, .ws: 80
        case .https, .wss: 443
        case .ftp: 21
        case .file, .other: nil
        }
    }

    /// `name`: already in lower case.
    init(name: ArraySlice<UInt8>) {
        self = .other
        let first = name.startIndex
        switch name.count {
        case 2: if name.elementsEqual("ws".utf8) { self = .ws }
        case 3:
            if name.elementsEqual("wss".utf8) { self = .wss } else if name.elementsEqual("ftp".utf8) { self = .ftp }
        case 4:
            if name[first] == 0x68, name.elementsEqual("http".utf8) { self = .http } else if name.elementsEqual("file".utf8) { self = .file }
        case 5: if name.elementsEqual("https".utf8) { self = .https }
        default: break
        }
    }
}
