// Package cookiejar keeps cookies between requests, and in files. It is Python's
// [http.cookiejar], and its jar is one for net/http's Client.
//
//	jar := cookiejar.NewMozillaCookieJar("cookies.txt")
//	if err := jar.Load(); err != nil && !errors.Is(err, fs.ErrNotExist) {
//		return err
//	}
//	client := &http.Client{Jar: jar}
//	...
//	err := jar.Save()
//
// With other requests than net/http's a program calls [CookieJar.AddCookieHeader]
// before and [CookieJar.ExtractCookies] after; package fetch does so.
//
// A [CookiePolicy] says which cookies a jar takes and gives. That of a new jar,
// [ModernCookiePolicy], does what browsers do: cookies belong to their host
// unless they say otherwise, nobody sets them for a public suffix such as co.uk,
// Secure, SameSite and the prefixes of names mean something, and there are limits.
// [DefaultCookiePolicy] is CPython's:
//
//	jar := cookiejar.NewCookieJar(cookiejar.Policy(cookiejar.NewDefaultCookiePolicy()))
//
// # Python names
//
//	CookieJar(policy)                       NewCookieJar, Policy
//	jar.extract_cookies(response, request)  CookieJar.ExtractCookies; see Request, HTTPRequest
//	jar.add_cookie_header(request)          CookieJar.AddCookieHeader
//	jar.make_cookies, set_cookie            CookieJar.MakeCookies, SetCookie
//	jar.set_cookie_if_ok, set_policy        CookieJar.SetCookieIfOK, SetPolicy
//	jar.clear(domain, path, name)           CookieJar.Clear with Domain, Path, Name
//	jar.clear_session_cookies()             CookieJar.ClearSessionCookies
//	for c in jar, len(jar), str(jar)        CookieJar.All, Len, String; GoString is repr
//	Cookie, c.is_expired, ...               Cookie, Cookie.IsExpired, ...
//	FileCookieJar, MozillaCookieJar         NewFileCookieJar, NewMozillaCookieJar
//	LWPCookieJar, jar.as_lwp_str            NewLWPCookieJar, LWPCookieJar.AsLWPStr
//	jar.save, load, revert                  FileCookieJar.Save, Load, Revert
//	ignore_discard=, ignore_expires=        IgnoreDiscard, IgnoreExpires
//	CookiePolicy, p.netscape                CookiePolicy, Protocols
//	DefaultCookiePolicy(strict_domain=)     NewDefaultCookiePolicy, StrictDomain, ...
//	DefaultCookiePolicy.DomainStrict        DefaultCookiePolicyDomainStrict
//	LoadError                               LoadError
//	http2time, iso2time                     HTTP2Time, ISO2Time
//	time2isoz, time2netscape                Time2ISOZ, Time2Netscape
//
// Times are [time.Time]; the zero Time stands for None.
//
// # Differences from Python
//
//   - A new jar has a [ModernCookiePolicy]: see TestHostOnly, TestSupercookie,
//     TestSecureStays, TestSameSite and TestLimits.
//   - No stored cookie holds a control character or has an empty domain, whatever
//     the policy: see TestControlCharacters and TestTabInValue.
//   - A header that makes CPython's parser raise an exception costs there all
//     cookies of the response, here its own at most: see TestOneBadHeader. A
//     text for which http2time or iso2time raises one is no date: see
//     TestDateReDoS.
//   - A file is replaced as a whole and only its owner can read it: see
//     TestFileMode.
//   - A cookies.txt keeps HttpOnly however it was spelt, and a time of 0 means the
//     end of the session, as in curl's files: see TestHTTPOnlyInFile.
//   - A Set-Cookie3 line must have a path, and one without a version has version
//     0: see TestLWPLines. What would not be read back is not saved: see
//     TestLWPReadable.
//   - Times end with the year 9999: see TestFarMaxAge.
//   - A policy of the program's own decides by the four methods of CookiePolicy:
//     DefaultCookiePolicy's own methods don't call those of a type that embeds it.
//     See TestOwnPolicy.
//   - A jar may be changed while it is iterated over: see TestAllIsASnapshot.
//
// # Standards
//
// RFC 6265bis (draft-ietf-httpbis-rfc6265bis) for the modern policy; RFC 2965,
// RFC 2109 and Netscape's specification for CPython's; the algorithm of
// https://publicsuffix.org/list/ and Punycode, RFC 3492, for public suffixes. The
// list that is embedded is subject to the Mozilla Public License, v. 2.0.
//
// [http.cookiejar]: https://docs.python.org/3.15/library/http.cookiejar.html
package cookiejar
