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
// follows RFC 9309.
package robots
