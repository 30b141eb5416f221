package cookies_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/gobatteries/batteries/cookies"
)

func Example() {
	var c cookies.SimpleCookie
	c.SetItem("session", `He said, "Hello"`)
	m, _ := c.Get("session")
	m.SetItem("path", "/")
	m.SetItem("httponly", true)
	m.SetItem("max-age", 300)
	fmt.Println(&c)
	// Output:
	// Set-Cookie: session="He said\054 \"Hello\""; HttpOnly; Max-Age=300; Path=/
}

func ExampleBaseCookie_Load() {
	var c cookies.SimpleCookie
	if err := c.Load(`integer=5; with_quotes="He said, \"Hello, World!\""`); err != nil {
		fmt.Println(err)
	}
	for name, m := range c.All() {
		fmt.Println(name, "is", m.Value(), "sent as", m.CodedValue())
	}
	// Output:
	// integer is 5 sent as 5
	// with_quotes is He said, "Hello, World!" sent as "He said, \"Hello, World!\""
}

func ExampleBaseCookie_LoadLenient() {
	var c cookies.SimpleCookie
	for _, s := range c.LoadLenient(`a=1; junk; b=2; path=/`) {
		fmt.Println("skipped", s.Text+":", s.Err)
	}
	fmt.Println(c.Value("a"), c.Value("b"))
	// Output:
	// skipped junk: No '=' in cookie
	// skipped path=/: Attempt to set a reserved key 'path'
	// 1 2
}

func ExampleBaseCookie_Output() {
	c, err := cookies.NewSimpleCookie(map[string]string{"a": "1", "b": "x y"})
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println(c.Output(cookies.Header("Cookie:"), cookies.Sep("\n"), cookies.Attrs{}))
	// Output:
	// Cookie: a=1
	// Cookie: b="x y"
}

// A settings codes its values as JSON: what a Python class does by overriding
// value_encode and value_decode.
type settings struct{ cookies.BaseCookie }

func newSettings() *settings {
	c := new(settings)
	c.SetCoding(c)
	return c
}

func (c *settings) ValueEncode(val any) (any, string, error) {
	b, err := json.Marshal(val)
	if err != nil {
		return nil, "", err
	}
	_, coded, err := c.BaseCookie.ValueEncode(string(b)) // quotes
	return val, coded, err
}

func (c *settings) ValueDecode(coded string) (any, string, error) {
	text, _, err := c.BaseCookie.ValueDecode(coded)
	if err != nil {
		return nil, "", err
	}
	var val map[string]int
	err = json.Unmarshal([]byte(text.(string)), &val)
	return val, coded, err
}

func ExampleCoding() {
	c := newSettings()
	c.SetItem("size", map[string]int{"w": 80, "h": 25})
	fmt.Println(c)

	d := newSettings()
	if err := d.Load(`size="{\"h\":25\054\"w\":80}"`); err != nil {
		fmt.Println(err)
	}
	m, _ := d.Get("size")
	fmt.Println(m.Object().(map[string]int)["w"])
	// Output:
	// Set-Cookie: size="{\"h\":25\054\"w\":80}"
	// 80
}

func ExampleSignedCookie() {
	key := []byte(strings.Repeat("k", 32)) // 32 random bytes, kept secret
	c, err := cookies.NewSignedCookie(key)
	if err != nil {
		fmt.Println(err)
	}
	c.SetItem("user", "ann")
	fmt.Println(c)

	d, _ := cookies.NewSignedCookie(key)
	fmt.Println(d.LoadLenient("user=YW5u.f0rged")[0].Err)
	// Output:
	// Set-Cookie: user=YW5u.7LJM41PefYFm0dyRwhe7fgNxkwOOpfdfgIgliS_83gU
	// Bad signature of cookie 'user'
}

func ExampleHTTPFields() {
	var c cookies.SimpleCookie
	c.SetItem("id", "x y")
	m, _ := c.Get("id")
	m.SetItem("samesite", "Lax")
	f, err := m.HTTPFields()
	if err != nil {
		fmt.Println(err)
	}
	h := http.Cookie{
		Name: f.Name, Value: f.Value, Quoted: f.Quoted, Path: f.Path, Domain: f.Domain,
		Expires: f.Expires, RawExpires: f.RawExpires, MaxAge: f.MaxAge, Secure: f.Secure,
		HttpOnly: f.HttpOnly, SameSite: http.SameSite(f.SameSite), Partitioned: f.Partitioned,
	}
	fmt.Println(&h)
	// Output:
	// id="x y"; SameSite=Lax
}

func ExampleMorsel() {
	m := cookies.NewMorsel()
	if err := m.Set("id", "x y", `"x y"`); err != nil {
		fmt.Println(err)
	}
	fmt.Println(m.SetItem("path", "/; Domain=evil.example"))
	fmt.Println(m.SetItem("colour", "red"))
	m.SetItem("samesite", "Lax")
	fmt.Println(m.OutputString())
	// Output:
	// Separators are not allowed in attributes 'path' '/; Domain=evil.example'
	// Invalid attribute 'colour'
	// id="x y"; SameSite=Lax
}
