package cookies

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// A SignedCookie is a [BaseCookie] whose values only the holder of its key can
// have set. A value is sent in base64url, a point, and its HMAC-SHA256 (RFC
// 2104, FIPS 198-1), which covers the cookie's name too, so that a value can't
// be moved to another cookie. The value can be read by anybody, and an old value
// is as good as a new one: a session that ends must end on the server.
//
// [BaseCookie.Load] and [BaseCookie.LoadLenient] refuse a value that was not
// signed with one of the keys, with a [*SignatureError]. [NewSignedCookie] makes
// one; the zero SignedCookie has no key, and signs and checks nothing.
type SignedCookie struct {
	BaseCookie
	keys [][]byte
}

const minKey = 16 // bytes; less can be guessed

// NewSignedCookie returns an empty SignedCookie, which signs with key and takes
// values signed with key or one of oldKeys. A key has at least 16 random bytes;
// 32 are customary. A shorter one is an error.
func NewSignedCookie(key []byte, oldKeys ...[]byte) (*SignedCookie, error) {
	c := new(SignedCookie)
	for _, k := range append([][]byte{key}, oldKeys...) {
		if len(k) < minKey {
			return nil, &CookieError{"A key must have at least 16 bytes"}
		}
		c.keys = append(c.keys, append([]byte(nil), k...))
	}
	c.SetCoding(c)
	return c, nil
}

func sign(key []byte, name, payload string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(name + "=" + payload)) // no name holds a '='
	return h.Sum(nil)
}

// NameEncode returns str(val) and its signed form. It fails with a [*CookieError]
// if c does not come from [NewSignedCookie].
func (c *SignedCookie) NameEncode(name string, val any) (realValue any, codedValue string, err error) {
	if len(c.keys) == 0 {
		return nil, "", &CookieError{"There is no key to sign with"}
	}
	s := str(val)
	payload := base64.RawURLEncoding.EncodeToString([]byte(s))
	return s, payload + "." + base64.RawURLEncoding.EncodeToString(sign(c.keys[0], name, payload)), nil
}

// NameDecode returns the value if the signature is right, else a
// [*SignatureError]. It takes the same time for every wrong signature.
func (c *SignedCookie) NameDecode(name, val string) (realValue any, codedValue string, err error) {
	payload, signature, _ := strings.Cut(val, ".")
	mac, err := base64.RawURLEncoding.Strict().DecodeString(signature)
	if err != nil {
		return nil, "", &SignatureError{name}
	}
	for _, key := range c.keys {
		if !hmac.Equal(mac, sign(key, name, payload)) {
			continue
		}
		if value, err := base64.RawURLEncoding.DecodeString(payload); err == nil {
			return string(value), val, nil
		}
	}
	return nil, "", &SignatureError{name}
}
