package cookies

// Classes of bytes, the alphabets of the grammar.
const (
	legal     = 1 << iota // in a cookie's name, and in a value that needs no quotes
	unescaped             // stays as it is within quotes
	keyChar               // Load takes it as part of a name, if only to refuse it then
	valueChar             // in a value without quotes that Load takes
	space                 // separates cookies
	control               // not allowed anywhere
	word                  // \w
	separator             // would begin another attribute
)

var class = makeClasses()

func makeClasses() (t [256]uint8) {
	mark := func(chars string, bits uint8) {
		for i := range len(chars) {
			t[chars[i]] |= bits
		}
	}
	const alnum = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	const token = alnum + "!#$%&'*+-.^_`|~:"
	mark(token, legal)
	mark(token+" ()/<=>?@[]{}", unescaped)
	mark(token+"(),/<=>?@{}", keyChar|valueChar)
	mark("[]", valueChar)
	mark("\t\n\v\f\r ", space)
	mark(alnum+"_", word)
	mark(";,", separator)
	for c := range 0x20 {
		t[c] |= control
	}
	t[0x7f] |= control
	return t
}

// all reports whether s is of nothing but the class.
func all(s string, bits uint8) bool { return run(s, 0, bits) == len(s) }

// run returns the end of the run of bytes of the class that starts at s[i].
func run(s string, i int, bits uint8) int {
	for ; i+4 <= len(s); i += 4 { // four bytes with one branch
		if class[s[i]]&class[s[i+1]]&class[s[i+2]]&class[s[i+3]]&bits == 0 {
			break
		}
	}
	for i < len(s) && class[s[i]]&bits != 0 {
		i++
	}
	return i
}

// hasControl reports whether a control character is in s.
func hasControl(s string) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for len(s) >= 8 { // eight bytes at a time
		x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		low := (x - 0x20*ones) &^ x    // the high bit of a byte is set if one is below 0x20
		y := x ^ 0x7f*ones             // a byte is zero where x has 0x7f
		del := (y - ones) &^ y & highs // likewise
		if low&highs|del != 0 {
			return true
		}
		s = s[8:]
	}
	for i := range len(s) {
		if class[s[i]]&control != 0 {
			return true
		}
	}
	return false
}

// classes returns the classes that any byte of s has.
func classes(s string) (bits uint8) {
	for i := range len(s) {
		bits |= class[s[i]]
	}
	return bits
}

// An attribute is one of a morsel's, in the order in which a morsel has them.
type attribute uint8

const (
	attrExpires attribute = iota
	attrPath
	attrComment
	attrDomain
	attrMaxAge
	attrSecure
	attrHTTPOnly
	attrVersion
	attrSameSite
	attrPartitioned
	numAttributes
)

// attributes holds each attribute's key and its spelling in a header.
var attributes = [numAttributes]struct{ key, name string }{
	attrExpires:     {"expires", "expires"},
	attrPath:        {"path", "Path"},
	attrComment:     {"comment", "Comment"},
	attrDomain:      {"domain", "Domain"},
	attrMaxAge:      {"max-age", "Max-Age"},
	attrSecure:      {"secure", "Secure"},
	attrHTTPOnly:    {"httponly", "HttpOnly"},
	attrVersion:     {"version", "Version"},
	attrSameSite:    {"samesite", "SameSite"},
	attrPartitioned: {"partitioned", "Partitioned"},
}

// written holds the attributes in the order of their keys, which is a header's.
var written = [numAttributes]attribute{
	attrComment, attrDomain, attrExpires, attrHTTPOnly, attrMaxAge,
	attrPartitioned, attrPath, attrSameSite, attrSecure, attrVersion,
}

// flag reports whether the attribute is a bare word.
func (a attribute) flag() bool {
	return a == attrSecure || a == attrHTTPOnly || a == attrPartitioned
}

// candidates returns the attributes whose keys have n bytes.
func candidates(n int) (attribute, attribute, bool) {
	switch n {
	case 4:
		return attrPath, attrPath, true
	case 6:
		return attrDomain, attrSecure, true
	case 7:
		return attrComment, attrMaxAge, true // the other two stand by their first letter
	case 8:
		return attrHTTPOnly, attrSameSite, true
	case 11:
		return attrPartitioned, attrPartitioned, true
	}
	return 0, 0, false
}

// attributeOf returns the attribute that key names, in letters of either case.
func attributeOf(key string) (attribute, bool) {
	a, b, ok := candidates(len(key))
	if !ok {
		return 0, false
	}
	if len(key) == 7 {
		switch key[0] | 0x20 {
		case 'e':
			a = attrExpires
		case 'v':
			a = attrVersion
		}
	}
	if attributes[a].key[0] != key[0]|0x20 {
		a = b
	}
	return a, attributes[a].key == key || equalFold(attributes[a].key, key)
}

// equalFold compares s, without regard for the case of ASCII letters, with
// lower, which is in small letters and as long.
func equalFold(lower, s string) bool {
	for i := range len(lower) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}
