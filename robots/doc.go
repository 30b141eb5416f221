// Package robots answers what a robots.txt allows, as Python's urllib.robotparser
// does.
//
//	rp := robots.NewRobotFileParser("https://go.dev/robots.txt")
//	if err := rp.Read(); err != nil {
//		return err
//	}
//	if rp.CanFetch("mybot/1.0", "https://go.dev/doc/") {
//		...
//	}
//
// It mirrors https://docs.python.org/3.15/library/urllib.robotparser.html, which
// follows RFC 9309 since CPython 3.15.
//
// # In reading order
//
// A [RobotFileParser] reads one file, by [RobotFileParser.Read] or
// [RobotFileParser.Parse], and answers [RobotFileParser.CanFetch]; an [Entry] is a
// group of the file, a [RuleLine] one of its rules.
// [RobotFileParser.Explain] says which rule decided, [Lint] which lines are
// doubtful. A [Cache] keeps the files of many hosts for a crawler and paces its
// requests. A [Mode] matches as RFC 9309 or as Google's parser does.
//
//	Python                            Go
//	RobotFileParser(url)              NewRobotFileParser(url)
//	rp.set_url(url), rp.url           rp.SetURL(url), rp.URL()
//	rp.read()                         rp.Read(), rp.ReadContext(ctx)
//	rp.parse(lines)                   rp.Parse(lines), rp.ParseText(text)
//	rp.can_fetch(agent, url)          rp.CanFetch(agent, url)
//	rp.mtime(), rp.modified()         rp.MTime(), rp.Modified()
//	rp.crawl_delay(agent)             rp.CrawlDelay(agent); ok is false for None
//	rp.request_rate(agent)            rp.RequestRate(agent); ok is false for None
//	rp.site_maps()                    rp.SiteMaps(); ok is false for None
//	str(rp)                           rp.String()
//	rp.allow_all = True               rp.SetAllowAll(true)
//	rp.disallow_all, rp.entries       rp.DisallowAll(), rp.Entries()
//
// # Differences from Python
//
//   - Read opens http and https URLs only, unless [AnyScheme], follows at most five
//     redirects, and looks at the first 500 KiB (TestOnlyHTTP, TestRedirects,
//     TestEndlessFile).
//   - Read replaces what was known, where Python adds to it and keeps what an earlier
//     status meant (TestReadReplaces).
//   - Read cuts lines at CR and LF only, and a byte order mark off (TestSmuggledLines,
//     TestByteOrderMark); Parse and ParseText do as Python does.
//   - A number of thousands of digits is no end of the reading; the largest int stands
//     for what is larger (TestLongNumber).
//   - A URL that can't be parsed may not be fetched, where Python raises (TestBadURL).
//   - Attributes that Read sets are methods, so that questions may be asked beside it
//     (TestConcurrentUse).
//
// # Standards
//
// RFC 9309 (Robots Exclusion Protocol), RFC 3986 (percent-encoding).
package robots
