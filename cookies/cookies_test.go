package cookies_test

import (
	"encoding/json"
	"errors"
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gobatteries/batteries/cookies"
)

func TestMap(t *testing.T) {
	var c cookies.SimpleCookie
	for i := range 40 { // beyond where an index is kept
		name := string(rune('a'+i%26)) + strings.Repeat("x", i/26)
		if err := c.SetItem(name, i); err != nil {
			t.Fatal(err)
		}
	}
	c.Delete("c")
	c.Delete("nope")
	c.SetItem("d", "again")
	if c.Len() != 39 || c.Value("d") != "again" || c.Value("nx") != "39" || c.Value("c") != "" {
		t.Error(&c)
	}
	names := []string{}
	for name := range c.All() {
		names = append(names, name)
	}
	if got := strings.Join(names[:4], ""); got != "abde" {
		t.Error(got)
	}
	c.Clear()
	if c.Len() != 0 || c.Output() != "" {
		t.Error(&c)
	}
}

func TestKeepsAttributes(t *testing.T) {
	c, err := cookies.NewSimpleCookie("a=1; path=/x")
	if err != nil {
		t.Fatal(err)
	}
	c.SetItem("a", 2)
	if got := c.String(); got != "Set-Cookie: a=2; Path=/x" {
		t.Error(got)
	}
	m, _ := c.Get("a")
	d := m.Copy()
	d.SetItem("path", "/y")
	if !m.Equal(m.Copy()) || m.Equal(d) || m.GetString("path") != "/x" {
		t.Error(m, d)
	}
}

func TestReset(t *testing.T) {
	var c cookies.SimpleCookie
	for range 3 {
		c.Reset()
		c.Load("a=1; path=/; b=2")
		if got := c.String(); got != "Set-Cookie: a=1; Path=/\r\nSet-Cookie: b=2" {
			t.Fatal(got)
		}
		c.Reset()
		c.Load("x=1; y=2; z=3")
		if got := c.Output(cookies.Sep(" ")); got != "Set-Cookie: x=1 Set-Cookie: y=2 Set-Cookie: z=3" {
			t.Fatal(got)
		}
	}
}

func TestLoadMap(t *testing.T) {
	var c, d cookies.SimpleCookie
	if err := c.Load(map[string]string{"b": "x y", "a": "1"}); err != nil {
		t.Fatal(err)
	}
	m := cookies.NewMorsel()
	m.Set("k", "v", "v")
	for _, data := range []any{map[string]any{"n": 5}, map[string]*cookies.Morsel{"m": m}, &c, &c.BaseCookie} {
		if err := d.Load(data); err != nil {
			t.Fatal(err)
		}
	}
	names := []string{}
	for name := range d.All() {
		names = append(names, name)
	}
	if got := strings.Join(names, ""); got != "nmab" {
		t.Error(got)
	}
	var te *cookies.TypeError
	if err := d.Load(5); !errors.As(err, &te) {
		t.Error(err)
	}
	if err := d.Load(map[string]string{"a b": "1"}); err == nil {
		t.Error("no error")
	}
}

func TestFarExpires(t *testing.T) {
	m := cookies.NewMorsel()
	var oe *cookies.OverflowError
	for _, n := range []any{int64(math.MaxInt64), uint64(math.MaxUint64), int64(math.MinInt64)} {
		if err := m.SetItem("expires", n); !errors.As(err, &oe) {
			t.Errorf("%d: %v", n, err)
		}
	}
	if err := m.SetItem("expires", math.MaxInt); (err != nil) != (math.MaxInt > math.MaxInt32) {
		t.Error(err)
	}
}

func TestGoValues(t *testing.T) {
	m := cookies.NewMorsel()
	m.Set("a", "b", "b")
	m.SetItem("expires", time.Date(2030, 1, 2, 3, 4, 5, 6, time.FixedZone("", 3600)))
	m.SetItem("max-age", 90*time.Second)
	if got := m.OutputString(); got != "a=b; expires=Wed, 02 Jan 2030 02:04:05 GMT; Max-Age=90" {
		t.Error(got)
	}
	m.SetItem("max-age", uint8(7))
	m.SetItem("expires", time.Minute)
	if got := m.OutputString(); got != "a=b; expires=Tue, 14 Nov 2023 22:14:20 GMT; Max-Age=7" {
		t.Error(got)
	}
}

func TestEqual(t *testing.T) {
	with := func(v any) *cookies.Morsel {
		m := cookies.NewMorsel()
		m.Set("a", "b", "b")
		if err := m.SetItem("version", v); err != nil {
			t.Fatal(err)
		}
		return m
	}
	big1 := new(big.Int).SetUint64(1 << 63)
	big1.Lsh(big1, 1).Add(big1, big.NewInt(1)) // 2**64 + 1
	for _, x := range []struct {
		a, b any
		want bool
	}{
		{1, true, true}, {1, 1.0, true}, {true, 1.0, true}, {int8(7), uint64(7), true}, {0, math.Copysign(0, -1), true}, {big1, new(big.Int).Set(big1), true},
		{big1, 1, false}, {uint64(math.MaxUint64), -1, false}, {uint64(math.MaxUint64), math.MaxUint64 + 1.0, false}, {1, "1", false}, {nil, "", false},
		{math.NaN(), math.NaN(), false}, {math.Inf(1), math.Inf(1), true}, {int64(1<<53 + 1), float64(1 << 53), false}, {[]byte("x"), []byte("x"), true}, {nil, nil, true},
	} {
		if got := with(x.a).Equal(with(x.b)); got != x.want {
			t.Errorf("%v == %v: %v", x.a, x.b, got)
		}
	}
	if with(1).Equal(nil) {
		t.Error("equal to nil")
	}
	c, d := newJSONCookie(), newJSONCookie()
	c.SetItem("a", 5)
	d.SetItem("a", "5")
	m, _ := c.Get("a")
	n := m.Copy()
	n.Set("a", "5", m.CodedValue())
	if m.Equal(n) || !m.Equal(m.Copy()) {
		t.Error("5 and '5'")
	}
}

// What is nil, and a SignedCookie without a key, is refused.
func TestNothing(t *testing.T) {
	var c cookies.SimpleCookie
	var te *cookies.TypeError
	for _, v := range []any{(*cookies.SimpleCookie)(nil), (*cookies.BaseCookie)(nil), map[string]*cookies.Morsel{"a": nil}, nil} {
		if err := c.Load(v); !errors.As(err, &te) {
			t.Errorf("%T: %v", v, err)
		}
	}
	if err := c.SetItem("a", (*cookies.Morsel)(nil)); !errors.As(err, &te) || c.Len() != 0 {
		t.Error(err)
	}
	m := cookies.NewMorsel()
	for _, k := range []string{"version", "secure", "expires", "max-age"} {
		m.SetItem(k, (*big.Int)(nil))
	}
	_ = m.Output()
	var s cookies.SignedCookie
	var ce *cookies.CookieError
	if _, _, err := s.NameEncode("a", "b"); !errors.As(err, &ce) {
		t.Error(err)
	}
}

// A header with a control character is the program's doing.
func TestHeaderKeyword(t *testing.T) {
	var c cookies.SimpleCookie
	c.SetItem("a", "1")
	if got := c.Output(cookies.Header("X:\n")); got != "X:\n a=1" {
		t.Errorf("%q", got)
	}
}

func TestJSSurrogate(t *testing.T) {
	var c cookies.SimpleCookie
	c.SetItem("a", "\xed\xa0\x80")
	if got := c.JSOutput(); !strings.Contains(got, `("a%3D%22%ED%A0%80%22")`) {
		t.Error(got)
	}
}

func TestHTTPFields(t *testing.T) {
	const line = `a="b c"; Domain=example.com; expires=Wed, 02 Jan 2030 02:04:05 GMT; HttpOnly; Max-Age=60; Partitioned; Path=/; SameSite=None; Secure`
	c, _ := cookies.NewSimpleCookie(line)
	m, _ := c.Get("a")
	f, err := m.HTTPFields()
	if err != nil {
		t.Fatal(err)
	}
	if f.Value != "b c" || !f.Quoted || f.MaxAge != 60 || f.SameSite != cookies.SameSiteNoneMode || !f.Expires.Equal(time.Date(2030, 1, 2, 2, 4, 5, 0, time.UTC)) {
		t.Errorf("%+v", f)
	}
	back, err := cookies.FromHTTPFields(f)
	if err != nil || back.OutputString() != line {
		t.Errorf("%v, %v", back, err)
	}
	for _, age := range []any{new(big.Int).Lsh(big.NewInt(1), 70), "99999999999999999999"} {
		m.SetItem("max-age", age)
		if f, _ := m.HTTPFields(); f.MaxAge != math.MaxInt {
			t.Error(age, f.MaxAge)
		}
	}
	m.SetItem("max-age", "-99999999999999999999")
	if f, _ := m.HTTPFields(); f.MaxAge != -1 {
		t.Error(f.MaxAge)
	}
	m.SetItem("max-age", "0")
	if f, _ := m.HTTPFields(); f.MaxAge != -1 {
		t.Error(f.MaxAge)
	}
	c.SetItem("q", `a"b`)
	if m, _ = c.Get("q"); m == nil {
		t.Fatal("no q")
	} else if _, err := m.HTTPFields(); err == nil {
		t.Error("no error")
	}
	for _, f := range []cookies.HTTPFields{{Name: "a b"}, {Name: "a", Value: "x;y"}, {Name: "a", Value: "\n"}, {Name: "a", Path: "a;b"}} {
		if m, err := cookies.FromHTTPFields(f); err == nil {
			t.Error(m)
		}
	}
}

func TestSigned(t *testing.T) {
	key, old := []byte(strings.Repeat("k", 32)), []byte(strings.Repeat("o", 32))
	was, _ := cookies.NewSignedCookie(old)
	was.SetItem("session", "uid=5; admin")
	is, err := cookies.NewSignedCookie(key, old)
	if err != nil {
		t.Fatal(err)
	}
	sent := was.Output(cookies.Header("Cookie:"))[len("Cookie: "):]
	if err := is.Load(sent); err != nil || is.Value("session") != "uid=5; admin" {
		t.Error(err, is)
	}
	is.SetItem("session", is.Value("session")) // signed with the new key
	m, _ := is.Get("session")
	for _, header := range []string{
		"other=" + m.CodedValue(),
		"session=" + m.CodedValue()[1:],
		"session=" + strings.ToUpper(m.CodedValue()),
		"session=", "session=.", "session=x.",
	} {
		c, _ := cookies.NewSignedCookie(key)
		var se *cookies.SignatureError
		var ce *cookies.CookieError
		if err := c.Load("a=1; " + header); !errors.As(err, &se) || !errors.As(err, &ce) || c.Len() != 0 {
			t.Errorf("%s: %v", header, err)
		}
		skipped := c.LoadLenient("session=" + m.CodedValue() + "; " + header + "x")
		if c.Value("session") != "uid=5; admin" || len(skipped) != 1 {
			t.Errorf("%s: %v", header, skipped)
		}
	}
	if _, err := cookies.NewSignedCookie([]byte("short")); err == nil {
		t.Error("a short key was taken")
	}
}

// jsonCookie is what a Python program makes by overriding value_decode and
// value_encode.
type jsonCookie struct{ cookies.BaseCookie }

func newJSONCookie() *jsonCookie {
	c := new(jsonCookie)
	c.SetCoding(c)
	return c
}

func (c *jsonCookie) ValueEncode(val any) (any, string, error) {
	b, err := json.Marshal(val)
	if err != nil {
		return nil, "", err
	}
	_, coded, err := c.BaseCookie.ValueEncode(string(b))
	return val, coded, err
}

func (c *jsonCookie) ValueDecode(val string) (any, string, error) {
	text, _, err := c.BaseCookie.ValueDecode(val)
	if err != nil {
		return nil, "", err
	}
	var v any
	err = json.Unmarshal([]byte(text.(string)), &v)
	return v, val, err
}

func TestCoding(t *testing.T) {
	c := newJSONCookie()
	if err := c.SetItem("a", []int{1, 2}); err != nil {
		t.Fatal(err)
	}
	if got := c.Output(); got != `Set-Cookie: a="[1\0542]"` {
		t.Error(got)
	}
	d := newJSONCookie()
	if err := d.Load(`a="[1\0542]"; n=null; x="{\"k\": 5}"`); err != nil {
		t.Fatal(err)
	}
	m, _ := d.Get("a")
	if v, ok := m.Object().([]any); !ok || len(v) != 2 || v[1] != 2.0 {
		t.Errorf("%#v", m.Object())
	}
	if err := d.Load("a={"); err == nil {
		t.Error("no error")
	}
	if err := c.SetItem("f", func() {}); err == nil {
		t.Error("no error")
	}
}

func TestMorselItems(t *testing.T) {
	m := cookies.NewMorsel()
	if got := m.String() + m.GoString(); got != "Set-Cookie: None=None<Morsel: None=None>" {
		t.Error(got)
	}
	m.SetItem("secure", true)
	m.SetItem("version", nil)
	items := maps.Collect(m.Items())
	if !slices.Equal(m.Keys(), strings.Fields("expires path comment domain max-age secure httponly version samesite partitioned")) || items["secure"] != true || items["version"] != nil || items["path"] != "" {
		t.Error(items)
	}
	if _, ok := m.Get("Path"); ok {
		t.Error("Get knows capitals")
	}
	if v, ok := m.Get("path"); !ok || v != "" {
		t.Error(v, ok)
	}
}

func TestAllocs(t *testing.T) {
	var c cookies.SimpleCookie
	header := "a=1; b=2; session=abc; d=\"quoted\"; e=x"
	c.Load(header)
	check := func(name string, most float64, f func()) {
		t.Helper()
		if n := testing.AllocsPerRun(100, f); n > most {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	check("LoadString, reused", 0, func() { c.Reset(); c.LoadString(header) })
	check("LoadString, new", 3, func() { new(cookies.SimpleCookie).LoadString(header) })
	check("LoadLenient, reused", 0, func() { c.Reset(); c.LoadLenient(header) })
	buf := make([]byte, 0, 200)
	m, _ := c.Get("a")
	m.SetItem("path", "/")
	m.SetItem("secure", true)
	check("AppendOutputString", 0, func() { buf = m.AppendOutputString(buf[:0]) })
}
