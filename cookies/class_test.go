package cookies

import (
	"strings"
	"testing"
)

// Every byte at every place of a word, among all kinds of neighbours.
func TestHasControl(t *testing.T) {
	for _, fill := range []string{" ", "~", "\x80", "\xff", "\x9f", "A"} {
		for c := range 256 {
			want := c < 0x20 || c == 0x7f
			for at := range 19 {
				s := strings.Repeat(fill, at) + string([]byte{byte(c)}) + strings.Repeat(fill, 19-at)
				if got := hasControl(s); got != want {
					t.Fatalf("%q: %v", s, got)
				}
			}
		}
	}
}

func TestAttributeOf(t *testing.T) {
	for a := range numAttributes {
		key := attributes[a].key
		for _, s := range []string{key, strings.ToUpper(key), attributes[a].name} {
			if got, ok := attributeOf(s); !ok || got != a {
				t.Errorf("%s: %v, %v", s, got, ok)
			}
		}
		for _, s := range []string{key[1:], key + "x", "x" + key[1:], strings.ReplaceAll(key, "a", "\x01")} {
			if got, ok := attributeOf(s); ok && s != key {
				t.Errorf("%s: %v", s, got)
			}
		}
	}
}
