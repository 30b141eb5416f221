package main

import (
	"fmt"
	"time"

	"github.com/gobatteries/batteries/cookies"
)

// setHeaders follows http_cookies_setheaders. The zero SimpleCookie is an empty jar;
// printed, it is the header lines that a server sends.
func setHeaders() error {
	var c cookies.SimpleCookie
	if err := c.SetItem("mycookie", "cookie_value"); err != nil {
		return err
	}
	fmt.Println(&c)
	return nil
}

// morsels follows http_cookies_Morsel: each cookie of a jar is a morsel, which has
// the attributes. A name or a value that a header can't have is an error where
// Python raises CookieError.
func morsels() error {
	expires := time.Date(2009, 2, 14, 18, 30, 14, 0, time.UTC).Add(time.Hour)
	var c cookies.SimpleCookie
	for _, cookie := range []struct {
		name, value string
		attributes  map[string]any
	}{
		{"encoded_value_cookie", `"cookie,value;"`, map[string]any{"comment": "Has escaped punctuation"}},
		{"restricted_cookie", "cookie_value", map[string]any{"path": "/sub/path", "domain": "PyMOTW", "secure": true}},
		{"with_max_age", "expires in 5 minutes", map[string]any{"max-age": 5 * time.Minute}},
		// As the page does, this writes the date itself, and leaves out GMT. Handed a
		// time.Time, the morsel would write all of it.
		{"expires_at_time", "cookie_value", map[string]any{"expires": expires.Format("Mon, 02 Jan 2006 15:04:05")}},
	} {
		if err := c.SetItem(cookie.name, cookie.value); err != nil {
			return err
		}
		morsel, _ := c.Get(cookie.name)
		if err := morsel.Update(cookie.attributes); err != nil {
			return err
		}
	}

	fmt.Println(&c) // sorted by name
	for _, morsel := range c.All() {
		fmt.Println()
		fmt.Println("key =", morsel.Key())
		fmt.Println("  value =", morsel.Value())
		fmt.Println("  coded_value =", morsel.CodedValue())
		for _, name := range morsel.Keys() { // all ten, set or not
			if text := morsel.GetString(name); text != "" {
				fmt.Printf("  %s = %s\n", name, text)
			}
		}
	}
	return nil
}

// codedValue follows http_cookies_coded_value: a value that isn't a string becomes
// one, and what a header can't hold as it is goes out in quotes.
func codedValue() error {
	var c cookies.SimpleCookie
	if err := c.SetItem("integer", 5); err != nil {
		return err
	}
	if err := c.SetItem("with_quotes", `He said, "Hello, World!"`); err != nil {
		return err
	}
	for name, morsel := range c.All() {
		fmt.Println(name)
		fmt.Printf("  %s\n", morsel)
		fmt.Printf("  value=%q\n", morsel.Value())
		fmt.Printf("  coded_value=%q\n", morsel.CodedValue())
		fmt.Println()
	}
	return nil
}

// jsOutput follows http_cookies_js_output: cookies that a page's script sets. It is
// deprecated, since what a script can set a script can also read.
func jsOutput() error {
	var c cookies.SimpleCookie
	if err := c.SetItem("mycookie", "cookie_value"); err != nil {
		return err
	}
	if err := c.SetItem("another_cookie", "second value"); err != nil {
		return err
	}
	//lint:ignore SA1019 the program is here to show it
	fmt.Println(c.JSOutput())
	return nil
}
