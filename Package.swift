// swift-tools-version: 6.0
import PackageDescription

// Imports go one way: shilu → Crawling, Corpus, Search, Citing → Archive, Comparing → Fetching, WebArchive, Records, Lists → Reading → Markup → Web.
// Crawling imports Sitemaps → Markup too.
let package = Package(
    name: "shilu",
    products: [
        .executable(name: "shilu", targets: ["shilu"]),
        .library(name: "WebArchive", targets: ["WebArchive"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        // System libraries: a module map each, and inline C for what Swift cannot call.
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),

        // Plain C: SAX callbacks that fill the page tree, and the data of the encodings.
        .target(name: "CPageTree", dependencies: ["CXML2"]),
        .target(name: "CEncodings", exclude: ["generate.py"]),

        .target(name: "Web", dependencies: ["CIDN2"]),
        .target(name: "Markup", dependencies: ["Web", "CPageTree", "CEncodings"]),
        .target(name: "Sitemaps", dependencies: ["Markup", "Web"]),
        .target(name: "Reading", dependencies: ["Markup", "Web"]),
        .target(name: "Lists", dependencies: ["Reading", "Markup", "Web"]),
        .target(name: "Records", dependencies: ["Reading", "Markup", "Web"]),
        .target(name: "WebArchive", dependencies: ["Web", "CDeflate", "CZlib", "CZstd", "CCrypto"]),
        .target(name: "Fetching", dependencies: ["Web", "CCurl"]),
        .target(name: "Archive", dependencies: ["WebArchive", "Records", "Lists", "Reading", "Markup", "Web", "CCrypto"]),
        .target(name: "Comparing", dependencies: ["Records"]),
        .target(name: "Search", dependencies: ["Archive", "WebArchive", "Records", "Web", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "Crawling", dependencies: [
            "Archive", "Comparing", "Fetching", "WebArchive", "Records", "Lists", "Reading", "Sitemaps", "Web",
            .product(name: "GRDB", package: "GRDB.swift"), "Yams",
        ]),
        .target(name: "Citing", dependencies: ["Archive", "Records"]),
        .target(name: "Corpus", dependencies: ["Archive", "WebArchive", "Records", "Web", "CMalloc", "Yams"]),
        .executableTarget(name: "shilu", dependencies: [
            "Citing", "Corpus", "Crawling", "Search", "Archive", "WebArchive", "Records", "Web",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ]),

        // The portal of fixtures/ on loopback, for scripts/demo.
        .executableTarget(name: "demo-portal", dependencies: ["Archive", "Web", "FlyingFox"], path: "Sources/DemoPortal"),

        // Mutated pages through decoding, tree, reader and record, for scripts/fuzz.
        .executableTarget(
            name: "shilu-fuzz",
            dependencies: [
                "Archive", "WebArchive", "Reading", "Markup", "Web", "CDeflate", "CZstd", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Fuzz"),

        // Nights that cannot hold all portals, played through, for Benchmarks/turns.
        .executableTarget(
            name: "shilu-turns", dependencies: ["Crawling", "Web", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Benchmarks/Turns"),

        // Two nights of a portal whose columns are published by many systems, for Benchmarks/lists.
        .executableTarget(
            name: "shilu-lists", dependencies: ["PortalSimulator", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Benchmarks/Lists"),

        .testTarget(name: "WebTests", dependencies: ["Web"]),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"]),
        .testTarget(name: "SitemapsTests", dependencies: ["Sitemaps", "Web"]),
        .testTarget(name: "ReadingTests", dependencies: ["Reading", "Records", "Markup", "Web"]),
        .testTarget(name: "ListsTests", dependencies: ["Lists", "Reading", "Markup", "Web", "LoopbackServer", "PortalSimulator"]),
        .testTarget(name: "WebArchiveTests", dependencies: ["WebArchive"]),
        .testTarget(name: "RecordsTests", dependencies: ["Records", "Reading"]),
        .testTarget(name: "ComparingTests", dependencies: ["Comparing", "Records"]),
        .testTarget(name: "CitingTests", dependencies: ["Citing", "Records"], exclude: ["Labelled"]),
        .testTarget(name: "SearchTests", dependencies: ["Search", "Archive", "Web", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(name: "ArchiveTests", dependencies: ["Archive", "WebArchive", "Web"]),
        .testTarget(name: "CorpusTests", dependencies: ["Corpus", "WebArchive"], exclude: ["Peers", "Samples"]),
        .testTarget(
            name: "CrawlingTests",
            dependencies: [
                "Crawling", "Archive", "Comparing", "Fetching", "WebArchive", "Lists", "Reading", "Markup", "Web", "LoopbackServer", "PortalSimulator",
                "shilu-turns",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Answers"]),
        .testTarget(name: "FetchingTests", dependencies: ["Fetching", "LoopbackServer"]),
        .testTarget(
            name: "EndToEndTests", dependencies: ["LoopbackServer", "PortalSimulator", "WebArchive", "shilu"], path: "Tests/EndToEnd",
            exclude: ["Exchanges", "Peers", "Snapshots"]),

        // A portal on loopback that publishes its lists as the systems of Chinese portals do.
        .target(name: "PortalSimulator", dependencies: ["LoopbackServer"], path: "Tests/PortalSimulator"),

        // A raw-socket server on loopback that answers, and misbehaves, by script in data files.
        .target(name: "LoopbackServer", path: "Tests/LoopbackServer", exclude: ["Exchanges"]),
    ],
    swiftLanguageModes: [.v6]
)
