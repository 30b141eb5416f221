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
//	q, err := urlparse.URLEncode(...)
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
package fetch
