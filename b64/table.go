package b64

// A decodeTable gives the value of each character, or a class.
type decodeTable [256]byte

// Classes of characters that are no digits. All are above any family's digits
// and, for base 64 and below, have a bit that no digit has.
const (
	padding byte = 0xf0 + iota // =
	ignored                    // to be skipped
	foreign                    // an error
	lower                      // base 16: a digit in lower case, which is refused
)

const (
	alphabetStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	alphabetURLSafe  = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	alphabet32       = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	alphabet32Hex    = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
	alphabet85       = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
	alphabetZ85      = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
)

// fill sets the table to the digits of an alphabet, in which a later one
// prevails over an equal earlier one. Characters to ignore are those of ignore,
// unless they are digits; all others are of the class rest.
func (t *decodeTable) fill(alphabet []byte, ignore string, rest byte) {
	for i := range t {
		t[i] = rest
	}
	for i, c := range alphabet {
		t[c] = byte(i)
	}
	t.ignore(ignore)
}

// ignore sets the class of characters that are no digits.
func (t *decodeTable) ignore(chars string) {
	for i := range len(chars) {
		if t[chars[i]] == foreign {
			t[chars[i]] = ignored
		}
	}
}

// The tables that need no building. The URL-safe ones are for a decoder that
// accepts + and / as well and for one that does not.
var (
	tableStandard       = newTable(alphabetStandard, "", ignored)
	tableStandardStrict = newTable(alphabetStandard, "", foreign)
	tableURLSafe        = newTable(alphabetStandard, "-_", ignored)
	tableURLSafeValid   = newTable(alphabetStandard, "-_", foreign)
	tableURLSafeStrict  = newTable(alphabetURLSafe, "", foreign)
)

func newTable(alphabet string, alt AltChars, rest byte) decodeTable {
	var t decodeTable
	t.fill(view(alphabet), "", rest)
	t['='] = padding
	if alt != "" {
		t.alias(alt)
	}
	return t
}

// alias makes the characters of alt mean what + and / do.
func (t *decodeTable) alias(alt AltChars) {
	plus, slash := t['+'], t['/']
	t[alt[0]] = plus
	t[alt[1]] = slash
}
