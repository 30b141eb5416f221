package b64

import (
	"strings"
	"testing"
)

func check(t *testing.T, name string, want, exc string, got []byte, err error) {
	t.Helper()
	if exc != "" {
		if err == nil || err.Error() != exc {
			t.Errorf("%s: %q, %v; want error %q", name, got, err, exc)
		}
		return
	}
	if err != nil || string(got) != want {
		t.Errorf("%s: %q, %v; want %q", name, got, err, want)
	}
}

const (
	only64    = "Only base64 data is allowed"
	excess    = "Excess data after padding"
	badBits   = "Non-zero padding bits"
	incorrect = "Incorrect padding"
)

// TestTwoAlphabetsAtOnce: CVE-2025-12781, + and / beside altchars.
func TestTwoAlphabetsAtOnce(t *testing.T) {
	both := "\xff\xef\xfe"
	got, err := B64Decode("/+/+", AltChars("-_"), Validate(true))
	check(t, "as CPython", both, "", got, err)
	got, err = URLSafeB64Decode("/+/+")
	check(t, "urlsafe as CPython", both, "", got, err)
	got, err = B64Decode("/+/+", AltChars("-_"), IgnoreChars(""))
	check(t, "IgnoreChars", "", only64, got, err)
	got, err = B64Decode("/+/+", AltChars("-_"), Strict(true))
	check(t, "Strict", "", only64, got, err)
	got, err = URLSafeB64Decode("/+/+", Strict(true))
	check(t, "urlsafe Strict", "", only64, got, err)
	got, err = URLSafeB64Decode("_-_-", Strict(true))
	check(t, "urlsafe Strict", both, "", got, err)
	got, err = StandardB64Decode("_-_-", Strict(true))
	check(t, "standard Strict", "", only64, got, err)
}

// TestDataAfterPadding: CVE-2026-3446, what comes after the padding is smuggled.
func TestDataAfterPadding(t *testing.T) {
	for _, c := range []struct{ text, want, exc, strict string }{
		{"YWI=Y2Q=", "", incorrect, excess},
		{"YQ==YWRtaW4=", "", "Invalid base64-encoded string: number of data characters (9) cannot be 1 more than a multiple of 4", excess},
		{"YQ==YQ==", "a\x06\x10", "", excess},
		{"YQ==", "a", "", ""},
		{"YQ=", "", incorrect, incorrect},
		{"YQ===", "a", "", "Excess padding not allowed"},
		{"YQ=a", "", incorrect, "Discontinuous padding not allowed"},
	} {
		got, err := B64Decode(c.text)
		check(t, c.text, c.want, c.exc, got, err)
		for _, o := range []B64DecodeOption{Validate(true), Strict(true)} {
			got, err = B64Decode(c.text, o)
			check(t, c.text, c.want, c.strict, got, err)
		}
	}
}

// TestMalleablePaddingBits: RFC 4648, section 3.5.
func TestMalleablePaddingBits(t *testing.T) {
	got, err := B64Decode("YR==", Validate(true))
	check(t, "as CPython", "a", "", got, err)
	got, err = B64Decode("YR==", Canonical(true))
	check(t, "Canonical", "", badBits, got, err)
	got, err = B64Decode("YR==", Strict(true))
	check(t, "Strict", "", badBits, got, err)
	got, err = B64Decode("Y\nQ==", Strict(true))
	check(t, "Strict, newline", "", only64, got, err)
	got, err = B32Decode("MF======")
	check(t, "b32", "a", "", got, err)
	got, err = B32Decode("MF======", Strict(true))
	check(t, "b32 Strict", "", badBits, got, err)
	got, err = B85Decode("01", Strict(true))
	check(t, "b85 Strict", "", badBits, got, err)
	got, err = A85Decode("!!!!!", Strict(true))
	check(t, "a85 Strict", "", "Non-canonical encoding, use 'z' for all-zero groups", got, err)
}

// TestGarbageDiscarded: RFC 4648, section 3.3.
func TestGarbageDiscarded(t *testing.T) {
	got, err := B64Decode([]byte("Y!W\nJ\xff j"))
	check(t, "as CPython", "abc", "", got, err)
	got, err = B64Decode([]byte("Y!W\nJ\xff j"), Validate(true))
	check(t, "Validate", "", only64, got, err)
	got, err = B64Decode("YW\nJj\n", IgnoreChars("\n"))
	check(t, "IgnoreChars", "abc", "", got, err)
	got, err = B64Decode("YW\nJj\n", IgnoreChars("\n"), Strict(true))
	check(t, "Strict", "", only64, got, err)
}

// TestOverflow85: gh-148093, groups of base 85 beyond 32 bits, and texts that
// end anywhere.
func TestOverflow85(t *testing.T) {
	got, err := B85Decode("~~~~~")
	check(t, "b85", "", "Base85 overflow in hunk starting at byte 0", got, err)
	got, err = A85Decode("uuuuu")
	check(t, "a85", "", "Ascii85 overflow", got, err)
	for n := range 12 {
		s := strings.Repeat("~", n)
		B85Decode(s)
		Z85Decode(strings.Repeat("#", n))
		A85Decode(strings.Repeat("u", n), Adobe(true))
		AppendB85Decode(make([]byte, 0, n), s)
	}
}

// TestFourBytesAZ: a z makes four bytes, and nothing makes more.
func TestFourBytesAZ(t *testing.T) {
	got, err := A85Decode(strings.Repeat("z", 1<<20))
	if err != nil || len(got) != 4<<20 || cap(got) > 8<<20 {
		t.Errorf("%d bytes of %d, %v", len(got), cap(got), err)
	}
}

// TestStrictModes: RFC 4648, sections 3.1 to 3.5 and 12. What Strict accepts is
// what the encoder writes, so no two texts mean the same.
func TestStrictModes(t *testing.T) {
	for _, text := range strictTexts {
		checkStrict(t, text)
	}
	got, err := B32Decode("me======", CaseFold(true), Strict(true))
	check(t, "b32 case", "", "Only base32 data is allowed", got, err)
	got, err = B32Decode("M0======", Map01("L"), Strict(true))
	check(t, "b32 digits", "", "Only base32 data is allowed", got, err)
	got, err = B16Decode("6a", CaseFold(true), Strict(true))
	check(t, "b16 case", "", "Non-base16 digit found", got, err)
	got, err = A85Decode("!!~>", Adobe(true), Strict(true))
	check(t, "adobe", "", "Ascii85 encoded byte sequences must start with b'<~'", got, err)
	got, err = A85Decode("+<VdL", FoldSpaces(true), Strict(true))
	check(t, "spaces", "", "Non-canonical encoding, use 'y' for all-space groups", got, err)
	got, err = A85Decode("! !", Strict(true))
	check(t, "a85 space", "", "Non-Ascii85 digit found:  ", got, err)
	got, err = B64Decode("YQ", Padded(false), Strict(true))
	check(t, "no padding", "a", "", got, err)
	got, err = B64Decode("YQ==", Padded(false), Strict(true))
	check(t, "no padding", "", "Padding not allowed", got, err)
}

var strictTexts = []string{"", "YQ==", "YR==", "YWI=", "YWJj", "+/-_", "ME======", "MF======", "me======", "6a", "6A", "01", "0R", "!!", "!\"", "z", "y",
	"!!!!!", "+<VdL", "<~z~>", "z~>", "<~y~>", "~>", "<~>", "VPazd", "vpA.S", "YQ", "YQ=", "YQ==\n", " YQ==", "0", "00", "~~~~~"}

// checkStrict checks that what Strict accepts encodes to the same text.
func checkStrict(t *testing.T, text string) {
	t.Helper()
	same := func(name string, raw []byte, err error, again func([]byte) ([]byte, error)) {
		t.Helper()
		if err != nil {
			return
		}
		if back, err := again(raw); err != nil || string(back) != text {
			t.Errorf("%s accepts %q, but writes %q", name, text, back)
		}
	}
	raw, err := StandardB64Decode(text, Strict(true))
	same("standard", raw, err, func(b []byte) ([]byte, error) { return B64Encode(b) })
	raw, err = URLSafeB64Decode(text, Strict(true))
	same("urlsafe", raw, err, func(b []byte) ([]byte, error) { return URLSafeB64Encode(b, Padded(false)), nil })
	raw, err = B64Decode(text, Strict(true), AltChars("!~"))
	same("b64 !~", raw, err, func(b []byte) ([]byte, error) { return B64Encode(b, AltChars("!~")) })
	raw, err = B32Decode(text, Strict(true), CaseFold(true), Map01("L"))
	same("b32", raw, err, func(b []byte) ([]byte, error) { return B32Encode(b) })
	raw, err = B32HexDecode(text, Strict(true), CaseFold(true), IgnoreChars("\n"))
	same("b32hex", raw, err, func(b []byte) ([]byte, error) { return B32HexEncode(b) })
	raw, err = B16Decode(text, Strict(true), CaseFold(true))
	same("b16", raw, err, func(b []byte) ([]byte, error) { return B16Encode(b) })
	raw, err = B85Decode(text, Strict(true), IgnoreChars("\n"))
	same("b85", raw, err, func(b []byte) ([]byte, error) { return B85Encode(b) })
	raw, err = Z85Decode(text, Strict(true))
	same("z85", raw, err, func(b []byte) ([]byte, error) { return Z85Encode(b) })
	for i := range 4 {
		fold, adobe := FoldSpaces(i&1 > 0), Adobe(i&2 > 0)
		raw, err = A85Decode(text, Strict(true), fold, adobe)
		same("a85", raw, err, func(b []byte) ([]byte, error) { return A85Encode(b, fold, adobe) })
	}
}
