// Serves saved pages as a portal on loopback: `demo-portal FOLDER`, until it is ended.

import Archive
import FlyingFox
import Foundation
import Web

@main
struct DemoPortal {
    static func main() async {
        guard CommandLine.arguments.count >= 2, !CommandLine.arguments[1].hasPrefix("-") else {
            fail("usage: demo-portal FOLDER [PORT]", code: 64)
        }
        do {
            let port = CommandLine.arguments.count > 2 ? UInt16(CommandLine.arguments[2]) ?? 0 : 0
            try await serve(CommandLine.arguments[1], port: port)
        } catch {
            fail("demo-portal: \(error)", code: 1)
        }
    }

    private static func serve(_ folder: String, port: UInt16) async throws {
        let pages = try SavedPortal(folder: folder)
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled, handler: ClosureHTTPHandler { pages.answer($0) })
        let running = Task { try await server.run() }
        try await server.waitUntilListening()
        if case .ip4(_, let port)? = await server.listeningAddress {
            FileHandle.standardOutput.write(Data("http://127.0.0.1:\(port)/\n".utf8))
        }
        try await running.value
    }

    private static func fail(_ message: String, code: Int32) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(code)
    }
}

/// The files of a folder that have a sidecar, each answering for the path of its URL.
struct SavedPortal: Sendable {
    private let files: [String: File]

    private struct File {
        let status: Int
        let header: [String: String]
        let body: Data
        let lastModified: String
    }

    init(folder: String) throws {
        var files: [String: File] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".json") && !name.hasSuffix(".record.json") {
            let path = folder + "/" + name.dropLast(".json".count)
            guard let sidecar = try Sidecar(beside: path), let url = sidecar.url else { continue }
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let modified = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            files[url.pathAndQuery] = File(
                status: sidecar.status ?? 200, header: sidecar.header, body: FileManager.default.contents(atPath: path) ?? Data(),
                lastModified: HTTPDate.format(Timestamp(secondsSince1970: Int64(modified))))
        }
        self.files = files
    }

    func answer(_ request: HTTPRequest) -> HTTPResponse {
        let query = request.target.query()
        let target = request.target.path() + (query.isEmpty ? "" : "?" + query)
        guard let file = files[target] else {
            let body = "<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>"
            return HTTPResponse(statusCode: .notFound, headers: HTTPHeaders([.contentType: "text/html"]), body: Data(body.utf8))
        }
        if file.status == 200, request.headers[HTTPHeader("If-Modified-Since")] == file.lastModified {
            return HTTPResponse(statusCode: .notModified, headers: HTTPHeaders([HTTPHeader("Last-Modified"): file.lastModified]))
        }
        var headers = HTTPHeaders()
        for (name, value) in file.header { headers[HTTPHeader(name)] = value }
        if file.status == 200 { headers[HTTPHeader("Last-Modified")] = file.lastModified }
        let phrase = file.status == 301 ? "Moved Permanently" : "OK"
        return HTTPResponse(statusCode: HTTPStatusCode(file.status, phrase: phrase), headers: headers, body: file.body)
    }
}
