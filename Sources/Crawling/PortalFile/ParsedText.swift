// What became of one text of a portal file.

/// A value, or what is wrong with its text.
enum ParsedText<Value> {
    case value(Value)
    /// To stand behind the text, as “is no host name”.
    case mistake(String)
}
