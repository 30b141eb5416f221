package urlparse

import "slices"

// The tables of schemes, as in Python. Like Python's lists they may be changed,
// usually by appending a scheme that [URLJoin] shall treat like http; do it
// before the first use, since nothing guards them. The empty string stands for
// a reference without a scheme.
var (
	// UsesRelative are the schemes whose references [URLJoin] resolves.
	UsesRelative = []string{"", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtsps", "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss"}

	// UsesNetloc are the schemes whose URLs have a network location, so that
	// [URLUnsplit] writes // even if it is empty.
	UsesNetloc = []string{"", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews", "prospero", "rtsp", "rtsps", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss", "itms-services"}

	// UsesParams are the schemes whose last path segment [URLParse] splits at a semicolon.
	UsesParams = []string{"", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtsps", "rtspu", "sip", "sips", "mms", "sftp", "tel"}

	// NonHierarchical are schemes without a path hierarchy. No function reads it.
	NonHierarchical = []string{"gopher", "hdl", "mailto", "news", "telnet", "wais", "imap", "snews", "sip", "sips"}

	// UsesQuery are schemes with a query. No function reads it: every scheme may have one.
	UsesQuery = []string{"", "http", "wais", "imap", "https", "shttp", "mms", "gopher", "rtsp", "rtsps", "rtspu", "sip", "sips"}

	// UsesFragment are schemes with a fragment. No function reads it: every scheme may have one.
	UsesFragment = []string{"", "ftp", "hdl", "http", "gopher", "news", "nntp", "wais", "https", "shttp", "snews", "file", "prospero"}
)

// SchemeChars are the characters that a scheme may consist of.
const SchemeChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."

// uses reports whether table holds scheme.
func uses(table []string, scheme string) bool { return slices.Contains(table, scheme) }
