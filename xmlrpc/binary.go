package xmlrpc

import (
	"bytes"
	"io"

	"github.com/gobatteries/batteries/b64"
)

// A Boolean is a bool; the name is kept for what was written for Python 2.
type Boolean = bool

// A Binary is data that goes over the wire as base64. A []byte does the same;
// a Binary is what comes back, unless [UseBuiltinTypes] asks for a []byte.
//
// It is Python's [xmlrpc.client.Binary].
//
// [xmlrpc.client.Binary]: https://docs.python.org/3.15/library/xmlrpc.client.html#binary-objects
type Binary struct{ Data []byte }

// NewBinary returns a Binary that holds the data itself, not a copy.
func NewBinary(data []byte) Binary { return Binary{data} }

// String returns the data as text, each byte a character (Latin-1).
func (b Binary) String() string {
	rs := make([]rune, len(b.Data))
	for i, c := range b.Data {
		rs[i] = rune(c)
	}
	return string(rs)
}

// Equal reports whether other is a Binary or a []byte with the same data.
func (b Binary) Equal(other any) bool {
	switch o := other.(type) {
	case Binary:
		return bytes.Equal(b.Data, o.Data)
	case *Binary:
		return bytes.Equal(b.Data, o.Data)
	case []byte:
		return bytes.Equal(b.Data, o)
	}
	return false
}

// Decode sets the data to what the base64 text stands for.
func (b *Binary) Decode(data []byte) error {
	d, err := b64.B64Decode(data)
	if err == nil {
		b.Data = d
	}
	return err
}

// Encode writes the element of the data to out, base64 in lines of 76 characters.
func (b Binary) Encode(out io.Writer) error {
	_, err := out.Write(appendBase64(nil, b.Data))
	return err
}
