package b64

import (
	"bytes"
	"errors"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
)

// TestAppendForms checks that the append forms keep what is there, allocate
// nothing if there is room to the byte, and leave dst alone if there is an
// error.
func TestAppendForms(t *testing.T) {
	raw := []byte("twenty-three bytes, yes")
	for _, c := range coders {
		want := c.enc(nil, raw)
		dst := make([]byte, 3, 3+len(want))
		copy(dst, "abc")
		var got []byte
		if n := testing.AllocsPerRun(10, func() { got = c.enc(dst, raw) }); n > 0 && !raceEnabled {
			t.Errorf("%s: encoding allocates %v times", c.name, n)
		}
		if string(got) != "abc"+string(want) || c.name != "a85" && &got[0] != &dst[0] {
			t.Errorf("%s: %q, want abc and %q", c.name, got, want)
		}
		dst = make([]byte, 3, 3+len(raw))
		copy(dst, "abc")
		var err error
		if n := testing.AllocsPerRun(10, func() { got, err = c.dec(dst, want) }); n > 0 && !raceEnabled {
			t.Errorf("%s: decoding allocates %v times", c.name, n)
		}
		if string(got) != "abc"+string(raw) || err != nil || &got[0] != &dst[0] {
			t.Errorf("%s: %q, %v; want abc and %q", c.name, got, err, raw)
		}
		if got, err = c.dec(dst, []byte("\x80=")); err == nil && len(got) != 3 || len(got) != 3 || &got[0] != &dst[0] {
			t.Errorf("%s: after an error: %q", c.name, got)
		}
	}
}

// TestAllocations checks that the other forms allocate their result alone.
func TestAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("counts allocations")
	}
	raw := bytes.Repeat([]byte("some text "), 100)
	for _, c := range coders {
		text := c.enc(nil, raw)
		if n := testing.AllocsPerRun(10, func() { c.enc(nil, raw) }); n != 1 {
			t.Errorf("%s: encoding allocates %v times", c.name, n)
		}
		if n := testing.AllocsPerRun(10, func() { c.dec(nil, text) }); n != 1 {
			t.Errorf("%s: decoding allocates %v times", c.name, n)
		}
	}
}

// TestEmpty checks that no bytes are an empty slice, not nil.
func TestEmpty(t *testing.T) {
	for _, c := range codecs[:10] {
		for _, fn := range []string{c.enc, c.dec} {
			if got, ok := call(golden.Call{Fn: fn, Args: []any{""}}).Ret.([]byte); !ok || got == nil || len(got) != 0 {
				t.Errorf("%s of nothing: %v", fn, got)
			}
		}
	}
}

// TestErrorTree checks the classes of errors.
func TestErrorTree(t *testing.T) {
	_, err := B64Decode("Y")
	var e *Error
	var v *ValueError
	if !errors.As(err, &e) || !errors.As(err, &v) || v.Text != err.Error() {
		t.Errorf("%#v is no Error and ValueError", err)
	}
	_, err = B64Decode("YQ==", AltChars("-"))
	if errors.As(err, &e) || !errors.As(err, &v) {
		t.Errorf("%#v is no plain ValueError", err)
	}
}

// TestBytesForCharacters shows that options hold bytes: these two are one
// character in UTF-8, which Python refuses as a str and takes as bytes.
func TestBytesForCharacters(t *testing.T) {
	got, err := B64Decode([]byte("\xc3\xa9\xc3\xa9"), AltChars("é"))
	check(t, "é", "\xfb\xff\xbf", "", got, err)
	got, err = B64Decode([]byte("YW\xc3Jj"), IgnoreChars("é"))
	check(t, "é", "abc", "", got, err)
}

// TestStringsAsBytes shows that encoders take strings, which Python refuses.
func TestStringsAsBytes(t *testing.T) {
	got, err := B64Encode("é")
	check(t, "B64Encode", "w6k=", "", got, err)
	got, err = DecodeBytes("YWé\nJj")
	check(t, "DecodeBytes", "abc", "", got, err)
	check(t, "EncodeBytes", "w6k=\n", "", EncodeBytes("é"), nil)
}

// TestLastWins checks that of equal options the last one counts.
func TestLastWins(t *testing.T) {
	got, err := B64Encode("\xff\xff\xff", AltChars("ab"), Padded(false), AltChars("-_"), Padded(true))
	check(t, "B64Encode", "____", "", got, err)
	got, err = B64Decode("YQ", Padded(true), Padded(false))
	check(t, "B64Decode", "a", "", got, err)
	got, err = B64Decode("YQ", Strict(true), Strict(false), Padded(false))
	check(t, "B64Decode", "a", "", got, err)
	got, err = URLSafeB64Decode("_!_8=", Strict(true), Strict(false))
	check(t, "URLSafeB64Decode", "\xff\xff", "", got, err)
}
