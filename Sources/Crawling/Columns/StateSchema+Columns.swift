// The tables of the portal's columns.

extension StateSchema {
    /// What the state keeps of lists that are read by their dialect.
    ///
    /// - `list_column`: a column in a page, and the walk through it; see `StoredColumn`. `parameters` and `state` are JSON objects;
    ///   `seen_at` is when its page showed it last, `lost_at` when its page was read and no longer did (seconds since 1970).
    /// - `list_request`: which page of which column a URL is, the URL of a POST being its identity; `rows` and `digest` are of its last answer.
    /// - `list_next`: what a list page names as its next.
    /// - `capture.method`, `post_query`: of a request that was no GET, as the index files it.
    static let columnTables = """
        CREATE TABLE list_column (
            id INTEGER PRIMARY KEY,
            page INTEGER NOT NULL REFERENCES url(id),
            key TEXT NOT NULL,
            path TEXT,
            dialect TEXT NOT NULL,
            parameters TEXT NOT NULL,
            state TEXT NOT NULL,
            first_request INTEGER NOT NULL,
            first_rows INTEGER,
            rows_per_page INTEGER,
            pages INTEGER,
            announced INTEGER,
            announced_in TEXT,
            digest BLOB,
            owed INTEGER NOT NULL DEFAULT 0,
            descends INTEGER,
            walked_at INTEGER,
            is_walk INTEGER NOT NULL DEFAULT 0,
            misses INTEGER NOT NULL DEFAULT 0,
            ending TEXT,
            detail TEXT,
            seen_at INTEGER NOT NULL,
            lost_at INTEGER,
            UNIQUE (page, key)
        ) STRICT;
        CREATE TABLE list_request (
            url INTEGER PRIMARY KEY REFERENCES url(id),
            "column" INTEGER NOT NULL REFERENCES list_column(id),
            number INTEGER NOT NULL,
            rows INTEGER,
            digest BLOB
        ) STRICT;
        CREATE INDEX list_request_column ON list_request("column", number);
        CREATE TABLE list_next (url INTEGER PRIMARY KEY REFERENCES url(id), next TEXT NOT NULL) STRICT;
        ALTER TABLE capture ADD COLUMN method TEXT;
        ALTER TABLE capture ADD COLUMN post_query TEXT;
        """

    /// What a list says of an article in its row, as JSON: evidence for the article's record.
    /// `list_column.relaunched_at` is when another dialect took the place of a column's.
    static let listRows = """
        CREATE TABLE list_row (url INTEGER PRIMARY KEY REFERENCES url(id), row TEXT NOT NULL) STRICT;
        ALTER TABLE list_column ADD COLUMN relaunched_at INTEGER;
        """

    /// Version 16: of the newest run, how many known addresses of a column of a site are missing in a row, and how many others were put off
    /// for that; `PortalState+Vanishing.swift` has what `column` is where it is no column.
    static let vanishedAddresses = """
        CREATE TABLE vanished (
            origin TEXT NOT NULL,
            "column" INTEGER NOT NULL,
            misses INTEGER NOT NULL,
            put_off INTEGER,
            PRIMARY KEY (origin, "column")
        ) STRICT, WITHOUT ROWID;
        """
}
