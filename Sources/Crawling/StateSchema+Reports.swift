// The tables from which the morning's report is made.

extension StateSchema {
    /// What the state keeps for the reports.
    ///
    /// - `url.state_before`, `capture_before`: its state and its last good copy before the run in which it was visited last.
    /// - `page`: what was read on a URL's last good copy, in `run`; `digest` tells two addresses of one text, `moved_to` is the other.
    /// - `list_page`: a list page of a column; `listing`: the URLs that it names, since when, and when it ceased to (seconds since 1970).
    /// - `field_count`: of a run's articles of a column (0: none), how many have a field; `articles` counts them all.
    /// - `host_run`: how a run treated a host; `times` are the classes of `AnswerTimes`.
    /// - `night`: a run's figures for the plots of later ones.
    static let reportTables = """
        ALTER TABLE url ADD COLUMN state_before TEXT;
        ALTER TABLE url ADD COLUMN capture_before INTEGER REFERENCES capture(id);
        CREATE TABLE site_column (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE page (
            url INTEGER PRIMARY KEY REFERENCES url(id),
            run TEXT NOT NULL,
            kind TEXT NOT NULL,
            title TEXT,
            "column" INTEGER REFERENCES site_column(id),
            published TEXT,
            length INTEGER NOT NULL,
            digest BLOB,
            moved_to INTEGER REFERENCES url(id)
        ) STRICT;
        CREATE INDEX page_digest ON page(digest) WHERE digest IS NOT NULL;
        CREATE INDEX page_moved ON page(moved_to) WHERE moved_to IS NOT NULL;
        CREATE TABLE list_page (
            url INTEGER PRIMARY KEY REFERENCES url(id),
            "column" INTEGER NOT NULL REFERENCES site_column(id),
            announced INTEGER,
            rows INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE listing (
            list INTEGER NOT NULL REFERENCES url(id),
            url INTEGER NOT NULL REFERENCES url(id),
            first_at INTEGER NOT NULL,
            left_at INTEGER,
            PRIMARY KEY (list, url)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX listing_url ON listing(url);
        CREATE TABLE field_count (
            run TEXT NOT NULL,
            "column" INTEGER NOT NULL,
            field TEXT NOT NULL,
            found INTEGER NOT NULL,
            PRIMARY KEY (run, "column", field)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE host_run (
            run TEXT NOT NULL,
            host TEXT NOT NULL,
            requests INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            busy INTEGER NOT NULL,
            asked_to_wait INTEGER NOT NULL,
            too_early INTEGER NOT NULL,
            smallest_gap REAL,
            most_at_once INTEGER NOT NULL,
            seconds REAL NOT NULL,
            times TEXT NOT NULL,
            PRIMARY KEY (run, host)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE night (
            run TEXT PRIMARY KEY,
            started_at TEXT NOT NULL,
            answers INTEGER NOT NULL,
            new INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            answer_time REAL
        ) STRICT;
        """

    /// Version 9: what sitemaps and feeds name stands in `listing` too, as the pages of lists do.
    ///
    /// - `sitemap_file`: a sitemap (not an index of them) or a feed, with how many addresses it has, in the portal or not.
    /// - the index finds the pages of a list behind those that were read.
    static let sitemapListings = """
        CREATE TABLE sitemap_file (url INTEGER PRIMARY KEY REFERENCES url(id), entries INTEGER NOT NULL) STRICT;
        CREATE INDEX url_continues ON url(continues) WHERE continues IS NOT NULL;
        """
}
