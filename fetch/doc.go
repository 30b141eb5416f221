// Package fetch opens URLs: http, https, ftp, file and data. It is Python's
// urllib.request, urllib.error and urllib.response for Go, on top of net/http's
// connections.
//
//	resp, err := fetch.URLOpen("http://localhost:8080/")
//	if err != nil {
//		return err
//	}
//	defer resp.Close()
//	for line, err := range resp.Lines() {
//		...
//	}
//
// A form is sent with [Data], headers with a [Request]:
//
//	q, err := urlparse.URLEncode(map[string]string{"name": "value"})
//	resp, err := fetch.URLOpen(url, fetch.Data(q), fetch.Timeout(10))
//
//	req, err := fetch.NewRequest(url, fetch.Method("PUT"), fetch.Data(b))
//	req.AddHeader("X-Thing", "1")
//	resp, err := fetch.URLOpenContext(ctx, req)
//
// # Openers and handlers
//
// [URLOpen] uses an [OpenerDirector], a chain of handlers, each of which deals
// with some schemes or some of HTTP's codes. [BuildOpener] makes another one,
// of one's own handlers and the usual ones:
//
//	passwords := fetch.NewHTTPPasswordMgrWithDefaultRealm()
//	passwords.AddPassword("", "https://example.com/", "user", "secret")
//	opener := fetch.BuildOpener(
//		fetch.NewHTTPBasicAuthHandler(passwords),
//		fetch.NewHTTPCookieProcessor(nil),
//	)
//	resp, err := opener.Open("https://example.com/private/")
//
// A handler is a struct that embeds [BaseHandler] and has the methods of one or
// more small interfaces, where Python looks for methods by their names:
//
//	nfs_open                [SchemeOpener]
//	default_open            [DefaultOpener]
//	unknown_open            [UnknownOpener]
//	http_request            [RequestProcessor]
//	http_response           [ResponseProcessor]
//	http_error_503          [ErrorHandler]
//	http_error_default      [DefaultErrorHandler]
//
// # Python's names
//
//	urlopen(url, data, timeout, context=ctx)   URLOpen(url, Data(data), Timeout(10), Context(tlsConfig))
//	Request(url, data, headers, method='PUT')  NewRequest(url, Data(data), Headers(m), Method("PUT"))
//	req.full_url = url; req.data = b           req.SetFullURL(url); req.SetData(Data(b))
//	req.get_header('User-agent')               value, ok := req.GetHeader("User-agent")
//	resp.read()                                io.ReadAll(resp) or resp.ReadAll(limit)
//	for line in resp                           for line, err := range resp.Lines()
//	resp.status, resp.reason, resp.headers     resp.Code, resp.Msg, resp.Headers (an http.Header)
//	build_opener(H()), install_opener(o)       BuildOpener(NewH()), InstallOpener(o)
//	class H(BaseHandler): def nfs_open         type H struct{ BaseHandler } with OpenSchemes and SchemeOpen
//	opener.open(url), opener.error(...)        opener.Open(url), opener.OpenRequest(ctx, req), opener.Error(...)
//	opener.addheaders                          opener.AddHeaders
//	self.parent.open(new)                      h.Parent.Follow(new, req)
//	urlretrieve(url, name, hook)               URLRetrieve(url, Filename(name), ReportHook(hook))
//	except HTTPError as e: e.code              var e *HTTPError; errors.As(err, &e); e.Code
//	except URLError as e: e.reason             var e *URLError; errors.As(err, &e); e.Reason
//	addinfourl(fp, headers, url, code)         NewAddInfoURL(fp, headers, url, code)
//
// Beyond Python: [Form] (multipart/form-data), [Retry], [DecodeHandler] (gzip),
// [Resume] and [Progress], [AddressGuard] and [NewGuardedOpener], [Transport]
// and [OpenerDirector.RoundTripper], [HTTP2], and a context everywhere.
//
// # Differences from Python
//
// What is sent and returned is Python's (TestGolden, TestLive, TestLiveWire),
// except for these. Safer by default, with Python's behaviour by an option:
//
//   - A redirect to another origin drops credentials, cookies and the headers of
//     [SensitiveHeaders]; [KeepHeaders] keeps them (TestRedirectCrossOrigin).
//   - Redirects to ftp are refused; [FollowFTP] follows them (TestRedirectToFTP).
//   - Connections are kept; [KeepAlive](false) closes them (TestConnectionReuse).
//     For an answer that is dropped, at most 64 KiB are read (TestRedirectBody).
//   - Heads are limited to 100 lines ([MaxHeaders]) of 64 KiB, 1 MiB in all, and
//     100 interim answers (TestManyHeaders, TestEndlessLine, TestEndlessInterim).
//
// Safer, without an option:
//
//   - Methods and header names must be tokens, and values have no control
//     characters but the tab, so there is no line folding (TestHeaderInjection).
//   - A host that holds a delimiter, a blank or a control character once it is
//     percent-decoded, and punycode for plain ASCII, are an [InvalidURL]
//     (TestHeaderInjection, TestASCIIPunycode). So is a port beyond 65535, of
//     which CPython takes the lowest 16 bits (TestPortOutOfRange).
//   - A Content-length header that is not the data's length is a ValueError
//     (TestContentLength), and Transfer-encoding is the transport's business.
//   - Passwords are hidden, and control characters escaped, in errors and in what
//     [Debuglevel] prints (TestPasswordInErrors, TestControlsInErrors, TestDebuglevel).
//   - Dot segments are resolved before a password is looked up
//     (TestCredentialDotSegments); a challenge that can't be read leaves the 401
//     as it is (TestMalformedDigest).
//   - Cookies and credentials of a proxy's refusal to CONNECT are never taken for
//     the server's. The handlers of proxy authentication can answer it, where
//     Python gives up (TestServerSquid).
//   - FTP data connections go to the server's own address (TestFTPPassiveAddress);
//     a transfer that the server calls incomplete is an error (TestFTPErrors).
//   - A request whose URL is set anew forgets its proxy; CPython would ask the new
//     host for a tunnel to the old one (TestFullURLForgetsProxy).
//   - [FileHandler] opens regular files only (TestFileHandler).
//   - no_proxy may hold networks; a dot at the host's end makes no difference and
//     zones are not looked at (TestNoProxy).
//   - Digest knows SHA-512-256 as well, and looks at all challenges of an answer.
//     The limit on retries is a request's, not the handler's for good (TestDigest).
//
// Of the Go kind:
//
//   - HTTP's framing is net/http's: the order of header lines, the size of chunks,
//     no Content-Length: 0 with GET and HEAD, no empty User-Agent, the texts of
//     TLS errors, host names in the newer form of IDNA.
//   - The fragment is not sent to a proxy, and a path that begins with two slashes
//     is percent-encoded where net/url insists on it (TestTarget).
//   - The User-Agent is Batteries-urllib's.
//   - Header values of a response are the bytes that came, which Python takes for
//     Latin-1 (TestLatin1Answer); the phrase of the status is text in both. Header
//     names are spelt as [http.Header] does, and Connection and Transfer-Encoding,
//     which net/http acts upon, are not among them.
//   - The media types of file: and ftp: URLs are package mime's.
//   - A redirect that loops, and each other HTTPError, has read up to 64 KiB of
//     its body, so it can be dropped (TestConnectionReuse, TestNoGoroutineLeak).
//   - Paths are the bytes that package os has, where Python has surrogates for
//     what is no UTF-8: [Pathname2URL] quotes \xe9, and [URL2Pathname] returns it
//     (TestPathnameBytes).
//   - [URLRetrieve] of a file URL returns the file's name unquoted (TestURLRetrieve).
//   - A password manager takes "" for None, and can't fail: a URL that can't be
//     read is kept as it stands.
//
// Documents: RFC 9110 and 9112 (HTTP), 7616 and 7617 (authentication), 7578
// (multipart/form-data), 2397 (data), 8089 (file), 959, 2428 and 3659 (FTP), 3492
// (punycode).
package fetch
