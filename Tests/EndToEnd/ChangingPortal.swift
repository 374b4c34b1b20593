// A portal on loopback that changes from night to night.
import Foundation
import LoopbackServer
import Synchronization

/// Many pages, linked from the home page: each night some are edited, and ten are new.
final class ChangingPortal: Sendable {
    let server: LoopbackServer
    private let night: Night
    /// Pages of the first night.
    private let count: Int

    private final class Night: Sendable {
        let number = Atomic<Int>(0)
    }

    /// - Parameters:
    ///   - pace: seconds that the slowest answers take.
    ///   - paragraphs: of a page; each is unlike all others, so that compression does not shrink them to nothing.
    init(count: Int, pace: Double, paragraphs: Int = 1) throws {
        let night = Night()
        self.night = night
        self.count = count
        server = try LoopbackServer { request in
            let number = night.number.load(ordering: .relaxed)
            guard let answer = Self.answer(to: request, night: number, count: count + 10 * number, paragraphs: paragraphs) else { return nil }
            return [.sleep(pace * Double((Pages.number(of: request) ?? 0) % 4) / 3)] + answer
        }
    }

    var base: String { server.base }

    /// Pages of the present night, the home page apart.
    var pages: Int { count + 10 * night.number.load(ordering: .relaxed) }

    /// Goes on to the next night.
    func change() { night.number.wrappingAdd(1, ordering: .relaxed) }

    private static func answer(to request: ReceivedRequest, night: Int, count: Int, paragraphs: Int) -> [ScriptedExchange.Step]? {
        if request.target == "/" { return Pages.answer("首页", links: (1...count).map { "/page/\($0)" }) }
        guard let number = Pages.number(of: request), number <= count else { return nil }
        // Each page is edited every seventh night.
        let version = (night + number) / 7
        let tag = "\"\(number)-\(version)\""
        // Half of the pages answer conditional requests.
        if number % 2 == 0, request.value("If-None-Match") == tag { return ScriptedExchange.response(304, "Not Modified", fields: [("ETag", tag)]) }
        var state = UInt64(number * 1000 + version)
        let body = (0..<paragraphs).map { _ in
            String((0..<(paragraphs == 1 ? 12 : 200)).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Character(Unicode.Scalar(0x4E00 + UInt16((state >> 40) % 20_000)) ?? "一")
            }) + "。\(Pages.sentence)"
        }
        return ScriptedExchange.response(
            200, fields: [("Content-Type", "text/html; charset=utf-8"), ("ETag", tag)],
            body: Pages.article("第\(number)页第\(version)版", body, links: ["/", "/page/\(number % count + 1)"]))
    }
}
