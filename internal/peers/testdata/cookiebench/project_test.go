package cookiebench

import (
	"net/http"
	"net/url"

	"github.com/gobatteries/batteries/cookies"
	"github.com/gobatteries/batteries/cookies/cookiejar"
)

var (
	loaded cookies.SimpleCookie
	morsel cookies.Morsel
	jar    = cookiejar.NewCookieJar()
	u, _   = url.Parse("https://www.example.com/")
)

func init() {
	jar.ExtractCookies(cookiejar.ResponseHeader{"Set-Cookie": SetCookies}, cookiejar.HTTPRequest(&http.Request{URL: u}))
	ops = append(ops,
		op{"cookie-parse", "project", len(Header), func() int {
			var c cookies.SimpleCookie
			if c.LoadString(Header) != nil {
				panic("load")
			}
			return c.Len()
		}},
		op{"cookie-parse", "project-lenient", len(Header), func() int {
			var c cookies.SimpleCookie
			c.LoadLenient(Header)
			return c.Len()
		}},
		op{"cookie-parse", "project-reuse", len(Header), func() int {
			loaded.Reset()
			loaded.LoadString(Header)
			return loaded.Len()
		}},
		op{"cookie-parse", "project-lenient-reuse", len(Header), func() int {
			loaded.Reset()
			loaded.LoadLenient(Header)
			return loaded.Len()
		}},
		op{"setcookie-parse", "project", setBytes(), func() (n int) {
			for _, s := range SetCookies {
				var c cookies.SimpleCookie
				if c.LoadString(s) != nil {
					panic("load")
				}
				for _, m := range c.All() {
					n += len(m.Value())
				}
			}
			return n
		}},
		op{"setcookie-parse", "project-reuse", setBytes(), func() (n int) {
			for _, s := range SetCookies {
				loaded.Reset()
				loaded.LoadString(s)
				for _, m := range loaded.All() {
					n += len(m.Value())
				}
			}
			return n
		}},
		op{"setcookie-build", "project", 0, func() int {
			m := cookies.NewMorsel()
			set(m)
			return len(m.OutputString())
		}},
		op{"setcookie-build", "project-reuse", 0, func() int {
			morsel.Reset()
			set(&morsel)
			buf = morsel.AppendOutputString(buf[:0])
			return len(buf)
		}},
	)
}

func set(m *cookies.Morsel) {
	const value = "eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOjQyMTMzN30"
	m.Set("session_id", value, value)
	m.SetItem("path", "/")
	m.SetItem("expires", expires)
	m.SetItem("max-age", 2592000)
	m.SetItem("httponly", true)
	m.SetItem("secure", true)
	m.SetItem("samesite", "Lax")
}
