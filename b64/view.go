package b64

import "unsafe"

// view returns the bytes of s without copying them. They must not be written
// to: s may be a string.
func view[T ~string | ~[]byte](s T) []byte {
	if isText[T]() {
		t := string(s)
		return unsafe.Slice(unsafe.StringData(t), len(t))
	}
	return []byte(s)
}

// isText reports whether T is a kind of string. A string is two words and a
// slice three, which the compiler knows; a type switch would not see through
// named types.
func isText[T ~string | ~[]byte]() bool {
	var t T
	return unsafe.Sizeof(t) == unsafe.Sizeof("")
}

// isASCII reports whether b has no byte above 127.
func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// ascii makes the error for a string that is not ASCII out of a decoder's
// result. Such a string always brings the decoder to an error or, as high, over
// a byte above 127; the error here prevails over others.
func ascii(dst, src []byte, text, high bool, err error) ([]byte, error) {
	if text && (high || err != nil) && !isASCII(src) {
		return dst, errNotASCII
	}
	return dst, err
}

// noBytes returns nil in place of an empty result beside an error.
func noBytes(b []byte, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return b, nil
}
