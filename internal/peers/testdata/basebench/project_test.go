package basebench

import (
	"encoding/ascii85"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"

	"github.com/gobatteries/batteries/b64"
	"github.com/tilinna/z85"
)

func init() {
	coders = append(coders,
		coder{"b64", "project",
			func(dst, src []byte) int { return len(b64.AppendStandardB64Encode(dst[:0], src)) },
			func(dst, src []byte) (int, error) { return length(b64.AppendStandardB64Decode(dst[:0], src)) },
			func(src []byte) string { return string(b64.StandardB64Encode(src)) },
			func(s string) ([]byte, error) { return b64.StandardB64Decode(s) },
			base64.StdEncoding.EncodedLen},
		coder{"b32", "project",
			func(dst, src []byte) int { n, _ := length(b64.AppendB32Encode(dst[:0], src)); return n },
			func(dst, src []byte) (int, error) { return length(b64.AppendB32Decode(dst[:0], src)) },
			nil, nil, base32.StdEncoding.EncodedLen},
		coder{"a85", "project",
			func(dst, src []byte) int { n, _ := length(b64.AppendA85Encode(dst[:0], src)); return n },
			func(dst, src []byte) (int, error) { return length(b64.AppendA85Decode(dst[:0], src)) },
			nil, nil, ascii85.MaxEncodedLen},
		coder{"b85", "project",
			func(dst, src []byte) int { n, _ := length(b64.AppendB85Encode(dst[:0], src)); return n },
			func(dst, src []byte) (int, error) { return length(b64.AppendB85Decode(dst[:0], src)) },
			nil, nil, ascii85.MaxEncodedLen},
		coder{"z85", "project",
			func(dst, src []byte) int { n, _ := length(b64.AppendZ85Encode(dst[:0], src)); return n },
			func(dst, src []byte) (int, error) { return length(b64.AppendZ85Decode(dst[:0], src)) },
			nil, nil, z85.EncodedLen},
		// The standard library writes base 16 in lower case: no other agrees with upper.
		coder{"b16upper", "project",
			func(dst, src []byte) int { n, _ := length(b64.AppendB16Encode(dst[:0], src)); return n },
			func(dst, src []byte) (int, error) { return length(b64.AppendB16Decode(dst[:0], src)) },
			nil, nil, hex.EncodedLen},
	)
}

func length(b []byte, err error) (int, error) { return len(b), err }
