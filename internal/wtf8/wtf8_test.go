package wtf8_test

import (
	"slices"
	"testing"

	_ "github.com/gobatteries/batteries/internal/live" // takes the -python flag
	"github.com/gobatteries/batteries/internal/wtf8"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []rune
	}{
		{"", []rune{}},
		{"aé€😀", []rune{'a', 0xe9, 0x20ac, 0x1f600}},
		{"\xed\xa0\x80x", []rune{0xd800, 'x'}},
		{"\xed\xbf\xbf", []rune{0xdfff}},
		{"\xed\x9f\xbf", []rune{0xd7ff}},
		{"\xff\xed\xa0", []rune{0xdcff, 0xdced, 0xdca0}},
		{"\xc0\x80", []rune{0xdcc0, 0xdc80}},
		{"\ufffd", []rune{0xfffd}},
	} {
		if got := wtf8.Runes(c.in); !slices.Equal(got, c.want) {
			t.Errorf("Runes(%q) = %x, want %x", c.in, got, c.want)
		}
		if got := wtf8.RuneCountInString(c.in); got != len(c.want) {
			t.Errorf("RuneCountInString(%q) = %d, want %d", c.in, got, len(c.want))
		}
	}
}

func TestRoundTrip(t *testing.T) {
	for r := rune(0); r <= 0x10ffff; r++ {
		s := string(wtf8.AppendRune(nil, r))
		if got, n := wtf8.DecodeRuneInString(s); got != r || n != len(s) {
			t.Fatalf("U+%04X came back as U+%04X, width %d of %d", r, got, n, len(s))
		}
	}
}

func FuzzRunes(f *testing.F) {
	f.Add("a\xed\xa0\x80\xff")
	f.Fuzz(func(t *testing.T, s string) {
		rs := wtf8.Runes(s)
		again := wtf8.Runes(wtf8.FromRunes(rs))
		if !slices.Equal(rs, again) {
			t.Errorf("%q: %x, then %x", s, rs, again)
		}
	})
}
