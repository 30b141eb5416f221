package utf8x

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	_ "github.com/gobatteries/batteries/internal/live" // for the flag -python
)

// check compares with unicode/utf8.
func check(t *testing.T, s string) {
	t.Helper()
	want := utf8.ValidString(s)
	if got := ValidString(s); got != want {
		t.Fatalf("ValidString(%q): %t, want %t", s, got, want)
	}
	if got := Valid([]byte(s)); got != want {
		t.Fatalf("Valid(%q): %t, want %t", s, got, want)
	}
}

// TestSequences has every sequence of two bytes, and each of three and four
// at the limits, at the places where blocks of 64 bytes meet.
func TestSequences(t *testing.T) {
	limits := []byte{0, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff}
	var sequences []string
	for a := range 256 {
		for b := range 256 {
			sequences = append(sequences, string([]byte{byte(a), byte(b)}))
		}
	}
	for _, a := range limits {
		for _, b := range limits {
			for _, c := range limits {
				sequences = append(sequences, string([]byte{a, b, c}))
				for _, d := range limits {
					sequences = append(sequences, string([]byte{a, b, c, d}))
				}
			}
		}
	}
	pad := strings.Repeat("x", 70)
	for i, s := range sequences {
		check(t, pad[:40]+s+pad[:24])
		if at := 58 + i%8; i%5 == 0 {
			check(t, pad[:at]+s+pad[:i%3])
			check(t, pad[:at]+s)
		}
		check(t, pad[:64-len(s)]+s)
		check(t, pad[:63]+s)
	}
}

// TestLengths has each length, with a byte that is wrong at each place.
func TestLengths(t *testing.T) {
	text := []byte(strings.Repeat("aé名𝄞\u0800\ud7ff\U0010ffff", 14))
	for n := range len(text) {
		check(t, string(text[:n]))
		check(t, string(text[n:]))
		b := bytes.Clone(text)
		for _, c := range []byte{0x7f, 0x80, 0xc3, 0xe0, 0xf0, 0xff} {
			b[n] = c
			check(t, string(b))
		}
	}
}

func TestRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "é", "名", "𝄞", "\u0800", "\ud7ff", "\ue000", "\U0010ffff", "abcdefghijklmnopqrstuvwxyz", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xe0\x9f\xbf", "\xf4\x90\x80\x80", "\x80", "\xc3"}
	for range 20_000 {
		var b strings.Builder
		good := 9 + r.IntN(3)*r.IntN(3) // most texts are valid
		for range r.IntN(80) {
			b.WriteString(pieces[r.IntN(min(good, len(pieces)))])
		}
		check(t, b.String())
	}
}

func FuzzValid(f *testing.F) {
	f.Add(strings.Repeat("aé名𝄞", 20), 63, "\xed\xa0\x80")
	f.Fuzz(func(t *testing.T, text string, at int, in string) {
		check(t, text)
		long := strings.Repeat(text, 1+200/(len(text)+1))
		i := int(uint(at) % uint(len(long)+1))
		check(t, long[:i]+in+long[i:])
	})
}

func BenchmarkValid(b *testing.B) {
	for _, c := range []struct{ name, text string }{{"ascii", "abcdefgh"}, {"greek", "αβγδ"}, {"han", "名前 名前"}, {"emoji", "😀😁"}} {
		for _, n := range []int{32, 300, 10_000} {
			s := strings.Repeat(c.text, n/len(c.text)+1)
			b.Run(c.name, func(b *testing.B) {
				b.SetBytes(int64(len(s)))
				for b.Loop() {
					ValidString(s)
				}
			})
			b.Run(c.name+"/std", func(b *testing.B) {
				b.SetBytes(int64(len(s)))
				for b.Loop() {
					utf8.ValidString(s)
				}
			})
		}
	}
}
