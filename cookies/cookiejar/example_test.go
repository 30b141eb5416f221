package cookiejar_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"

	"github.com/gobatteries/batteries/cookies/cookiejar"
)

func Example() {
	jar := cookiejar.NewCookieJar()
	response := cookiejar.ResponseHeader{"Set-Cookie": {
		"id=42; Path=/; Secure; HttpOnly",
		"all=1; Domain=co.uk",
		"lang=en; Domain=example.co.uk",
	}}
	request, _ := http.NewRequest("GET", "https://www.example.co.uk/", nil)
	jar.ExtractCookies(response, cookiejar.HTTPRequest(request))

	for _, u := range []string{"https://www.example.co.uk/shop", "http://shop.example.co.uk/"} {
		request, _ := http.NewRequest("GET", u, nil)
		jar.AddCookieHeader(cookiejar.HTTPRequest(request))
		fmt.Println(u, "gets", request.Header.Get("Cookie"))
	}
	// Output:
	// https://www.example.co.uk/shop gets id=42; lang=en
	// http://shop.example.co.uk/ gets lang=en
}

func ExampleMozillaCookieJar() {
	dir, err := os.MkdirTemp("", "cookies")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	jar := cookiejar.NewMozillaCookieJar(filepath.Join(dir, "cookies.txt"))
	client := http.Client{Jar: jar}
	u, _ := url.Parse("https://www.example.com/")
	client.Jar.SetCookies(u, []*http.Cookie{{Name: "id", Value: "42", MaxAge: 3600}, {Name: "session", Value: "1"}})
	if err := jar.Save(); err != nil { // for curl, CPython and the next start
		fmt.Println(err)
	}
	jar.Clear()
	if err := jar.Load(); err != nil {
		fmt.Println(err)
	}
	fmt.Println(jar)
	// Output:
	// <MozillaCookieJar[<Cookie id=42 for www.example.com/>]>
}

func ExampleNewDefaultCookiePolicy() {
	policy := cookiejar.NewDefaultCookiePolicy(
		cookiejar.BlockedDomains{"ads.example", ".ads.example"},
		cookiejar.StrictNSDomain(cookiejar.DefaultCookiePolicyDomainStrict),
	)
	jar := cookiejar.NewCookieJar(cookiejar.Policy(policy))
	for _, u := range []string{"https://x.ads.example/", "https://www.example.com/"} {
		request, _ := http.NewRequest("GET", u, nil)
		jar.ExtractCookies(cookiejar.ResponseHeader{"Set-Cookie": {"a=1"}}, cookiejar.HTTPRequest(request))
	}
	for c := range jar.All() {
		fmt.Println(c)
	}
	// Output:
	// <Cookie a=1 for www.example.com/>
}

func ExampleHTTP2Time() {
	for _, text := range []string{"Wed, 09 Feb 1994 22:23:32 GMT", "09-Feb-94", "yesterday"} {
		t, ok := cookiejar.HTTP2Time(text)
		if !ok {
			fmt.Println("no date:", text)
			continue
		}
		fmt.Println(cookiejar.Time2ISOZ(t))
	}
	// Output:
	// 1994-02-09 22:23:32Z
	// 1994-02-09 00:00:00Z
	// no date: yesterday
}
