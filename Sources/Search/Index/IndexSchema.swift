// The tables of `search.sqlite`.

import Archive
import GRDB

/// Makes the tables of the index, and tells whether those of a file are these.
enum IndexSchema {
    /// What made the words of the index. A reader refuses all others: it would not find what such an index holds.
    static let tokenizer = "shilu pairs 1, folding \(TextFolding.version)"
    /// Raised with the tables or the tokenizer.
    static let version = 2

    /// The fields in the order of their columns. The first costs no mark in a place, so that it is the text, which has the most places.
    static let fields: [SearchField] = [.text] + SearchField.allCases.filter { $0 != .text }
    /// Columns of the full-text tables: the fields, and what is not text of the page.
    static let columns = fields.map(\.rawValue) + ["facets"]

    /// A full-text table's part of the index, by which versions of pages it holds.
    enum Part: String, CaseIterable {
        case newest
        case older

        var pairs: String { rawValue }
        var characters: String { rawValue + "_characters" }
    }

    /// - `entry`: a version of a page; its number is made by ``EntryNumber``. `page` is a hash of portal and URL. `digest` tells versions
    ///   apart; `file`, `offset`, `length` are where its newest record lies; `first_seen`, `last_seen` are seconds since 1970; `newest`
    ///   is 1 for the newest version of its page.
    /// - `hidden`: entries that the full-text tables hold and no search may show: withheld, or lost with the record that they were made of.
    /// - `file.modified`, `portal.modified`: of the file, of `records/`, in nanoseconds; 0 where that was too near to be trusted.
    /// - The full-text tables hold no text, only words: overlapping pairs with their places, and, for words of one character, the
    ///   characters without places, and without the lengths by which hits are ranked. Tokens are parted by spaces before they come here; the tokenizer takes all that is not ASCII.
    static func create(_ db: Database) throws {
        try db.execute(sql: """
            CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
            CREATE TABLE portal (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, modified INTEGER NOT NULL) STRICT;
            CREATE TABLE file (
                id INTEGER PRIMARY KEY,
                portal INTEGER NOT NULL REFERENCES portal(id),
                name TEXT NOT NULL,
                size INTEGER NOT NULL,
                modified INTEGER NOT NULL,
                node INTEGER NOT NULL,
                UNIQUE (portal, name)
            ) STRICT;
            CREATE TABLE entry (
                id INTEGER PRIMARY KEY,
                page INTEGER NOT NULL,
                url TEXT NOT NULL,
                portal INTEGER NOT NULL REFERENCES portal(id),
                digest BLOB NOT NULL,
                file INTEGER NOT NULL REFERENCES file(id),
                offset INTEGER NOT NULL,
                length INTEGER NOT NULL,
                first_seen INTEGER NOT NULL,
                last_seen INTEGER NOT NULL,
                newest INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX entry_page ON entry(page);
            CREATE INDEX entry_file ON entry(file);
            CREATE TABLE hidden (entry INTEGER PRIMARY KEY, why TEXT NOT NULL) STRICT;
            """)
        let columns = columns.joined(separator: ", ")
        for part in Part.allCases {
            try db.execute(sql: """
                CREATE VIRTUAL TABLE \(part.pairs) USING fts5(\(columns), content = '', tokenize = 'ascii');
                CREATE VIRTUAL TABLE \(part.characters) USING fts5(\(columns), content = '', tokenize = 'ascii', detail = column, columnsize = 0);
                INSERT INTO \(part.pairs)(\(part.pairs), rank) VALUES ('hashsize', 67108864);
                INSERT INTO \(part.characters)(\(part.characters), rank) VALUES ('hashsize', 33554432);
                """)
        }
        try db.execute(sql: "INSERT INTO setting VALUES ('tokenizer', ?)", arguments: [tokenizer])
        try db.execute(sql: "PRAGMA user_version = \(version)")
    }

    /// How a file compares with what this version makes.
    enum Verdict {
        case same
        /// Made by an older version; it is made anew.
        case older
        case newer(String)
    }

    /// While a new index is made its words are gathered in many pieces, which are merged once, at the end; afterwards a few at a time.
    static func merges(_ merges: Bool, in db: Database) throws {
        for table in Part.allCases.flatMap({ [$0.pairs, $0.characters] }) {
            try db.execute(sql: "INSERT INTO \(table)(\(table), rank) VALUES ('automerge', \(merges ? 4 : 0)), ('crisismerge', \(merges ? 16 : 1_999))")
            if merges { try db.execute(sql: "INSERT INTO \(table)(\(table)) VALUES ('optimize')") }
        }
    }

    static func verdict(on db: Database) throws -> Verdict {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if found > version { return .newer("search index \(found)") }
        guard found == version else { return .older }
        return try String.fetchOne(db, sql: "SELECT value FROM setting WHERE name = 'tokenizer'") == tokenizer ? .same : .older
    }
}
