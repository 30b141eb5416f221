package robots

import (
	"strings"

	"github.com/gobatteries/batteries/internal/wtf8"
)

// The forms in which rules and URLs are compared (RFC 9309, section 2.2.2): what
// needs no percent-encoding has none, everything else has, in capitals.

const (
	plain = 1 << iota // stands for itself in a path
	plainInQuery
)

// class says which bytes are unreserved (RFC 3986, section 2.3) or a slash.
var class = func() (t [256]byte) {
	for c := range len(t) {
		b := byte(c)
		if 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '-' || b == '_' || b == '.' || b == '~' || b == '/' {
			t[c] = plain | plainInQuery
		}
	}
	t['&'], t['='] = plainInQuery, plainInQuery
	return t
}()

// normalize returns path in the form to compare, with extra as a byte that stays
// as it is in the path and the query (0 for none). Behind the first question mark
// & and = stay too, and their encoded forms stay encoded. It is path itself if nothing
// changes.
func normalize(path string, extra byte) string {
	query := false
	for i := 0; i < len(path); i++ {
		c := path[i]
		switch {
		case class[c]&plain != 0, query && class[c] != 0, c == extra && c != 0:
		case c == '?' && !query:
			query = true
		case c == '%' && isNormalEscape(path[i:]):
			i += 2
		default:
			var room [128]byte
			return string(appendNormal(room[:0], path, extra))
		}
	}
	return path
}

// An arena holds texts that were made, many in a piece of memory.
type arena struct {
	piece   strings.Builder
	scratch []byte
}

const (
	firstPiece = 256
	lastPiece  = 8 << 10
)

// normalize is the function of that name, for a text that likely changes.
func (a *arena) normalize(path string, extra byte) string {
	a.scratch = appendNormal(a.scratch[:0], path, extra)
	if n := len(a.scratch); a.piece.Cap()-a.piece.Len() < n {
		size := min(max(firstPiece, 2*a.piece.Cap()), lastPiece)
		a.piece.Reset()
		a.piece.Grow(max(n, size))
	}
	from := a.piece.Len()
	a.piece.Write(a.scratch)
	return a.piece.String()[from:]
}

func appendNormal(dst []byte, path string, extra byte) []byte {
	want := byte(plain)
	for i := 0; i < len(path); {
		from := i
		for i < len(path) {
			if class[path[i]]&want != 0 {
				i++
			} else if path[i] == '%' && isNormalEscape(path[i:]) {
				i += 3
			} else {
				break
			}
		}
		dst = append(dst, path[from:i]...)
		if i == len(path) {
			break
		}
		c, n := path[i], 1
		decoded := false
		switch {
		case c == '%' && i+2 < len(path) && isHex(path[i+1]) && isHex(path[i+2]):
			c, n, decoded = unhex(path[i+1])<<4|unhex(path[i+2]), 3, true
		case c == 0xed && wtf8.SurrogateAt(path, i):
			// What stands for a byte that is no UTF-8 is that byte again.
			if r, _ := wtf8.DecodeRuneInString(path[i:]); 0xdc80 <= r && r <= 0xdcff {
				c, n = byte(r-0xdc00), 3
			}
		}
		i += n
		switch {
		case class[c]&plain != 0, !decoded && c == extra && c != 0:
			dst = append(dst, c)
		case c == '?' && !decoded && want == plain:
			want = plainInQuery
			dst = append(dst, c)
		default:
			const digits = "0123456789ABCDEF"
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		}
	}
	return dst
}

// isNormalEscape reports whether s begins with an escape that stays as it is.
func isNormalEscape(s string) bool {
	return len(s) > 2 && isHex(s[1]) && isHex(s[2]) && s[1] < 'a' && s[2] < 'a' && class[unhex(s[1])<<4|unhex(s[2])]&plain == 0
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}
