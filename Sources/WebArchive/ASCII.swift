// The few characters that header lines are made of, and how header text is decoded.

let LF = UInt8(ascii: "\n")
let CR = UInt8(ascii: "\r")
let SPACE = UInt8(ascii: " ")
let TAB = UInt8(ascii: "\t")

func isBlank(_ byte: UInt8) -> Bool { byte == SPACE || byte == TAB }

func lowerCase(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
}

/// UTF-8 where the bytes are valid in it, else ISO 8859-1.
func decodeHeaderText(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.isPlainText { return String(decoding: bytes, as: UTF8.self) }
    return String(validating: bytes, as: UTF8.self)
        ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
}
