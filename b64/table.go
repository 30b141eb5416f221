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
	alphabetA85      = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstu"
	alphabetZ85      = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
)

// ignore sets the class of characters that are no digits.
func (t *decodeTable) ignore(chars IgnoreChars) {
	for i := range len(chars) {
		if c := chars[i]; t[c] == foreign || t[c] == lower {
			t[c] = ignored
		}
	}
}

// ignoring returns a table that ignores chars, in custom.
func (t *decodeTable) ignoring(chars IgnoreChars, custom *decodeTable) *decodeTable {
	*custom = *t
	custom.ignore(chars)
	return custom
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

// newTable makes the table of an alphabet, and of = if that is no digit. All
// other characters are of the class rest. The characters of alt, if any, mean
// the same as + and / do.
func newTable(alphabet string, alt AltChars, rest byte) decodeTable {
	var t decodeTable
	for i := range t {
		t[i] = rest
	}
	t['='] = padding
	for i := range len(alphabet) {
		t[alphabet[i]] = byte(i)
	}
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
