import Testing
@testable import Reading

@Suite struct DateTextTests {
    static let forms: [(String, String)] = [
        ("2019-09-18 06:23:05", "2019-09-18T06:23:05"), ("2019-09-18 06:23", "2019-09-18T06:23"), ("2019-09-18", "2019-09-18"),
        ("2016-3-29", "2016-03-29"), ("2024.05.11", "2024-05-11"), ("2024/5/1", "2024-05-01"), ("2019年10月31日 23:00", "2019-10-31T23:00"),
        ("2019年06月15日08:18", "2019-06-15T08:18"), ("2025年12月05日", "2025-12-05"), ("2021年 06月 10日 17:35", "2021-06-10T17:35"),
        ("23-03-08 09:38", "2023-03-08T09:38"), ("98-12-31 08:00", "1998-12-31T08:00"), ("2017-03-28-11:20:00", "2017-03-28T11:20:00"),
        ("2024-05-20T13:15:00", "2024-05-20T13:15:00"), ("2023 11/ 17 20:52:15", "2023-11-17T20:52:15"), ("２０19", ""),
        ("2017-03-28-00:00:00", "2017-03-28"), ("2022-01-01 00:00", "2022-01-01"), ("2016－3－29", "2016-03-29"),
        ("2024年5月1日9时05分", "2024-05-01T09:05"), ("2021-06-01&nbsp;", "2021-06-01"), ("2024-13-01", ""), ("23-03-08", ""), ("0571-88368188", ""),
        ("2024-05-32", ""), ("192.168.10.12", ""), ("2016-10-09日前", "2016-10-09"), ("发布：2016-10-09 10:00 来源", "2016-10-09T10:00"),
        ("2020-1—5", ""), ("2015年3月", ""), ("12-5-2019", ""),
    ]

    @Test(arguments: forms) func `every form of a date is read at its own precision`(_ form: (String, String)) {
        let bytes = Array(form.0.utf8)
        #expect(DateReader.first(in: bytes, 0..<bytes.count)?.date.iso ?? "" == form.1)
    }

    @Test func `midnight is dropped and remembered`() {
        let bytes = Array("2017-03-28 00:00:00".utf8)
        #expect(DateReader.first(in: bytes, 0..<bytes.count)?.date.midnightDropped == true)
        let noon = Array("2017-03-28 00:00:01".utf8)
        #expect(DateReader.first(in: noon, 0..<noon.count)?.date.iso == "2017-03-28T00:00:01")
    }

    @Test func `a date is plausible from 1949 to the day after the capture`() {
        let day = Day(year: 2024, month: 2, day: 29)
        func plausible(_ y: Int, _ m: Int, _ d: Int) -> Bool { DateText(year: y, month: m, day: d).isPlausible(on: day) }
        #expect(plausible(1949, 10, 1) && plausible(2024, 2, 29) && plausible(2024, 3, 1))
        #expect(!plausible(1948, 1, 1) && !plausible(2024, 3, 2) && !plausible(2999, 1, 1))
        #expect(DateText(year: 2099, month: 1, day: 1).isPlausible(on: nil))
        #expect(DateText(year: 2025, month: 1, day: 1).isPlausible(on: Day(year: 2024, month: 12, day: 31)))
    }

    static let addresses: [(String, String)] = [
        ("/zwgk/202207/t20220728_1234.html", "2022-07-28"), ("/art/2021/8/3/art_1233_33560.html", "2021-08-03"), ("/2021/0409/c3101a41220/page.htm", "2021-04-09"),
        ("/2021-07/05/content_1.htm", "2021-07-05"), ("/20240511/0a1b.html", "2024-05-11"), ("/info/1021/3312.htm", ""), ("/swj/shownews.asp?id=20201", ""),
        ("/content/202401/post_1.html", "2024-01"), ("/web/20211301/index.html", ""),
    ]

    @Test(arguments: addresses) func `the date of an address is found in its path`(_ address: (String, String)) {
        let bytes = Array(address.0.utf8)
        #expect(URLDate.find(bytes, 0..<bytes.count)?.iso ?? "" == address.1)
    }
}
