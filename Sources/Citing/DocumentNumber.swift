// A 文号, whatever brackets, spaces and digits it is written with.

/// The number of a document: who gave it, in which year, and the serial.
public struct DocumentNumber: Sendable, Hashable {
    /// How the number is made.
    public enum Form: String, Sendable {
        /// 国发〔2019〕3号
        case letter
        /// 国务院令第743号
        case order
        /// 财政部公告2015年第3号, 通告 too
        case notice
    }

    public let form: Form
    /// The agency's sign (国发), or of orders and notices its name, without 中华人民共和国; 通告 stands behind the name.
    public let agency: String
    /// Nil where an order's number has none.
    public let year: Int?
    public let serial: Int

    init(_ form: Form, agency: String, year: Int?, serial: Int) {
        self.form = form
        self.agency = agency.hasPrefix(Self.republic) && agency != Self.republic ? String(agency.dropFirst(Self.republic.count)) : agency
        self.year = year
        self.serial = serial
    }

    /// As it is printed: `国发〔2019〕3号`.
    public var text: String {
        switch form {
        case .letter: "\(agency)〔\(year ?? 0)〕\(serial)号"
        case .order: agency + "令" + (year.map { "\($0)年" } ?? "") + "第\(serial)号"
        case .notice: agency + (agency.hasSuffix("通告") ? "" : "公告") + (year.map { "\($0)年" } ?? "") + "第\(serial)号"
        }
    }

    static let republic = "中华人民共和国"
}
