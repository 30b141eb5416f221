package cookiejar_test

import (
	"fmt"
	"net/http"
	stdjar "net/http/cookiejar"
	"net/url"
	"testing"

	"github.com/gobatteries/batteries/cookies/cookiejar"
)

var benchSets = []string{
	`session_id=eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOjQyMTMzN30; Path=/; Max-Age=2592000; HttpOnly; Secure; SameSite=Lax`,
	`csrftoken=k3Jv9QWm2LrT8xYbN5zP1cHdF7sA4gEu; expires=Thu, 13 Sep 2027 08:31:07 GMT; Path=/; SameSite=Lax; Secure`,
	`theme=dark; Path=/; Domain=example.com`,
}

// jars are a jar of each kind that holds the cookies of some sites, among them
// net/http's.
func jars(b *testing.B) map[string]http.CookieJar {
	std, err := stdjar.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	all := map[string]http.CookieJar{
		"modern": cookiejar.NewCookieJar(), "std": std,
		"default": cookiejar.NewCookieJar(cookiejar.Policy(cookiejar.NewDefaultCookiePolicy())),
	}
	for _, j := range all {
		for i := range 200 {
			u, _ := url.Parse(fmt.Sprintf("https://h%d.example.com/", i))
			j.SetCookies(u, benchCookies(b))
		}
	}
	return all
}

func benchCookies(b *testing.B) (cookies []*http.Cookie) {
	for _, s := range benchSets {
		c, err := http.ParseSetCookie(s)
		if err != nil {
			b.Fatal(err)
		}
		cookies = append(cookies, c)
	}
	return cookies
}

func BenchmarkJar(b *testing.B) {
	u, _ := url.Parse("https://h100.example.com/some/path")
	cookies := benchCookies(b)
	for name, j := range jars(b) {
		b.Run("Cookies/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if len(j.Cookies(u)) != 3 {
					b.Fatal("cookies are missing")
				}
			}
		})
		b.Run("SetCookies/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				j.SetCookies(u, cookies)
			}
		})
	}
}

func BenchmarkPublicSuffix(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		cookiejar.PublicSuffixes.PublicSuffix("www.shop.example.co.uk")
	}
}

func BenchmarkHTTP2Time(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		cookiejar.HTTP2Time("Thu, 13 Sep 2027 08:31:07 GMT")
		cookiejar.HTTP2Time("Thursday, 13-Sep-27 08:31:07 GMT")
	}
}
