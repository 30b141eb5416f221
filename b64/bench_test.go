package b64

import (
	"encoding/ascii85"
	stdbase32 "encoding/base32"
	stdbase64 "encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"testing"
)

// coders are our kernels and the standard library's, where it has them.
var coders = []struct {
	name   string
	enc    func(dst, src []byte) []byte
	dec    func(dst, src []byte) ([]byte, error)
	stdEnc func(dst, src []byte) []byte
	stdDec func(dst, src []byte) ([]byte, error)
}{
	{name: "b64",
		enc:    func(dst, src []byte) []byte { return AppendStandardB64Encode(dst, src) },
		dec:    func(dst, src []byte) ([]byte, error) { return AppendStandardB64Decode(dst, src) },
		stdEnc: stdbase64.StdEncoding.AppendEncode, stdDec: stdbase64.StdEncoding.AppendDecode},
	{name: "urlsafe",
		enc:    func(dst, src []byte) []byte { return AppendURLSafeB64Encode(dst, src) },
		dec:    func(dst, src []byte) ([]byte, error) { return AppendURLSafeB64Decode(dst, src) },
		stdEnc: stdbase64.URLEncoding.AppendEncode, stdDec: stdbase64.URLEncoding.AppendDecode},
	{name: "b64alt",
		enc: func(dst, src []byte) []byte { dst, _ = AppendB64Encode(dst, src, AltChars("!~")); return dst },
		dec: func(dst, src []byte) ([]byte, error) {
			return AppendB64Decode(dst, src, AltChars("!~"), Validate(true))
		}},
	{name: "mime",
		enc: func(dst, src []byte) []byte { return AppendEncodeBytes(dst, src) },
		dec: func(dst, src []byte) ([]byte, error) { return AppendDecodeBytes(dst, src) }},
	{name: "b32",
		enc:    func(dst, src []byte) []byte { dst, _ = AppendB32Encode(dst, src); return dst },
		dec:    func(dst, src []byte) ([]byte, error) { return AppendB32Decode(dst, src) },
		stdEnc: stdbase32.StdEncoding.AppendEncode, stdDec: stdbase32.StdEncoding.AppendDecode},
	{name: "b16",
		enc:    func(dst, src []byte) []byte { dst, _ = AppendB16Encode(dst, src); return dst },
		dec:    func(dst, src []byte) ([]byte, error) { return AppendB16Decode(dst, src, CaseFold(true)) },
		stdEnc: hex.AppendEncode, stdDec: hex.AppendDecode},
	{name: "a85",
		enc:    func(dst, src []byte) []byte { dst, _ = AppendA85Encode(dst, src); return dst },
		dec:    func(dst, src []byte) ([]byte, error) { return AppendA85Decode(dst, src) },
		stdEnc: func(dst, src []byte) []byte { return dst[:ascii85.Encode(dst[:cap(dst)], src)] },
		stdDec: func(dst, src []byte) ([]byte, error) {
			n, _, err := ascii85.Decode(dst[:cap(dst)], src, true)
			return dst[:n], err
		}},
	{name: "b85",
		enc: func(dst, src []byte) []byte { dst, _ = AppendB85Encode(dst, src); return dst },
		dec: func(dst, src []byte) ([]byte, error) { return AppendB85Decode(dst, src) }},
	{name: "z85",
		enc: func(dst, src []byte) []byte { dst, _ = AppendZ85Encode(dst, src); return dst },
		dec: func(dst, src []byte) ([]byte, error) { return AppendZ85Decode(dst, src) }},
}

// Benchmark times both directions, in bytes of what is encoded.
func Benchmark(b *testing.B) {
	for _, c := range coders {
		for _, size := range []int{8, 16, 24, 32, 64, 1 << 10, 1 << 20} {
			src := make([]byte, size)
			r := rand.New(rand.NewPCG(1, 1))
			for i := range src {
				src[i] = byte(r.Uint32())
			}
			text := c.enc(nil, src)
			dst := make([]byte, 0, 3*size+64)
			run := func(impl, op string, f func()) {
				b.Run(fmt.Sprintf("base=%s/op=%s/size=%d/impl=%s", c.name, op, size, impl), func(b *testing.B) {
					b.SetBytes(int64(size))
					b.ReportAllocs()
					for b.Loop() {
						f()
					}
				})
			}
			run("ours", "enc", func() { c.enc(dst, src) })
			if c.stdEnc != nil {
				run("std", "enc", func() { c.stdEnc(dst, src) })
			}
			run("ours", "dec", func() {
				if _, err := c.dec(dst, text); err != nil {
					b.Fatal(err)
				}
			})
			if c.stdDec != nil {
				run("std", "dec", func() {
					if _, err := c.stdDec(dst, text); err != nil {
						b.Fatal(err)
					}
				})
			}
		}
	}
}
