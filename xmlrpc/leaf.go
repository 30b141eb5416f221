package xmlrpc

import (
	"errors"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"github.com/gobatteries/batteries/b64"
	"github.com/gobatteries/batteries/internal/pyint"
	"github.com/gobatteries/batteries/internal/pyrepr"
	"github.com/gobatteries/batteries/internal/wtf8"
)

// A leaf is a value that holds no others, before it gets its Go form.
type leaf struct {
	kind leafKind
	i    int64 // of a leafInt; 1 for true
	f    float64
	big  *big.Int // of a leafInt that has no int64
	text []byte   // of a string, a date or a decimal; valid for the moment only
	data []byte   // of a leafBytes
}

type leafKind uint8

const (
	leafNil leafKind = iota
	leafBool
	leafInt
	leafDouble
	leafString
	leafDecimal
	leafBytes
	leafDate
)

var leafNames = [...]string{"nil", "boolean", "int", "double", "string", "bigdecimal", "base64", "dateTime.iso8601"}

// parseLeaf reads the text of the element el.
func (l *leaf) parse(el elem, text []byte, strict bool) error {
	switch el {
	case elemNil:
		l.kind = leafNil
	case elemBoolean:
		l.kind = leafBool
		if len(text) != 1 || text[0]&^1 != '0' {
			return &TypeError{Text: "bad boolean value"}
		}
		l.i = int64(text[0] - '0')
	case elemI1, elemI2, elemI4, elemI8, elemInt, elemBigInteger:
		l.kind = leafInt
		return l.parseInt(text, strict)
	case elemDouble, elemFloat:
		l.kind = leafDouble
		return l.parseFloat(text, strict)
	case elemBigDecimal:
		l.kind = leafDecimal
		d, err := parseDecimal(string(text), strict)
		l.text = []byte(d)
		return err
	case elemBase64:
		l.kind = leafBytes
		return l.parseBase64(text)
	case elemDateTime:
		l.kind = leafDate
		l.text = text
	default:
		l.kind = leafString
		l.text = text
	}
	return nil
}

// maxIntDigits is how many digits Python's int() reads.
const maxIntDigits = 4300

// parseInt reads what Python's int() reads, into i or else into big.
func (l *leaf) parseInt(text []byte, strict bool) error {
	l.big = nil
	if n := len(text); 0 < n && n < 19 {
		v, i := int64(0), 0
		if text[0] == '-' && n > 1 {
			i = 1
		}
		for ; i < n && '0' <= text[i] && text[i] <= '9'; i++ {
			v = v*10 + int64(text[i]-'0')
		}
		if i == n {
			if text[0] == '-' {
				v = -v
			}
			l.i = v
			return nil
		}
	}
	if strict {
		if plain := strings.TrimLeft(string(text), "+-"); len(text)-len(plain) > 1 || plain == "" || strings.Trim(plain, "0123456789") != "" {
			return badInt(text)
		}
	}
	digits, n, ok := cleanNumber(string(text))
	if !ok {
		return badInt(text)
	}
	body := strings.TrimLeft(digits, "+-")
	if n != len(body) || len(digits)-len(body) > 1 {
		return badInt(text)
	}
	if n > maxIntDigits {
		return &ValueError{Text: "Exceeds the limit (4300 digits) for integer string conversion: value has " + strconv.Itoa(n) +
			" digits; use sys.set_int_max_str_digits() to increase the limit"}
	}
	v, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		return badInt(text)
	}
	if v.IsInt64() {
		l.i = v.Int64()
	} else {
		l.big = v
	}
	return nil
}

func badInt(text []byte) error {
	r := wtf8.Runes(pyrepr.String(string(text)))
	return &ValueError{Text: "invalid literal for int() with base 10: " + wtf8.FromRunes(r[:min(len(r), 200)])}
}

// cleanNumber strips blanks, turns all of Unicode's digits into ASCII's and
// takes out underscores between digits, as Python's numeric types do. It
// returns the number of digits, too, and not ok if an underscore stands elsewhere.
func cleanNumber(s string) (clean string, digits int, ok bool) {
	s = string(trimSpace([]byte(s)))
	var b strings.Builder
	prev := rune(0)
	for _, r := range s {
		if d := digitValue(r); d >= 0 {
			r = '0' + d
			digits++
		} else if prev == '_' {
			return "", 0, false
		}
		if r == '_' && (prev < '0' || prev > '9') {
			return "", 0, false
		}
		if r != '_' {
			b.WriteRune(r)
		}
		prev = r
	}
	return b.String(), digits, prev != '_'
}

// digitValue returns the value of a decimal digit of any script, or -1.
func digitValue(r rune) rune { return rune(pyint.Decimal(r)) }

// isBlank reports whether Python's str.isspace holds for r.
func isBlank(r rune) bool { return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f }

// trimSpace is Python's str.strip.
func trimSpace(b []byte) []byte {
	if len(b) > 0 && b[0] < 0x80 && b[0] > ' ' && b[len(b)-1] < 0x80 && b[len(b)-1] > ' ' {
		return b
	}
	s := strings.TrimFunc(string(b), isBlank)
	return []byte(s)
}

// parseFloat reads what Python's float() reads.
func (l *leaf) parseFloat(text []byte, strict bool) error {
	isPlain := len(text) > 0
	for _, c := range text {
		if c-'0' > 9 && c != '.' && c != '-' && c != '+' && c|0x20 != 'e' {
			isPlain = false
			break
		}
	}
	s := string(text)
	if !isPlain && !strict {
		clean, _, ok := cleanNumber(s)
		if !ok {
			return badFloat(text)
		}
		switch strings.ToLower(strings.TrimLeft(clean, "+-")) {
		case "nan": // which has no sign here
			if clean[0] == '-' || clean[0] == '+' {
				clean = clean[1:]
			}
		case "inf", "infinity":
		default:
			if strings.Trim(clean, "0123456789+-.eE") != "" {
				return badFloat(text)
			}
		}
		s = clean
	} else if !isPlain {
		return badFloat(text)
	}
	f, err := strconv.ParseFloat(s, 64)
	if errors.Is(err, strconv.ErrRange) && !strict { // infinity then
		err = nil
	}
	if err != nil {
		return badFloat(text)
	}
	if math.IsNaN(f) {
		f = math.NaN()
	}
	l.f = f
	return nil
}

func badFloat(text []byte) error {
	return &ValueError{Text: "could not convert string to float: " + pyrepr.String(string(text))}
}

func (l *leaf) parseBase64(text []byte) error {
	for i, c := range text {
		if c >= 0x80 {
			return badASCII(string(text), wtf8.RuneCountInString(string(text[:i])))
		}
	}
	data, err := b64.B64Decode(text)
	l.data = data
	return err
}

// badASCII is the error for the text's characters beyond ASCII, of which the
// first run starts at code point start.
func badASCII(text string, start int) error {
	rs := wtf8.Runes(text)
	end := start
	for end < len(rs) && rs[end] >= 0x80 {
		end++
	}
	return &UnicodeEncodeError{Encoding: "ascii", Object: text, Start: start, End: end, Reason: "ordinal not in range(128)"}
}
